"""A partial date is its EDTF text and the days between which it lies."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import DateInvalid
from comity.values.dates import FIRST_DAY, LAST_DAY, PartialDate

days = st.dates(min_value=FIRST_DAY, max_value=LAST_DAY)
inner_days = st.dates(min_value=date(1600, 1, 1), max_value=date(9900, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    """EDTF text of every form that the reference pack and partners use."""
    day = draw(inner_days)
    year, month = f"{day:%Y}".zfill(4), f"{day:%m}"
    plain = draw(st.sampled_from([year, f"{year}-{month}", day.isoformat()]))
    later = day + timedelta(days=draw(st.integers(0, 4000)))
    return draw(
        st.sampled_from(
            [
                plain,
                f"{plain}~",
                f"{plain}?",
                f"{plain}%",
                f"{year[:3]}X",
                f"[{day.isoformat()}..{later.isoformat()}]",
            ]
        )
    )


@given(partial_dates())
def test_what_is_written_is_read_back_as_the_same(text: str) -> None:
    read = PartialDate.parse(text)

    assert str(read) == text
    assert PartialDate.parse(str(read)) == read


@given(partial_dates())
def test_the_earliest_day_is_never_after_the_latest(text: str) -> None:
    read = PartialDate.parse(text)

    assert FIRST_DAY <= read.earliest <= read.latest <= LAST_DAY


@given(days)
def test_a_day_is_bounded_by_itself(day: date) -> None:
    read = PartialDate.parse(day.isoformat())

    assert (read.earliest, read.latest) == (day, day)
    assert PartialDate.day(day.isoformat()) == day


@given(days)
def test_a_month_and_a_year_hold_each_of_their_days_and_no_other(day: date) -> None:
    month = PartialDate.parse(day.isoformat()[:7])
    year = PartialDate.parse(day.isoformat()[:4])

    length = monthrange(day.year, day.month)[1]
    assert (month.latest - month.earliest).days + 1 == length
    assert month.earliest <= day <= month.latest
    assert {month.earliest.month, month.latest.month} == {day.month}
    assert (year.earliest, year.latest) == (
        date(day.year, 1, 1),
        date(day.year, 12, 31),
    )


@given(inner_days, st.integers(0, 4000))
def test_a_set_of_days_is_bounded_by_its_first_and_last(first: date, span: int) -> None:
    last = first + timedelta(days=span)

    read = PartialDate.parse(f"[{first.isoformat()}..{last.isoformat()}]")

    assert (read.earliest, read.latest) == (first, last)


@given(inner_days, st.sampled_from("~?%"), st.integers(1, 3))
def test_an_approximate_date_is_wider_than_the_plain_one(
    day: date, mark: str, parts: int
) -> None:
    text = "-".join(day.isoformat().split("-")[:parts])
    plain, marked = PartialDate.parse(text), PartialDate.parse(text + mark)

    assert marked.earliest < plain.earliest
    assert plain.latest < marked.latest


def test_space_around_a_date_is_no_part_of_it() -> None:
    assert PartialDate.parse(" 1992-10-16 ") == PartialDate.parse("1992-10-16")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "1992/1993",
        "16.10.1992",
        "October 1992",
        "2023-02-29",
        "2016-13",
        "2016-00",
        "2016-6-1",
        "1582",
        "1582-12-31",
        "0000",
        "10000",
        "-0044",
        "Y17E7",
        "XXXX",
        "٢٠١٦",
        "1992" * 40,
        "[",
        "[1992..",
        "[..1992]",
        "[1992..]",
        "1992-10-16T12:00:00",
        "\x00",
        "now",
    ],
)
def test_what_is_no_date_that_can_be_held_is_refused_by_name(text: str) -> None:
    with pytest.raises(DateInvalid) as refused:
        PartialDate.parse(text)

    assert refused.value.reason


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = PartialDate.parse(text)
    except DateInvalid:
        return
    assert read.earliest <= read.latest


@pytest.mark.parametrize("text", ["1992", "1992-10", "1992-10-16~", "199X"])
def test_a_question_needs_a_full_day(text: str) -> None:
    with pytest.raises(DateInvalid, match="full day"):
        PartialDate.day(text)
