"""Cells as values: each distinct text of a column is read once."""

import json
from collections.abc import Callable, Iterable
from datetime import date

import polars as pl

from comity.sheets.days import Days, parse_days
from comity.sheets.numbers import DecimalMark, Number, decimal_mark, parse_number
from comity.sheets.problems import Collector
from comity.sheets.reading import DateOrder
from comity.values.fivew import PEOPLE_PARTS

PEOPLE_FIELDS = frozenset(
    f"{count}_{part}" for count in ("targeted", "reached") for part in PEOPLE_PARTS
)

_FRACTION = ("PEOPLE_FRACTION", "")
_PLAIN = r"^\d{1,15}$|^-?\d{1,15}\.\d{1,2}$"


def distinct(texts: pl.Series) -> list[str]:
    """The distinct texts of a column, nulls left out."""
    found: list[str] = texts.drop_nulls().unique(maintain_order=True).to_list()
    return found


def translate(
    texts: pl.Series, table: dict[str, object], dtype: pl.DataType
) -> pl.Series:
    """Each text replaced by what the table says of it, null where it says nothing."""
    if not table:
        return pl.Series(texts.name, [None], dtype=dtype).new_from_index(0, len(texts))
    return texts.replace_strict(
        pl.Series(list(table), dtype=pl.String),
        pl.Series(list(table.values()), dtype=dtype),
        default=None,
        return_dtype=dtype,
    )


class Numbers:
    """Reads the columns of numbers of one sheet."""

    def __init__(self, columns: Iterable[pl.Series], *, typed: bool) -> None:
        """`typed`: the file keeps numbers apart from text, with a point for a mark."""
        mark = decimal_mark(
            text
            for column in columns
            for text in column.drop_nulls().unique().head(5_000)
        )
        self._mark: DecimalMark | None = mark or ("." if typed else None)

    def read(
        self,
        texts: pl.Series,
        rows: pl.Series,
        field: str,
        column: int,
        problems: Collector,
    ) -> pl.Series:
        """A column as numbers; what cannot be read is reported and null."""
        whole = field in PEOPLE_FIELDS
        simple = (
            texts.str.contains(_PLAIN)
            if not whole
            else texts.str.contains(r"^\d{1,15}$")
        )
        plain = texts.zip_with(
            simple.fill_null(value=False),
            pl.Series([None], dtype=pl.String).new_from_index(0, len(texts)),
        )
        numbers = plain.cast(pl.Float64, strict=False)
        odd = texts.filter(~simple.fill_null(value=True))
        if odd.is_empty():
            return numbers
        exact = field in ("latitude", "longitude")
        parsed = {
            text: parse_number(
                text,
                decimal="."
                if exact and "," not in text
                else ","
                if exact
                else self._mark,
                whole=whole,
            )
            for text in distinct(odd)
        }
        faults = {text: _fault(number, whole=whole) for text, number in parsed.items()}
        self._report(texts, rows, column, faults, problems)
        kept = {
            text: number.value
            for text, number in parsed.items()
            if number.value is not None and faults[text] != _FRACTION
        }
        return numbers.fill_null(translate(texts, dict(kept), pl.Float64()))

    def _report(
        self,
        texts: pl.Series,
        rows: pl.Series,
        column: int,
        faults: dict[str, tuple[str, str] | None],
        problems: Collector,
    ) -> None:
        for code, parameter in (
            ("NUMBER_INVALID", "reason"),
            ("VALUE_RANGE", ""),
            ("PEOPLE_FRACTION", ""),
            ("NUMBER_AMBIGUOUS", "read"),
        ):
            told = {
                text: fault[1]
                for text, fault in faults.items()
                if fault and fault[0] == code
            }
            report(code, texts, rows, column, told, parameter, problems)


def report(
    code: str,
    texts: pl.Series,
    rows: pl.Series,
    column: int,
    told: dict[str, str],
    parameter: str,
    problems: Collector,
) -> None:
    """Report every row whose text is in `told`, with what is told as its parameter.

    An empty `parameter` is none.
    """
    if not told:
        return
    found = pl.DataFrame({"row": rows, "excerpt": texts}).filter(
        pl.col("excerpt").is_in(list(told))
    )
    if not parameter:
        problems.add_frame(code, found, column=column)
        return
    parameters = {
        text: json.dumps({parameter: reason}) for text, reason in told.items()
    }
    found = found.with_columns(
        translate(found["excerpt"], dict(parameters), pl.String()).alias("parameters")
    )
    problems.add_frame(code, found, column=column)


def _fault(number: Number, *, whole: bool) -> tuple[str, str] | None:
    if number.value is None:
        return "NUMBER_INVALID", number.reason
    if whole and number.value < 0:
        return "VALUE_RANGE", ""
    if whole and not number.value.is_integer():
        return _FRACTION
    return ("NUMBER_AMBIGUOUS", number.assumed) if number.assumed else None


def read_days(
    texts: pl.Series, *, order: DateOrder | None, year: int | None, epoch_1904: bool
) -> dict[str, Days]:
    """What each distinct text of a column of dates means."""
    return {
        text: parse_days(text, order=order, year=year, epoch_1904=epoch_1904)
        for text in distinct(texts)
    }


def bounds(texts: pl.Series, days: dict[str, Days]) -> tuple[pl.Series, pl.Series]:
    """A column of dates as its earliest and latest days."""

    def side(pick: Callable[[Days], date | None]) -> pl.Series:
        return translate(
            texts, {text: pick(found) for text, found in days.items()}, pl.Date()
        )

    return side(lambda found: found.earliest), side(lambda found: found.latest)
