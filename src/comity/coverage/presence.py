"""Presence: distinct organizations and activities per group."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import and_

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
    spans = [(nw.lit(first), nw.lit(last)) for first, last in days]
    for first, last in spans:
        frame = frame.filter(_possible(first, last))
    certain = [_certain(first, last) for first, last in spans]
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
    return _counted(frame, by, [_certain(first, last)], "window").to_native()


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
    certain: Sequence[nw.Expr],
    *leading: str,
) -> nw.LazyFrame[IntoLazyFrameT]:
    """Count the distinct; engines count null as a value, so it is taken off again."""
    shown = [expr for dimension in dimensions(by) for expr in dimension.expressions()]
    keys = [*leading, *(column for d in dimensions(by) for column in d.columns)]
    who = {
        "orgs": nw.col("org_id"),
        "orgs_unresolved": nw.when(nw.col("org_id").is_null()).then(nw.col("org_key")),
    }
    if certain:
        who["orgs_certain"] = nw.when(reduce(and_, certain)).then(nw.col("org_id"))
    each = frame.select(
        *leading, *shown, *(expr.alias(name) for name, expr in who.items())
    ).with_columns(*(flag(nw.col(name).is_null()).alias(f"_no_{name}") for name in who))
    measures = [
        *(nw.col(name).n_unique() for name in who),
        *(nw.col(f"_no_{name}").max() for name in who),
        nw.len().alias("activities"),
    ]
    groups = each.group_by(*keys).agg(*measures) if keys else each.select(*measures)
    distinct = {name: _or_zero(name) - _or_zero(f"_no_{name}") for name in who}
    counts = {"orgs_certain": distinct["orgs"], **distinct}
    return groups.select(
        *keys,
        *(counts[name].alias(name) for name in MEASURES if name in counts),
        _or_zero("activities").alias("activities"),
    )


def _or_zero(column: str) -> nw.Expr:
    return nw.coalesce(nw.col(column).cast(nw.Int64()), count(0))
