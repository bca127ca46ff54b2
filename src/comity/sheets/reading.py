"""What is asked of a reading, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

import polars as pl

from comity.sheets.limits import Limits
from comity.sheets.problems import Problems

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What is known before a file is read.

    Args:
        sheet: name of the sheet to read; None chooses among the visible ones.
        header_row: row of the headings as the spreadsheet shows it; None finds it.
        mapping: heading or column letter -> 5W field or "ignore"; what it leaves
            out is recognized as usual.
        date_order: whether 03/04/2024 starts with the day or the month.
        encoding: of a text file; None detects it.
        period: EDTF, what the rows without a date speak of.
        organization: who works where a row names nobody: a partner's own file.
        known_pcodes: codes of places, to recognize columns and levels by content.
        known_places: folded names of places -> their levels, to recognize columns
            and levels by content.
        known_names: folded names and acronyms of organizations, to recognize
            columns and to split cells only where it is safe.
        known_sectors: folded names of sectors, to recognize columns.
        limits: bounds on the file and on its reading.
    """

    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str] | None = None
    date_order: DateOrder | None = None
    encoding: str | None = None
    period: str | None = None
    organization: str | None = None
    known_pcodes: frozenset[str] = frozenset()
    known_places: Mapping[str, frozenset[int]] = field(default_factory=dict)
    known_names: frozenset[str] = frozenset()
    known_sectors: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)


class Found(StrEnum):
    """How a column came to its field, best evidence first."""

    GIVEN = "given"
    TAG = "tag"
    HEADING = "heading"
    CONTENT = "content"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the sheet, and what became of it.

    Args:
        letter: as the spreadsheet shows it.
        heading: as written; lines of a heading over several rows joined by " / ".
        tag: its HXL tag, if it has one.
        field: the 5W field, or None.
        found: how.
        reason: why it is ignored or reported; empty where it is mapped.
    """

    letter: str
    heading: str
    tag: str = ""
    field: str | None = None
    found: Found = Found.NONE
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChoice:
    """A sheet of the workbook and why it was chosen or not."""

    name: str
    visible: bool
    chosen: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """A row that is not data: banner, header, tag, note or total."""

    row: int
    kind: Literal["banner", "header", "tag", "note", "total"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that only the sender can say, asked once a file.

    Args:
        about: the option that answers it: date_order, period, encoding, sheet.
        choices: possible answers.
        example: a place where it matters.
    """

    about: str
    choices: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """Every line of the sheet, accounted for.

    `lines` counts each physical row from row 1 to the last row that holds
    anything, or in a text file each record, header and blank rows included:
    lines = blank + skipped + read, and read = applied + rejected + duplicate.
    """

    lines: int = 0
    blank: int = 0
    skipped: int = 0
    read: int = 0
    applied: int = 0
    rejected: int = 0
    duplicate: int = 0
    skipped_rows: tuple[SkippedRow, ...] = ()

    def __post_init__(self) -> None:
        sums = (
            self.lines == self.blank + self.skipped + self.read
            and self.read == self.applied + self.rejected + self.duplicate
            and self.skipped == len(self.skipped_rows)
        )
        if not sums:
            raise AssertionError(f"the lines do not add up: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as it was understood: rows, problems, and how they were found.

    Args:
        sheet: name of the sheet; empty for a text file.
        header_row: as the spreadsheet shows it; 0 where none was found.
        header_reason: why this row.
        columns: every column of the table, in order.
        sheets: every sheet of the workbook.
        rows: one line per activity; `comity.sheets.rows` says which columns.
        problems: all of them.
        accounting: of lines and rows.
        activities: of the applied rows.
        period: EDTF of the file, or None; `period_reason` says where from.
        encoding: of a text file.
        delimiter: of a text file.
        date_order: given or found.
        questions: what only the sender can say.
    """

    sheet: str = ""
    header_row: int = 0
    header_reason: str = ""
    columns: tuple[Column, ...] = ()
    sheets: tuple[SheetChoice, ...] = ()
    rows: pl.DataFrame = field(default_factory=pl.DataFrame)
    problems: Problems
    accounting: Accounting = field(default_factory=Accounting)
    activities: int = 0
    period: str | None = None
    period_reason: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    date_order: DateOrder | None = None
    questions: tuple[Question, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """Heading -> 5W field, of the columns that are used.

        A heading that stands twice is followed by its letter: "Name (C)".
        """
        seen: dict[str, str] = {}
        for column in self.columns:
            if column.field:
                key = column.heading or column.tag or column.letter
                key = f"{key} ({column.letter})" if key in seen else key
                seen[key] = column.field
        return seen

    def summary(self) -> dict[str, Any]:
        """What the intake's JSON says of rows: the accounting without the named rows."""
        names = (
            "lines",
            "blank",
            "skipped",
            "read",
            "applied",
            "rejected",
            "duplicate",
        )
        return {name: getattr(self.accounting, name) for name in names}
