"""The partners' workbooks of a year, and the coordinating body's matrix."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from comity.exercise.activities import PERIODS, Activity, during
from comity.exercise.counting import as_sum
from comity.exercise.country import Country
from comity.exercise.dating import DATINGS
from comity.exercise.entries import Clerk, Entry, Fate, Value, plain_entry
from comity.exercise.files import LISTS, SUMMARY, SideSheet, write_workbook
from comity.exercise.grids import Grid, build_grid
from comity.exercise.habits import spoil
from comity.exercise.layouts import LAYOUTS
from comity.exercise.partners import COORDINATOR, LISTED, PARTNERS, Partner
from comity.exercise.quirks import Quirk
from comity.exercise.sectors import SECTORS
from comity.exercise.styles import MATRIX_STYLE, STYLES, Style
from comity.exercise.words import TITLES

_MOST_ROWS = 38
_MATRIX_ROWS = 420
_REPEATED = 0.08
"""The share of rows that stand twice in the workbooks of those who repeat rows."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that a partner sends.

    Args:
        path: where it lies.
        partner: slug of the organization that sends it.
        period: the reporting period that it is for, as EDTF.
        options: what the uploader has to tell beside the file, by the names of
            the options of intake; empty for most.
    """

    path: Path
    partner: str
    period: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A workbook together with what was written into it."""

    workbook: Workbook
    sheet: str
    style: Style
    grid: Grid


def write_workbooks(
    folder: Path, country: Country, activities: tuple[Activity, ...], seed: int
) -> list[Report]:
    """Write every workbook of the year into a folder, in the order of periods."""
    folder.mkdir(parents=True, exist_ok=True)
    reports = []
    for quarter, period in enumerate(PERIODS, start=1):
        for partner in PARTNERS:
            style = STYLES[partner.slug]
            if quarter in style.quarters and quarter not in style.silent:
                own = during(activities, partner, period)
                clerk = _clerk(partner, style, period, country, seed)
                reports.append(_write(folder, own, style, clerk, _MOST_ROWS))
    period = PERIODS[-1]
    everyone = [
        activity
        for partner in PARTNERS
        for activity in during(activities, partner, period)
    ]
    clerk = _clerk(COORDINATOR, MATRIX_STYLE, period, country, seed)
    reports.append(_write(folder, everyone, MATRIX_STYLE, clerk, _MATRIX_ROWS))
    return reports


def _clerk(
    partner: Partner, style: Style, period: str, country: Country, seed: int
) -> Clerk:
    draw = Random(f"{seed}:workbook:{partner.slug}:{period}")
    return Clerk(draw, style.language, period, country, partner)


def _write(
    folder: Path, activities: list[Activity], style: Style, clerk: Clerk, most: int
) -> Report:
    fields = _fields(style)
    if len(activities) > most:
        activities = clerk.draw.sample(activities, k=most)
    entries = list(_entries(activities, fields, style, clerk))
    if clerk.partner is COORDINATOR:
        entries.sort(key=lambda entry: str(entry.cells["sector"]))
        _mark_reported(entries)
    _mark_repeated(entries)
    grid = build_grid(style, fields, entries, clerk)
    name = f"SIMULATED_{_stem(clerk)}.{style.container.suffix}"
    path = folder / name
    sheet = write_workbook(path, grid, style, _beside(style, entries, clerk))
    options = _options(style, clerk)
    workbook = Workbook(path, clerk.partner.slug, clerk.period, options)
    return Report(workbook, sheet, style, grid)


def _fields(style: Style) -> tuple[str, ...]:
    fields = LAYOUTS[style.layout]
    if Quirk.DUPLICATE_HEADING in style.sheet:
        fields += ("remarks", "extra_remarks")
    if Quirk.CONTACT_COLUMN in style.sheet:
        fields += ("extra_contact",)
    return fields


def _entries(
    activities: list[Activity], fields: tuple[str, ...], style: Style, clerk: Clerk
) -> Iterator[Entry]:
    for activity in activities:
        entry = plain_entry(activity, fields, clerk)
        DATINGS[style.dating](entry, clerk)
        habits = style.habits
        if style.container.suffix == "csv":
            habits -= {Quirk.NUMBERS_AS_TEXT}
        spoil(entry, habits, clerk)
        if Quirk.FORMULA_TOTALS in style.sheet:
            as_sum(entry)
        yield entry
        if (
            Quirk.DUPLICATE_ROW in style.habits
            and entry.fate is Fate.APPLIED
            and clerk.draw.random() < _REPEATED
        ):
            yield entry.repeated()


def _mark_reported(entries: list[Entry]) -> None:
    """Note which rows of the matrix the partner reported in a workbook of its own."""
    for entry in entries:
        style = STYLES[entry.activity.partner.slug]
        if 4 in style.quarters and 4 not in style.silent:
            entry.quirks.add(Quirk.REPORTED_TWICE)


def _mark_repeated(entries: list[Entry]) -> None:
    """Rows that came out equal by chance repeat the earlier one, too."""
    seen = set()
    for entry in entries:
        key = tuple(
            (name, str(value))
            for name, value in entry.cells.items()
            if not name.startswith("extra_")
        )
        if key in seen and entry.fate is Fate.APPLIED:
            entry.fate = Fate.DUPLICATE
            entry.quirks.add(Quirk.DUPLICATE_ROW)
        seen.add(key)


def _stem(clerk: Clerk) -> str:
    period = f"{clerk.period[:4]}-Q{PERIODS.index(clerk.period) + 1}"
    if clerk.partner is COORDINATOR:
        return f"consolidated_matrix_{period}"
    return f"{clerk.partner.slug.removeprefix('sim-')}_5W_{period}"


def _options(style: Style, clerk: Clerk) -> dict[str, str]:
    options = {}
    if Quirk.NO_ORGANIZATION_COLUMN in style.sheet:
        options["org"] = clerk.partner.slug
    tells_period = Quirk.BANNER_ROWS in style.sheet or "period_year" in _fields(style)
    if style.dating in {Quirk.MONTH_WITHOUT_YEAR, Quirk.UNDATED} and not tells_period:
        options["period"] = clerk.period
    if style.dating is Quirk.DATE_ALL_AMBIGUOUS:
        options["date_order"] = "dmy"
    if style.container.encoding == "cp1256":
        options["encoding"] = "cp1256"
    return options


def _beside(style: Style, entries: list[Entry], clerk: Clerk) -> list[SideSheet]:
    words, sheets = clerk.language, []
    title: list[Value] = [TITLES[words]]
    if Quirk.PIVOT_SHEET in style.sheet:
        counts: list[list[Value]] = [
            [label, sum(entry.cells["sector"] == label for entry in entries)]
            for label in sorted({str(entry.cells["sector"]) for entry in entries})
        ]
        sheets.append(SideSheet(SUMMARY, [title, [], *counts], first=True))
    if style.sheet & {Quirk.LIST_SHEET, Quirk.HIDDEN_SHEET}:
        lists: list[list[Value]] = [
            [sector.labels[words][0], partner.named(words)]
            for sector, partner in zip(SECTORS, LISTED, strict=False)
        ]
        hidden = Quirk.HIDDEN_SHEET in style.sheet
        sheets.append(
            SideSheet(LISTS, [title, [], *lists], hidden=hidden, first=not hidden)
        )
    return sheets
