"""A row as a partner writes it, together with what is truly meant."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from random import Random
from typing import Any

from comity.exercise.activities import Activity, last_day
from comity.exercise.country import Area, Country
from comity.exercise.partners import TYPE_NAMES, Partner
from comity.exercise.quirks import Quirk
from comity.exercise.words import REMARKS, STATUS
from comity.values.dates import Bounds


class Fate(StrEnum):
    """What should become of a row."""

    APPLIED = "applied"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class CellError:
    """A spreadsheet's error value, such as #N/A."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Sum:
    """A formula over the cells of other fields in the same row, and its value."""

    fields: tuple[str, ...]
    value: int

    def __str__(self) -> str:
        return str(self.value)


Value = str | int | float | date | CellError | Sum | None


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who fills a workbook in: the language, the period and a source of chance."""

    draw: Random
    language: str
    period: str
    country: Country
    partner: Partner


@dataclass(slots=True)
class Entry:
    """One row: the cells by field, and the truth behind them.

    Args:
        organizations: who truly implements; several where a cell names several.
        places: where, as deep as the row says; empty where it names no place.
        starts, ends: the days between which start and end lie by what the row
            says; None where it says nothing.
        undecidable: what the row alone cannot settle: "organization", or the
            first level of the place, "admin1" to "admin3".
    """

    activity: Activity
    cells: dict[str, Value]
    organizations: list[Partner]
    places: list[Area]
    reached: int
    starts: Bounds | None = None
    ends: Bounds | None = None
    quirks: set[Quirk] = field(default_factory=set)
    undecidable: set[str] = field(default_factory=set)
    fate: Fate = Fate.APPLIED

    @property
    def level(self) -> int:
        """The deepest level of the place that the row has columns for."""
        return max(level for level in (1, 2, 3) if f"admin{level}_name" in self.cells)

    def facts(self) -> Iterator[tuple[Partner, Area | None]]:
        """The activities of the row: every organization in every place."""
        for organization in self.organizations:
            if not self.places:
                yield organization, None
            for place in self.places:
                yield organization, place

    def repeated(self) -> "Entry":
        """The same row once more."""
        return replace(
            self,
            cells=dict(self.cells),
            quirks={*self.quirks, Quirk.DUPLICATE_ROW},
            undecidable=set(self.undecidable),
            fate=Fate.DUPLICATE,
        )


def plain_entry(activity: Activity, fields: tuple[str, ...], clerk: Clerk) -> Entry:
    """The row as a careful partner would write it in the workbook's language."""
    language, day = clerk.language, last_day(clerk.period)
    partner, people = activity.partner, activity.reached_by(day)
    level = max(level for level in (1, 2, 3) if f"admin{level}_name" in fields)
    place = clerk.country.around(activity.place, level)
    kinds = activity.sector.activities[language]
    longitude, latitude = place.centre
    cells: dict[str, Any] = {
        "org_name": partner.named(language),
        "org_acronym": partner.short(language),
        "org_type": TYPE_NAMES[partner.type][language],
        "reporting_org_name": partner.named(language),
        "programme_org_name": activity.programme.named(language),
        "programme_org_acronym": activity.programme.short(language),
        "funding_org_name": activity.funding.name,
        "funding_org_acronym": activity.funding.acronym,
        "sector": activity.sector.labels[language][0],
        "activity": kinds[activity.kind % len(kinds)],
        "project_title": f"SIMULATED {activity.sector.labels[language][0]} {activity.start.year}",
        "row_key": activity.key,
        "status": STATUS[activity.status(day)][language],
        "latitude": latitude,
        "longitude": longitude,
        "targeted_total": activity.targeted,
        "reached_total": people.total,
        "reached_women": people.women,
        "reached_men": people.men,
        "reached_girls": people.girls,
        "reached_boys": people.boys,
        "remarks": clerk.draw.choice((None, None, *REMARKS[language])),
        "extra_icon": f"https://example.org/icons/{activity.sector.slug}.png",
        "extra_path": "sites/SIMULATED/Lists/5W",
        "extra_contact": f"+000 555 {clerk.draw.randrange(10**6):06d}",
    }
    for at in range(1, level + 1):
        area = clerk.country.around(place, at)
        cells[f"admin{at}_name"] = area.named(language)
        cells[f"admin{at}_code"] = area.pcode
    quirks = set()
    if cells["org_name"] != partner.name and "org_name" in fields:
        quirks.add(Quirk.TRANSLATED_NAME)
    if language == "ar":
        quirks.add(Quirk.PLACE_IN_ARABIC)
    if language != "en":
        quirks.add(Quirk.SECTOR_TRANSLATED)
    return Entry(
        activity=activity,
        cells={field: cells.get(field) for field in fields},
        organizations=[partner],
        places=[place],
        reached=people.total,
        quirks=quirks,
    )
