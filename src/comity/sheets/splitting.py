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


def split_organizations(
    name: str | None,
    acronym: str | None,
    known: AbstractSet[str],
    alone: AbstractSet[str],
) -> tuple[Named, ...]:
    """The organizations that a name and an acronym stand for.

    Args:
        known: folded names and acronyms of organizations.
        alone: folded names that stand alone in another cell of the file.
    """
    names = split_cell(name, _STRONG, known | alone)
    shorts = split_cell(acronym, _STRONG, known | alone)
    if not names:
        return tuple(Named(None, short) for short in shorts)
    if len(names) == 1:
        return (Named(names[0], acronym),)
    if len(shorts) == len(names):
        return tuple(map(Named, names, shorts))
    return tuple(Named(part, None) for part in names)


def split_places(
    name: str | None, code: str | None, alone: AbstractSet[str]
) -> tuple[Named, ...]:
    """The places that a name and a code stand for; names alone are cut with care."""
    codes = _split_codes(code)
    if len(codes) > 1 and name:
        for pattern in (_STRONG_PLACE, *_WEAK):
            parts = [part for part in pattern.split(name) if part]
            if len(parts) == len(codes):
                return tuple(map(Named, parts, codes))
        return tuple(Named(None, part) for part in codes)
    if len(codes) > 1:
        return tuple(Named(None, part) for part in codes)
    names = split_cell(name, _STRONG_PLACE, alone)
    if len(names) > 1:
        return tuple(Named(part, None) for part in names)
    return (Named(name, code),)


def split_cell(
    text: str | None, strong: re.Pattern[str], whole: AbstractSet[str]
) -> tuple[str, ...]:
    """The parts of a cell.

    Args:
        strong: marks that always part names.
        whole: folded names: one of them is never cut, and weaker marks part a text
            only if every part is one of them.
    """
    if not text:
        return ()
    if fold(text) in whole and not re.search(r"[;\n\r|]", text):
        return (text,)
    parts = [part for part in strong.split(text) if part]
    if len(parts) > 1:
        return tuple(parts) if all(fold(part) for part in parts) else (text,)
    for pattern in _WEAK:
        parts = [part for part in pattern.split(text) if part]
        if len(parts) > 1 and all(fold(part) in whole for part in parts):
            return tuple(parts)
    return (text,)


def _split_codes(code: str | None) -> tuple[str, ...]:
    if not code:
        return ()
    parts = [part for part in re.split(r"[\s;,،|+/&\n]+", code) if part]
    return (
        tuple(parts) if len(parts) > 1 and all(map(PCODE.fullmatch, parts)) else (code,)
    )
