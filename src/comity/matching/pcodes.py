"""P-codes as written, and the listed code that a miswritten one stands for.

Codes of one area differ between sources in the country's part (TD14, TCD14), in
the width of their segments (GN0806, GIN008006) and by slips (O for 0).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from comity.matching.records import PlaceEntry

_NOISE = re.compile(r"[\s\-_./]+")
_TAKEN_APART = re.compile(r"([A-Z]*)(\d+)")
_MISSING = frozenset({"", "NA", "N/A", "#N/A", "NULL", "NONE", "NAN", "0"})
_WIDEST = 4
_LONGEST = 24


def tidy(code: str | None) -> str:
    """A code in capitals without spaces and marks; empty where none was written."""
    if not code:
        return ""
    capitals = code.strip().upper()
    if capitals in _MISSING or len(capitals) > _LONGEST:
        return ""
    return _NOISE.sub("", capitals)


class CodeRepair:
    """Finds the listed code that a code not on the list stands for."""

    def __init__(self, entries: Mapping[str, PlaceEntry]) -> None:
        self._prefixes = {_letters(code) for code in entries}
        self._by_segments: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for code, entry in entries.items():
            segments = tuple(_segments(entry, entries))
            if segments:
                self._by_segments[segments].append(code)
        self._entries = entries

    def looks_like(self, code: str) -> bool:
        """Whether a tidy code has the form of this country's codes, listed or not."""
        parts = _TAKEN_APART.fullmatch(code)
        return parts is not None and parts[1] != "" and self._is_prefix(parts[1])

    def propose(self, code: str, level: int) -> str | None:
        """The one listed code of a level that a tidy code stands for, if there is one."""
        found: set[str] = set()
        for spelling in {code, code[:2] + code[2:].translate(_SLIPS)}:
            parts = _TAKEN_APART.fullmatch(spelling)
            if not parts or not (parts[1] == "" or self._is_prefix(parts[1])):
                continue
            digits = parts[2]
            for prefix in self._prefixes:
                listed = self._entries.get(prefix + digits)
                if listed and listed.level == level:
                    found.add(listed.pcode)
        parts = _TAKEN_APART.fullmatch(code)
        if not found and parts and self._is_prefix(parts[1]):
            for segments in _splits(parts[2], level):
                found |= {
                    listed
                    for listed in self._by_segments.get(segments, ())
                    if self._entries[listed].level == level
                }
        return found.pop() if len(found) == 1 else None

    def _is_prefix(self, letters: str) -> bool:
        """Whether letters are the country's part of a code in this or another list.

        Two-letter and three-letter country codes begin alike, and the shorter
        mostly keeps the order of the longer: TD and TCD.
        """
        return any(
            letters[:1] == prefix[:1]
            and (_runs_within(letters, prefix) or _runs_within(prefix, letters))
            for prefix in self._prefixes
            if prefix and letters
        )


def _runs_within(short: str, long: str) -> bool:
    remaining = iter(long)
    return all(letter in remaining for letter in short)


_SLIPS = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5", "B": "8"})


def _letters(code: str) -> str:
    parts = _TAKEN_APART.match(code)
    return parts[1] if parts else ""


def _segments(entry: PlaceEntry, entries: Mapping[str, PlaceEntry]) -> Iterator[int]:
    """The numbers that a code adds to its parent's, from the top."""
    parent = entries.get(entry.parent or "")
    if parent and 0 < parent.level < entry.level:
        yield from _segments(parent, entries)
        rest = entry.pcode.removeprefix(parent.pcode)
    else:
        rest = entry.pcode.removeprefix(_letters(entry.pcode))
    if rest.isdecimal():
        yield int(rest)


def _splits(digits: str, parts: int) -> Iterable[tuple[int, ...]]:
    if parts == 1:
        if len(digits) <= _WIDEST:
            yield (int(digits),)
        return
    for width in range(1, min(_WIDEST, len(digits) - parts + 1) + 1):
        for rest in _splits(digits[width:], parts - 1):
            yield (int(digits[:width]), *rest)
