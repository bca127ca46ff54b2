"""Releases and their numbers as documents, the same on every face."""

from datetime import date
from typing import Any

from comity.access.actors import Actor
from comity.errors import UnknownDimension
from comity.releases.counting import released_cells
from comity.releases.naming import MARK
from comity.releases.numbers import Cell, PeriodNumbers
from comity.releases.queries import manifest_of
from comity.releases.records import ReleaseRecord
from comity.releases.response_slice import GROUPINGS, grouping_name


def release_mark(found: ReleaseRecord) -> dict[str, Any]:
    """What every answer says of the release that it comes from."""
    return {
        "name": found.name,
        "simulated": found.simulated,
        "mark": MARK if found.simulated else None,
        "responses": found.responses,
        "sequence": found.sequence,
        "known_at": found.known_at,
        "created_at": found.created_at,
        "withdrawn_at": found.withdrawn_at,
        "withdrawn_reason": found.reason or None,
    }


def release_document(found: ReleaseRecord) -> dict[str, Any]:
    """A release with its manifest; a withdrawn one without.

    Raises:
        ReleaseDamaged.
    """
    manifest = None if found.withdrawn_at else manifest_of(found)
    return {
        **release_mark(found),
        "manifest_sha256": found.manifest_sha256,
        "manifest": manifest,
    }


def coverage_document(
    code: str,
    *,
    by: Actor,
    counted_by: str,
    period: str | None = None,
    on: date | None = None,
    release: str | None = None,
    until: int | None = None,
) -> dict[str, Any]:
    """The coverage of a response out of a release, as the contract has it.

    Args:
        counted_by: dimensions with commas, in any order: "admin2,sector".
        period: label of a reporting period; the latest where none is given.
        on: a day instead, that must lie in one of the release's periods.
        until: a sequence of the register after which nothing is to be told.

    Raises:
        UnknownResponse, UnknownRelease, ReleaseWithdrawn, ReleaseDamaged.
        UnknownDimension: releases do not count by that.
        ValueInvalid: there is no such period.
    """
    wanted = tuple(name.strip() for name in counted_by.split(",") if name.strip())
    if tuple(sorted(wanted)) not in GROUPINGS:
        raise UnknownDimension(
            name=counted_by[:40], known=tuple(map(grouping_name, GROUPINGS))
        )
    told = released_cells(
        code,
        tuple(sorted(wanted)),
        by=by,
        release=release,
        period=period,
        on=on,
        until=until,
    )
    level = next((name for name in wanted if name.startswith("admin")), None)
    return {
        "response": told.head.code,
        "simulated": told.head.simulated,
        "release": release_mark(told.release),
        "as_of": on,
        "known_at": told.release.known_at,
        "period": _period(told.period),
        "by": wanted,
        "rows": [_row(cell, level, wanted) for cell in told.cells],
    }


def _row(cell: Cell, level: str | None, wanted: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in wanted:
        if name == level:
            row[f"{name}_pcode"] = cell.area
        else:
            row["sector"] = cell.sector
    return row | {
        "orgs": cell.orgs,
        "orgs_certain": cell.orgs_certain,
        "orgs_unresolved": cell.orgs_unresolved,
        "activities": cell.activities,
        "state": cell.state,
    }


def _period(period: PeriodNumbers) -> dict[str, Any] | None:
    if not period.label:
        return None
    return {"label": period.label, "start": period.start, "end": period.end}
