"""Workbooks of the exercise opened with other readers than Comity's own."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
from defusedxml.ElementTree import fromstring

from comity.exercise import Workbook

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def opened(workbook: Workbook, sheet: str) -> list[list[object]]:
    """The rows of a data sheet, the first being row 1 of the spreadsheet."""
    match workbook.path.suffix:
        case ".xlsx":
            book = openpyxl.load_workbook(workbook.path, data_only=True)
            return [list(row) for row in book[sheet].iter_rows(values_only=True)]
        case ".ods":
            return _opened_ods(workbook.path)
        case _:
            return list(csv.reader(io.StringIO(text(workbook)), dialect(workbook)))


def text(workbook: Workbook) -> str:
    data = workbook.path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if encoding := workbook.options.get("encoding"):
        return data.decode(encoding)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def dialect(workbook: Workbook) -> type[csv.Dialect]:
    class Found(csv.excel):
        delimiter = max(",;\t", key=text(workbook)[:2000].count)

    return Found


def _opened_ods(path: Path) -> list[list[object]]:
    content = fromstring(zipfile.ZipFile(path).read("content.xml"))
    return [
        ["".join(cell.itertext()) or None for cell in row.iter(f"{_TABLE}table-cell")]
        for row in content.iter(f"{_TABLE}table-row")
    ]
