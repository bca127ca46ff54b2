"""The releases as this process read them a moment ago.

The public API is asked the same thing many times a second, and its answers may be
kept by caches for longer than this: it need not ask the register each time.
"""

import time
from dataclasses import dataclass

from comity.releases.models import Release
from comity.releases.queries import listed, record_of
from comity.releases.records import ReleaseRecord

FRESH_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Lately:
    """A release with the countries of its responses."""

    record: ReleaseRecord
    countries: frozenset[str]


@dataclass(slots=True)
class _Read:
    at: float
    found: tuple[Lately, ...]


_read = _Read(float("-inf"), ())


def releases_lately() -> tuple[Lately, ...]:
    """Every release, the latest known first, read at most a second ago."""
    if time.monotonic() - _read.at > FRESH_SECONDS:
        _read.found = tuple(_lately(one) for one in listed())
        _read.at = time.monotonic()
    return _read.found


def forget() -> None:
    """Read anew when asked next."""
    _read.at = float("-inf")


def _lately(held: Release) -> Lately:
    countries = frozenset(one.country for one in held.responses.all())
    return Lately(record_of(held), countries)
