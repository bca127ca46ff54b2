"""A sheet as a grid of cells: banner, headings, tags, data, totals, notes, blanks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from comity.exercise.activities import first_day, last_day
from comity.exercise.dating import in_words
from comity.exercise.entries import Clerk, Entry, Sum, Value
from comity.exercise.layouts import group_of
from comity.exercise.naming import misspell
from comity.exercise.quirks import Quirk
from comity.exercise.styles import Style
from comity.exercise.words import (
    DATE_INSTRUCTIONS,
    GROUPS,
    HEADINGS,
    HOW_TO_FILL,
    INSTRUCTIONS,
    NOTES,
    PERIOD,
    SENDER,
    SUBTOTAL,
    TAGS,
    TITLES,
    TOTAL,
)

DATA, BLANK = "data", "blank"
BANNER, HEADER, INSTRUCTION, TAG, TOTAL_LINE, NOTE = (
    "banner", "header", "instruction", "tag", "total", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: what it is, and its cells from the first column on."""

    kind: str
    cells: tuple[Value, ...]
    entry: Entry | None = None


@dataclass(slots=True)
class Grid:
    """A sheet to be written.

    Args:
        fields: the field of each column from `first` on.
        first: the column (counted from 0) in which the table starts.
        merges: (first row, first column, last row, last column), from 0.
        hidden: columns, from 0, that are hidden.
    """

    fields: tuple[str, ...]
    first: int = 0
    lines: list[Line] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def add(self, kind: str, cells: list[Value], entry: Entry | None = None) -> None:
        if self.first and any(cell is not None for cell in cells):
            cells = [None] * self.first + cells
        self.lines.append(Line(kind, tuple(cells), entry))

    def column(self, name: str) -> int:
        """The column, from 0, of a field."""
        return self.first + self.fields.index(name)

    def rows(self) -> Iterator[tuple[int, Line]]:
        """Lines with the row number that a spreadsheet shows."""
        return enumerate(self.lines, start=1)


def build_grid(
    style: Style, fields: tuple[str, ...], entries: list[Entry], clerk: Clerk
) -> Grid:
    sheet = style.sheet
    grid = Grid(fields, first=1 if Quirk.COLUMN_OFFSET in sheet else 0)
    if Quirk.BANNER_ROWS in sheet:
        _add_banner(grid, clerk)
    _add_header(grid, style, clerk)
    _add_data(grid, style, entries, clerk)
    words = clerk.language
    if Quirk.TOTAL_ROW in sheet:
        grid.add(TOTAL_LINE, _sum_line(grid, entries, clerk.draw.choice(TOTAL[words])))
    if Quirk.NOTES_UNDER_TABLE in sheet:
        grid.add(BLANK, [])
        for note in NOTES[words]:
            grid.add(NOTE, [note])
    if Quirk.TRAILING_BLANK_ROWS in sheet:
        for _ in range(40 + clerk.draw.randrange(200)):
            grid.add(BLANK, [None] * len(fields))
    if "extra_contact" in fields:
        grid.hidden.append(grid.column("extra_contact"))
    return grid


def _add_banner(grid: Grid, clerk: Clerk) -> None:
    words, first, last = clerk.language, first_day(clerk.period), last_day(clerk.period)
    partner = clerk.partner.named(words)
    grid.add(BANNER, [TITLES[words]])
    grid.merges.append((0, grid.first, 0, grid.first + len(grid.fields) - 1))
    grid.add(BANNER, [SENDER[words], f"{partner} ({clerk.partner.acronym})"])
    grid.add(
        BANNER, [PERIOD[words], f"{in_words(first, clerk)} - {in_words(last, clerk)}"]
    )
    grid.add(BLANK, [])


def _add_header(grid: Grid, style: Style, clerk: Clerk) -> None:
    sheet, words = style.sheet, clerk.language
    if Quirk.MERGED_TWO_LINE_HEADER in sheet:
        _add_groups(grid, words)
    grid.add(HEADER, [_heading(name, style, clerk) for name in grid.fields])
    if Quirk.INSTRUCTION_ROW in sheet:
        grid.add(INSTRUCTION, [HOW_TO_FILL[words]])
    if Quirk.TAG_ROW_APART in sheet:
        grid.add(INSTRUCTION, [HOW_TO_FILL[words]])
        grid.add(BLANK, [])
    if Quirk.TAG_ROW in sheet:
        grid.add(TAG, [_tag(name, style) for name in grid.fields])


def _add_groups(grid: Grid, language: str) -> None:
    groups = [group_of(name) for name in grid.fields]
    row, upper = len(grid.lines), list[Value]()
    for at, group in enumerate(groups):
        if at and groups[at - 1] == group:
            upper.append(None)
            continue
        upper.append(GROUPS[group][language] if group else None)
        end = at
        while end + 1 < len(groups) and groups[end + 1] == group:
            end += 1
        if end > at and group:
            grid.merges.append((row, grid.first + at, row, grid.first + end))
    grid.add(HEADER, upper)


def _heading(name: str, style: Style, clerk: Clerk) -> str:
    sheet, words = style.sheet, clerk.language
    if name == "admin2_code" and Quirk.CODE_UNDER_TITLE in sheet:
        return "Title"
    headings = HEADINGS[name][words]
    heading = headings[len(clerk.partner.slug) % len(headings)]
    if Quirk.MISSPELT_HEADING in sheet and name in {"admin3_code", "status"}:
        return heading[:-1] if heading.endswith("e") else misspell(heading, clerk.draw)
    if Quirk.INSTRUCTIONS_IN_HEADING in sheet:
        if name in {"start", "end"}:
            return f"{heading}\n{DATE_INSTRUCTIONS[words]}"
        if name in {"sector", "org_name", "admin2_name"}:
            return f"{heading} *\n{INSTRUCTIONS[words]}"
    return heading


def _tag(name: str, style: Style) -> str | None:
    tag = TAGS.get(name)
    if Quirk.TAG_ROW_PARTIAL in style.sheet and name not in {
        "admin1_name", "admin2_code", "sector", "org_acronym",
    }:  # fmt: skip
        return None
    if tag and Quirk.TAG_ROW_SPACES in style.sheet:
        return tag.replace("+", " +")
    return tag


def _add_data(grid: Grid, style: Style, entries: list[Entry], clerk: Clerk) -> None:
    sheet = style.sheet
    grouped = sheet & {
        Quirk.MERGED_DATA_CELLS,
        Quirk.SUBTOTAL_ROWS,
        Quirk.BLANK_ROWS_BETWEEN,
    }
    for group in _by_region(entries, clerk) if grouped else [entries]:
        start = len(grid.lines)
        for at, entry in enumerate(group):
            if Quirk.MERGED_DATA_CELLS in sheet and at:
                entry.cells["admin1_name"] = None
            cells: list[Value] = [entry.cells[name] for name in grid.fields]
            grid.add(DATA, cells, entry)
        if Quirk.MERGED_DATA_CELLS in sheet and len(group) > 1:
            column = grid.column("admin1_name")
            grid.merges.append((start, column, len(grid.lines) - 1, column))
        if Quirk.SUBTOTAL_ROWS in sheet:
            label = SUBTOTAL[clerk.language]
            grid.add(TOTAL_LINE, _sum_line(grid, group, label))
        if Quirk.BLANK_ROWS_BETWEEN in sheet:
            grid.add(BLANK, [])


def _by_region(entries: list[Entry], clerk: Clerk) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        region = clerk.country.around(entry.activity.place, 1)
        groups.setdefault(region.pcode, []).append(entry)
    return [groups[pcode] for pcode in sorted(groups)]


def _sum_line(grid: Grid, entries: list[Entry], label: str) -> list[Value]:
    line: list[Value] = [label, *[None] * (len(grid.fields) - 1)]
    for name in ("targeted_total", "reached_total"):
        if name in grid.fields:
            line[grid.fields.index(name)] = sum(
                _number(entry.cells[name]) for entry in entries
            )
    return line


def _number(value: Value) -> int:
    if isinstance(value, Sum):
        return value.value
    return value if isinstance(value, int) else 0
