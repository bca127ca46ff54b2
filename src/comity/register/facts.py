"""One fact, several claims: which of them answers, and what they disagree about.

Among the claims about a fact that were known at a moment, the preferred ones
answer, else the normal ones; deprecated ones never do. If each refines the others
(their bounds are nested and they say the same), the narrowest start and the
narrowest end answer. If not, the fact is in conflict. A claim that another refines
in both bounds then counts for nothing beside it; of those left, certain is only what
all of them allow, possible what any of them does.

Source: docs/explanation/time.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from comity.values.dates import Bounds, Certainty, Period


class Rank(StrEnum):
    """How far a claim is trusted beside the others about its fact."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Relation(StrEnum):
    """How a claim stands to the one that answers for its fact."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    OVERLAPS = "overlaps"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as far as an answer needs it.

    Args:
        said: what it says besides the time, in a fixed order; None or empty
            where it does not say.
    """

    claim: UUID
    fact: UUID
    sequence: int
    rank: Rank
    period: Period
    said: tuple[object, ...] = ()

    def agrees_with(self, other: "Said") -> bool:
        """Whether nothing that both say besides the time differs."""
        return all(
            mine == theirs or _unsaid(mine) or _unsaid(theirs)
            for mine, theirs in zip(self.said, other.said, strict=True)
        )

    def refines(self, other: "Said") -> bool:
        """Whether both may be true and each bound of the one lies within the other's.

        "1992" and "16 October 1992" refine each other; so do two lists that show
        the same member on different days.
        """
        return (
            self.agrees_with(other)
            and _nested(self.period.starts, other.period.starts)
            and _nested(self.period.ends, other.period.ends)
        )

    def relation_to(self, other: "Said") -> Relation:
        """How this claim stands to another about the same fact."""
        if self.rank is Rank.DEPRECATED:
            return Relation.DEPRECATED
        if self.period.contradicts(other.period) or not self.agrees_with(other):
            return Relation.CONTRADICTS
        return Relation.AGREES if self.refines(other) else Relation.OVERLAPS


@dataclass(frozen=True, slots=True)
class Answer:
    """What the claims about one fact amount to.

    Args:
        chosen: the claim that answers; of several in conflict, the first recorded.
        period: what the claims that refine one another say together of the time;
            that of `chosen` where they are in conflict.
        rivals: the claims among which neither rank nor narrowness decides,
            `chosen` first; one where the fact is settled.
        others: every other known claim about the fact, with its relation to
            `chosen`, in the order of recording.
    """

    chosen: Said
    period: Period
    rivals: tuple[Said, ...]
    others: tuple[tuple[Said, Relation], ...]

    @property
    def in_conflict(self) -> bool:
        return len(self.rivals) > 1

    @property
    def conflicts(self) -> tuple[tuple[Said, Relation], ...]:
        """The claims that do not agree with the one that answers."""
        return tuple(pair for pair in self.others if pair[1] is not Relation.AGREES)

    @property
    def agreeing(self) -> tuple[Said, ...]:
        """The claims that bear the one that answers out."""
        return tuple(
            said for said, relation in self.others if relation is Relation.AGREES
        )

    @property
    def periods(self) -> tuple[Period, ...]:
        """What must be met for certainty; one where the fact is settled."""
        return (self.period, *(rival.period for rival in self.rivals[1:]))

    def certainty(self, day: date) -> Certainty:
        """How surely the fact holds on a day."""
        found = {period.certainty(day) for period in self.periods}
        if found == {Certainty.CERTAIN}:
            return Certainty.CERTAIN
        if found == {Certainty.NO}:
            return Certainty.NO
        return Certainty.POSSIBLE


def answer(claims: Iterable[Said]) -> Answer | None:
    """What the known claims about one fact amount to; None if all are deprecated."""
    known = sorted(claims, key=lambda said: (said.sequence, said.claim))
    best = [said for said in known if said.rank is Rank.PREFERRED] or [
        said for said in known if said.rank is Rank.NORMAL
    ]
    if not best:
        return None
    if all(one.refines(other) for one, other in combinations(best, 2)):
        chosen = min(best, key=_width)
        rivals, period = [chosen], _together(chosen, best)
    else:
        rivals = _rivals(best)
        chosen, period = rivals[0], rivals[0].period
    others = tuple(
        (said, said.relation_to(chosen)) for said in known if said is not chosen
    )
    return Answer(chosen, period, tuple(rivals), others)


def _together(chosen: Said, claims: Sequence[Said]) -> Period:
    """The narrowest start and the narrowest end that refining claims give."""
    first = min((chosen, *claims), key=lambda said: _days(said.period.starts)).period
    last = min((chosen, *claims), key=lambda said: _days(said.period.ends)).period
    return Period(
        first.start, last.end, chosen.period.attested_on, first.starts, last.ends
    )


def _rivals(claims: Sequence[Said]) -> list[Said]:
    """Claims in conflict, less those that another says more narrowly or as well."""
    kept: list[Said] = []
    for said in claims:
        if not any(
            other is not said
            and other.refines(said)
            and other.period.within(said.period)
            and (other in kept or not said.period.within(other.period))
            for other in claims
        ):
            kept.append(said)
    return kept


def _nested(one: Bounds, other: Bounds) -> bool:
    return one.within(other) or other.within(one)


def _width(said: Said) -> tuple[int, int, UUID]:
    return (
        _days(said.period.starts) + _days(said.period.ends),
        said.sequence,
        said.claim,
    )


def _days(bounds: Bounds) -> int:
    return (bounds.latest - bounds.earliest).days


def _unsaid(value: object) -> bool:
    return value is None or value == ""
