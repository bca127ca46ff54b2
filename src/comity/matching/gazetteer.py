"""The areas of one edition, found by code, by name and by near spelling."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from comity.matching.pcodes import tidy
from comity.matching.placenames import Spelling, readable, skeleton, spell
from comity.matching.records import PlaceEntry

_LIMIT = 5
_SAME_BONES = 0.8
_BONES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """An area as the index holds it.

    Args:
        around: P-codes of the areas that it lies in, itself included.
        told: its name and code, as shown in reasons.
        kinds: the kinds of area in its names.
    """

    pcode: str
    name: str
    level: int
    parent: str | None
    around: frozenset[str]
    plain_names: tuple[str, ...]
    told: str
    kinds: frozenset[str]


class _Names:
    """The names of the areas of one level within one area."""

    def __init__(self) -> None:
        self._exact: dict[str, list[Area]] = {}
        self._plain: dict[str, list[Area]] = {}
        self._close: dict[str, list[Area]] = {}
        self._bones: dict[str, list[Area]] = {}
        self._close_keys: list[str] = []
        self._keys: list[str] = []
        self._areas: list[Area] = []

    def add(self, area: Area, spellings: Iterable[Spelling]) -> None:
        for spelling in spellings:
            _append(self._exact, spelling.folded, area)
            _append(self._close, spelling.close, area)
        for name in area.plain_names:
            _append(self._plain, name, area)
            _append(self._bones, skeleton(name), area)
            self._keys.append(name)
            self._areas.append(area)

    def named(self, asked: Spelling) -> list[Area]:
        return (
            self._exact.get(asked.folded)
            or self._exact.get(asked.plain)
            or self._plain.get(asked.plain)
            or self._close.get(asked.close)
            or []
        )

    def one_slip(self, asked: Spelling) -> tuple[Area, ...]:
        if len(self._close_keys) != len(self._close):
            self._close_keys = list(self._close)
        found: dict[Area, None] = {}
        for spelling in {asked.close, asked.plain.replace(" ", "")}:
            for key, _, _ in process.extract(
                spelling,
                self._close_keys,
                scorer=OSA.distance,
                processor=None,
                score_cutoff=1,
                limit=_LIMIT,
            ):
                found |= dict.fromkeys(self._close[key])
        return tuple(found)

    def near(self, asked: str, at_least: float) -> tuple[tuple[Area, float], ...]:
        found = process.extract(
            asked,
            self._keys,
            scorer=fuzz.ratio,
            score_cutoff=at_least * 100,
            limit=_LIMIT,
        )
        best: dict[Area, float] = {}
        for _, score, at in found:
            area = self._areas[at]
            best[area] = max(best.get(area, 0.0), round(score / 100, 4))
        if not best:
            bones = skeleton(asked)
            same = self._bones.get(bones, ()) if len(bones) >= _BONES else ()
            best = dict.fromkeys(same, _SAME_BONES)
        return tuple(sorted(best.items(), key=lambda pair: -pair[1]))


class Gazetteer:
    """The areas of one edition of a country's P-codes."""

    def __init__(self, entries: Iterable[PlaceEntry]) -> None:
        self.entries = {tidy(entry.pcode): entry for entry in entries}
        self.by_code: dict[str, Area] = {}
        self.by_former_code: dict[str, list[Area]] = defaultdict(list)
        self.country: Area | None = None
        self.country_codes: set[str] = set()
        self._kinds: dict[int, set[str]] = defaultdict(set)
        self._names: dict[tuple[str | None, int], _Names] = defaultdict(_Names)
        self._levels = sorted({entry.level for entry in self.entries.values()})
        for code, entry in self.entries.items():
            self._add(code, entry)

    def named(self, asked: Spelling, level: int, within: Area | None) -> list[Area]:
        """Areas of exactly this name, or of it less the kind of area or the spaces."""
        names = self._names.get((within.pcode if within else None, level))
        return names.named(asked) if names else []

    def one_slip(
        self, asked: Spelling, level: int, within: Area | None
    ) -> tuple[Area, ...]:
        """Areas whose name is one letter or one exchange of letters away."""
        names = self._names.get((within.pcode if within else None, level))
        return names.one_slip(asked) if names else ()

    def near(
        self, asked: str, level: int, within: Area | None, at_least: float
    ) -> tuple[tuple[Area, float], ...]:
        """Areas of a near name with their likeness, best first."""
        names = self._names.get((within.pcode if within else None, level))
        return names.near(asked, at_least) if names else ()

    def tells(self, asked: Spelling, area: Area) -> frozenset[str]:
        """Kinds of area asked for that tell areas of this level apart.

        Where some areas are listed as "Hawzen Town", a town asked for is not the
        area that is listed as "Hawzen".
        """
        kinds = asked.kinds & self._kinds[area.level]
        return kinds - area.kinds if kinds else kinds

    def other_level(
        self, asked: Spelling, level: int, within: Area | None
    ) -> tuple[Area, ...]:
        """Areas of exactly this name on other levels than the one asked for."""
        return tuple(
            area
            for other in self._levels
            if other != level
            for area in self.named(asked, other, within)
        )[:_LIMIT]

    def _add(self, code: str, entry: PlaceEntry) -> None:
        around = self._around(entry)
        spellings = [spell(readable(n)) for n in (entry.name, *entry.other_names)]
        area = Area(
            pcode=entry.pcode,
            name=entry.name,
            level=entry.level,
            parent=entry.parent,
            around=frozenset((*around, entry.pcode)),
            plain_names=tuple(dict.fromkeys(s.plain for s in spellings if s.plain)),
            told=f"'{entry.name}' ({entry.pcode})",
            kinds=frozenset(kind for s in spellings for kind in s.kinds),
        )
        self.by_code[code] = area
        self._kinds[entry.level] |= area.kinds
        for former in entry.former_codes:
            if area not in self.by_former_code[tidy(former)]:
                self.by_former_code[tidy(former)].append(area)
        if entry.level == 0:
            self.country = area
            self.country_codes |= {code, *map(tidy, entry.former_codes)}
        for scope in (None, *around):
            self._names[scope, entry.level].add(area, spellings)

    def _around(self, entry: PlaceEntry) -> tuple[str, ...]:
        around: list[str] = []
        parent = self.entries.get(tidy(entry.parent))
        while parent is not None and parent.pcode not in around:
            around.append(parent.pcode)
            parent = self.entries.get(tidy(parent.parent))
        return tuple(around)


def _append(under: dict[str, list[Area]], key: str, area: Area) -> None:
    if key and area not in (listed := under.setdefault(key, [])):
        listed.append(area)
