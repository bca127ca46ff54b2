"""Cells that name several organizations or several places.

A cell is cut only where that is safe: at marks that nobody writes inside a name,
or where every part is a name in its own right.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from comity.sheets.contents import PCODE
from comity.values.names import fold

MARKS = r"[;\n\r|+/&,،؛]| and | et | y | e | و "
"""Everything that may stand between names; rows without any are never cut."""

_STRONG = re.compile(r"\s*[;\n\r|؛]\s*|\s+\+\s+|\s+/\s+")
_STRONG_PLACE = re.compile(r"\s*[;\n\r|؛]\s*")
_WEAK = (
    re.compile(r"\s*[+/]\s*"),
    re.compile(r"\s*[,،]\s*"),
    re.compile(r"\s*&\s*|\s+(?:and|et|y|e)\s+|\s+و\s*"),
    re.compile(r"\s*[+/,،&]\s*|\s+(?:and|et|y|e)\s+|\s+و\s*"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """One of the things that a cell or a pair of cells names."""

    name: str | None
    short: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """Names that a cell may be made of, folded.

    Args:
        known: names that are never cut, whatever they hold.
        alone: names that stand alone in some cell of the column.
    """

    known: AbstractSet[str]
    alone: AbstractSet[str]

    def __contains__(self, folded: str) -> bool:
        return folded in self.known or folded in self.alone


def split_organizations(
    name: str | None, acronym: str | None, names: Names
) -> tuple[Named, ...]:
    """The organizations that a name and an acronym stand for.

    A name beside a single acronym is one organization, whatever marks it holds,
    unless each of its parts is a name in its own right.
    """
    parts = split_names(name, names)
    shorts = split_names(acronym, names)
    if not parts:
        return tuple(Named(None, short) for short in shorts)
    if len(shorts) == len(parts) > 1:
        return tuple(map(Named, parts, shorts))
    if len(parts) == 1 or (acronym and not all(fold(part) in names for part in parts)):
        return (Named(name, acronym),)
    return tuple(Named(part, None) for part in parts)


def split_names(text: str | None, names: Names) -> tuple[str, ...]:
    """The names of organizations in one cell."""
    return _split(text, _STRONG, names)


def split_places(name: str | None, code: str | None, names: Names) -> tuple[Named, ...]:
    """The places that a name and a code stand for; names alone are cut with care."""
    codes = split_codes(code)
    if len(codes) > 1 and name:
        for pattern in (_STRONG_PLACE, *_WEAK):
            parts = [part for part in pattern.split(name) if part]
            if len(parts) == len(codes):
                return tuple(map(Named, parts, codes))
    if len(codes) > 1:
        return tuple(Named(None, part) for part in codes)
    found = split_place_names(name, names)
    if len(found) > 1:
        return tuple(Named(part, None) for part in found)
    return (Named(name, code),)


def split_place_names(text: str | None, names: Names) -> tuple[str, ...]:
    """The names of places in one cell."""
    return _split(text, _STRONG_PLACE, names)


def split_codes(code: str | None) -> tuple[str, ...]:
    """The codes of places in one cell; a cell that holds anything else stays whole."""
    if not code:
        return ()
    parts = [part for part in re.split(r"[\s;,،|+/&]+", code) if part]
    several = len(parts) > 1 and all(map(PCODE.fullmatch, parts))
    return tuple(parts) if several else (code,)


def _split(text: str | None, strong: re.Pattern[str], names: Names) -> tuple[str, ...]:
    """The parts of a cell: strong marks always part names, weaker ones only known names."""
    if not text:
        return ()
    if fold(text) in names.known and not re.search(r"[;\n\r|]", text):
        return (text,)
    parts = [part for part in strong.split(text) if part]
    if len(parts) > 1:
        return tuple(parts) if all(fold(part) for part in parts) else (text,)
    for pattern in _WEAK:
        parts = [part for part in pattern.split(text) if part]
        if len(parts) > 1 and all(fold(part) in names for part in parts):
            return tuple(parts)
    return (text,)
