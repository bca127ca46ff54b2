"""Which sheet of a workbook holds the report, and why."""

from dataclasses import dataclass

from comity.sheets.grids import Grid
from comity.sheets.headers import Header, find_header
from comity.sheets.problems import Collector, FileRefusal
from comity.sheets.reading import Question, ReadOptions, SheetChoice
from comity.sheets.workbooks import Sheet, Workbook

_NEAR = 0.8
"""How much of the best sheet's score another must have to be asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The sheet to read, and what was said of the others."""

    grid: Grid
    header: Header
    sheets: tuple[SheetChoice, ...]
    questions: tuple[Question, ...]


def choose_sheet(book: Workbook, options: ReadOptions, problems: Collector) -> Chosen:
    """Choose the sheet to read.

    Raises:
        FileRefusal: SHEET_UNKNOWN, NO_TABLE, NO_DATA_ROWS.
    """
    if options.sheet is not None:
        sheet = next(
            (sheet for sheet in book.sheets if sheet.name == options.sheet), None
        )
        if sheet is None:
            names = ", ".join(f"'{sheet.name}'" for sheet in book.sheets)
            raise FileRefusal("SHEET_UNKNOWN", name=options.sheet, sheets=names)
        return _taken(book, sheet, "it was asked for", {}, options, problems)
    visible = [sheet for sheet in book.sheets if sheet.visible]
    if len(visible) == 1:
        return _taken(
            book, visible[0], "it is the only visible sheet", {}, options, problems
        )
    judged: dict[str, tuple[float, int, str]] = {}
    for sheet in visible:
        judged[sheet.name] = _judge(book.grid(sheet), options.header_row)
    best = max(visible, key=lambda sheet: judged[sheet.name][:2], default=None)
    if best is None or judged[best.name][0] <= 0:
        raise FileRefusal("NO_TABLE")
    return _taken(
        book, best, "it is most like a table of activities", judged, options, problems
    )


def _judge(grid: Grid, given: int | None) -> tuple[float, int, str]:
    """Score, rows of data, and what the sheet looks like."""
    if grid.height == 0:
        return 0.0, 0, "it is empty"
    try:
        header = find_header(grid, given)
    except FileRefusal:
        return 0.0, 0, "it has no such header row"
    if header is None or header.score <= 0:
        return 0.0, 0, "it is no table of activities"
    rows = grid.height - header.first_data_row + 1
    if rows <= 0:
        return 0.0, 0, "it has headings and no rows"
    return header.score, rows, "it is another table of activities"


def _taken(
    book: Workbook,
    sheet: Sheet,
    reason: str,
    judged: dict[str, tuple[float, int, str]],
    options: ReadOptions,
    problems: Collector,
) -> Chosen:
    grid = book.grid(sheet)
    header = find_header(grid, options.header_row) if grid.height else None
    if header is None:
        raise FileRefusal("NO_TABLE")
    choices = []
    rivals = []
    for other in book.sheets:
        told = (
            reason
            if other is sheet
            else judged.get(other.name, (0.0, 0, "another was asked for"))[2]
        )
        told = told if other.visible or other is sheet else "it is hidden"
        choices.append(
            SheetChoice(
                name=other.name,
                visible=other.visible,
                chosen=other is sheet,
                reason=told,
            )
        )
        if other is not sheet:
            problems.add("SHEET_NOT_READ", name=other.name, reason=told)
            if judged.get(other.name, (0.0,))[0] >= _NEAR * header.score > 0:
                rivals.append(other.name)
    questions = (
        (Question(about="sheet", choices=(sheet.name, *rivals), example=""),)
        if rivals
        else ()
    )
    return Chosen(grid=grid, header=header, sheets=tuple(choices), questions=questions)
