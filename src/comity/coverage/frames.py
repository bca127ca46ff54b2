"""What every question does with the frames that it is given."""

from collections.abc import Iterable

import narwhals as nw
from narwhals.typing import IntoLazyFrameT

from comity.errors import ColumnsMissing


def opened(
    frame: IntoLazyFrameT, name: str, needed: Iterable[str] = ()
) -> nw.LazyFrame[IntoLazyFrameT]:
    """A native lazy frame in Narwhals' vocabulary.

    Raises:
        ColumnsMissing: it lacks some of the columns that the question needs.
    """
    lazy = nw.from_native(frame).lazy()
    held = names(lazy)
    missing = tuple(column for column in needed if column not in held)
    if missing:
        raise ColumnsMissing(frame=name, missing=missing)
    return lazy


def names(frame: nw.LazyFrame[IntoLazyFrameT]) -> list[str]:
    return frame.collect_schema().names()


def no_text() -> nw.Expr:
    """A null that every engine takes for text."""
    return nw.lit(None, dtype=nw.String())


def count(number: int) -> nw.Expr:
    """A number that sums without overflow."""
    return nw.lit(number, dtype=nw.Int64())


def flag(condition: nw.Expr) -> nw.Expr:
    """1 where it holds, 0 where it does not or is unknown; sums on every engine."""
    return nw.when(condition).then(count(1)).otherwise(count(0))
