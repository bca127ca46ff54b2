"""Who reports, as the rows tell it; and for which period."""

import pytest

from tests.submissions.reports import HEADINGS, WHO, checked, line, table

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")

PLACES = ("XA0101", "XA0102", "XA0201", "XA0202")


def reporter(lines, headings=HEADINGS, **about) -> str:
    return checked(table(lines, headings), **about).reporter


def test_an_organization_that_does_all_the_work_reports_it():
    assert reporter([line("nww", where) for where in PLACES]) == "nww"


def test_it_does_so_under_any_of_its_names():
    mixed = [line(who, where) for who in ("HRS", "hrs") for where in PLACES]
    assert reporter(mixed) == "hrs"


def test_the_column_of_who_reports_tells_before_that_of_who_implements():
    headings = ("Reporting organization", *HEADINGS)
    others = ("nww", "gsc", "lpf", "mml")
    lines = [
        ("Harbour Relief Society", *line(who, where))
        for who, where in zip(others, PLACES, strict=True)
    ]
    assert reporter(lines, headings) == "hrs"


def test_a_matrix_of_all_partners_is_the_coordinating_bodys():
    lines = [line(who, where) for who in WHO for where in PLACES]
    assert reporter(lines) == ""


def test_a_file_that_does_not_tell_stands_for_itself():
    lines = [line(who, where) for who in ("hrs", "nww") for where in PLACES]
    assert reporter(lines, name="Two partners.csv") == "file:two partners csv"


def test_what_the_sender_says_stands():
    assert reporter([line("nww")], organization="HRS") == "hrs"


def test_an_organization_that_is_not_known_reports_under_its_name():
    assert reporter([line("Nobody In Particular")]) == "nobody in particular"


def test_the_period_is_the_one_given_or_else_the_one_of_the_rows():
    assert checked([line()], period="2025-02").period == "2025-02"
    assert checked([line()]).period
    assert checked([line(days=("", ""))]).period == ""
