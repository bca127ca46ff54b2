"""The shape of the table `activities`: one line per reported activity.

A spreadsheet row that names several organizations or places has several lines
with the same `row`, told apart by `activity`. Canonical organizations, places
and sectors are not here: judgements are joined on the keys when asked.
"""

import polars as pl
from deltalake import Field
from deltalake.schema import PrimitiveType

from comity.errors import LedgerRowsInvalid
from comity.values.fivew import FIELDS, NUMBER_FIELDS


def provider(field: str) -> str:
    """The column that holds a 5W field's text as the provider wrote it."""
    return f"provider_{field}"


NUMBERS = tuple(field for field in FIELDS if field in NUMBER_FIELDS)
"""Columns that hold a 5W field as a number, in the units the provider used."""

PROVIDER_FIELDS = tuple(provider(field) for field in FIELDS)

_IDENTITY = {
    "submission": pl.String(),
    "row": pl.Int32(),
    "activity": pl.Int16(),
    "response": pl.String(),
    "reporter": pl.String(),
}

_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")

ACTIVITIES = pl.Schema(
    {
        **_IDENTITY,
        "period": pl.String(),
        "org_key": pl.String(),
        "reporting_org_key": pl.String(),
        "programme_org_key": pl.String(),
        "funding_org_key": pl.String(),
        "sector_key": pl.String(),
        "place_key": pl.String(),
        "row_key": pl.String(),
        "row_hash": pl.String(),
        **dict.fromkeys(_BOUNDS, pl.Date()),
        **dict.fromkeys(NUMBERS, pl.Float64()),
        **dict.fromkeys(PROVIDER_FIELDS, pl.String()),
    }
)
"""Column -> type. `row` is the spreadsheet's row number, `activity` counts from
zero within it; `period` is EDTF text; the keys are folded names; the bounds are
inclusive days, null where unknown."""

_DELTA_TYPES: dict[pl.DataType, str] = {
    pl.String(): "string",
    pl.Int32(): "integer",
    pl.Int16(): "short",
    pl.Float64(): "double",
    pl.Date(): "date",
}


def delta_fields() -> list[Field]:
    """The table's columns as Delta Lake declares them; only the identity is required."""
    return [
        Field(name, PrimitiveType(_DELTA_TYPES[kind]), nullable=name not in _IDENTITY)
        for name, kind in ACTIVITIES.items()
    ]


def conform(submission: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows in the table's types, sorted by row and activity.

    Narrower and wider numbers are cast; nothing else is repaired. Columns that
    are absent stay so, since most reports use a few of them: see `completed`.

    Raises:
        LedgerRowsInvalid: an unknown column, another type, a missing identity,
            the same row and activity twice, bounds out of order, or a number
            that is not finite.
    """
    unknown = [name for name in rows.columns if name not in ACTIVITIES]
    if unknown:
        raise _invalid(submission, f"there is no column {', '.join(unknown)}")
    if "submission" not in rows.columns:
        rows = rows.with_columns(pl.lit(submission).alias("submission"))
    shaped = rows.select(
        _column(submission, rows[name], kind)
        for name, kind in ACTIVITIES.items()
        if name in rows.columns
    )
    _check_identity(submission, shaped)
    _check_values(submission, shaped)
    ordered = shaped.sort("row", "activity")
    row, activity = ordered["row"], ordered["activity"]
    if ((row == row.shift()) & (activity == activity.shift())).any():
        raise _invalid(submission, "a row and activity occur twice")
    return ordered


def completed(rows: pl.DataFrame) -> pl.LazyFrame:
    """Conforming rows with all the table's columns; absent ones are null."""
    return rows.lazy().select(
        pl.col(name) if name in rows.columns else pl.lit(None, kind).alias(name)
        for name, kind in ACTIVITIES.items()
    )


def _column(submission: str, column: pl.Series, kind: pl.DataType) -> pl.Series:
    if column.dtype == kind:
        return column
    if column.dtype == pl.Null or (column.dtype.is_numeric() and kind.is_numeric()):
        try:
            return column.cast(kind)
        except pl.exceptions.InvalidOperationError as error:
            raise _invalid(submission, f"{column.name} does not fit {kind}") from error
    raise _invalid(submission, f"{column.name} is {column.dtype}, not {kind}")


def _check_identity(submission: str, rows: pl.DataFrame) -> None:
    if not submission:
        raise _invalid(submission, "the submission has no name")
    missing = [
        name
        for name in _IDENTITY
        if name not in rows.columns or rows[name].null_count()
    ]
    if missing:
        raise _invalid(submission, f"{', '.join(missing)} may not be empty")
    if (rows["submission"] != submission).any():
        raise _invalid(submission, "a row belongs to another submission")


def _check_values(submission: str, rows: pl.DataFrame) -> None:
    for earliest, latest in (_BOUNDS[:2], _BOUNDS[2:]):
        both = earliest in rows.columns and latest in rows.columns
        if both and (rows[earliest] > rows[latest]).any():
            raise _invalid(submission, f"{earliest} lies after {latest}")
    for name in NUMBERS:
        if name in rows.columns and not rows[name].is_finite().all():
            raise _invalid(submission, f"{name} holds a number that is not finite")


def _invalid(submission: str, reason: str) -> LedgerRowsInvalid:
    return LedgerRowsInvalid(submission=submission, reason=reason)
