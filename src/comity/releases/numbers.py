"""The numbers of a response for one period, out of a release or live."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.releases.records import ReleaseRecord

Row = Mapping[str, Any]

COUNTED = (
    "submissions",
    "lines",
    "blank",
    "skipped",
    "read",
    "applied",
    "rejected",
    "duplicate",
    "activities",
)
"""What is told of the reports of a period."""


@dataclass(frozen=True, slots=True)
class ResponseHead:
    """What a response is."""

    code: str
    title: str
    country: str
    country_name: str
    start: date | None
    end: date | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class PeriodNumbers:
    """A reporting period: who was asked, who reported, what became of the lines."""

    label: str
    start: date | None
    end: date | None
    expected: int
    reported: int
    accounting: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """An area, with the code of the one around it."""

    code: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of an area, a sector, or both: counts and state."""

    area: str | None
    sector: str | None
    orgs: int | None
    orgs_certain: int | None
    orgs_unresolved: int | None
    activities: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Reporter:
    """Someone who was asked to report for the period; told to those signed in."""

    slug: str
    name: str
    reported: bool


@dataclass(frozen=True, slots=True)
class Present:
    """An organization that is present in the period: in how many areas and sectors."""

    slug: str
    name: str
    acronym: str
    areas: int
    sectors: int
    activities: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The coverage of a response in one reporting period, at one level of area.

    Args:
        release: that was read; None where the numbers are live.
        areas: of the level, by code; sectors: code to name.
        around: code to name of the areas of the level above.
        cells: area x sector; by_area and by_sector: each over the other.
        shapes: P-code to GeoJSON geometry.
        organizations: those present, the most active first.
        reporters: empty for those who may not see who reports.
    """

    head: ResponseHead
    release: ReleaseRecord | None
    periods: tuple[PeriodNumbers, ...]
    period: PeriodNumbers
    level: int
    levels: tuple[int, ...]
    areas: tuple[Place, ...]
    around: Mapping[str, str]
    sectors: Mapping[str, str]
    cells: tuple[Cell, ...]
    by_area: tuple[Cell, ...]
    by_sector: tuple[Cell, ...]
    total: Cell
    shapes: Mapping[str, str]
    organizations: tuple[Present, ...]
    reporters: tuple[Reporter, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasedCells:
    """One counting of a response out of a release."""

    head: ResponseHead
    release: ReleaseRecord
    period: PeriodNumbers
    cells: tuple[Cell, ...]


def period_numbers(row: Row) -> PeriodNumbers:
    return PeriodNumbers(
        row["period"],
        read_day(row["reference_period_start"]),
        read_day(row["reference_period_end"]),
        row["expected"],
        row["reported"],
        {name: row[name] for name in COUNTED},
    )


def cell_of(row: Row) -> Cell:
    return Cell(
        row["area_code"],
        row["sector_code"],
        row["orgs"],
        row["orgs_certain"],
        row["orgs_unresolved"],
        row["activities"],
        row["state"],
    )


def read_day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
