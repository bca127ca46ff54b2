"""Places as written, from the country down, against one edition of its P-codes.

A code and a name that disagree are a conflict and never a choice; so is a place
that lies outside the area written around it. A name that several areas bear is
reported with all of them. Codes that miss the list but plainly stand for a listed
one are proposed as a repair, which is shown and needs an agreeing name to count.
"""

from collections.abc import Iterable, Sequence

from comity.matching.area_levels import SHOWN, LevelJudge, Step
from comity.matching.gazetteer import Area, Gazetteer
from comity.matching.pcodes import tidy
from comity.matching.records import Candidate, PlaceEntry, PlaceMatch, PlaceMention
from comity.matching.words import countries
from comity.values.names import fold

_REMEMBERED = 200_000

Levels = tuple[tuple[str | None, str | None], ...]


class PlaceIndex:
    """The areas of a country, which can be asked for a place as written.

    Args:
        country: ISO 3166-1 alpha-3.
        entries: the areas of one edition, in any order.
    """

    def __init__(self, country: str, entries: Iterable[PlaceEntry]) -> None:
        self.country = country
        self._gazetteer = Gazetteer(entries)
        self._judge = LevelJudge(self._gazetteer)
        self._steps: dict[tuple[int, str, str, str | None], Step] = {}
        self._matches: dict[Levels, PlaceMatch] = {}

    def match(self, mention: PlaceMention) -> PlaceMatch:
        """Judge which area a mention means: the deepest level that it fills."""
        match = self._matches.get(mention.levels)
        if match is None:
            match = self._match(mention.levels[:5])
            if len(self._matches) >= _REMEMBERED:
                self._matches.clear()
            self._matches[mention.levels] = match
        return match

    def match_all(self, mentions: Sequence[PlaceMention]) -> list[PlaceMatch]:
        """Judge many; equal mentions are judged once. The order is kept."""
        judged: dict[PlaceMention, PlaceMatch] = {}
        for mention in mentions:
            if mention not in judged:
                judged[mention] = self.match(mention)
        return [judged[mention] for mention in mentions]

    def _match(self, levels: Levels) -> PlaceMatch:
        within: Area | None = None
        step: Step | None = None
        asked, deepest = "", 0
        above: tuple[str, ...] = ()
        conflict = self._other_country(levels[0]) if levels else None
        for level in range(1, len(levels)):
            code, name = levels[level]
            if not code and not name:
                continue
            found = self._step(level, code or "", name or "", within)
            if found.whole:
                return self._whole(name or "", level, within, step, conflict)
            if step is not None:
                conflict = conflict or step.conflict
                if step.judgement != "positive":
                    above = (*above, f"The area around it, '{asked}', is not sure")
            asked, deepest, step = name or code or "", level, found
            if found.judgement == "positive":
                within = found.ranked[0][0]
        if step is None:
            return self._country(levels, conflict)
        return _answer(asked, deepest, step, within, conflict or step.conflict, above)

    def _step(self, level: int, code: str, name: str, within: Area | None) -> Step:
        key = (level, code, name, within.pcode if within else None)
        step = self._steps.get(key)
        if step is None:
            step = self._judge.judge(level, code, name, within)
            if len(self._steps) >= _REMEMBERED:
                self._steps.clear()
            self._steps[key] = step
        return step

    def _whole(
        self,
        name: str,
        level: int,
        within: Area | None,
        step: Step | None,
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


def _answer(
    asked: str,
    level: int,
    step: Step,
    within: Area | None,
    conflict: str | None,
    above: tuple[str, ...],
) -> PlaceMatch:
    candidates = tuple(
        [
            Candidate(area.pcode, area.name, score, (area.told,))
            for area, score in step.ranked[:SHOWN]
        ]
    )
    score = candidates[0].score if candidates else 0.0
    reasons = (conflict, *step.reasons, *above) if conflict else step.reasons + above
    if step.judgement == "positive" and not conflict:
        area = step.ranked[0][0]
        return PlaceMatch(
            asked, "positive", area.pcode, score, reasons, candidates, area.level,
            area.parent, None, step.repair,
        )  # fmt: skip
    around = within.pcode if within else None
    judgement = (
        "unsure" if conflict and step.judgement == "positive" else step.judgement
    )
    return PlaceMatch(
        asked, judgement, None, score, reasons, candidates, level, around, conflict,
        step.repair,
    )  # fmt: skip


_ISO3 = frozenset(countries().values())
