"""One fact, several claims: which of them answers, and what they disagree about.

Among the claims about a fact that were known at a moment, the preferred ones
answer, else the normal ones; deprecated ones never do. Of two that say the same,
one more narrowly, the narrower answers. If several then remain that cannot be
told apart by rank or narrowness, the fact is in conflict: certain is only what
all of them allow, possible what any of them does.

Source: docs/explanation/time.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from comity.values.dates import Certainty, Period


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

    def narrower_than(self, other: "Said") -> bool:
        """Whether this says the same as the other, with the time more narrowly."""
        return (
            self.agrees_with(other)
            and self.period.within(other.period)
            and not other.period.within(self.period)
        )

    def relation_to(self, other: "Said") -> Relation:
        """How this claim stands to another about the same fact."""
        if self.rank is Rank.DEPRECATED:
            return Relation.DEPRECATED
        if self.period.contradicts(other.period) or not self.agrees_with(other):
            return Relation.CONTRADICTS
        if self.period.within(other.period) or other.period.within(self.period):
            return Relation.AGREES
        return Relation.OVERLAPS


@dataclass(frozen=True, slots=True)
class Answer:
    """What the claims about one fact amount to.

    Args:
        chosen: the claim that answers; of several in conflict, the first recorded.
        rivals: the claims among which neither rank nor narrowness decides,
            `chosen` first; one where the fact is settled.
        others: every other known claim about the fact, with its relation to
            `chosen`, in the order of recording.
    """

    chosen: Said
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

    def certainty(self, day: date) -> Certainty:
        """How surely the fact holds on a day."""
        found = {rival.period.certainty(day) for rival in self.rivals}
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
    rivals = _distinct(
        [said for said in best if not any(other.narrower_than(said) for other in best)]
    )
    chosen = rivals[0]
    others = tuple(
        (said, said.relation_to(chosen)) for said in known if said is not chosen
    )
    return Answer(chosen, tuple(rivals), others)


def _distinct(claims: Sequence[Said]) -> list[Said]:
    """The first of each group of claims that say the same of the same time."""
    kept: list[Said] = []
    for said in claims:
        if not any(
            said.agrees_with(other)
            and said.period.within(other.period)
            and other.period.within(said.period)
            for other in kept
        ):
            kept.append(said)
    return kept


def _unsaid(value: object) -> bool:
    return value is None or value == ""
