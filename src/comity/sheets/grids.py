"""A sheet as text: what every kind of file is turned into before it is understood."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

BLANKS = " \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
"""What is trimmed around a value: spaces of every width, and the byte order mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Merged cells: rows count from 1, columns from 0, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of one sheet, as text.

    Args:
        name: of the sheet; empty for a text file.
        cells: columns "0", "1", ... (String, null where empty); line i of the
            frame is row i + 1 of the sheet.
        first_column: the sheet's column (from 0) of the frame's column "0".
        visible: whether the sheet is shown.
        merged: merged cells.
        empty_formulas: (row, column) of formulas without a stored value.
        formulas: how many cells hold one, and `first_formula`, the first.
        epoch_1904: whether serial dates count from 1904.
    """

    name: str
    cells: pl.DataFrame
    first_column: int = 0
    visible: bool = True
    merged: Sequence[Area] = ()
    empty_formulas: Sequence[tuple[int, int]] = ()
    formulas: int = 0
    first_formula: str = ""
    epoch_1904: bool = False

    @property
    def width(self) -> int:
        return self.cells.width

    @property
    def height(self) -> int:
        return self.cells.height

    def head(self, count: int) -> list[list[str]]:
        """The first rows, trimmed, with "" for empty cells."""
        return [
            [(cell or "").strip(BLANKS) for cell in row]
            for row in self.cells.head(count).iter_rows()
        ]


_EDGES = r"^[\s\u{200b}\u{feff}]|[\s\u{200b}\u{feff}]$"


def trimmed(texts: pl.Series) -> pl.Series:
    """A column without outer blanks, null where nothing is left.

    Texts that have none are shared with the given column, not copied.
    """
    blank = texts.str.contains(_EDGES)
    if not blank.any():
        return texts.set(texts == "", None) if (texts == "").any() else texts
    stripped = texts.filter(blank).str.strip_chars(BLANKS)
    stripped = stripped.set(stripped == "", None)
    return texts.scatter(blank.arg_true(), stripped)
