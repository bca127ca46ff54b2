"""Places as written, from the country down, against one edition of its P-codes.

A code and a name that disagree are a conflict and never a choice; so is a place
that lies outside the area written around it. A name that several areas bear is
reported with all of them. Codes that miss the list but plainly stand for a listed
one are proposed as a repair, which is shown and needs an agreeing name to count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comity.matching.gazetteer import Area, Gazetteer
from comity.matching.pcodes import CodeRepair, tidy
from comity.matching.placenames import WHOLE, likeness, plain, readable
from comity.matching.records import (
    Candidate,
    Judgement,
    PlaceEntry,
    PlaceMatch,
    PlaceMention,
)
from comity.matching.words import countries
from comity.values.names import fold

AGREES = 0.72
"""Likeness from which a name is taken as a spelling of the name that its code has."""

NEAR_WITHIN = 0.74
"""Likeness from which a misspelt name is taken, among the areas of a known parent."""

NEAR_ANYWHERE = 0.84
"""The same, among all areas of a level."""

SHORTEST_WITHIN, SHORTEST_ANYWHERE = 3, 6
"""Letters from which a name that is one slip away from one listed name is taken."""

ONE_SLIP = 0.9

APART = 0.08
"""By which the best likeness must exceed the second."""

WORTH_SHOWING = 0.6
"""Likeness from which an area is offered to a person."""

SHOWN = 5
_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class _Step:
    """What one level of a mention was found to be."""

    judgement: Judgement
    ranked: tuple[tuple[Area, float], ...]
    reasons: tuple[str, ...]
    conflict: str | None = None
    repair: str | None = None

    @property
    def area(self) -> Area | None:
        return self.ranked[0][0] if self.judgement == "positive" else None


class PlaceIndex:
    """The areas of a country, which can be asked for a place as written.

    Args:
        country: ISO 3166-1 alpha-3.
        entries: the areas of one edition, in any order.
    """

    def __init__(self, country: str, entries: Iterable[PlaceEntry]) -> None:
        self.country = country
        self._gazetteer = Gazetteer(entries)
        self._repair = CodeRepair(self._gazetteer.entries)
        self._steps: dict[tuple[int, str, str, str | None], _Step] = {}

    def match(self, mention: PlaceMention) -> PlaceMatch:
        """Judge which area a mention means: the deepest level that it fills."""
        levels = mention.levels[:5]
        within: Area | None = None
        step: _Step | None = None
        asked, level = "", 0
        above: list[str] = []
        conflict = self._other_country(levels[0]) if levels else None
        for number in range(1, len(levels)):
            code, name = levels[number]
            if not code and not name:
                continue
            if name and fold(name) in WHOLE:
                return self._whole(name, number, within, step, conflict)
            if step is not None:
                conflict = conflict or step.conflict
                if step.judgement != "positive":
                    above.append(f"The area around it, '{asked}', is not sure")
            asked, level = name or code or "", number
            step = self._step(number, code or "", name or "", within)
            within = step.area or within
        if step is None:
            return self._country(levels, conflict)
        return self._answer(asked, level, step, within, conflict, above)

    def match_all(self, mentions: Sequence[PlaceMention]) -> list[PlaceMatch]:
        """Judge many; equal mentions are judged once. The order is kept."""
        judged: dict[PlaceMention, PlaceMatch] = {}
        for mention in mentions:
            if mention not in judged:
                judged[mention] = self.match(mention)
        return [judged[mention] for mention in mentions]

    def _answer(
        self,
        asked: str,
        level: int,
        step: _Step,
        within: Area | None,
        conflict: str | None,
        above: Sequence[str],
    ) -> PlaceMatch:
        area = step.area
        judgement: Judgement = step.judgement
        conflict = conflict or step.conflict
        if conflict and judgement == "positive":
            judgement = "unsure"
        around = area.parent if area else (within.pcode if within else None)
        reasons = (conflict, *step.reasons) if conflict else step.reasons
        return PlaceMatch(
            asked,
            judgement,
            area.pcode if area and judgement == "positive" else None,
            step.ranked[0][1] if step.ranked else 0.0,
            (*reasons, *above),
            tuple(
                Candidate(found.pcode, found.name, score, (found.told,))
                for found, score in step.ranked[:SHOWN]
            ),
            area.level if area else level,
            around,
            conflict,
            step.repair,
        )

    def _step(self, level: int, code: str, name: str, within: Area | None) -> _Step:
        key = (level, code, name, within.pcode if within else None)
        step = self._steps.get(key)
        if step is None:
            step = self._judge(level, tidy(code), readable(name), within)
            if len(self._steps) >= _REMEMBERED:
                self._steps.clear()
            self._steps[key] = step
        return step

    def _judge(self, level: int, code: str, name: str, within: Area | None) -> _Step:
        if not code:
            return self._by_name(level, name, within)
        area, notes, repair = self._by_code(level, code)
        if area is None:
            step = self._by_name(level, name, within)
            return replace(step, reasons=(*notes, *step.reasons))
        conflict = self._misplaced(area, level, code, within)
        if fold(name):
            step = self._both(area, code, name, within)
        elif repair:
            step = _Step("unsure", ((area, 0.6),), ("No name confirms the code",))
        else:
            step = _Step("positive", ((area, 0.97),), (f"'{code}' is {area.told}",))
        conflict = conflict or step.conflict
        return replace(
            step,
            judgement="unsure" if conflict else step.judgement,
            reasons=(*notes, *step.reasons),
            conflict=conflict,
            repair=repair,
        )

    def _by_code(
        self, level: int, code: str
    ) -> tuple[Area | None, tuple[str, ...], str | None]:
        """The area of a code, what is to be said of it, and a repair if it is one."""
        area = self._gazetteer.by_code.get(code)
        if area:
            return area, (), None
        former = self._gazetteer.by_former_code.get(code, ())
        if len(former) == 1:
            told = f"'{code}' is a former code of {former[0].told}"
            return former[0], (told,), None
        if former:
            several = ", ".join(area.told for area in former)
            return None, (f"'{code}' is a former code of several: {several}",), None
        repair = self._repair.propose(code, level)
        if repair:
            told = f"'{code}' is not on the list; it seems to stand for '{repair}'"
            return self._gazetteer.by_code[repair], (told,), repair
        return None, (f"'{code}' is not on the list",), None

    def _misplaced(
        self, area: Area, level: int, code: str, within: Area | None
    ) -> str | None:
        if area.level != level:
            return (
                f"'{code}' is the code of an area of level {area.level},"
                f" written for level {level}"
            )
        if within and within.pcode not in area.around:
            return f"'{code}' ({area.told}) does not lie in {within.told}"
        return None

    def _both(self, area: Area, code: str, name: str, within: Area | None) -> _Step:
        """A code and a name: they agree, or they are a conflict."""
        named = self._gazetteer.named(name, area.level, within)
        asked = plain(name)
        agrees = max(
            (likeness(asked, known) for known in area.plain_names), default=0.0
        )
        if area in named or agrees == 1.0:
            told = f"'{name}' is the name that '{code}' has"
            return _Step("positive", ((area, 0.99),), (told,))
        if not named:
            others = self._gazetteer.near(asked, area.level, within, WORTH_SHOWING)
            better = [
                (other, score)
                for other, score in others
                if other is not area and score > agrees + APART / 2
            ]
            if agrees >= AGREES and not better:
                told = f"'{name}' is near '{area.name}', the name that '{code}' has"
                return _Step("positive", ((area, round(agrees, 4)),), (told,))
            named = tuple(other for other, _ in better)
        conflict = f"'{code}' is {area.told}, but the name written is '{name}'"
        ranked = ((area, 0.5), *((other, 0.5) for other in named[: SHOWN - 1]))
        return _Step("unsure", ranked, (), conflict)

    def _by_name(self, level: int, name: str, within: Area | None) -> _Step:
        asked = plain(name)
        if not asked:
            return _Step("none", (), ("There is no name or code to read",))
        named = self._gazetteer.named(name, level, within)
        if len(named) == 1:
            told = f"'{name}' is {named[0].told}"
            return _Step("positive", ((named[0], 0.98 if within else 0.95),), (told,))
        if named:
            ranked = tuple((area, round(1 / len(named), 4)) for area in named)
            several = ", ".join(area.told for area in named[:SHOWN])
            told = f"'{name}' is the name of {len(named)} areas: {several}"
            return _Step("unsure", ranked, (told,))
        if len(asked) >= (SHORTEST_WITHIN if within else SHORTEST_ANYWHERE):
            slips = self._gazetteer.one_slip(name, level, within)
            if len(slips) == 1:
                told = f"'{name}' is one slip from {slips[0].told}"
                return _Step("positive", ((slips[0], ONE_SLIP),), (told,))
        near = self._gazetteer.near(asked, level, within, WORTH_SHOWING)
        enough = NEAR_WITHIN if within else NEAR_ANYWHERE
        if near and near[0][1] >= enough:
            second = near[1][1] if len(near) > 1 else 0.0
            told = f"'{name}' is near {near[0][0].told}"
            if near[0][1] - second >= APART:
                return _Step("positive", near, (told,))
            return _Step("unsure", near, (told, f"as it is near {near[1][0].told}"))
        if within:
            elsewhere = self._gazetteer.named(name, level, None)
            if elsewhere:
                lie = ", ".join(area.told for area in elsewhere[:SHOWN])
                conflict = f"'{name}' is not in {within.told} but elsewhere: {lie}"
                ranked = tuple((area, 0.5) for area in elsewhere)
                return _Step("unsure", ranked, (), conflict)
        other = self._gazetteer.other_level(name, level, within)
        if other:
            told = f"'{name}' is an area of level {other[0].level}, not {level}"
            return _Step("unsure", tuple((area, 0.4) for area in other), (told,))
        if near:
            told = f"'{name}' is not on the list; the nearest is {near[0][0].told}"
            judged: Judgement = "unsure" if near[0][1] >= AGREES else "none"
            return _Step(judged, near, (told,))
        return _Step("none", (), (f"'{name}' is not on the list",))

    def _whole(
        self,
        name: str,
        level: int,
        within: Area | None,
        step: _Step | None,
        conflict: str | None,
    ) -> PlaceMatch:
        area = within or self._gazetteer.country
        sure = step is None or step.judgement == "positive"
        told = f"'{name}' means all of {area.told if area else 'the country'}"
        if area is None or not sure or conflict:
            return PlaceMatch(
                name, "unsure", None, 0.5, (told,), (), level, None, conflict
            )
        candidate = Candidate(area.pcode, area.name, 0.9, (told,))
        return PlaceMatch(
            name, "positive", area.pcode, 0.9, (told,), (candidate,), area.level,
            area.parent,
        )  # fmt: skip

    def _country(
        self, levels: Sequence[tuple[str | None, str | None]], conflict: str | None
    ) -> PlaceMatch:
        code, name = levels[0] if levels else (None, None)
        asked = name or code or ""
        area = self._gazetteer.country
        if asked and area and not conflict:
            return self._whole(asked, 0, None, None, None)
        told = conflict or "There is no name or code to read"
        return PlaceMatch(
            asked, "unsure" if conflict else "none", None, 0.0, (told,), (), 0, None,
            conflict,
        )  # fmt: skip

    def _other_country(self, written: tuple[str | None, str | None]) -> str | None:
        """A conflict, where another country than the list's is written."""
        code, name = written
        if code and (short := tidy(code)):
            listed = {self.country, self.country[:2]} | self._gazetteer.country_codes
            if len(short) == 3 and short not in listed and short in _ISO3:
                return f"'{code}' is another country than {self.country}"
        if name:
            iso3 = countries().get(tuple(fold(name).split()))
            if iso3 and iso3 != self.country:
                return f"'{name}' is another country than {self.country}"
        return None


_ISO3 = frozenset(countries().values())
