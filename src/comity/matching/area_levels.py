"""One level of a place as written: its code, its name, and whether they agree."""

from dataclasses import dataclass, replace

from comity.matching.gazetteer import Area, Gazetteer
from comity.matching.pcodes import CodeRepair, tidy
from comity.matching.placenames import WHOLE, Spelling, likeness, readable, spell
from comity.matching.records import Judgement

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


@dataclass(frozen=True, slots=True)
class Step:
    """What one level of a mention was found to be.

    Args:
        judgement: of this level alone.
        ranked: areas with their scores, best first.
        reasons: of the judgement.
        conflict: how name, code and the area around them disagree, if they do.
        repair: the listed code that a miswritten one seems to stand for.
        whole: whether the text means all of the area around it.
    """

    judgement: Judgement
    ranked: tuple[tuple[Area, float], ...]
    reasons: tuple[str, ...]
    conflict: str | None = None
    repair: str | None = None
    whole: bool = False


class LevelJudge:
    """Judges codes and names of one level against a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._repair = CodeRepair(gazetteer.entries)

    def judge(self, level: int, code: str, name: str, within: Area | None) -> Step:
        """Judge one level as written; `within` is the area around it, where sure."""
        asked = spell(readable(name)) if name else _NOTHING
        if asked.folded in WHOLE:
            return Step("positive", (), (), whole=True)
        tidied = tidy(code) if code else ""
        if not tidied:
            return self._by_name(level, name, asked, within)
        area, notes, repair = self._by_code(level, tidied)
        if area is None:
            step = self._by_name(level, name, asked, within)
            if step.judgement == "positive" and self._repair.looks_like(tidied):
                unlisted = f"'{code}' is not on the list, though '{name}' is"
                step = replace(step, judgement="unsure", conflict=unlisted)
            return replace(step, reasons=(*notes, *step.reasons))
        conflict = self._misplaced(area, level, code, within)
        if asked.folded:
            step = self._both(area, code, name, asked, within)
        elif repair:
            step = Step("unsure", ((area, 0.6),), ("No name confirms the code",))
        else:
            step = Step("positive", ((area, 0.97),), (f"'{code}' is {area.told}",))
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
            return self._gazetteer.by_code[tidy(repair)], (told,), repair
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

    def _both(
        self, area: Area, code: str, name: str, asked: Spelling, within: Area | None
    ) -> Step:
        """A code and a name: they agree, or they are a conflict."""
        named = self._gazetteer.named(asked, area.level, within)
        agrees = _agreement(asked, area)
        if area in named or agrees == 1.0:
            told = f"'{name}' is the name that '{code}' has"
            return Step("positive", ((area, 0.99),), (told,))
        if not named:
            near = self._gazetteer.near(asked.plain, area.level, within, WORTH_SHOWING)
            better = [
                other
                for other, score in near
                if other is not area and score > agrees + APART / 2
            ]
            if agrees >= AGREES and not better:
                told = f"'{name}' is near '{area.name}', the name that '{code}' has"
                return Step("positive", ((area, round(agrees, 4)),), (told,))
            named = better
        conflict = f"'{code}' is {area.told}, but the name written is '{name}'"
        for former in self._gazetteer.by_former_code.get(tidy(code), ()):
            if former is not area and _agreement(asked, former) >= AGREES:
                conflict += f"; in an earlier edition it was {former.told}"
        ranked = ((area, 0.5), *((other, 0.5) for other in named[: SHOWN - 1]))
        return Step("unsure", ranked, (), conflict)

    def _by_name(
        self, level: int, name: str, asked: Spelling, within: Area | None
    ) -> Step:
        if not asked.plain:
            return Step("none", (), ("There is no name or code to read",))
        named = self._gazetteer.named(asked, level, within)
        if len(named) == 1:
            told = f"'{name}' is {named[0].told}"
            if asked.kinds and (kinds := self._gazetteer.tells(asked, named[0])):
                other = (
                    f"'{name}' may be another area: {', '.join(kinds)} tells some apart"
                )
                return Step("unsure", ((named[0], 0.6),), (other,))
            return Step("positive", ((named[0], 0.98 if within else 0.95),), (told,))
        if named:
            ranked = tuple((area, round(1 / len(named), 4)) for area in named)
            several = ", ".join(area.told for area in named[:SHOWN])
            told = f"'{name}' is the name of {len(named)} areas: {several}"
            return Step("unsure", ranked, (told,))
        if len(asked.plain) >= (SHORTEST_WITHIN if within else SHORTEST_ANYWHERE):
            slips = self._gazetteer.one_slip(asked, level, within)
            if len(slips) == 1 and not self._gazetteer.tells(asked, slips[0]):
                told = f"'{name}' is one slip from {slips[0].told}"
                return Step("positive", ((slips[0], ONE_SLIP),), (told,))
        return self._nearly(level, name, asked, within)

    def _nearly(
        self, level: int, name: str, asked: Spelling, within: Area | None
    ) -> Step:
        near = self._gazetteer.near(asked.plain, level, within, WORTH_SHOWING)
        enough = NEAR_WITHIN if within else NEAR_ANYWHERE
        if near and near[0][1] >= enough:
            second = near[1][1] if len(near) > 1 else 0.0
            told = f"'{name}' is near {near[0][0].told}"
            if near[0][1] - second >= APART:
                return Step("positive", near, (told,))
            return Step("unsure", near, (told, f"as it is near {near[1][0].told}"))
        if within:
            elsewhere = self._gazetteer.named(asked, level, None)
            if elsewhere:
                lie = ", ".join(area.told for area in elsewhere[:SHOWN])
                conflict = f"'{name}' is not in {within.told} but elsewhere: {lie}"
                ranked = tuple((area, 0.5) for area in elsewhere)
                return Step("unsure", ranked, (), conflict)
        other = self._gazetteer.other_level(asked, level, within)
        if other:
            told = f"'{name}' is an area of level {other[0].level}, not {level}"
            return Step("unsure", tuple((area, 0.4) for area in other), (told,))
        if near:
            told = f"'{name}' is not on the list; the nearest is {near[0][0].told}"
            judged: Judgement = "unsure" if near[0][1] >= AGREES else "none"
            return Step(judged, near, (told,))
        return Step("none", (), (f"'{name}' is not on the list",))


_NOTHING = Spelling("", "", "", frozenset())


def _agreement(asked: Spelling, area: Area) -> float:
    return max((likeness(asked.plain, name) for name in area.plain_names), default=0.0)
