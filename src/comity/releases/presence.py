"""Pages of operational presence out of a release, in the order of its rows.

Source: HDX HAPI's names of parameters and columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.errors import CursorInvalid, ReleaseWithdrawn, UnknownRelease
from comity.releases.connections import connection
from comity.releases.cursors import Place, read_cursor, write_cursor
from comity.releases.lately import releases_lately
from comity.releases.records import ReleaseRecord
from comity.releases.response_schema import PRESENCE

EQUAL = (
    "response_code",
    "location_code",
    "admin1_code",
    "admin2_code",
    "admin3_code",
    "admin_level",
    "sector_code",
    "org_slug",
    "org_acronym",
    "org_type_code",
    "period",
)
"""Filters that are equal to a column."""

BOUNDS = {
    "reference_period_start_min": '"reference_period_start" >= ?',
    "reference_period_start_max": '"reference_period_start" <= ?',
    "reference_period_end_min": '"reference_period_end" >= ?',
    "reference_period_end_max": '"reference_period_end" <= ?',
}
"""Filters that bound a day, inclusive."""

COLUMNS = tuple(PRESENCE.names)

_CODES = frozenset({"location_code", "admin1_code", "admin2_code", "admin3_code"})
_SELECTED = ", ".join(f'"{name}"' for name in ("row", *COLUMNS))


@dataclass(frozen=True, slots=True)
class PresencePage:
    """Some rows of operational presence.

    Args:
        rows: values in the order of `COLUMNS`.
        next: cursor of the rows after these; None at the end.
    """

    release: ReleaseRecord
    rows: list[tuple[Any, ...]]
    next: str | None


@dataclass(frozen=True, slots=True)
class PresenceQuestion:
    """Which rows are asked for, decided before any is read.

    Args:
        filters: name -> value, of `EQUAL` and `BOUNDS`.
        after: the row after which the page begins.
    """

    release: ReleaseRecord
    filters: Mapping[str, str]
    after: int
    offset: int
    limit: int


def ask_presence(
    given: Mapping[str, str | int | date | None],
    *,
    release: str | None = None,
    cursor: str | None = None,
    offset: int = 0,
    limit: int,
) -> PresenceQuestion:
    """Decide which release answers and where the page begins.

    Everything here is public. Without `release`, a cursor goes on in its own release; otherwise the latest
    one answers that speaks of the response or country asked for, or else the
    latest real one that speaks of any, and a simulated one where there is no other.

    Raises:
        UnknownRelease: there is none, or none of that name.
        ReleaseWithdrawn, CursorInvalid.
    """
    filters = {
        name: str(value).upper() if name in _CODES else str(value)
        for name, value in given.items()
        if value is not None and value != ""
    }
    if not cursor:
        found = _named(release) if release else _latest(filters)
        return PresenceQuestion(found, filters, 0, offset, limit)
    place = read_cursor(cursor, filters)
    if offset:
        raise CursorInvalid(reason="an offset cannot be added to it")
    if release and release != place.release:
        raise CursorInvalid(reason=f"it belongs to the release {place.release}")
    found = _named(place.release)
    return PresenceQuestion(found, filters, place.after, 0, limit)


def read_presence(question: PresenceQuestion) -> PresencePage:
    """The rows that were asked for.

    Raises:
        ReleaseDamaged.
    """
    wheres, values = ['"row" > ?'], [str(question.after)]
    for name, value in question.filters.items():
        wheres.append(f'"{name}" = ?' if name in EQUAL else BOUNDS[name])
        values.append(value)
    statement = (
        f'SELECT {_SELECTED} FROM "operational_presence" '  # noqa: S608 names of our own schema
        f'WHERE {" AND ".join(wheres)} ORDER BY "row" '
        f"LIMIT {question.limit + 1} OFFSET {question.offset}"
    )
    found = connection(question.release).execute(statement, values).fetchall()
    more = len(found) > question.limit
    kept = found[: question.limit]
    following = None
    if more:
        place = Place(question.release.name, kept[-1][0])
        following = write_cursor(place, question.filters)
    return PresencePage(question.release, [row[1:] for row in kept], following)


def _named(name: str) -> ReleaseRecord:
    for one in releases_lately():
        if one.record.name == name:
            if one.record.withdrawn_at is not None:
                raise ReleaseWithdrawn(name=name, reason=one.record.reason)
            return one.record
    raise UnknownRelease(asked=name[:80])


def _latest(filters: Mapping[str, str]) -> ReleaseRecord:
    response = filters.get("response_code", "").lower()
    country = filters.get("location_code", "")
    standing = [
        one
        for one in releases_lately()
        if one.record.responses and one.record.withdrawn_at is None
    ]
    asked = [
        one
        for one in standing
        if (not response or response in map(str.lower, one.record.responses))
        and (not country or country in one.countries)
    ]
    real = [one for one in standing if not one.record.simulated]
    narrowed = asked if response or country else []
    for found in (*narrowed, *real, *standing):
        return found.record
    raise UnknownRelease(asked="the latest")
