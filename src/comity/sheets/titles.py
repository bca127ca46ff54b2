"""The period that a banner or the name of a sheet speaks of."""

import re

from comity.sheets.days import Days, parse_days
from comity.values.names import fold

_YEAR = re.compile(r"(?:19|20)\d{2}")
_BETWEEN = frozenset(
    {"to", "a", "au", "al", "hasta", "until", "الى", "de", "and", "et", "y", "e", "do"}
)
_ISO = re.compile(
    r"(?<!\d)(\d{4}-\d{2}(?:-\d{2})?)(?:\s*(?:/|to|–|-)\s*(\d{4}-\d{2}(?:-\d{2})?))?(?!\d)"
)


def find_period(text: str) -> str | None:
    """The EDTF period named in a short text, such as "3W January - April 2025"."""
    iso = _ISO.search(text)
    stated = (
        parse_days("/".join(part for part in iso.groups() if part)) if iso else None
    )
    if stated and stated.edtf:
        return stated.edtf
    words = fold(text).split()
    for place, word in enumerate(words):
        if not _YEAR.fullmatch(word):
            continue
        for first in range(max(0, place - 6), place):
            phrase = [part for part in words[first:place] if part not in _BETWEEN]
            days = _months(phrase, word)
            if days and days.edtf:
                return days.edtf
        days = _months(words[place + 1 : place + 2], word)
        if days and days.edtf:
            return days.edtf
    return None


def _months(phrase: list[str], year: str) -> Days | None:
    """A month, two months, or a quarter, directly before a year."""
    if not 1 <= len(phrase) <= 4:
        return None
    whole = parse_days(f"{' '.join(phrase)} {year}")
    if whole.edtf and not any(
        character.isdigit()
        for part in phrase
        for character in part
        if not part.startswith(("q", "t"))
    ):
        return whole
    return None
