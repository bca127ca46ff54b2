"""Random histories of the register against a plain list that is never forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.access.actors import ANONYMOUS
from comity.access.models import Transaction
from comity.access.queries import audit_break
from comity.errors import AlreadyRetracted, FactAmbiguous, PreferredTaken
from comity.register import actions, queries
from comity.register.facts import Rank
from comity.register.statements import Recorded, Statement
from comity.values.dates import Bounds, Period
from tests.register.world import OPERATOR, SOURCE, keep, membership, moment, rolled_back

pytestmark = pytest.mark.django_db

TEXTS = ("1991", "1992", "1992-06", "1992-06-15", "1993", "1995-03", "[1992..1994]")
ENDS = (*TEXTS, "..", None)
MEMBERS = ("alpha", "beta")
ROLES = ("member", "observer")
DAYS = tuple(
    date.fromisoformat(text)
    for text in (
        *("1990-01-01", "1991-06-01", "1992-06-14", "1992-06-15", "1992-12-31"),
        *("1993-07-01", "1995-03-31", "1995-04-01", "2030-01-01"),
    )
)
ATTESTED = date(1995, 3, 20)

indexes = st.integers(0, 7)
periods = st.tuples(st.sampled_from((*TEXTS, None)), st.sampled_from(ENDS)).filter(
    lambda pair: in_order(*pair)
)
hours = st.integers(-3, 5)
operations = st.one_of(
    st.tuples(
        st.just("record"),
        hours,
        st.sampled_from(MEMBERS),
        st.sampled_from(ROLES),
        periods,
        st.sampled_from(list(Rank)),
        st.booleans(),
    ),
    st.tuples(st.just("retract"), hours, indexes),
    st.tuples(st.just("correct"), hours, indexes, periods),
    st.tuples(st.just("rank"), hours, indexes, st.sampled_from(list(Rank))),
)


def in_order(start: str | None, end: str | None) -> bool:
    earliest = Period.of(start, "..", ATTESTED).starts.earliest
    return end in {None, ".."} or earliest <= Period.on(str(end)).ends.latest


@dataclass
class Kept:
    """A claim as the plain list has it: who, what, when, and when it was known."""

    claim: UUID
    fact: UUID
    member: str
    role: str
    period: Period
    since: int
    until: int | None = None
    ranks: list[tuple[int, Rank]] = field(default_factory=list)

    def known(self, sequence: int) -> bool:
        return self.since <= sequence and (self.until is None or sequence < self.until)

    def rank(self, sequence: int) -> Rank:
        given = [rank for since, rank in self.ranks if since <= sequence]
        return given[-1] if given else Rank.NORMAL


Told = dict[UUID, tuple[str, str, int]]
"""Fact to member, role and 1 where it may hold, 2 where it does."""


def told(kept: Sequence[Kept], sequence: int, day: date) -> Told:
    """What the list gives for a day, as it stood at a sequence."""
    facts: dict[UUID, list[Kept]] = {}
    for one in kept:
        if one.known(sequence):
            facts.setdefault(one.fact, []).append(one)
    levels = {
        fact: (claims[0].member, claims[0].role, level(claims, sequence, day))
        for fact, claims in facts.items()
    }
    return {fact: found for fact, found in levels.items() if found[2]}


def level(claims: Sequence[Kept], sequence: int, day: date) -> int:
    best = [one for one in claims if one.rank(sequence) is Rank.PREFERRED] or [
        one for one in claims if one.rank(sequence) is Rank.NORMAL
    ]
    bounds = [(one.period.starts, one.period.ends) for one in best]
    if not bounds:
        return 0
    if all(fits(one, other) for one, other in combinations(bounds, 2)):
        starts = min((one for one, _ in bounds), key=width)
        ends = min((one for _, one in bounds), key=width)
        return held(starts, ends, day)
    rest = [
        one
        for one in bounds
        if not any(other != one and inside(other, one) for other in bounds)
    ]
    levels = {held(*one, day) for one in rest}
    return 2 if levels == {2} else int(levels != {0})


def fits(one: tuple[Bounds, Bounds], other: tuple[Bounds, Bounds]) -> bool:
    return all(
        contains(mine, theirs) or contains(theirs, mine)
        for mine, theirs in zip(one, other, strict=True)
    )


def inside(one: tuple[Bounds, Bounds], other: tuple[Bounds, Bounds]) -> bool:
    return all(map(contains, other, one))


def contains(outer: Bounds, inner: Bounds) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def width(bounds: Bounds) -> timedelta:
    return bounds.latest - bounds.earliest


def held(starts: Bounds, ends: Bounds, day: date) -> int:
    if starts.latest <= day <= ends.earliest:
        return 2
    return int(starts.earliest <= day <= ends.latest)


LEVELS = {"certain": 2, "possible": 1}


def answered(day: date, known_at: datetime) -> Told:
    asking = queries.ask(ANONYMOUS, as_of=day, known_at=known_at)
    return {
        one.fact: (one.organization, one.role, LEVELS[one.certainty])
        for one in queries.members("body", asking).members
    }


def stands(member: str, day: date, known_at: datetime) -> Told:
    asking = queries.ask(ANONYMOUS, as_of=day, known_at=known_at)
    return {
        one.fact: (member, one.role, LEVELS[one.certainty])
        for one in queries.standing(member, asking, body="body").standings
    }


class History:
    """Carries operations out on the register and on the list alike."""

    def __init__(self) -> None:
        keep("alpha", "beta", "body")
        self.hour = 10
        self.kept: list[Kept] = []
        self.seen: dict[tuple[datetime, date], Told] = {}

    def carry_out(self, operation: tuple[Any, ...]) -> None:
        name, hours, *rest = operation
        self.hour += hours
        getattr(self, name)(moment(self.hour), *rest)
        last = Transaction.objects.latest("sequence").recorded_at
        for day in DAYS[::3]:
            self.seen[last, day] = answered(day, last)

    def record(
        self,
        at: datetime,
        member: str,
        role: str,
        period: tuple[str | None, str | None],
        rank: Rank,
        new: bool,  # noqa: FBT001 (drawn, not chosen)
    ) -> None:
        given = self._statement(
            member, role, period, rank=rank, rank_reason="why", new_fact=new
        )
        standing = {
            one.fact
            for one in self.kept
            if one.until is None and (one.member, one.role) == (member, role)
        }
        try:
            done = actions.record([given], sources=[SOURCE], by=OPERATOR, at=at)[0]
        except FactAmbiguous:
            assert not new
            assert len(standing) > 1
            return
        except PreferredTaken:
            assert rank is Rank.PREFERRED
            assert standing
            return
        assert not (new and done.fact in standing)
        ranks = [] if rank is Rank.NORMAL else [(done.sequence, rank)]
        self._keep(done, member, role, given.period, ranks)

    def retract(self, at: datetime, index: int) -> None:
        if index >= len(self.kept):
            return
        one = self.kept[index]
        try:
            done = actions.retract(one.claim, reason="wrong", by=OPERATOR, at=at)
        except AlreadyRetracted:
            assert one.until is not None
            return
        assert one.until is None
        one.until = done.sequence

    def correct(
        self, at: datetime, index: int, period: tuple[str | None, str | None]
    ) -> None:
        if index >= len(self.kept):
            return
        one = self.kept[index]
        given = self._statement(one.member, one.role, period)
        try:
            done = actions.correct(one.claim, given, reason="wrong", by=OPERATOR, at=at)
        except AlreadyRetracted:
            assert one.until is not None
            return
        assert one.until is None
        assert done.fact == one.fact
        one.until = done.sequence
        self._keep(done, one.member, one.role, given.period, [])

    def rank(self, at: datetime, index: int, rank: Rank) -> None:
        if index >= len(self.kept):
            return
        one = self.kept[index]
        rivals = [
            other
            for other in self.kept
            if other is not one and other.fact == one.fact and other.until is None
        ]
        taken = any(other.rank(10**9) is Rank.PREFERRED for other in rivals)
        try:
            done = actions.rank(one.claim, rank, reason="why", by=OPERATOR, at=at)
        except AlreadyRetracted:
            assert one.until is not None
            return
        except PreferredTaken:
            assert taken
            return
        assert one.until is None
        assert not (taken and rank is Rank.PREFERRED)
        one.ranks.append((done.sequence, rank))

    def _statement(
        self,
        member: str,
        role: str,
        period: tuple[str | None, str | None],
        **further: Any,
    ) -> Statement:
        return membership(member, "body", role, *period, attested=ATTESTED, **further)

    def _keep(
        self,
        done: Recorded,
        member: str,
        role: str,
        period: Period,
        ranks: list[tuple[int, Rank]],
    ) -> None:
        self.kept.append(
            Kept(
                done.claim,
                done.fact,
                member,
                role,
                period,
                done.sequence,
                ranks=ranks,
            )
        )


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=settings().max_examples // 2,
)
@given(st.lists(operations, min_size=3, max_size=10))
def test_every_past_moment_is_answered_as_it_was_known(
    history: list[tuple[Any, ...]],
) -> None:
    with rolled_back():
        played = History()
        for operation in history:
            played.carry_out(operation)

        entries = list(Transaction.objects.order_by("sequence"))
        for entry in entries:
            for day in DAYS:
                expected = told(played.kept, entry.sequence, day)
                assert answered(day, entry.recorded_at) == expected
        last = entries[-1]
        for member in MEMBERS:
            for day in DAYS:
                mine = {
                    fact: found
                    for fact, found in told(played.kept, last.sequence, day).items()
                    if found[0] == member
                }
                assert stands(member, day, last.recorded_at) == mine
        for (known_at, day), seen in played.seen.items():
            assert answered(day, known_at) == seen
        moments = [entry.recorded_at for entry in entries]
        assert moments == sorted(moments)
        assert len(set(moments)) == len(moments)
        assert audit_break() is None
