"""The grid of areas and sectors, and what is known of each cell of it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import narwhals as nw
from narwhals.typing import IntoLazyFrameT

from comity.coverage.frames import count, flag, names, opened
from comity.coverage.presence import MEASURES
from comity.errors import ColumnsMissing


def grid(areas: IntoLazyFrameT, sectors: IntoLazyFrameT) -> IntoLazyFrameT:
    """Every area with every sector asked for.

    Args:
        areas: one row per area of the response's edition and level, such as
            admin2_pcode; further columns are kept.
        sectors: sector, one row each; further columns are kept.
    """
    return (
        opened(areas, "areas").join(opened(sectors, "sectors"), how="cross").to_native()
    )


def states(
    presence: IntoLazyFrameT,
    grid: IntoLazyFrameT,
    expected: IntoLazyFrameT | None = None,
) -> IntoLazyFrameT:
    """Say of each cell whether its emptiness is known.

    Args:
        presence: from `presence`, by the dimensions that the grid has.
        grid: one row per cell, from `grid`; the columns that it shares with
            `presence` are its keys.
        expected: who was asked to report: org_id, reported (bool). Keys of the
            grid among its columns narrow what was asked; null in them means
            everywhere. None: there is no plan.

    Returns:
        The grid's columns and those of `presence`, with state:
        reported: someone reports activity;
        no_report: nobody does, and someone expected did not report;
        reported_none: nobody does, and all who were expected reported;
        not_asked: nobody does, and nobody was expected.
        Counts are zero for reported_none and null for no_report and not_asked:
        what was not said is not zero. Presence outside of the grid (a name that
        is not resolved, an area of another edition) is kept, as reported.

    Raises:
        ColumnsMissing: grid and presence share no column, or `expected` lacks
            its own.
    """
    cells = opened(grid, "grid")
    found = opened(presence, "presence", MEASURES)
    keys = [column for column in names(cells) if column in names(found)]
    if not keys:
        raise ColumnsMissing(frame="presence", missing=tuple(names(cells)))
    asked = _asked(cells.select(*keys), keys, expected)
    joined = cells.join(asked, on=keys, how="left").join(
        found, on=keys, how="full", suffix="_found"
    )
    reported = ~nw.col("activities").is_null()
    silent, answered = (
        nw.coalesce(nw.col(column), count(0)) > 0 for column in ("_silent", "_answered")
    )
    known_zero = ~reported & ~silent & answered
    return joined.select(
        *(nw.coalesce(nw.col(key), nw.col(f"{key}_found")).alias(key) for key in keys),
        *(column for column in names(cells) if column not in keys),
        *(c for c in names(found) if c not in keys and c not in MEASURES),
        *(
            nw.when(known_zero).then(count(0)).otherwise(nw.col(measure)).alias(measure)
            for measure in MEASURES
        ),
        _state(reported, silent, answered).alias("state"),
    ).to_native()


def _state(reported: nw.Expr, silent: nw.Expr, answered: nw.Expr) -> nw.Expr:
    empty = (
        nw.when(answered).then(nw.lit("reported_none")).otherwise(nw.lit("not_asked"))
    )
    unheard = nw.when(silent).then(nw.lit("no_report")).otherwise(empty)
    return nw.when(reported).then(nw.lit("reported")).otherwise(unheard)


def _asked(
    cells: nw.LazyFrame[IntoLazyFrameT],
    keys: Sequence[str],
    expected: IntoLazyFrameT | None,
) -> nw.LazyFrame[IntoLazyFrameT]:
    """For each cell, how many of the requests that include it were answered or not."""
    if expected is None:
        return cells.with_columns(
            count(0).alias("_answered"), count(0).alias("_silent")
        )
    plan = opened(expected, "expected", ("org_id", "reported"))
    narrowing = [key for key in keys if key in names(plan)]
    requests = plan.select(
        *narrowing,
        flag(nw.col("reported")).alias("_answered"),
        (count(1) - flag(nw.col("reported"))).alias("_silent"),
    )
    parts = [
        _matched(cells, requests, named, [k for k in narrowing if k not in named])
        for named in _subsets(narrowing)
    ]
    return (
        nw.concat(parts)
        .group_by(*keys)
        .agg(nw.col("_answered").sum(), nw.col("_silent").sum())
    )


def _matched(
    cells: nw.LazyFrame[IntoLazyFrameT],
    requests: nw.LazyFrame[IntoLazyFrameT],
    named: list[str],
    anywhere: list[str],
) -> nw.LazyFrame[IntoLazyFrameT]:
    """Cells of the requests that name exactly these keys and leave the others open."""
    for key in named:
        requests = requests.filter(~nw.col(key).is_null())
    for key in anywhere:
        requests = requests.filter(nw.col(key).is_null())
    sums = [nw.col("_answered").sum(), nw.col("_silent").sum()]
    if not named:
        total = requests.select(*sums)
        return cells.join(total, how="cross")
    return cells.join(requests.group_by(*named).agg(*sums), on=named, how="inner")


def _subsets(keys: list[str]) -> Iterator[list[str]]:
    for size in range(len(keys) + 1):
        for subset in combinations(keys, size):
            yield list(subset)
