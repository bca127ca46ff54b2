"""Frames as CSV, XLSX and Parquet files that are safe to open and equal each time.

Text that a spreadsheet program would run is kept still. In CSV it gets one
apostrophe, which `comity.values.cells.restore` takes away again. In XLSX it stays
as it is, in a cell of type text with Excel's own mark for text (quotePrefix), so
that editing the cell does not start it either. Numbers are numbers, negative ones
too. Parquet keeps every value untouched.

A cell with several values holds them joined by "; ". Moments are UTC. What is
unknown is an empty cell, never zero. Two calls with the same frame give the same
bytes under the same versions of the writers.

Source: RFC 4180; OWASP, CSV Injection; HXL 1.1 (the optional row of tags).
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from comity.errors import CellTooLong, TableTooLong
from comity.values.cells import PLAIN_NEGATIVE, RUNNABLE, is_runnable, neutralize

Frame = pl.DataFrame | pl.LazyFrame

CHUNK_ROWS = 50_000
XLSX_ROWS = 1_048_576
XLSX_TEXT = 32_767
JOINER = "; "

_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_EXACT_INTEGERS = 2**53
_FIRST_XLSX_DAY = date(1900, 3, 1)
_WIDEST = 60


def frame_of(records: Iterable[object]) -> pl.DataFrame:
    """A frame with a column for each field of flat records or mappings."""
    rows = [
        {field.name: getattr(record, field.name) for field in fields(record)}
        if is_dataclass(record)
        else record
        for record in records
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def csv_chunks(
    frame: Frame, *, hxl: Mapping[str, str] | None = None, rows: int = CHUNK_ROWS
) -> Iterator[bytes]:
    """Write a frame as CSV, piece by piece, so that a long one can be streamed.

    Args:
        frame: a lazy frame is read in batches and never held whole.
        hxl: the HXL tag of each column that has one; gives a second row of tags.
        rows: rows in a piece.

    Returns:
        UTF-8 without a byte order mark, lines ending in LF; the first piece is
        the header alone.
    """
    shown = _flat(frame)
    schema = shown.collect_schema()
    names = schema.names()
    texts = [name for name, kind in schema.items() if kind == pl.String]
    heads = [[neutralize(name) for name in names]]
    if hxl:
        heads.append([hxl.get(name, "") for name in names])
    head = pl.DataFrame(heads, schema=[str(i) for i in range(len(names))], orient="row")
    yield head.write_csv(include_header=False).encode()
    for chunk in _batches(shown.with_columns(map(_still, texts)), rows):
        yield chunk.write_csv(include_header=False).encode()


def to_csv(frame: Frame, *, hxl: Mapping[str, str] | None = None) -> bytes:
    return b"".join(csv_chunks(frame, hxl=hxl))


def write_csv(
    frame: Frame, path: Path, *, hxl: Mapping[str, str] | None = None
) -> None:
    with _whole(path) as file:
        file.writelines(csv_chunks(frame, hxl=hxl))


def to_parquet(frame: Frame) -> bytes:
    buffer = io.BytesIO()
    frame.lazy().collect().write_parquet(buffer)
    return buffer.getvalue()


def write_parquet(frame: Frame, path: Path) -> None:
    with _whole(path) as file:
        frame.lazy().sink_parquet(file)


def to_xlsx(
    sheets: Mapping[str, Frame], *, hxl: Mapping[str, str] | None = None
) -> bytes:
    buffer = io.BytesIO()
    _fill_workbook(buffer, sheets, hxl or {})
    return buffer.getvalue()


def write_xlsx(
    sheets: Mapping[str, Frame], path: Path, *, hxl: Mapping[str, str] | None = None
) -> None:
    """Write frames as the sheets of a workbook, row by row.

    Args:
        sheets: name of a sheet -> its frame; a name has at most 31 characters.
        path: replaced whole, or left as it was where writing fails.
        hxl: the HXL tag of each column that has one, in whichever sheet.

    Raises:
        TableTooLong: more rows than a sheet can hold.
        CellTooLong: more text than a cell can hold.
    """
    with _whole(path) as file:
        _fill_workbook(file, sheets, hxl or {})


def _fill_workbook(
    target: BinaryIO, sheets: Mapping[str, Frame], hxl: Mapping[str, str]
) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties({"created": _CREATED})
        styles = {
            "head": workbook.add_format({"bold": True, "text_wrap": True}),
            "text": workbook.add_format({"quote_prefix": True}),
            "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for name, frame in sheets.items():
            _fill_sheet(workbook.add_worksheet(name), frame, hxl, styles)


def _fill_sheet(
    sheet: Worksheet, frame: Frame, hxl: Mapping[str, str], styles: dict[str, Format]
) -> None:
    shown = _flat(frame)
    names = shown.collect_schema().names()
    widths = [len(name) for name in names]
    for column, name in enumerate(names):
        _put(sheet, 0, column, name, styles | {"text": styles["head"]}, name)
    first = 1
    if any(name in hxl for name in names):
        sheet.write_row(1, 0, [hxl.get(name, "") for name in names])
        first = 2
    row = first
    for chunk in _batches(shown, CHUNK_ROWS):
        if row + chunk.height > XLSX_ROWS:
            raise TableTooLong(limit=XLSX_ROWS - first, sheet=sheet.get_name())
        for values in chunk.iter_rows():
            for column, value in enumerate(values):
                if value is not None:
                    _put(sheet, row, column, value, styles, names[column])
            row += 1
        widths = [
            max(width, _length(chunk[name]))
            for width, name in zip(widths, names, strict=True)
        ]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(first, 0)
    if names:
        sheet.autofilter(0, 0, max(row - 1, first), len(names) - 1)


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Any,
    styles: dict[str, Format],
    name: str,
) -> None:
    match value:
        case bool():
            sheet.write_boolean(row, column, value)
        case int() if abs(value) <= _EXACT_INTEGERS:
            sheet.write_number(row, column, value)
        case float():
            sheet.write_number(row, column, value)
        case date() if value >= _FIRST_XLSX_DAY:
            sheet.write_datetime(row, column, value, styles["day"])
        case _:
            text = str(value)
            if len(text) > XLSX_TEXT:
                raise CellTooLong(
                    row=row + 1, column=name, length=len(text), limit=XLSX_TEXT
                )
            marked = row == 0 or is_runnable(text)
            sheet.write_string(row, column, text, styles["text"] if marked else None)


def _flat(frame: Frame) -> pl.LazyFrame:
    """Every column as text, a number, a truth value or a day."""
    lazy = frame.lazy()
    schema = lazy.collect_schema()
    return lazy.with_columns(_plain_column(name, kind) for name, kind in schema.items())


def _plain_column(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    match kind:
        case pl.List() | pl.Array():
            listed = column.arr.to_list() if isinstance(kind, pl.Array) else column
            return listed.cast(pl.List(pl.String)).list.join(JOINER, ignore_nulls=True)
        case pl.Struct():
            return column.struct.json_encode()
        case pl.Datetime(time_zone=None):
            return column.dt.strftime("%Y-%m-%dT%H:%M:%S")
        case pl.Datetime():
            return column.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        case pl.Float32() | pl.Float64():
            return pl.when(column.is_finite()).then(column)
        case pl.Boolean() | pl.Date() | pl.String():
            return column
        case _ if kind.is_numeric() and not kind.is_decimal():
            return column
        case _ if kind.is_decimal():
            return column.cast(pl.Float64)
        case _:
            return column.cast(pl.String)


def _still(name: str) -> pl.Expr:
    """A text column, with an apostrophe before what would be run."""
    text = pl.col(name)
    runnable = text.str.contains(RUNNABLE) & ~text.str.contains(PLAIN_NEGATIVE)
    return pl.when(runnable).then(pl.lit("'") + text).otherwise(text).alias(name)


def _batches(frame: pl.LazyFrame, rows: int) -> Iterator[pl.DataFrame]:
    yield from frame.collect_batches(chunk_size=rows, maintain_order=True)


def _length(column: pl.Series) -> int:
    longest = column.cast(pl.String).str.len_chars().max()
    return longest if isinstance(longest, int) else 0


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its place only once it is complete."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
