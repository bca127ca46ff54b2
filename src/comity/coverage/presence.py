"""Presence: distinct organizations and activities per group."""

from collections.abc import Sequence
from datetime import date

import narwhals as nw
from narwhals.typing import IntoLazyFrameT

from comity.coverage.dimensions import dimensions
from comity.coverage.frames import count, flag, opened
from comity.values.dates import FIRST_DAY, LAST_DAY

MEASURES = ("orgs", "orgs_certain", "orgs_unresolved", "activities")
"""What presence counts, in the order of an answer."""

_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def presence(
    resolved: IntoLazyFrameT,
    *,
    by: Sequence[str],
    as_of: date | None = None,
    period: tuple[date, date] | None = None,
) -> IntoLazyFrameT:
    """Count who is present in each group, certainly or possibly.

    Args:
        resolved: one row per activity, from `resolve`.
        by: names of `DIMENSIONS`; none of them gives one row for all.
        as_of: the day in the world; None does not restrict to a day.
        period: first and last day, inclusive, of which the activity has some;
            None does not restrict to a period. With both, both must hold.

    Returns:
        The columns of each dimension (see `columns`), then
        orgs: distinct canonical organizations whose activity certainly or
        possibly lies on the day or in the period;
        orgs_certain: those whose activity surely does; an activity whose dates
        are unknown is possible on any day and certain on none;
        orgs_unresolved: distinct names that no judgement resolves, which may
        be organizations counted already;
        activities: rows of `resolved`, of whatever certainty.
        A group without activity has no row.

    Raises:
        UnknownDimension: `by` names something else.
        ColumnsMissing: the frame lacks what `by` needs.

    Source: HDX HAPI operational presence; HXL 1.1 #org #sector #adm.
    """
    frame = _opened(resolved, by)
    days = [period] if period else []
    days += [(as_of, as_of)] if as_of else []
    certain = count(1)
    for first, last in days:
        frame = frame.filter(_possible(nw.lit(first), nw.lit(last)))
        certain = certain * flag(_certain(nw.lit(first), nw.lit(last)))
    return _counted(frame, by, certain).to_native()


def trend(
    resolved: IntoLazyFrameT, windows: IntoLazyFrameT, *, by: Sequence[str]
) -> IntoLazyFrameT:
    """Count presence in each of several windows of time.

    Args:
        resolved: one row per activity, from `resolve`.
        windows: window (its name, such as "2024-08"), first, last (inclusive
            days). An activity counts in every window that it may touch.
        by: names of `DIMENSIONS`.

    Returns:
        window, then what `presence` gives for that window as its period.

    Raises:
        UnknownDimension: `by` names something else.
        ColumnsMissing: a frame lacks what is needed.
    """
    frame = _opened(resolved, by)
    spans = opened(windows, "windows", ("window", "first", "last"))
    spans = spans.select("window", "first", "last")
    first, last = nw.col("first"), nw.col("last")
    frame = frame.join(spans, how="cross").filter(_possible(first, last))
    return _counted(frame, by, flag(_certain(first, last)), "window").to_native()


def _opened(
    resolved: IntoLazyFrameT, by: Sequence[str]
) -> nw.LazyFrame[IntoLazyFrameT]:
    needed = [column for dimension in dimensions(by) for column in dimension.needs]
    return opened(resolved, "activities", ("org_id", "org_key", *_BOUNDS, *needed))


def _possible(first: nw.Expr, last: nw.Expr) -> nw.Expr:
    starts = nw.coalesce(nw.col("start_earliest"), nw.lit(FIRST_DAY))
    ends = nw.coalesce(nw.col("end_latest"), nw.lit(LAST_DAY))
    return (starts <= last) & (ends >= first)


def _certain(first: nw.Expr, last: nw.Expr) -> nw.Expr:
    return (nw.col("start_latest") <= last) & (nw.col("end_earliest") >= first)


def _counted(
    frame: nw.LazyFrame[IntoLazyFrameT],
    by: Sequence[str],
    certain: nw.Expr,
    *leading: str,
) -> nw.LazyFrame[IntoLazyFrameT]:
    """Two groupings instead of counting distinct values.

    The first has one row per group and organization. It streams on every
    engine, and no engine's idea of counting nulls as values comes into it.
    """
    shown = [expr for dimension in dimensions(by) for expr in dimension.expressions()]
    keys = [*leading, *(column for d in dimensions(by) for column in d.columns)]
    unresolved = nw.when(nw.col("org_id").is_null()).then(nw.col("org_key"))
    each = (
        frame.select(
            *leading,
            *shown,
            nw.col("org_id").alias("_org"),
            unresolved.alias("_name"),
            certain.alias("_certain"),
            count(1).alias("_one"),
        )
        .group_by(*keys, "_org", "_name")
        .agg(nw.col("_certain").max(), nw.col("_one").sum())
    )
    known = flag(~nw.col("_org").is_null())
    counts = each.select(
        *keys,
        known.alias("orgs"),
        (known * nw.col("_certain")).alias("orgs_certain"),
        flag(~nw.col("_name").is_null()).alias("orgs_unresolved"),
        nw.col("_one").alias("activities"),
    )
    sums = [nw.col(measure).sum() for measure in MEASURES]
    if not keys:
        return counts.select(*sums)
    return counts.group_by(*keys).agg(*sums)
