"""When rows happen: dates that are read, that do not exist, and that are open."""

from pathlib import Path

import pytest

from comity.sheets import Reading, ReadOptions, Severity, read
from tests.sheets import files

HEADINGS = ("Organization", "Sector", "Start date", "End date", "People reached")


def of_dates(tmp_path: Path, *dates: tuple[str, str], **options: object) -> Reading:
    rows = [
        ("IOM", "Shelter", start, end, str(n)) for n, (start, end) in enumerate(dates)
    ]
    path = files.write_text(tmp_path / "a.csv", [HEADINGS, *rows])
    return read(path, ReadOptions(**options))


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2024-02-30", "2024-03-05", "DATE_INVALID"),
        ("30/02/2024", "2024-03-05", "DATE_INVALID"),
        ("2024-01-05", "31 June 2024", "DATE_INVALID"),
        ("2024-01-05", "2024-13", "DATE_INVALID"),
        ("2024-03-05", "2024-01-05", "DATE_ORDER"),
        ("March 2024", "January 2024", "DATE_ORDER"),
    ],
)
def test_a_row_with_an_impossible_date_waits_for_its_sender(
    tmp_path: Path, start: str, end: str, code: str
) -> None:
    reading = of_dates(tmp_path, (start, end), ("2024-01-01", "2024-01-31"))
    assert reading.rows["fate"].to_list() == ["rejected", "applied"]
    assert {p.code: p.severity for p in reading.problems} == {code: Severity.REJECT_ROW}
    assert reading.rows["provider_start"][0] == start


def test_a_date_in_unknown_words_costs_only_the_date(tmp_path: Path) -> None:
    reading = of_dates(tmp_path, ("2024-01-05", "when the rains end"))
    assert reading.rows["fate"].to_list() == ["applied"]
    assert reading.problems.counts() == {"DATE_UNREADABLE": 1}


@pytest.mark.parametrize(
    "end", ["", "ongoing", "En cours", "en curso", "em curso", "مستمر", "n/a"]
)
def test_an_open_end_is_no_problem_and_unknown(tmp_path: Path, end: str) -> None:
    reading = of_dates(tmp_path, ("2024-01-05", end))
    assert reading.problems.counts() == {}
    assert str(reading.rows["start_earliest"][0]) == "2024-01-05"
    assert reading.rows["end_latest"].to_list() == [None]


def test_a_day_that_does_not_exist_tells_no_order(tmp_path: Path) -> None:
    reading = of_dates(
        tmp_path,
        ("30/02/2024", "03/05/2024"),
        ("01/02/2024", "02/25/2024"),
    )
    assert reading.date_order == "mdy"
    assert str(reading.rows["start_earliest"][1]) == "2024-01-02"


def test_negative_people_reject_the_row_and_decimals_do_not(tmp_path: Path) -> None:
    path = files.write_text(
        tmp_path / "a.csv",
        [
            HEADINGS,
            ("IOM", "Shelter", "2024-01-01", "2024-02-01", "-5"),
            ("IOM", "Health", "2024-01-01", "2024-02-01", "12.5"),
        ],
    )
    reading = read(path, ReadOptions())
    assert reading.rows["fate"].to_list() == ["rejected", "applied"]
    assert {p.code: str(p.severity) for p in reading.problems} == {
        "VALUE_RANGE": "reject_row",
        "PEOPLE_FRACTION": "warn",
    }


def test_an_error_value_in_a_row_rejected_for_its_dates_stays_a_warning(
    tmp_path: Path,
) -> None:
    rows = [
        (*HEADINGS, "District Pcode"),
        ("IOM", "Shelter", "2024-03-01", "2024-02-01", "5", "#N/A"),
    ]
    reading = read(files.write_text(tmp_path / "a.csv", rows), ReadOptions())
    severities = {p.code: p.severity for p in reading.problems}
    assert severities["CELL_ERROR_VALUE"] is Severity.WARN
