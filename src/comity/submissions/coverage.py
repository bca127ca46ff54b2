"""Coverage of a response: its live activities, resolved, counted on a day.

Everything is computed for a moment of the register: over the submissions,
judgements, areas and expectations that stood then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import polars as pl

from comity import coverage
from comity.access.policy import Resource, require
from comity.errors import UnknownDimension
from comity.reconciliation.queries import (
    organization_frame,
    place_frame,
    sector_frame,
)
from comity.register.models import Organization, Response
from comity.register.queries.asking import Asking
from comity.register.queries.gazetteer import areas_of
from comity.register.queries.responses import (
    expected_reporters,
    find_response,
)
from comity.submissions.models import Submission
from comity.submissions.queries import ledger, live_submissions, reporters_known
from comity.values.dates import Period

BY = ("admin2", "sector")
_ROW = ("submission", "row", "activity")
MEASURES = ("orgs", "orgs_certain", "orgs_unresolved", "activities")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who was present where and on what, and where nobody reported.

    Args:
        as_of: the day, or None where a whole period was asked for.
        period: first and last day, inclusive, where no day was asked for.
        rows: a cell each: the columns of `by`, the counts, and the state
            (reported, reported_none, no_report, not_asked).
    """

    response: str
    simulated: bool
    as_of: date | None
    known_at: datetime | None
    period: str | None
    by: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The live activities of a response at a moment, with what their names mean.

    Args:
        activities: one row each, from `comity.coverage.resolve`, less those that
            a matrix of all partners repeats from a partner's own report.
        set_aside: those that a matrix repeats, in the same columns.
        submissions: the live ones.
        in_matrices: submission and organization (both as text), of those that a
            matrix names.
        days: first and last day of the latest accepted period, if any tells it.
    """

    response: Response
    activities: pl.LazyFrame
    set_aside: pl.LazyFrame
    submissions: tuple[Submission, ...]
    in_matrices: frozenset[tuple[str, str]]
    latest: str | None
    days: tuple[date, date] | None


def response_coverage(
    code: str,
    asking: Asking,
    *,
    on: date | None = None,
    by: Sequence[str] = BY,
) -> Coverage:
    """Count who was present, by the dimensions asked for.

    Args:
        code: of the response.
        on: the day in the world; None means the latest accepted period.
        by: names of `comity.coverage.DIMENSIONS`.

    Raises:
        UnknownResponse, UnknownDimension, SignInNeeded, NotPermitted.
    """
    require(asking.by, "coverage", Resource("submission"))
    live = resolve_live(code, asking)
    frame = count(live, asking, on=on, by=tuple(by))
    return Coverage(
        response=live.response.code,
        simulated=live.response.simulated,
        as_of=on,
        known_at=asking.known_at,
        period=None if on else live.latest,
        by=tuple(by),
        rows=tuple(frame.to_dicts()),
    )


def resolve_live(code: str, asking: Asking) -> Resolved:
    """The activities that counted at the moment, with what their names meant then.

    Raises:
        UnknownResponse.
    """
    response = find_response(code, by=asking.by)
    live = live_submissions(response, asking)
    rows = ledger().rows([str(one.pk) for one in live])
    keys = rows.select("org_key", "place_key", "sector_key").unique().collect()

    def met(column: str) -> set[str]:
        return set(keys[column].drop_nulls().to_list())

    scope = response.code
    activities = coverage.resolve(
        rows,
        organization_frame(met("org_key"), scope, asking).lazy(),
        place_frame(met("place_key"), response.country, scope, asking).lazy(),
        sector_frame(met("sector_key"), scope, asking).lazy(),
    )
    in_matrices = _in_matrices(activities, live)
    repeated = _repeated(activities, in_matrices, live)
    latest = _latest(live)
    return Resolved(
        response,
        activities.join(repeated, on=_ROW, how="anti"),
        activities.join(repeated, on=_ROW, how="semi"),
        tuple(live),
        in_matrices,
        latest,
        _days(latest) if latest else None,
    )


def count(
    live: Resolved, asking: Asking, *, on: date | None, by: tuple[str, ...]
) -> pl.DataFrame:
    """Presence by the dimensions, laid over the grid where they have one.

    Returns:
        The columns of the dimensions, the measures, and state; sorted.

    Raises:
        UnknownDimension.
    """
    columns = coverage.columns(by)
    present = coverage.presence(
        live.activities, by=by, as_of=on, period=None if on else live.days
    )
    cells = _grid(live, asking, by)
    if cells is None:
        found = present.with_columns(pl.lit("reported").alias("state"))
    else:
        expected = _expected(live, asking, on)
        found = coverage.states(present, cells.lazy(), expected)
    return found.select(*columns, *MEASURES, "state").sort(columns).collect()


def reporters(
    live: Resolved, asking: Asking, on: date | None = None
) -> list[tuple[UUID, bool]]:
    """Everyone expected to report for the day or the latest period, and who did.

    Who is named in a matrix of all partners has reported through it.
    """
    wanted = (on, on) if on else live.days
    if wanted is None:
        return []
    slugs = dict(Organization.objects.values_list("pk", "slug"))
    within = [
        one
        for one in live.submissions
        if one.period and _overlap(_days(one.period), wanted)
    ]
    known = reporters_known(
        {one.reporter for one in within}, live.response.code, asking
    )
    own = set(known.values())
    matrices = {str(one.pk) for one in within if not one.reporter}
    named = {org for submission, org in live.in_matrices if submission in matrices}
    told: dict[UUID, bool] = {}
    for label, organization in expected_reporters(live.response.code, asking):
        if _overlap(_days(label), wanted):
            done = slugs[organization] in own or str(organization) in named
            told[organization] = told.get(organization, True) and done
    return sorted(told.items())


def read_by(text: str) -> tuple[str, ...]:
    """Dimensions from a comma-separated list.

    Raises:
        UnknownDimension.
    """
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in coverage.DIMENSIONS:
            raise UnknownDimension(name=name[:40], known=tuple(coverage.DIMENSIONS))
    return names or BY


def _grid(live: Resolved, asking: Asking, by: tuple[str, ...]) -> pl.DataFrame | None:
    """Every area of the level with every sector that anyone reports; None without a level."""
    levels = [name for name in by if name.startswith("admin")]
    if len(levels) != 1 or not set(by) <= {*levels, "sector"}:
        return None
    level = int(levels[0].removeprefix("admin"))
    areas = [
        area.pcode
        for area in areas_of(live.response.country, asking)
        if area.level == level
    ]
    if not areas:
        return None
    cells = pl.DataFrame({f"admin{level}_pcode": sorted(set(areas))})
    if "sector" in by:
        sectors = live.activities.select("sector").drop_nulls().unique().collect()
        if sectors.is_empty():
            return None
        return cells.join(sectors, how="cross")
    return cells


def _in_matrices(
    activities: pl.LazyFrame, live: Sequence[Submission]
) -> frozenset[tuple[str, str]]:
    matrices = [str(one.pk) for one in live if not one.reporter]
    if not matrices:
        return frozenset()
    named = (
        activities.filter(pl.col("submission").is_in(matrices))
        .select("submission", "org_id")
        .drop_nulls()
        .unique()
        .collect()
    )
    return frozenset(named.iter_rows())


def _repeated(
    activities: pl.LazyFrame,
    in_matrices: frozenset[tuple[str, str]],
    live: Sequence[Submission],
) -> pl.LazyFrame:
    """The rows in which matrices repeat what an organization reports itself.

    A partner's own report is the fuller one, and what a matrix repeats of it would
    be counted twice. It speaks for its own days only: what the matrix says of
    others stays. Of a row, the days within the matrix's period are meant.
    """
    ids = {
        slug: str(pk)
        for pk, slug in Organization.objects.filter(
            slug__in={one.reporter for one in live if one.reporter}
        ).values_list("pk", "slug")
    }
    own = [
        (ids[one.reporter], _days(one.period))
        for one in live
        if one.period and one.reporter in ids
    ]
    days = {str(one.pk): _days(one.period) for one in live if one.period}
    spoken_for = pl.LazyFrame(
        [
            (submission, organization, *days[submission], *when)
            for submission, organization in sorted(in_matrices)
            for reporter, when in own
            if submission in days and reporter == organization
        ],
        schema={
            "submission": pl.String,
            "org_id": pl.String,
            **dict.fromkeys(("_first", "_last", "_own_first", "_own_last"), pl.Date),
        },
        orient="row",
    )
    starts = pl.max_horizontal("start_earliest", "_first")
    ends = pl.min_horizontal("end_latest", "_last")
    inside = (starts >= pl.col("_own_first")) & (ends <= pl.col("_own_last"))
    met = activities.join(spoken_for, on=["submission", "org_id"]).filter(inside)
    return met.select(_ROW).unique()


def _expected(live: Resolved, asking: Asking, on: date | None) -> pl.LazyFrame | None:
    told = reporters(live, asking, on)
    if not told:
        return None
    return pl.LazyFrame(
        [(str(organization), done) for organization, done in told],
        schema={"org_id": pl.String, "reported": pl.Boolean},
        orient="row",
    )


def _latest(live: Sequence[Submission]) -> str | None:
    """The period, of those that live submissions are for, that ends last."""
    periods = {one.period for one in live if one.period}
    return max(periods, key=lambda text: _days(text)[::-1], default=None)


def _days(period: str) -> tuple[date, date]:
    days = Period.parse(period)
    return days.starts.earliest, days.ends.latest


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
