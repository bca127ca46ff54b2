"""What several claims about one fact amount to, against the rules written out plainly.

The rules: preferred claims answer, else normal ones, deprecated ones never. Claims
whose bounds are nested, start by start and end by end, and that agree in what they
say, refine one another: the narrowest start and the narrowest end answer. Others are
in conflict; of these, a claim that another refines in both bounds says nothing further.
Certain is only what all of the rest allow, possible what any of them does.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.register.facts import Rank, Relation, Said, answer
from comity.values.dates import Bounds, Certainty, Period

FIRST = date(2016, 1, 1)
SPAN = 10
DAYS = [FIRST + timedelta(days=number) for number in range(SPAN)]
FACT = UUID(int=0)

numbers = st.integers(0, SPAN - 1)
spans = st.tuples(numbers, numbers).map(lambda pair: Bounds(*sorted_days(pair)))


def sorted_days(pair: tuple[int, int]) -> tuple[date, date]:
    low, high = sorted(pair)
    return DAYS[low], DAYS[high]


@st.composite
def said(draw: st.DrawFn, number: int) -> Said:
    starts, ends = draw(spans), draw(spans)
    if ends.latest < starts.earliest:
        starts, ends = ends, starts
    return Said(
        claim=UUID(int=number + 1),
        fact=FACT,
        sequence=draw(st.integers(1, 3)),
        rank=draw(
            st.sampled_from(["normal", "normal", "preferred", "deprecated"]).map(Rank)
        ),
        period=Period(f"start {number}", f"end {number}", None, starts, ends),
        said=(draw(st.sampled_from(["", None, "x", "x", "y"])),),
    )


@st.composite
def facts(draw: st.DrawFn) -> list[Said]:
    size = draw(st.integers(1, 4))
    return [draw(said(number)) for number in range(size)]


def level(one: Said, day: date) -> int:
    """2 certain, 1 possible, 0 not, from the rule for one claim."""
    starts, ends = one.period.starts, one.period.ends
    if starts.latest <= day <= ends.earliest:
        return 2
    return int(starts.earliest <= day <= ends.latest)


def best_of(claims: Sequence[Said]) -> list[Said]:
    preferred = [one for one in claims if one.rank == "preferred"]
    return preferred or [one for one in claims if one.rank == "normal"]


def nested(one: Bounds, other: Bounds) -> bool:
    ours, theirs = days_of(one), days_of(other)
    return ours <= theirs or theirs <= ours


def days_of(known: Bounds) -> set[date]:
    return {day for day in DAYS if known.earliest <= day <= known.latest}


def compatible(one: Said, other: Said) -> bool:
    mine, theirs = one.said[0], other.said[0]
    silent = mine in {None, ""} or theirs in {None, ""}
    return (
        (silent or mine == theirs)
        and nested(one.period.starts, other.period.starts)
        and nested(one.period.ends, other.period.ends)
    )


def narrower(one: Said, other: Said) -> bool:
    mine = [days_of(one.period.starts), days_of(one.period.ends)]
    theirs = [days_of(other.period.starts), days_of(other.period.ends)]
    return mine != theirs and all(map(set.issubset, mine, theirs))


def expected(claims: Sequence[Said], day: date) -> int | None:
    best = best_of(claims)
    if not best:
        return None
    if all(compatible(one, other) for one, other in combinations(best, 2)):
        starts = min(
            (one.period.starts for one in best), key=lambda it: len(days_of(it))
        )
        ends = min((one.period.ends for one in best), key=lambda it: len(days_of(it)))
        together = Said(
            FACT, FACT, 0, Rank.NORMAL, Period(None, None, None, starts, ends)
        )
        return level(together, day)
    rest = [
        one
        for one in best
        if not any(compatible(other, one) and narrower(other, one) for other in best)
    ]
    levels = {level(one, day) for one in rest}
    if levels == {2}:
        return 2
    return int(levels != {0})


LEVELS = {Certainty.CERTAIN: 2, Certainty.POSSIBLE: 1, Certainty.NO: 0}


@given(facts())
def test_the_answer_is_what_the_rules_give_on_every_day(claims: list[Said]) -> None:
    answered = answer(claims)

    for day in DAYS:
        found = None if answered is None else LEVELS[answered.certainty(day)]
        assert found == expected(claims, day), day


@given(facts(), st.randoms(use_true_random=False))
def test_the_order_in_which_claims_are_read_does_not_matter(
    claims: list[Said], chance: object
) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert answer(shuffled) == answer(claims)


@given(facts())
def test_every_claim_is_in_the_answer_once(claims: list[Said]) -> None:
    answered = answer(claims)
    if answered is None:
        assert {one.rank for one in claims} == {"deprecated"}
        return
    named = [answered.chosen, *(one for one, _ in answered.others)]

    assert sorted(one.claim for one in named) == sorted(one.claim for one in claims)
    assert {*answered.rivals} <= {*best_of(claims)}
    agreeing_and_not = [*answered.agreeing, *(one for one, _ in answered.conflicts)]
    assert len(agreeing_and_not) == len(claims) - 1


@given(facts())
def test_a_deprecated_claim_never_answers_and_is_always_listed(
    claims: list[Said],
) -> None:
    answered = answer(claims)
    if answered is None:
        return
    deprecated = {one for one in claims if one.rank == "deprecated"}
    listed = {
        one for one, relation in answered.conflicts if relation is Relation.DEPRECATED
    }

    assert listed == deprecated
    assert answered.chosen not in deprecated


@given(facts())
def test_a_preferred_claim_settles_what_normal_ones_leave_open(
    claims: list[Said],
) -> None:
    preferred = [one for one in claims if one.rank == "preferred"]
    answered = answer(claims)
    if len(preferred) != 1:
        return
    assert answered is not None
    assert answered.chosen == preferred[0]
    assert not answered.in_conflict
    assert answered.period == preferred[0].period


@given(facts())
def test_one_more_deprecated_claim_changes_no_answer(claims: list[Said]) -> None:
    doubt = Said(
        UUID(int=99), FACT, 2, Rank.DEPRECATED, claims[0].period, claims[0].said
    )
    before, after = answer(claims), answer([*claims, doubt])

    for day in DAYS:
        assert (before and before.certainty(day)) == (after and after.certainty(day))


def claim(
    number: int,
    start: str | None,
    end: str | None,
    rank: str = "normal",
    says: str = "",
    attested: date | None = None,
) -> Said:
    return Said(
        UUID(int=number),
        FACT,
        number,
        Rank(rank),
        Period.of(start, end, attested),
        (says,),
    )


def test_a_year_and_a_day_in_it_refine_one_another() -> None:
    answered = answer([claim(1, "1992", ".."), claim(2, "1992-10-16", "..")])

    assert answered is not None
    assert not answered.in_conflict
    assert answered.chosen.claim == UUID(int=2)
    assert answered.conflicts == ()
    assert answered.certainty(date(1992, 10, 16)) is Certainty.CERTAIN
    assert answered.certainty(date(1992, 10, 15)) is Certainty.NO


def test_one_gives_the_start_and_another_the_end() -> None:
    answered = answer(
        [
            claim(1, "1992-10-16", None, attested=date(1996, 11, 11)),
            claim(2, "1992", "2016-09-19"),
        ]
    )

    assert answered is not None
    assert (answered.period.start, answered.period.end) == ("1992-10-16", "2016-09-19")
    assert answered.certainty(date(2010, 1, 1)) is Certainty.CERTAIN
    assert answered.certainty(date(2016, 9, 20)) is Certainty.NO


def test_two_years_conflict_and_only_what_both_allow_is_certain() -> None:
    answered = answer([claim(1, "1991", ".."), claim(2, "1992", "..")])

    assert answered is not None
    assert answered.in_conflict
    assert [relation for _, relation in answered.conflicts] == [Relation.CONTRADICTS]
    told = {"1990-12-31": "no", "1991-06-01": "possible", "1992-06-01": "possible"}
    for day, certainty in (told | {"1993-01-01": "certain"}).items():
        assert answered.certainty(date.fromisoformat(day)) == certainty


def test_claims_that_say_different_things_conflict_whatever_their_time() -> None:
    answered = answer(
        [claim(1, "1992", "..", says="x"), claim(2, "1992", "..", says="y")]
    )

    assert answered is not None
    assert answered.in_conflict
    assert answered.certainty(date(1993, 1, 1)) is Certainty.CERTAIN


def test_a_claim_that_says_nothing_further_agrees_with_one_that_does() -> None:
    answered = answer([claim(1, "1992", ".."), claim(2, "1992", "..", says="x")])

    assert answered is not None
    assert not answered.in_conflict
    assert len(answered.agreeing) == 1


@pytest.mark.parametrize("rank", ["normal", "preferred"])
def test_of_rivals_the_first_recorded_is_named(rank: str) -> None:
    answered = answer([claim(2, "1992", "..", rank), claim(1, "1991", "..", rank)])

    assert answered is not None
    assert answered.chosen.claim == UUID(int=1)
    assert len(answered.rivals) == 2


def test_nothing_but_deprecated_claims_answers_nothing() -> None:
    assert answer([claim(1, "1992", "..", "deprecated")]) is None
    assert answer([]) is None
