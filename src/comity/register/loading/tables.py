"""Tables as files: UTF-8 CSV with one header line, read strictly."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import zip_longest
from pathlib import Path

from comity.errors import ColumnMissing, FileUnreadable, LineRefused, Refused
from comity.evidence.records import Evidence
from comity.register.facts import Rank
from comity.register.vocabulary import term
from comity.values.dates import PartialDate, Period
from comity.values.sensitivity import Sensitivity

Row = Mapping[str, str]

CLAIM_COLUMNS = (
    "start",
    "end",
    "attested_on",
    "source",
    "locator",
    "says",
    "rank",
    "rank_reason",
    "fact",
    "sensitivity",
)
"""With which every line that is a claim ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its number as an editor shows it, and its cells."""

    number: int
    cells: Row


def read_table(
    path: Path,
    columns: Sequence[str],
    *,
    also: Mapping[str, Sequence[str]] | None = None,
) -> list[Line]:
    """The lines of a table; cells are stripped, blank lines left out.

    A line that ends early has empty cells after that.

    Args:
        columns: without which the table cannot be used; others may be there.
        also: what a column may be called as well, the better name first.

    Raises:
        FileUnreadable: there is no such file, or it is not UTF-8 CSV.
        ColumnMissing: a column is not there.
        LineRefused: a line has more cells than the header.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(file=path.name, reason=_reason(error)) from error
    if "\x00" in text:
        raise FileUnreadable(file=path.name, reason="it holds null characters")
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = _renamed([cell.strip() for cell in next(reader, [])], also or {})
        for column in columns:
            if column not in header:
                raise ColumnMissing(file=path.name, column=column, found=tuple(header))
        return [
            Line(reader.line_num, _cells(path, reader.line_num, header, cells))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise FileUnreadable(
            file=path.name, reason=f"line {reader.line_num}: {error}"
        ) from error


@contextmanager
def located(path: Path, line: Line) -> Iterator[None]:
    """Say of a refusal in which line of which file it arose.

    Raises:
        LineRefused: instead of the refusal.
    """
    try:
        yield
    except LineRefused:
        raise
    except Refused as error:
        raise LineRefused(
            file=path.name, line=line.number, reason=f"{error.message}. {error.advice}"
        ) from error


def period_of(cells: Row) -> Period:
    """The period of a claim line.

    Raises:
        DateInvalid, DateOrder, AttestationMissing.
    """
    return Period.of(
        cells.get("start"), cells.get("end"), day_of(cells.get("attested_on", ""))
    )


def day_of(text: str) -> date | None:
    """A plain day, or None where the cell is empty.

    Raises:
        DateInvalid: not a full day.
    """
    if not text:
        return None
    return PartialDate.day(text)


def evidence_of(cells: Row) -> Evidence:
    """What a claim line cites.

    Raises:
        EvidenceIncomplete.
    """
    return Evidence(cells["source"], cells["locator"], cells["says"])


def rank_of(cells: Row) -> Rank:
    """The rank of a claim line; normal where the cell is empty.

    Raises:
        UnknownTerm.
    """
    return Rank(term("rank", cells.get("rank") or Rank.NORMAL))


def sensitivity_of(
    cells: Row, default: Sensitivity = Sensitivity.PUBLIC
) -> Sensitivity:
    """The class of a claim line; the default where the cell is empty.

    Raises:
        UnknownTerm.
    """
    given = cells.get("sensitivity") or default
    return Sensitivity(term("sensitivity", given))


def _renamed(header: list[str], also: Mapping[str, Sequence[str]]) -> list[str]:
    names = {}
    for column, others in also.items():
        found = [other for other in others if other in header]
        if column not in header and found:
            names[found[0]] = column
    return [names.get(cell, cell) for cell in header]


def _cells(path: Path, number: int, header: list[str], cells: list[str]) -> Row:
    stripped = [cell.strip() for cell in cells]
    if any(stripped[len(header) :]):
        raise LineRefused(
            file=path.name,
            line=number,
            reason=f"it has {len(cells)} cells, the header {len(header)}",
        )
    return dict(zip_longest(header, stripped[: len(header)], fillvalue=""))


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is not UTF-8"
    return error.strerror or type(error).__name__
