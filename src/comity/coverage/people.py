"""People targeted and reached, without adding up the same people.

Reports do not say whom they share. The same people get water, food and a
school from three organizations; the same ward is inside the district that
another report names. So within a place the largest figure stands for all, a
place that lies in another is not added to it, and only places apart are summed.
"""

from collections.abc import Sequence
from functools import reduce
from operator import and_

import narwhals as nw
from narwhals.typing import IntoLazyFrameT

from comity.coverage.dimensions import DIMENSIONS, dimensions
from comity.coverage.frames import opened
from comity.errors import ColumnsMissing
from comity.values.fivew import ADMIN_LEVELS

PEOPLE_METHOD = "maximum per place and sector"
"""How `people` keeps from counting twice; shown wherever its figures are."""

_COUNTS = ("targeted", "reached")

_WHOLES = (
    ("total",),
    ("women", "men", "girls", "boys"),
    ("female", "male"),
    ("children", "adults"),
)
"""Sets of parts that make up everyone, in the order in which they are trusted."""

_LEVELS = tuple(f"admin{level}_pcode" for level in ADMIN_LEVELS)


def people(resolved: IntoLazyFrameT, *, by: Sequence[str]) -> IntoLazyFrameT:
    """Estimate how many people each group targets and reaches, from below.

    Within one place the largest figure is taken over activities, and over
    sectors unless `by` has them; of a place's own figure and the sum of the
    places in it, the larger; places that lie apart are added up. Sectors are
    never added up.

    Args:
        resolved: one row per activity, from `resolve`: targeted_*, reached_* in
            people. A missing total is made from women, men, girls and boys, else
            from female and male, else from children and adults.
        by: names of `DIMENSIONS`.

    Returns:
        The columns of each dimension, then targeted and reached (people, null
        where no activity gives a figure) and method.

    Raises:
        UnknownDimension: `by` names something else.
        ColumnsMissing: the frame lacks what is needed.
    """
    keys = [column for dimension in dimensions(by) for column in dimension.columns]
    needed = [column for dimension in dimensions(by) for column in dimension.needs]
    frame = opened(resolved, "activities", (*needed, *_LEVELS, *_parts(), "place_key"))
    unplaced = reduce(and_, (nw.col(level).is_null() for level in _LEVELS))
    places = frame.select(
        *(expr for dimension in dimensions(by) for expr in dimension.expressions()),
        *(nw.col(level).alias(f"_{level}") for level in _LEVELS),
        nw.when(unplaced).then(nw.col("place_key")).alias("_unplaced"),
        *(_everyone(count).alias(count) for count in _COUNTS),
    )
    kept = [*keys, *(f"_{level}" for level in _LEVELS), "_unplaced"]
    places = places.group_by(*kept).agg(*(nw.col(count).max() for count in _COUNTS))
    finest = max((n for n in ADMIN_LEVELS if f"admin{n}" in by), default=0)
    for level in reversed(_LEVELS[finest + 1 :]):
        kept.remove(f"_{level}")
        places = _gathered(places, kept, f"_{level}")
    method = nw.lit(PEOPLE_METHOD).alias("method")
    if not keys:
        return places.select(*_sums()).select(*_known_sums(), method).to_native()
    sums = places.group_by(*keys).agg(*_sums())
    return sums.select(*keys, *_known_sums(), method).to_native()


def against_need(
    people: IntoLazyFrameT, needs: IntoLazyFrameT, *, by: Sequence[str]
) -> IntoLazyFrameT:
    """Set people reached beside people in need.

    Args:
        people: from `people`.
        needs: canonical columns of `by`, such as admin2_pcode and sector, and
            in_need (people).
        by: names of `DIMENSIONS`, the same as for `people`.

    Returns:
        The canonical columns, in_need, targeted, reached, share (reached / in
        need; null where either is not known or nobody is in need). Need without
        report and reports without stated need both stay. Figures whose place or
        sector is not resolved are left out: they cannot be set beside a need.

    Raises:
        UnknownDimension: `by` names something else.
        ColumnsMissing: a frame lacks the columns of `by` or in_need.
    """
    keys = [dimension.column for dimension in dimensions(by)]
    found = opened(people, "people", (*keys, *_COUNTS))
    for key in keys:
        found = found.filter(~nw.col(key).is_null())
    found = found.select(*keys, *_COUNTS)
    wanted = opened(needs, "needs", (*keys, "in_need")).select(*keys, "in_need")
    if not keys:
        raise ColumnsMissing(frame="needs", missing=tuple(DIMENSIONS))
    joined = wanted.join(found, on=keys, how="full", suffix="_found")
    share = nw.when(nw.col("in_need") > 0).then(nw.col("reached") / nw.col("in_need"))
    return joined.select(
        *(nw.coalesce(nw.col(key), nw.col(f"{key}_found")).alias(key) for key in keys),
        "in_need",
        *_COUNTS,
        share.alias("share"),
    ).to_native()


def _parts() -> list[str]:
    return [
        f"{count}_{part}" for count in _COUNTS for parts in _WHOLES for part in parts
    ]


def _everyone(count: str) -> nw.Expr:
    wholes = [[nw.col(f"{count}_{part}") for part in parts] for parts in _WHOLES]
    return nw.coalesce(*(_sum_of_known(parts) for parts in wholes))


def _sum_of_known(parts: list[nw.Expr]) -> nw.Expr:
    """The sum of the parts that are known, null where none is."""
    none = reduce(and_, (part.is_null() for part in parts))
    return nw.when(~none).then(nw.sum_horizontal(*parts))


def _gathered(
    places: nw.LazyFrame[IntoLazyFrameT], kept: list[str], level: str
) -> nw.LazyFrame[IntoLazyFrameT]:
    """Places of one level gathered into those of the level above.

    A place's figure is its own or the sum of those inside it, the larger.
    """
    own = nw.col(level).is_null()
    inner = [nw.when(~own).then(nw.col(c)).alias(f"_inner_{c}") for c in _COUNTS]
    outer = [nw.when(own).then(nw.col(c)).alias(f"_outer_{c}") for c in _COUNTS]
    sides = places.select(*kept, *inner, *outer).group_by(*kept)
    sums = [
        total
        for count in _COUNTS
        for total in (
            nw.col(f"_inner_{count}").sum(),
            nw.col(f"_inner_{count}").count().alias(f"_known_{count}"),
            nw.col(f"_outer_{count}").max(),
        )
    ]
    return sides.agg(*sums).select(*kept, *(_larger(count) for count in _COUNTS))


def _larger(count: str) -> nw.Expr:
    inner, outer = nw.col(f"_inner_{count}"), nw.col(f"_outer_{count}")
    known = nw.when(nw.col(f"_known_{count}") > 0).then(inner)
    return nw.max_horizontal(known, outer).alias(count)


def _sums() -> list[nw.Expr]:
    return [
        total
        for count in _COUNTS
        for total in (
            nw.col(count).sum(),
            nw.col(count).count().alias(f"_known_{count}"),
        )
    ]


def _known_sums() -> list[nw.Expr]:
    return [
        nw.when(nw.col(f"_known_{count}") > 0).then(nw.col(count)).alias(count)
        for count in _COUNTS
    ]
