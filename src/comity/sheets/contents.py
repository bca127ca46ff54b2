"""What a column holds, by its values: codes of places, organizations, contacts."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from comity.sheets.reading import ReadOptions
from comity.values.names import fold

SAMPLED = 1_000
"""Distinct values of a column that are looked at."""

PCODE = re.compile(r"[A-Za-z]{2,3}\d{1,12}|[A-Za-z]{2,3}(?:[-_.]\d{1,4}){1,4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?:\+|00)\d[\d ()./-]{6,20}\d|0\d[\d ()./-]{6,14}\d")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_NUMBER = re.compile(r"[-+]?[\d.,\u00a0\u202f ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the distinct values of a column look like, as shares from 0 to 1."""

    values: int
    codes: float
    known_codes: float
    organizations: float
    sectors: float
    emails: float
    phones: float
    dates: float
    numbers: float
    prefix: str
    depth: int | None
    length: int


def look(values: Sequence[str], options: ReadOptions) -> Content:
    """What a column's distinct values look like."""
    sample = values[:SAMPLED]
    count = max(len(sample), 1)

    def share(pattern: re.Pattern[str]) -> float:
        return sum(1 for value in sample if pattern.fullmatch(value)) / count

    codes = [value.upper() for value in sample if PCODE.fullmatch(value)]
    letters = Counter(re.match("[A-Z]+", code).group() for code in codes)  # type: ignore[union-attr]
    prefix, alike = letters.most_common(1)[0] if letters else ("", 0)
    known = [code for code in codes if code in options.known_pcodes]
    folded = (
        [fold(value) for value in sample]
        if options.known_names or options.known_sectors
        else []
    )
    return Content(
        values=len(sample),
        codes=(alike if len(letters) <= max(3, len(codes) // 20) else 0) / count,
        known_codes=len(known) / count,
        organizations=sum(1 for name in folded if name in options.known_names) / count,
        sectors=sum(1 for name in folded if name in options.known_sectors) / count,
        emails=share(_EMAIL),
        phones=share(_PHONE),
        dates=share(_DATE),
        numbers=share(_NUMBER),
        prefix=prefix,
        depth=_known_depth(known, options.known_pcodes),
        length=Counter(map(len, codes)).most_common(1)[0][0] if codes else 0,
    )


def _known_depth(codes: Sequence[str], known: frozenset[str]) -> int | None:
    """The level of known codes: how many known codes each one begins with."""
    if len(codes) < 1:
        return None
    levels = Counter(
        1 + sum(1 for length in range(3, len(code)) if code[:length] in known)
        for code in codes[:200]
    )
    return levels.most_common(1)[0][0]
