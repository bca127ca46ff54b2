"""Where the table starts: banner, headings over one or two rows, and the tag row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.sheets.grids import Area, Grid
from comity.sheets.headings import Claim, joined_claim
from comity.sheets.problems import FileRefusal
from comity.sheets.reading import SkippedRow
from comity.sheets.tags import looks_like_tag, parse_tag, tag_field

SEARCHED = 25
"""Rows from the top in which a header or a tag row is looked for."""

_LONGEST = 400
_NUMERIC = frozenset("0123456789.,-+/ :%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The headings of a table.

    Args:
        row: last row of the headings, as the spreadsheet shows it.
        first_data_row: the row below headings and tags.
        headings: a column each; lines of a heading over two rows are joined by " / ".
        claims: what each heading claims.
        tags: text of the tag row, a column each; empty where there is none.
        skipped: rows above the data that hold something.
        joined: (row, column) where a heading spans several columns.
        reason: why this row.
        score: how much of a 5W table it is; 0 where it is none.
    """

    row: int
    first_data_row: int
    headings: tuple[str, ...]
    claims: tuple[Claim, ...]
    tags: tuple[str, ...]
    skipped: tuple[SkippedRow, ...]
    joined: tuple[tuple[int, int], ...]
    reason: str
    score: float


def find_header(grid: Grid, given: int | None = None) -> Header | None:
    """Find the headings of a sheet, or read them where they are said to be.

    Raises:
        FileRefusal: HEADER_UNKNOWN where the given row is blank or beyond the end.
    """
    rows = grid.head(max(SEARCHED, given or 0) + 5)
    if given is not None and not (1 <= given <= len(rows) and any(rows[given - 1])):
        raise FileRefusal("HEADER_UNKNOWN", given=given)
    tag_row = _tag_row(rows)
    if given is not None:
        return _assembled(grid, rows, given - 1, tag_row, "the row was given")
    if tag_row is not None:
        return _beside_tags(grid, rows, tag_row)
    candidates = [
        index
        for index in range(min(SEARCHED, len(rows)))
        if sum(map(bool, rows[index])) >= 2
    ]
    best: Header | None = None
    for index in candidates:
        header = _assembled(grid, rows, index, None, "")
        if best is None or header.score > best.score + 1e-9:
            best = header
    if best is None or best.score <= 0:
        return None
    known = sum(1 for claim in best.claims if claim.key)
    reason = f"{known} of its {sum(map(bool, best.headings))} headings are known"
    return replace(best, reason=reason)


def _tag_row(rows: Sequence[Sequence[str]]) -> int | None:
    for index, row in enumerate(rows[:SEARCHED]):
        tags = sum(1 for cell in row if looks_like_tag(cell))
        others = sum(1 for cell in row if cell) - tags
        if tags > others and (tags >= 2 or not others):
            return index
    return None


def _beside_tags(grid: Grid, rows: list[list[str]], tags: int) -> Header:
    """The headings next to a tag row: above it, below it, or the tags themselves."""
    above = next(
        (index for index in range(tags - 1, max(tags - 4, -1), -1) if any(rows[index])),
        None,
    )
    below = next(
        (
            index
            for index in range(tags + 1, min(tags + 3, len(rows)))
            if any(rows[index])
        ),
        None,
    )
    choices = []
    if above is not None and _texts(rows[above]) and sum(map(bool, rows[above])) > 1:
        choices.append(
            _assembled(grid, rows, above, tags, "it stands above the tag row")
        )
    if below is not None and _texts(rows[below]):
        header = _assembled(grid, rows, below, tags, "it stands below the tag row")
        if sum(1 for claim in header.claims if claim.key) >= 2:
            choices.append(header)
    if choices and max(choices, key=_known).score > 0:
        return max(choices, key=_known)
    if above is not None and choices:
        return choices[0]
    return _assembled(grid, rows, tags, tags, "the tag row stands for the headings")


def _known(header: Header) -> int:
    return sum(1 for claim in header.claims if claim.key)


def _texts(row: Sequence[str]) -> bool:
    """Whether a row holds words and no numbers."""
    return all(not cell or not _NUMERIC.issuperset(cell) for cell in row)


def _assembled(
    grid: Grid, rows: list[list[str]], index: int, tags: int | None, reason: str
) -> Header:
    """The header whose main row is `index`, with a second row where that tells more."""
    own = _claims([""] * grid.width, rows[index])
    top, bottom, above, texts, claims = (
        index,
        index,
        [""] * grid.width,
        rows[index],
        own,
    )
    options = []
    if index > 0 and index - 1 != tags and _group_row(rows[index - 1]):
        options.append((index - 1, index))
    if index + 1 < len(rows) and index + 1 != tags and _texts(rows[index + 1]):
        options.append((index, index + 1))
    for upper, lower in options:
        spread = _spread(rows[upper], upper + 1, rows[lower], grid)
        joined = _claims(spread, rows[lower])
        merged = any(
            area.top <= upper + 1 < area.bottom
            for area in grid.merged
            if area.bottom <= lower + 1
        )
        gain = len({claim.key for claim in joined} - {None}) - len(
            {claim.key for claim in claims} - {None}
        )
        if gain > 0 or (merged and gain == 0):
            top, bottom, above, texts, claims = (
                upper,
                lower,
                spread,
                rows[lower],
                joined,
            )
    headings = [_heading(group, text) for group, text in zip(above, texts, strict=True)]
    tag_cells = tuple(rows[tags]) if tags is not None else ()
    end = max(bottom, tags if tags is not None else bottom)
    return Header(
        row=bottom + 1,
        first_data_row=end + 2,
        headings=tuple(headings),
        claims=tuple(claims),
        tags=tag_cells,
        skipped=tuple(
            SkippedRow(
                row=place + 1,
                kind="tag"
                if place == tags
                else "header"
                if top <= place <= bottom
                else "banner",
            )
            for place in range(end + 1)
            if any(rows[place])
        ),
        joined=tuple(
            (top + 1, column)
            for column, group in enumerate(above)
            if group and not rows[top][column]
        ),
        reason=reason,
        score=_score(headings, claims, tag_cells),
    )


def _group_row(row: Sequence[str]) -> bool:
    return any(row) and _texts(row) and all(len(cell) < 80 for cell in row)


def _spread(
    upper: Sequence[str], row: int, lower: Sequence[str], grid: Grid
) -> list[str]:
    """The upper headings, each over the columns that it spans."""
    spans: list[Area] = [area for area in grid.merged if area.top <= row <= area.bottom]
    spread = list(upper)
    for area in spans:
        left = area.left - grid.first_column
        for column in range(
            left + 1, min(area.right - grid.first_column + 1, len(spread))
        ):
            if left >= 0:
                spread[column] = spread[left]
    if spans or sum(map(bool, upper)) < 2:
        return spread
    group = ""
    for column, text in enumerate(upper):
        group = text or (group if lower[column] else "")
        spread[column] = group
    return spread


def _claims(above: Sequence[str], texts: Sequence[str]) -> list[Claim]:
    return [
        joined_claim(group, text) if text else joined_claim("", group)
        for group, text in zip(above, texts, strict=True)
    ]


def _heading(group: str, text: str) -> str:
    return f"{group} / {text}" if group and text and group != text else group or text


def _score(
    headings: Sequence[str], claims: Sequence[Claim], tags: Sequence[str]
) -> float:
    """How much of a 5W table the headings make: fields that differ, weighed by kind."""
    keys = {claim.key: claim.share for claim in claims if claim.key}
    for text in tags:
        tag = parse_tag(text)
        field = tag_field(tag) if tag else None
        if field:
            keys[field] = 1.5
    essential = [
        any(key.startswith(beginnings) for key in keys)
        for beginnings in (
            ("org_", "programme_", "reporting_", "funding_"),
            ("sector", "subsector", "activity", "project"),
            ("place", "admin"),
        )
    ]
    if len(keys) < 2 or not any(essential):
        return 0.0
    long = sum(1 for heading in headings if len(heading) > _LONGEST)
    numbers = sum(1 for heading in headings if heading and _NUMERIC.issuperset(heading))
    return sum(keys.values()) * (1 + sum(essential)) - long - 2 * numbers
