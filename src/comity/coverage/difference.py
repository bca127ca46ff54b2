"""What changed between two answers."""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoLazyFrameT

from comity.coverage.dimensions import columns
from comity.coverage.frames import count, flag, opened
from comity.coverage.presence import MEASURES


def difference(
    before: IntoLazyFrameT, after: IntoLazyFrameT, *, by: Sequence[str]
) -> IntoLazyFrameT:
    """Groups that came, went or have other counts.

    Args:
        before: from `presence`, by the same dimensions.
        after: the same.
        by: names of `DIMENSIONS`.

    Returns:
        The columns of each dimension, change (added, removed or changed), and
        for each measure its value in both: orgs_before, orgs_after and so on,
        null where the group was absent. Groups that are equal have no row.

    Raises:
        UnknownDimension: `by` names something else.
        ColumnsMissing: a frame was made by other dimensions.
    """
    keys = columns(by)
    both: nw.LazyFrame[IntoLazyFrameT] = nw.concat(
        [_side(before, keys, "before"), _side(after, keys, "after")]
    )
    measures = [f"{name}_{side}" for name in MEASURES for side in ("before", "after")]
    seen = ("_in_before", "_in_after")
    merged = both.group_by(*keys).agg(
        *(nw.col(name).max() for name in [*measures, *seen])
    )
    was, now = (nw.col(name) == 1 for name in seen)
    changed = count(0)
    for name in MEASURES:
        changed = changed + flag(nw.col(f"{name}_before") != nw.col(f"{name}_after"))
    change = (
        nw.when(~was)
        .then(nw.lit("added"))
        .otherwise(nw.when(~now).then(nw.lit("removed")).otherwise(nw.lit("changed")))
    )
    return (
        merged.filter(~was | ~now | (changed > 0))
        .select(*keys, change.alias("change"), *measures)
        .to_native()
    )


def _side(
    frame: IntoLazyFrameT, keys: list[str], side: str
) -> nw.LazyFrame[IntoLazyFrameT]:
    """One answer with its measures under this side's names and nulls under the other's."""
    held = opened(frame, side, (*keys, *MEASURES))
    measures = [
        (
            nw.col(name).cast(nw.Int64())
            if which == side
            else nw.lit(None, dtype=nw.Int64())
        ).alias(f"{name}_{which}")
        for name in MEASURES
        for which in ("before", "after")
    ]
    marks = [
        count(int(which == side)).alias(f"_in_{which}") for which in ("before", "after")
    ]
    return held.select(*keys, *measures, *marks)
