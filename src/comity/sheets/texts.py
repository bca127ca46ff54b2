"""Text files (CSV, TSV): encoding, delimiter, quotes, and the cells.

Most files are read by Polars. A file whose quotes, line breaks or widths are out
of the ordinary is read record by record, so that each fault has its row.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from comity.sheets.encodings import decode
from comity.sheets.grids import Grid
from comity.sheets.limits import Limits
from comity.sheets.problems import Collector, FileRefusal
from comity.values.cells import restore

DELIMITERS = (",", ";", "\t", "|")

LONGEST_LINE = 1_000_000
"""Characters of one line; a longer one is a file without line breaks."""

_SAMPLE_LINES = 200
_CELL_LINES = 200
"""Line breaks inside one cell after which a quotation mark is taken for unclosed."""

_LEGAL = bytes(set(range(256)) - set(range(32)) - {127} | {9, 10, 13})
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text file as cells, with what was found out about it."""

    grid: Grid
    encoding: str
    delimiter: str


def read_text(
    path: Path, *, encoding: str | None, limits: Limits, problems: Collector
) -> Text:
    """Read a CSV or TSV file.

    Raises:
        FileRefusal: damaged or unknown encoding, control characters, an unclosed
            quotation mark, or beyond the limits.
    """
    data, found = decode(path.read_bytes(), encoding, problems)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    _refuse_controls(data)
    delimiter = _delimiter(data)
    lines = _lines(data)
    _refuse_long_lines(lines)
    cells = _simple(data, lines, delimiter, limits)
    if cells is None:
        cells = _careful(data, delimiter, limits)
    if any(start + b"'" in data for start in (b"\n", b'"', delimiter.encode())):
        cells = cells.with_columns(map(_restored, cells))
    grid = Grid(name="", cells=cells)
    _report_widths(grid, lines, delimiter, problems)
    return Text(grid=grid, encoding=found, delimiter=delimiter)


def _restored(texts: pl.Series) -> pl.Series:
    """A column without the apostrophes that an export put before what would be run."""
    marked = texts.str.starts_with("'").fill_null(value=False)
    if not marked.any():
        return texts
    whole = [restore(text) for text in texts.filter(marked)]
    return texts.scatter(marked.arg_true(), pl.Series(whole, dtype=pl.String))


def _lines(data: bytes) -> pl.Series:
    """The lines of a text without control characters, blank ones included."""
    return pl.read_csv(
        data,
        has_header=False,
        separator="\x01",
        quote_char=None,
        schema={"line": pl.String},
        empty_string_is_null=False,
    )["line"]


def _refuse_controls(data: bytes) -> None:
    if not data.translate(None, _LEGAL):
        return
    bad = _CONTROL.search(data)
    if bad:
        row = data.count(b"\n", 0, bad.start()) + 1
        raise FileRefusal(
            "CONTROL_CHARACTER", at_row=row, character=f"U+{bad.group()[0]:04X}"
        )


def _refuse_long_lines(lines: pl.Series) -> None:
    longest = lines.str.len_bytes().arg_max() or 0
    length = len(lines[longest])
    if length > LONGEST_LINE:
        raise FileRefusal(
            "LINE_TOO_LONG", at_row=longest + 1, found=length, limit=LONGEST_LINE
        )


def _delimiter(data: bytes) -> str:
    """The mark that cuts most of the first lines into the same number of cells."""
    sample = data[:1_000_000].decode("utf-8", "ignore")
    sample = re.sub(r'"(?:[^"]|"")*"', "", sample)
    lines = [line for line in sample.split("\n")[:_SAMPLE_LINES] if line.strip()]

    def evidence(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        usual = max(
            set(counts),
            key=lambda count: (counts.count(count) * (count > 0), count),
            default=0,
        )
        return (counts.count(usual) if usual else 0, usual)

    best = max(DELIMITERS, key=evidence)
    return best if evidence(best)[1] else ","


def _simple(
    data: bytes, lines: pl.Series, delimiter: str, limits: Limits
) -> pl.DataFrame | None:
    """The cells, or None where the quotes need care."""
    mark = re.escape(delimiter)
    if b'"' in data:
        quoted = lines.filter(lines.str.contains('"', literal=True))
        well = rf'^(?:"(?:[^"]|"")*"|[^"{mark}]*)(?:{mark}(?:"(?:[^"]|"")*"|[^"{mark}]*))*$'
        if not quoted.str.contains(well).all():
            return None
        bare = quoted.str.replace_all(r'"(?:[^"]|"")*"', "")
        plain = lines.filter(~lines.str.contains('"', literal=True))
        counts = [
            bare.str.count_matches(mark).max(),
            plain.str.count_matches(mark).max(),
        ]
        width = (
            max((count for count in counts if isinstance(count, int)), default=0) + 1
        )
    else:
        most = lines.str.count_matches(mark).max()
        width = (most if isinstance(most, int) else 0) + 1
    _refuse_wide(width, limits)
    cells = pl.read_csv(
        data,
        has_header=False,
        separator=delimiter,
        schema={str(index): pl.String for index in range(width)},
        missing_columns="insert",
        empty_string_is_null=True,
    )
    return cells if cells.height == len(lines) else None


def _careful(data: bytes, delimiter: str, limits: Limits) -> pl.DataFrame:
    """The cells, read record by record."""
    text = data.decode()
    csv.field_size_limit(max(limits.cell_characters * 8, LONGEST_LINE))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    try:
        for record in reader:
            if any(cell.count("\n") > _CELL_LINES for cell in record):
                raise FileRefusal("QUOTE_UNCLOSED", at_row=len(records) + 1)
            records.append(record)
    except csv.Error as error:
        raise FileRefusal("QUOTE_UNCLOSED", at_row=len(records) + 1) from error
    if records and records[-1] and _unclosed(text, records[-1], delimiter):
        raise FileRefusal("QUOTE_UNCLOSED", at_row=len(records))
    width = max(map(len, records), default=0)
    _refuse_wide(width, limits)
    return pl.DataFrame(
        [record + [""] * (width - len(record)) for record in records],
        schema={str(index): pl.String for index in range(width)},
        orient="row",
    ).with_columns(pl.when(pl.all() != "").then(pl.all()))


def _unclosed(text: str, last: list[str], delimiter: str) -> bool:
    """Whether the end of the text lies inside a quotation."""
    cell = last[-1]
    tail = text.rstrip("\n")
    opened = tail.rfind(delimiter + '"' + cell.split("\n")[0].replace('"', '""')[:40])
    opened = (
        opened
        if opened >= 0
        else (0 if tail.startswith('"') and len(last) == 1 else -1)
    )
    return opened >= 0 and tail[opened:].count('"') % 2 == 1


def _refuse_wide(width: int, limits: Limits) -> None:
    if width > limits.columns:
        raise FileRefusal("COLUMN_LIMIT", count=width, limit=limits.columns)


def _report_widths(
    grid: Grid, lines: pl.Series, delimiter: str, problems: Collector
) -> None:
    """Name the lines that are cut by another mark than the rest."""
    if grid.width < 3 or len(lines) != grid.height:
        return
    lone = pl.all_horizontal(pl.col(name).is_null() for name in grid.cells.columns[1:])
    for other in DELIMITERS:
        if other in (delimiter, ","):
            continue
        mixed = grid.cells.with_row_index("row", 1).filter(
            lone & (pl.col("0").str.count_matches(re.escape(other)) >= grid.width // 2)
        )
        problems.add_frame(
            "DELIMITER_MIXED",
            mixed.select("row", pl.col("0").alias("excerpt")),
            found=other,
            expected=delimiter,
        )
