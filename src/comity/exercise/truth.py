"""The truth behind the workbooks: one line an activity, and what every other line is.

An activity is one organization in one place: a row that names two of each holds
four. Columns that end in a day are inclusive bounds of what the row says of start
and end; empty where it says nothing.
"""

from collections.abc import Iterator
from datetime import date

from comity.exercise.activities import last_day
from comity.exercise.country import Area, Country
from comity.exercise.entries import Entry
from comity.exercise.workbooks import Report
from comity.values.dates import Bounds

TRUTH_COLUMNS = (
    "file",
    "sheet",
    "row",
    "activity",
    "organization",
    "listed",
    "role",
    "programme_organization",
    "funding_organization",
    "sector",
    "admin1_pcode",
    "admin2_pcode",
    "admin3_pcode",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "status",
    "targeted_total",
    "reached_total",
    "undecidable",
    "quirks",
    "fate",
)
LINE_COLUMNS = ("file", "sheet", "row", "kind")

Row = tuple[str | int | None, ...]


def truth_rows(reports: list[Report], country: Country) -> Iterator[Row]:
    for report in reports:
        place = (report.workbook.path.name, report.sheet)
        for number, line in report.grid.rows():
            if line.entry is not None:
                for facts in _facts(line.entry, report, country):
                    yield (*place, number, *facts)


def line_rows(reports: list[Report]) -> Iterator[Row]:
    """Every line of every data sheet and what it is: data, banner, total, blank ..."""
    for report in reports:
        for number, line in report.grid.rows():
            yield report.workbook.path.name, report.sheet, number, line.kind


def _facts(entry: Entry, report: Report, country: Country) -> Iterator[Row]:
    activity, quirks = entry.activity, sorted(report.style.quirks | entry.quirks)
    for number, (organization, place) in enumerate(entry.facts(), start=1):
        yield (
            number,
            organization.slug,
            "yes" if organization.listed else "no",
            "implementing",
            activity.programme.slug,
            activity.funding.slug,
            activity.sector.slug,
            *(_pcode(country, place, level) for level in (1, 2, 3)),
            *_bounds(entry.starts),
            *_bounds(entry.ends),
            activity.status(last_day(report.workbook.period)),
            activity.targeted,
            entry.reached,
            ";".join(sorted(entry.undecidable)),
            ";".join(quirks),
            entry.fate.value,
        )


def _pcode(country: Country, place: Area | None, level: int) -> str | None:
    if place is None or place.level < level:
        return None
    return country.around(place, level).pcode


def _bounds(bounds: Bounds | None) -> tuple[str | None, str | None]:
    if bounds is None:
        return None, None
    return date.isoformat(bounds.earliest), date.isoformat(bounds.latest)
