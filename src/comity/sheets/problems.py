"""Problems: what is wrong with a file, where, and what to do about it.

A bad cell is data. Each problem is a code with parameters; its words come from
the catalogue, `problems.toml`, where they are shown, so that they can be shown
in any language. Many problems are held as one table, so that a file with a
million faulty cells costs no more than its cells.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, overload

import polars as pl

from comity.sheets.excerpts import excerpt
from comity.sheets.letters import column_letter


class Severity(StrEnum):
    """What a problem costs: the file, the row, or only attention."""

    REJECT_FILE = "reject_file"
    REJECT_ROW = "reject_row"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """An entry of the catalogue: one code, told to people."""

    code: str
    severity: Severity
    title: str
    message: str
    hint: str
    explanation: str


@cache
def catalogue() -> Mapping[str, Kind]:
    """Every problem that can be reported, by code."""
    text = files("comity.sheets").joinpath("problems.toml").read_text("utf-8")
    return {
        code: Kind(code=code, **entry | {"severity": Severity(entry["severity"])})
        for code, entry in tomllib.loads(text).items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault, located.

    Args:
        code: a key of the catalogue.
        severity: what it costs here.
        sheet: name of the sheet; empty for a CSV or the whole file.
        row: as the spreadsheet shows it; None for a column or the whole file.
        column: letter; None for a row or the whole file.
        heading: of the column, as written.
        excerpt: at most 80 characters of the cell, made harmless to show.
        parameters: what the catalogue's templates need.
    """

    code: str
    severity: Severity
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    heading: str = ""
    excerpt: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return catalogue()[self.code].message.format(**self.parameters)

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return catalogue()[self.code].hint.format(**self.parameters)


FRAME = pl.Schema(
    {
        "code": pl.String(),
        "severity": pl.String(),
        "row": pl.Int32(),
        "column": pl.Int16(),
        "excerpt": pl.String(),
        "parameters": pl.String(),
    }
)
"""The table of problems: `column` counts from 0, `parameters` is JSON or null."""


class Problems(Sequence[Problem]):
    """All problems of one reading, in the order of the sheet.

    A sequence of `Problem`, held as a table (`FRAME`); `frame` is that table.
    """

    def __init__(
        self,
        frame: pl.DataFrame,
        *,
        sheet: str = "",
        headings: Sequence[str] = (),
        first_column: int = 0,
    ) -> None:
        self.frame = frame
        self._sheet = sheet
        self._headings = headings
        self.first_column = first_column

    def __len__(self) -> int:
        return self.frame.height

    @overload
    def __getitem__(self, index: int) -> Problem: ...
    @overload
    def __getitem__(self, index: slice) -> "Problems": ...
    def __getitem__(self, index: int | slice) -> "Problem | Problems":
        if isinstance(index, slice):
            return Problems(
                self.frame[index],
                sheet=self._sheet,
                headings=self._headings,
                first_column=self.first_column,
            )
        return self._problem(self.frame.row(index))

    def __iter__(self) -> Iterator[Problem]:
        return map(self._problem, self.frame.iter_rows())

    def counts(self) -> dict[str, int]:
        """How many there are of each code, most frequent first."""
        found = self.frame.group_by("code").len().sort(["len", "code"])
        return dict(reversed(list(found.iter_rows())))

    @property
    def rejects_file(self) -> bool:
        """Whether the file cannot be taken in at all."""
        return bool((self.frame["severity"] == Severity.REJECT_FILE).any())

    def _problem(self, line: tuple[Any, ...]) -> Problem:
        code, severity, row, column, shown, parameters = line
        within = column is not None and column < len(self._headings)
        return Problem(
            code=code,
            severity=Severity(severity),
            sheet=self._sheet,
            row=row,
            column=None
            if column is None
            else column_letter(column + self.first_column),
            heading=self._headings[column] if within else "",
            excerpt=excerpt(shown or ""),
            parameters=json.loads(parameters) if parameters else {},
        )


class Collector:
    """Gathers problems while a sheet is read, one by one or a column at a time."""

    def __init__(self) -> None:
        self._single: list[tuple[Any, ...]] = []
        self._frames: list[pl.DataFrame] = []

    def add(
        self,
        code: str,
        *,
        row: int | None = None,
        column: int | None = None,
        text: str = "",
        **parameters: Any,
    ) -> None:
        """Report one problem; `column` counts from 0."""
        severity = catalogue()[code].severity
        told = json.dumps(parameters, ensure_ascii=False) if parameters else None
        self._single.append((code, str(severity), row, column, text[:200], told))

    def add_frame(
        self,
        code: str,
        places: pl.DataFrame,
        *,
        column: int | None = None,
        **parameters: Any,
    ) -> None:
        """Report one code at many rows.

        Args:
            code: of the catalogue.
            places: `row`, and where there is one `excerpt` and `parameters` (JSON).
            column: counts from 0.
            parameters: the same for all, unless `places` has its own.
        """
        if places.is_empty():
            return
        told = json.dumps(parameters, ensure_ascii=False) if parameters else None
        given = set(places.columns)
        self._frames.append(
            places.select(
                pl.lit(code).alias("code"),
                pl.lit(str(catalogue()[code].severity)).alias("severity"),
                pl.col("row").cast(pl.Int32),
                pl.lit(column, pl.Int16).alias("column"),
                (
                    pl.col("excerpt").str.head(200)
                    if "excerpt" in given
                    else pl.lit("")
                ).alias("excerpt"),
                (
                    pl.col("parameters")
                    if "parameters" in given
                    else pl.lit(told, pl.String)
                ).alias("parameters"),
            )
        )

    def frame(self) -> pl.DataFrame:
        """All of them: those of the file first, then by row and column."""
        single = pl.DataFrame(self._single, schema=FRAME, orient="row")
        return pl.concat([single, *self._frames]).sort(
            "row", "column", nulls_last=False, maintain_order=True
        )


class FileRefusal(Exception):
    """Stops the reading of a file; it carries the problem and never leaves the room."""

    def __init__(self, code: str, **parameters: Any) -> None:
        super().__init__(code)
        self.code = code
        self.row: int | None = parameters.pop("at_row", None)
        self.column: int | None = parameters.pop("at_column", None)
        self.parameters = parameters
