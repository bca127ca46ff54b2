"""Reading a file: from bytes to rows and problems, in this process."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from comity.sheets.columns import map_columns
from comity.sheets.filetypes import recognize
from comity.sheets.grids import Grid
from comity.sheets.headers import Header, find_header
from comity.sheets.letters import column_letter
from comity.sheets.problems import Collector, FileRefusal, Problems
from comity.sheets.reading import (
    Accounting,
    Question,
    Reading,
    ReadOptions,
    SheetChoice,
)
from comity.sheets.rows import build, mark_rejected_cells
from comity.sheets.selection import choose_sheet
from comity.sheets.table import read_table
from comity.sheets.texts import read_text
from comity.sheets.titles import find_period
from comity.sheets.when import read_when
from comity.sheets.workbooks import Workbook
from comity.values.dates import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """The chosen sheet, and what is known of the file around it."""

    grid: Grid
    header: Header
    sheets: tuple[SheetChoice, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    questions: tuple[Question, ...] = ()


def read(path: Path, options: ReadOptions) -> Reading:
    """Read a file in this process.

    A hostile workbook can stop the process: use `read_contained` for files that
    come from outside.

    Raises:
        DateInvalid, DateOrder: the given period is not EDTF. Everything that is
            wrong with the file itself is a problem of the reading.
    """
    if options.period:
        Period.parse(options.period)
    problems = Collector()
    try:
        source = _open(path, options, problems)
        return _understand(source, path, options, problems)
    except FileRefusal as refusal:
        return refused(refusal, problems)


def refused(refusal: FileRefusal, problems: Collector | None = None) -> Reading:
    """The reading of a file that cannot be taken in."""
    collector = problems or Collector()
    collector.add(
        refusal.code, row=refusal.row, column=refusal.column, **refusal.parameters
    )
    return Reading(problems=Problems(collector.frame()))


def _open(path: Path, options: ReadOptions, problems: Collector) -> _Source:
    if recognize(path, options.limits) == "text":
        text = read_text(
            path, encoding=options.encoding, limits=options.limits, problems=problems
        )
        if options.sheet:
            raise FileRefusal(
                "SHEET_UNKNOWN",
                name=options.sheet,
                sheets="none, for it is a text file",
            )
        header = find_header(text.grid, options.header_row)
        if header is None:
            raise FileRefusal(
                "NO_TABLE" if text.grid.height > 1 else "NO_DATA_ROWS",
                **({} if text.grid.height > 1 else {"header": 1}),
            )
        return _Source(
            grid=text.grid,
            header=header,
            encoding=text.encoding,
            delimiter=text.delimiter,
        )
    book = Workbook(path, options.limits, problems)
    chosen = choose_sheet(book, options, problems)
    return _Source(
        grid=chosen.grid,
        header=chosen.header,
        sheets=chosen.sheets,
        questions=chosen.questions,
    )


def _understand(
    source: _Source, path: Path, options: ReadOptions, problems: Collector
) -> Reading:
    grid, header = source.grid, source.header
    columns = map_columns(grid, header, options, problems)
    table = read_table(grid, header, columns, problems)
    read_rows = table.told.height
    if not read_rows:
        raise FileRefusal("NO_DATA_ROWS", at_row=header.row, header=header.row)
    if read_rows > options.limits.rows:
        raise FileRefusal("ROW_LIMIT", count=read_rows, limit=options.limits.rows)
    _report_cells(grid, header, problems)
    _report_surplus(grid, header, problems)
    when = read_when(
        table,
        options,
        _titles(grid, header),
        find_period(path.stem),
        epoch_1904=grid.epoch_1904,
        problems=problems,
    )
    fates = build(table, when, options, typed=bool(grid.name), problems=problems)
    return Reading(
        sheet=grid.name,
        header_row=header.row,
        header_reason=header.reason,
        columns=columns,
        sheets=source.sheets,
        rows=fates.rows,
        problems=Problems(
            mark_rejected_cells(problems.frame(), fates.lost),
            sheet=grid.name,
            headings=[column.heading for column in columns],
            first_column=grid.first_column,
        ),
        accounting=Accounting(
            lines=grid.height,
            blank=table.blank,
            skipped=len(table.skipped),
            read=read_rows,
            applied=fates.applied,
            rejected=fates.rejected,
            duplicate=fates.duplicate,
            skipped_rows=table.skipped,
        ),
        activities=fates.activities,
        period=when.period,
        period_reason=when.reason,
        encoding=source.encoding,
        delimiter=source.delimiter,
        date_order=when.order,
        questions=(*source.questions, *when.questions),
    )


def _report_surplus(grid: Grid, header: Header, problems: Collector) -> None:
    """Rows of a text file with cells beyond the last heading."""
    used = [place for place, heading in enumerate(header.headings) if heading]
    expected = max(used, default=0) + 1
    beyond = [str(place) for place in range(expected, grid.width)]
    if grid.name or not beyond or len(used) < 2:
        return
    body = grid.cells.with_row_index("row", 1).slice(header.first_data_row - 1)
    filled = pl.sum_horizontal(
        pl.col(name).is_not_null().cast(pl.Int32) for name in beyond
    )
    found = body.select(
        "row", pl.col(beyond[0]).fill_null("").alias("excerpt"), filled.alias("surplus")
    )
    found = found.filter(pl.col("surplus") > 0)
    parameters = pl.struct(
        (pl.col("surplus") + expected).alias("found"),
        pl.lit(expected).alias("expected"),
    ).struct.json_encode()
    problems.add_frame(
        "ROW_WIDTH", found.with_columns(parameters.alias("parameters")), column=expected
    )


def _titles(grid: Grid, header: Header) -> Sequence[tuple[str, str]]:
    """Texts that may name the period: the banner above the header, the sheet's name."""
    banner = {skipped.row for skipped in header.skipped if skipped.kind == "banner"}
    rows = grid.head(max(banner, default=0))
    texts = [
        (" ".join(cell for cell in rows[row - 1] if cell), f"row {row}")
        for row in sorted(banner)
    ]
    return [*texts, (grid.name, "the name of the sheet")]


def _report_cells(grid: Grid, header: Header, problems: Collector) -> None:
    """Merged cells in the table, and formulas without a stored value."""
    for area in grid.merged:
        if area.top >= header.first_data_row:
            span = f"{column_letter(area.left)}{area.top}:{column_letter(area.right)}{area.bottom}"
            problems.add(
                "CELLS_MERGED",
                row=area.top,
                column=area.left - grid.first_column,
                range=span,
            )
    for row, column in grid.empty_formulas:
        problems.add("FORMULA_NO_VALUE", row=row, column=column - grid.first_column)
    if grid.formulas:
        problems.add("FORMULA_PRESENT", count=grid.formulas, first=grid.first_formula)
