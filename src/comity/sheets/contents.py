"""What a column holds, by its values: codes of places, organizations, contacts."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase

from comity.sheets.days import parse_days
from comity.sheets.reading import ReadOptions
from comity.values.names import fold

SAMPLED = 1_000
"""Distinct values of a column that are looked at."""

_DATES_TRIED = 60
_LONGEST_DATE = 40
_KNOWN_PLACES = 0.3
"""The share of values that must be known places to tell their level."""

PCODE = re.compile(r"[A-Za-z]{2,3}\d{1,12}|[A-Za-z]{2,3}(?:[-_.]\d{1,4}){1,4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?:\+|00)\d[\d ()./-]{6,20}\d|0\d[\d ()./-]{6,14}\d")
_SERIAL_DATE = re.compile(r"(?:3[6-9]|4\d|5[0-4])\d{3}(?:\.\d+)?")
"""A spreadsheet's count of days between 1999 and 2050."""
_DOTTED_DATE = re.compile(r"\d{1,4}([.-])\d{1,2}\1\d{1,4}")
_NUMBER = re.compile(r"[-+]?[\d.,\u00a0\u202f ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the distinct values of a column look like, as shares from 0 to 1.

    Args:
        places: known names of places; `place_levels` is the share that may be of
            each level, from the country (0) to the fourth.
        depth: the level of known codes; `length` their most frequent length.
        unique: whether no value stands in two rows.
    """

    values: int
    unique: bool
    codes: float
    known_codes: float
    organizations: float
    sectors: float
    emails: float
    phones: float
    dates: float
    numbers: float
    places: float
    place_levels: tuple[float, ...]
    prefix: str
    depth: int | None
    length: int

    @property
    def place_level(self) -> int | None:
        """The level of which most values are names, where one stands out."""
        best = max(self.place_levels, default=0.0)
        if best < _KNOWN_PLACES or self.place_levels.count(best) > 1:
            return None
        return self.place_levels.index(best)


def look(
    values: Sequence[str], options: ReadOptions, *, unique: bool = False
) -> Content:
    """What a column's distinct values look like; `unique`: none stands twice."""
    sample = values[:SAMPLED]
    count = max(len(sample), 1)

    def share(pattern: re.Pattern[str]) -> float:
        return sum(1 for value in sample if pattern.fullmatch(value)) / count

    codes = [value.upper() for value in sample if PCODE.fullmatch(value)]
    letters = Counter(re.match("[A-Z]+", code).group() for code in codes)  # type: ignore[union-attr]
    prefix, alike = letters.most_common(1)[0] if letters else ("", 0)
    known, depth = _known_codes(codes, options.known_pcodes)
    folded = (
        [fold(value) for value in sample]
        if options.known_names or options.known_sectors or options.known_places
        else []
    )
    levels = [
        options.known_places[name] for name in folded if name in options.known_places
    ]
    return Content(
        values=len(sample),
        unique=unique,
        codes=(alike if len(letters) <= max(3, len(codes) // 20) else 0) / count,
        known_codes=known / count,
        organizations=sum(1 for name in folded if name in options.known_names) / count,
        sectors=sum(1 for name in folded if name in options.known_sectors) / count,
        emails=share(_EMAIL),
        phones=share(_PHONE),
        dates=_dates(sample),
        numbers=share(_NUMBER),
        places=len(levels) / count,
        place_levels=tuple(
            sum(1 for held in levels if level in held) / count for level in range(5)
        ),
        prefix=prefix,
        depth=depth,
        length=Counter(map(len, codes)).most_common(1)[0][0] if codes else 0,
    )


def _dates(sample: Sequence[str]) -> float:
    """The share of some values that can be read as a date."""
    tried = sample[:_DATES_TRIED]
    return sum(
        1 for value in tried if len(value) <= _LONGEST_DATE and _is_date(value)
    ) / max(len(tried), 1)


def _is_date(value: str) -> bool:
    if _NUMBER.fullmatch(value) and not _DOTTED_DATE.fullmatch(value):
        return bool(_SERIAL_DATE.fullmatch(value))
    found = parse_days(value)
    return found.earliest is not None or found.yearless or found.open


def _known_codes(codes: Sequence[str], known: frozenset[str]) -> tuple[int, int | None]:
    """How many codes are known, and their level.

    Lists begin the codes of a country with its two letters or its three; where no
    code is known as it is, they are compared without.
    """
    found = [code for code in codes if code in known]
    if not found and codes:
        known = _without_country(known)
        found = [
            tail for code in codes if (tail := code.lstrip(ascii_uppercase)) in known
        ]
    if not found:
        return 0, None
    levels = Counter(_level(code, known) for code in found[:200])
    return len(found), levels.most_common(1)[0][0]


def _level(code: str, known: frozenset[str]) -> int:
    """How many known codes, the country's apart, a code begins with, itself included."""
    letters = len(code) - len(code.lstrip(ascii_uppercase))
    begins = (code[:length] for length in range(letters + 1, len(code)))
    return 1 + sum(1 for begin in begins if begin in known)


@lru_cache(maxsize=4)
def _without_country(codes: frozenset[str]) -> frozenset[str]:
    return frozenset(code.lstrip(ascii_uppercase) for code in codes) - {""}
