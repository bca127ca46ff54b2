"""Sheets: a partner's workbook becomes rows and problems.

A file is unpacked and scanned as a stranger's (`archives`, `workbook_xml`,
`encodings`), its table found (`selection`, `headers`), its columns mapped to the
5W fields (`columns`), its cells read (`values`, `days`, `numbers`), and every line
accounted for (`table`, `rows`). What is wrong with it is data: `Problem`, with a
code from the catalogue, where it is, and what to do. Nothing here knows the
register; names and codes that are known are passed in.
"""

from comity.sheets.contained import read_contained
from comity.sheets.limits import Limits
from comity.sheets.problems import Kind, Problem, Problems, Severity, catalogue
from comity.sheets.reader import read
from comity.sheets.reading import (
    Accounting,
    Column,
    Found,
    Question,
    Reading,
    ReadOptions,
    SheetChoice,
    SkippedRow,
)

__all__ = [
    "Accounting",
    "Column",
    "Found",
    "Kind",
    "Limits",
    "Problem",
    "Problems",
    "Question",
    "ReadOptions",
    "Reading",
    "Severity",
    "SheetChoice",
    "SkippedRow",
    "catalogue",
    "read",
    "read_contained",
]
