"""The rows below the header: which are data, and what their cells say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from comity.sheets.grids import BLANKS, Grid, trimmed
from comity.sheets.headers import Header
from comity.sheets.problems import Collector, FileRefusal
from comity.sheets.reading import Column, SkippedRow
from comity.sheets.values import report
from comity.sheets.vocabulary import is_note, is_total, missing_among

_ERROR = re.compile(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|N/D|¡REF!)"
)
_LONGEST_MISSING = 40
_NUMBERS = re.compile(r"[-+]?[\d.,\s%]+")

GROUPS = (
    (
        "org_name",
        "org_acronym",
        "programme_org_name",
        "programme_org_acronym",
        "reporting_org_name",
        "reporting_org_acronym",
    ),
    ("sector", "subsector", "activity", "project_title"),
    (
        *(f"admin{level}_{part}" for level in range(5) for part in ("name", "code")),
        "place_name",
    ),
)
"""The fields that tell who, what and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The data of a sheet, as text.

    Args:
        given: `row` (i32) and a column for every mapped field, exactly as written.
        told: the same, trimmed; null where a text stands for an empty cell.
        positions: field -> column of the grid, from 0.
        blank: rows without anything.
        skipped: rows that hold something and are not data.
    """

    given: pl.DataFrame
    told: pl.DataFrame
    positions: Mapping[str, int]
    blank: int
    skipped: tuple[SkippedRow, ...]

    @property
    def rows(self) -> pl.Series:
        return self.told["row"]


def read_table(
    grid: Grid, header: Header, columns: tuple[Column, ...], problems: Collector
) -> Table:
    """Take the data below the header; blank rows, totals and notes are set apart."""
    positions = {
        column.field: place for place, column in enumerate(columns) if column.field
    }
    skipped_above = {skipped.row for skipped in header.skipped}
    if not positions:
        raise FileRefusal("NO_TABLE")
    body = grid.cells.slice(header.first_data_row - 1)
    rows = pl.Series(
        "row", range(header.first_data_row, grid.height + 1), dtype=pl.Int32
    )
    given = body.select(
        pl.col(str(place)).alias(field) for field, place in positions.items()
    ).insert_column(0, rows)
    cleaned = pl.DataFrame([rows, *(trimmed(given[field]) for field in positions)])
    told, errors = _without_missing(cleaned, positions)
    blank = _blank(body, cleaned, positions)
    apart = _apart(header, columns, told.filter(~blank), body)
    for skipped in apart:
        if skipped.kind in ("total", "note"):
            line = next(
                (cell for cell in _cells(body, skipped.row, header) if cell), ""
            )
            code = "ROW_SUSPECT_TOTAL" if skipped.kind == "total" else "ROW_NOTE"
            problems.add(code, row=skipped.row, text=line)
    keep = ~blank & ~rows.is_in([skipped.row for skipped in apart])
    told, given = told.filter(keep), given.filter(keep)
    for field, texts in errors.items():
        column = cleaned[field].filter(keep)
        report(
            "CELL_ERROR_VALUE",
            column,
            told["row"],
            positions[field],
            texts,
            "error",
            problems,
        )
    above = header.first_data_row - 1 - len(skipped_above)
    return Table(
        given=given,
        told=told,
        positions=positions,
        blank=int(blank.sum()) + above,
        skipped=(*header.skipped, *apart),
    )


def _without_missing(
    cleaned: pl.DataFrame, positions: Mapping[str, int]
) -> tuple[pl.DataFrame, dict[str, dict[str, str]]]:
    """Texts that stand for an empty cell become null; error values are told apart."""
    errors: dict[str, dict[str, str]] = {}
    expressions: list[pl.Expr] = [pl.col("row")]
    for field in positions:
        short = cleaned[field].unique().drop_nulls()
        short = short.filter(short.str.len_chars() <= _LONGEST_MISSING)
        wrong = {
            text: text
            for text in short.filter(short.str.starts_with("#"))
            if _ERROR.fullmatch(text)
        }
        if wrong:
            errors[field] = wrong
        namibia = field == "admin0_code"
        gone = [text for text in missing_among(short) if not (namibia and text == "NA")]
        gone += list(wrong)
        column = pl.col(field)
        expressions.append(
            pl.when(~column.is_in(gone)).then(column).alias(field) if gone else column
        )
    return cleaned.select(expressions), errors


def _blank(
    body: pl.DataFrame, cleaned: pl.DataFrame, positions: Mapping[str, int]
) -> pl.Series:
    empty = cleaned.select(
        pl.all_horizontal(pl.col(field).is_null() for field in positions)
    ).to_series()
    if not empty.any():
        return empty
    rest = (
        body.filter(empty)
        .select(
            pl.all_horizontal(
                (pl.col(name).is_null() | (pl.col(name).str.strip_chars(BLANKS) == ""))
                for name in body.columns
            )
        )
        .to_series()
    )
    return empty.scatter(empty.arg_true(), rest)


def _apart(
    header: Header, columns: tuple[Column, ...], told: pl.DataFrame, body: pl.DataFrame
) -> list[SkippedRow]:
    """Totals, notes under the table, and headings that are repeated."""
    apart: list[SkippedRow] = []
    groups = [[field for field in group if field in told.columns] for group in GROUPS]
    groups = [group for group in groups if group]
    filled = (
        told.select(
            "row",
            pl.sum_horizontal(
                pl.any_horizontal(pl.col(field).is_not_null() for field in group).cast(
                    pl.Int8
                )
                for group in groups
            ).alias("filled"),
        )
        if groups
        else told.select("row", pl.lit(0, pl.Int8).alias("filled"))
    )
    thin = filled.filter(pl.col("filled") <= 1)["row"].to_list()
    last_full = filled.filter(pl.col("filled") > 1)["row"].max()
    for row in reversed(thin):
        cells = _cells(body, row, header)
        words = [cell for cell in cells if cell and not _NUMBERS.fullmatch(cell)]
        if any(map(is_total, words[:2])):
            apart.append(SkippedRow(row=row, kind="total"))
        elif len(words) == 1 and sum(map(bool, cells)) == 1 and len(cells) > 3:
            below = not isinstance(last_full, int) or row > last_full
            if below and (is_note(words[0]) or len(words[0]) > 30 or " " in words[0]):
                apart.append(SkippedRow(row=row, kind="note"))
    apart += _repeated_headers(columns, told)
    return sorted(apart, key=lambda skipped: skipped.row)


def _repeated_headers(
    columns: tuple[Column, ...], told: pl.DataFrame
) -> list[SkippedRow]:
    mapped = [
        (column.field, column.heading)
        for column in columns
        if column.field and column.heading
    ]
    if len(mapped) < 2:
        return []
    same = told.filter(
        pl.all_horizontal(
            pl.col(field) == heading for field, heading in mapped if field
        )
    )
    return [SkippedRow(row=row, kind="header") for row in same["row"].to_list()]


def _cells(body: pl.DataFrame, row: int, header: Header) -> list[str]:
    return [
        (cell or "").strip(BLANKS) for cell in body.row(row - header.first_data_row)
    ]
