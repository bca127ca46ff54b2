"""Whether a period holds on a day, against every pair of days that it may stand for."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import AttestationMissing, DateInvalid, DateOrder
from comity.values.dates import (
    FIRST_DAY,
    LAST_DAY,
    OPEN,
    Bounds,
    Certainty,
    PartialDate,
    Period,
)

FIRST = date(2016, 2, 25)
SPAN = 12
DAYS = [FIRST + timedelta(days=number) for number in range(SPAN)]

numbers = st.integers(0, SPAN - 1)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    earliest, latest = sorted((draw(numbers), draw(numbers)))
    return Bounds(DAYS[earliest], DAYS[latest])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    starts, ends = draw(bounds()), draw(bounds())
    if ends.latest < starts.earliest:
        starts, ends = ends, starts
    return Period("a start", "an end", None, starts, ends)


def held(known: Bounds) -> list[date]:
    return [day for day in DAYS if known.earliest <= day <= known.latest]


def worlds(period: Period) -> Iterator[tuple[date, date]]:
    """Every first and last day that the period may have, in order."""
    for first, last in product(held(period.starts), held(period.ends)):
        if first <= last:
            yield first, last


@given(periods())
def test_a_day_is_possible_if_some_first_and_last_day_hold_it(period: Period) -> None:
    for day in DAYS:
        some = any(first <= day <= last for first, last in worlds(period))

        assert (period.certainty(day) is not Certainty.NO) == some


@given(periods())
def test_a_certain_day_is_held_whatever_the_first_and_last_day_are(
    period: Period,
) -> None:
    in_order = (
        period.starts.latest <= period.ends.latest
        and period.starts.earliest <= period.ends.earliest
    )
    for day in DAYS:
        every = all(first <= day <= last for first, last in worlds(period))
        certain = period.certainty(day) is Certainty.CERTAIN

        assert certain <= every
        if in_order:
            assert certain == every


@given(periods(), periods())
def test_a_period_within_another_leaves_no_day_that_the_other_excludes(
    one: Period, other: Period
) -> None:
    narrower = set(held(one.starts)) <= set(held(other.starts)) and set(
        held(one.ends)
    ) <= set(held(other.ends))

    assert one.within(other) == narrower
    if narrower:
        for day in DAYS:
            assert (one.certainty(day) is Certainty.NO) or (
                other.certainty(day) is not Certainty.NO
            )
            assert (other.certainty(day) is not Certainty.CERTAIN) or (
                one.certainty(day) is Certainty.CERTAIN
            )


@given(periods(), periods())
def test_periods_contradict_if_no_start_or_no_end_satisfies_both(
    one: Period, other: Period
) -> None:
    no_start = not set(held(one.starts)) & set(held(other.starts))
    no_end = not set(held(one.ends)) & set(held(other.ends))

    assert one.contradicts(other) == other.contradicts(one) == (no_start or no_end)


@given(periods(), periods())
def test_periods_may_overlap_if_some_day_may_lie_in_both(
    one: Period, other: Period
) -> None:
    shared = any(
        one.certainty(day) is not Certainty.NO
        and other.certainty(day) is not Certainty.NO
        for day in DAYS
    )

    assert one.may_overlap(other) == other.may_overlap(one) == shared


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(9900, 1, 1)))
def test_an_open_end_holds_until_further_notice(day: date) -> None:
    period = Period.of(day.isoformat(), OPEN)

    assert period.certainty(day) is Certainty.CERTAIN
    assert period.certainty(LAST_DAY) is Certainty.CERTAIN
    assert period.certainty(day - timedelta(days=1)) is Certainty.NO


@given(
    st.dates(min_value=date(1600, 1, 1), max_value=date(9900, 1, 1)),
    st.integers(1, 5000),
)
def test_what_a_source_does_not_say_leaves_only_its_own_day_certain(
    attested: date, distance: int
) -> None:
    period = Period.of(None, None, attested)

    assert period.certainty(attested) is Certainty.CERTAIN
    for day in (
        attested - timedelta(days=distance),
        attested + timedelta(days=distance),
        FIRST_DAY,
        LAST_DAY,
    ):
        assert period.certainty(day) is Certainty.POSSIBLE


def test_an_unknown_end_is_certain_to_the_day_of_the_evidence() -> None:
    period = Period.of("1992", None, date(1996, 11, 11))

    told = {
        "1991-12-31": "no",
        "1992-01-01": "possible",
        "1992-12-30": "possible",
        "1992-12-31": "certain",
        "1996-11-11": "certain",
        "1996-11-12": "possible",
        "2050-01-01": "possible",
    }
    assert {day: str(period.certainty(date.fromisoformat(day))) for day in told} == told


def test_a_year_is_possible_within_and_certain_after() -> None:
    period = Period.of("1992", OPEN)

    assert period.certainty(date(1992, 6, 1)) is Certainty.POSSIBLE
    assert period.certainty(date(1993, 1, 1)) is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("start", "end"), [(None, OPEN), ("1992", None), (None, None), (" ", "")]
)
def test_an_unknown_bound_needs_the_day_of_the_evidence(
    start: str | None, end: str | None
) -> None:
    with pytest.raises(AttestationMissing):
        Period.of(start, end)


@pytest.mark.parametrize(
    ("start", "end", "attested"),
    [
        ("1993", "1992", None),
        ("2016-09-20", "2016-09-19", None),
        ("2016-09", "2016-08-31", None),
    ],
)
def test_an_end_before_its_start_is_refused(
    start: str, end: str, attested: date | None
) -> None:
    with pytest.raises(DateOrder):
        Period.of(start, end, attested)


def test_a_start_and_end_that_may_be_in_order_stand() -> None:
    assert Period.of("1992-06", "1992").certainty(date(1992, 7, 1)) is (
        Certainty.POSSIBLE
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-03", "2024-03", "2024-03"),
        ("2024-01/2024-03", "2024-01", "2024-03"),
        ("2024-01/..", "2024-01", ".."),
    ],
)
def test_a_reporting_period_is_a_date_or_an_interval(
    text: str, start: str, end: str
) -> None:
    period = Period.parse(text)

    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["", "/2024", "../2024", "2024/", "a/b", "2024/1/2"])
def test_an_interval_without_a_start_or_end_is_refused(text: str) -> None:
    with pytest.raises(DateInvalid):
        Period.parse(text)


def test_certainty_over_time_rises_once_and_falls_once() -> None:
    period = Period.of("2016-03", "2016-05")
    order = {"no": 0, "possible": 1, "certain": 2}
    days = [date(2016, 1, 1) + timedelta(days=number) for number in range(200)]

    levels = [order[period.certainty(day)] for day in days]
    changes = [(a, b) for a, b in pairwise(levels) if a != b]

    assert changes == [(0, 1), (1, 2), (2, 1), (1, 0)]
    assert PartialDate.parse("2016-03").latest == date(2016, 3, 31)
