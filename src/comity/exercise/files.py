"""Grids written as XLSX, ODS or delimited text, the same bytes for the same grid."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from comity.exercise.entries import CellError, Sum, Value
from comity.exercise.grids import DATA, HEADER, Grid
from comity.exercise.quirks import Quirk
from comity.exercise.styles import Style

SHEET = "SIMULATED 5W"
LISTS = "SIMULATED lists"
SUMMARY = "SIMULATED summary"

_CREATED = datetime(2025, 1, 1)  # noqa: DTZ001 - the format holds no zone
_STAMP = (2025, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class SideSheet:
    """A sheet beside the data: its name, its rows, whether hidden, whether first."""

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    first: bool = False


def write_workbook(
    path: Path, grid: Grid, style: Style, beside: list[SideSheet]
) -> str:
    """Write a grid in the style's kind of file.

    Returns:
        The name of the sheet that holds the data; empty for text.
    """
    match style.container.suffix:
        case "xlsx":
            _write_xlsx(path, grid, style, beside)
        case "ods":
            _write_ods(path, grid)
        case _:
            _write_text(path, grid, style)
            return ""
    return SHEET


def _write_xlsx(path: Path, grid: Grid, style: Style, beside: list[SideSheet]) -> None:
    options = {
        "date_1904": style.dating is Quirk.DATE_1904,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {"title": "SIMULATED", "comments": "SIMULATED", "created": _CREATED}
        )
        for side in (side for side in beside if side.first):
            _write_beside(book, side)
        sheet = book.add_worksheet(SHEET)
        for side in (side for side in beside if not side.first):
            _write_beside(book, side)
        if style.language == "ar":
            sheet.right_to_left()
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        plain = book.add_format({})
        merged = {(row, column) for row, column, _, _ in grid.merges}
        for row, line in enumerate(grid.lines):
            for column, value in enumerate(line.cells):
                if (row, column) in merged:
                    continue
                if isinstance(value, Sum):
                    cells = [
                        xl_rowcol_to_cell(row, grid.column(part))
                        for part in value.fields
                    ]
                    sheet.write_formula(
                        row, column, f"={'+'.join(cells)}", plain, value.value
                    )
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, CellError):
                    formula = "=NA()" if value.text == "#N/A" else "=#REF!"
                    sheet.write_formula(row, column, formula, plain, value.text)
                elif value is not None:
                    sheet.write(
                        row, column, value, head if line.kind == HEADER else plain
                    )
                elif line.kind == DATA or not any(line.cells):
                    sheet.write_blank(row, column, None, day)
        for first_row, first_column, last_row, last_column in grid.merges:
            cells_ = grid.lines[first_row].cells
            kind = grid.lines[first_row].kind
            sheet.merge_range(
                first_row,
                first_column,
                last_row,
                last_column,
                cells_[first_column],
                head if kind == HEADER else plain,
            )
        for column in grid.hidden:
            sheet.set_column(column, column, None, None, {"hidden": True})
        sheet.set_column(grid.first, grid.first + 3, 24)


def _write_beside(book: xlsxwriter.Workbook, side: SideSheet) -> None:
    sheet = book.add_worksheet(side.name)
    for row, cells in enumerate(side.rows):
        sheet.write_row(row, 0, cells)
    if side.hidden:
        sheet.hide()


def _write_text(path: Path, grid: Grid, style: Style) -> None:
    container, surplus = style.container, Quirk.SURPLUS_BLANK_CELLS in style.sheet
    width = grid.first + len(grid.fields)
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=container.delimiter, lineterminator="\r\n")
    for line in grid.lines:
        cells = ["" if cell is None else str(cell) for cell in line.cells]
        cells += [""] * (width - len(cells) + (4 if surplus else 0))
        writer.writerow(cells)
    path.write_bytes(lines.getvalue().encode(container.encoding))


_ODS_START = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet>"""
_ODS_END = "</office:spreadsheet></office:body></office:document-content>"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def _write_ods(path: Path, grid: Grid) -> None:
    """Write the least that OpenDocument 1.3 asks of a spreadsheet."""
    rows = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, line.cells)) or '<table:table-cell/>'}</table:table-row>"
        for line in grid.lines
    )
    table = f"<table:table table:name={quoteattr(SHEET)}>{rows}</table:table>"
    members = (
        ("mimetype", _ODS_TYPE),
        ("content.xml", _ODS_START + table + _ODS_END),
        ("META-INF/manifest.xml", _ODS_MANIFEST),
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members:
            member = zipfile.ZipInfo(name, _STAMP)
            if name != "mimetype":
                member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text)


def _ods_cell(value: Value) -> str:
    if value is None:
        return "<table:table-cell/>"
    text = f"<text:p>{escape(str(value))}</text:p>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}>{text}</table:table-cell>"
