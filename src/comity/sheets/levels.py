"""Which level of administration each column of places is.

A word such as "province" means another level in every country. The level comes
from the places in the file (which level their names and codes have, where they are
known; how deep the codes are, where they are not), from the column beside it, from
words that say a number, and from the order of the columns; the country a file is
about is never asked.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from comity.sheets.contents import Content
from comity.sheets.vocabulary import PlaceWord

DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceColumn:
    """A column of places: its position, its word if it has one, and its content."""

    position: int
    heading: str
    word: PlaceWord | None
    code: bool
    content: Content


def place_levels(
    columns: Sequence[PlaceColumn], taken: Mapping[int, int]
) -> dict[int, int]:
    """The level of each column of places.

    Args:
        columns: of names and of codes.
        taken: position -> level of columns whose level is certain (a tag, a given
            mapping, a word with a number).

    Returns:
        position -> level, 0 to 4; a column that lies outside every level is left out.
    """
    levels = dict(taken)
    words = sorted({column.word.order for column in columns if column.word})
    anchors = _anchors(columns, levels)
    anchors |= _names_by_content(columns, levels)
    anchors |= _names_beside_codes(columns, levels | anchors)
    for column in columns:
        if column.position in levels:
            continue
        order = column.word.order if column.word else None
        if column.word and column.word.level == 0:
            level = 0
        elif column.position in anchors:
            level = anchors[column.position]
        elif order is not None:
            level = _by_order(order, words, columns, levels | anchors, column)
        else:
            continue
        if 0 <= level <= DEEPEST:
            levels[column.position] = level
    _part_equals(columns, levels, {*taken, *anchors})
    return levels


def _names_by_content(
    columns: Sequence[PlaceColumn], levels: Mapping[int, int]
) -> dict[int, int]:
    """Columns of names -> the level of which most of their names are."""
    return {
        column.position: column.content.place_level
        for column in columns
        if not column.code
        and column.position not in levels
        and column.content.place_level is not None
    }


def _names_beside_codes(
    columns: Sequence[PlaceColumn], known: Mapping[int, int]
) -> dict[int, int]:
    """Where every column of codes stands right of one of names, each is its name's code."""
    names = [column for column in columns if not column.code]
    codes = [column for column in columns if column.code]
    pairs = list(zip(names, codes, strict=False))
    beside = all(code.position == name.position + 1 for name, code in pairs)
    if len(names) != len(codes) or not beside:
        return {}
    return {
        name.position: known[code.position]
        for name, code in pairs
        if name.position not in known and code.position in known
    }


def _part_equals(
    columns: Sequence[PlaceColumn], levels: dict[int, int], certain: AbstractSet[int]
) -> None:
    """Of two columns of names on one level, by words that mean the same, one is wider."""
    names = [
        column for column in columns if not column.code and column.position in levels
    ]
    for left, right in pairwise(names):
        level = levels[left.position]
        if level != levels[right.position] or left.heading == right.heading:
            continue
        taken = {levels[column.position] for column in names}
        if left.position not in certain and level > 1 and level - 1 not in taken:
            levels[left.position] = level - 1
        elif right.position not in certain and level + 1 not in taken | {DEEPEST + 1}:
            levels[right.position] = level + 1


def _anchors(
    columns: Sequence[PlaceColumn], levels: Mapping[int, int]
) -> dict[int, int]:
    """Columns of codes -> level, by known codes, else by depth and length."""
    codes = [column for column in columns if column.code and column.content.length]
    found: dict[int, int] = {}
    for column in codes:
        if column.position in levels:
            continue
        if column.content.depth is not None and column.content.known_codes >= 0.3:
            found[column.position] = column.content.depth
        elif column.word and column.word.exact:
            found[column.position] = column.word.level
    lengths = sorted({column.content.length for column in codes})
    rank = {length: place for place, length in enumerate(lengths)}
    known = {**levels, **found}
    base = _base(codes, known, rank, lengths)
    for column in codes:
        if column.position not in known:
            found[column.position] = base + rank[column.content.length]
    return found


def _base(
    codes: Sequence[PlaceColumn],
    known: Mapping[int, int],
    rank: Mapping[int, int],
    lengths: Sequence[int],
) -> int:
    """The level of the shortest codes."""
    for column in codes:
        if column.position in known:
            return known[column.position] - rank[column.content.length]
    if len(lengths) != 1:
        return 1
    digits = lengths[0] - len(codes[0].content.prefix)
    return 1 if digits <= 3 else 2 if digits <= 5 else 3 if digits <= 7 else 4


def _by_order(
    order: int,
    words: Sequence[int],
    columns: Sequence[PlaceColumn],
    known: Mapping[int, int],
    column: PlaceColumn,
) -> int:
    """The level of a word, counted from the nearest word whose level is known."""
    certain = {
        other.word.order: known[other.position]
        for other in columns
        if other.word and other.position in known and other.word.order > 0
    }
    if order in certain:
        return certain[order]
    below = [word for word in words if word > 0]
    here = below.index(order)
    if certain:
        nearest = min(certain, key=lambda other: abs(below.index(other) - here))
        level = certain[nearest] + here - below.index(nearest)
        return level if level > 0 else -1
    if len(below) == 1:
        return column.word.level if column.word else -1
    first = next(
        other.word.level
        for other in columns
        if other.word and other.word.order == below[0]
    )
    return (1 if first <= 1 or len(below) > 2 else first) + here
