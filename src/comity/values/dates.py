"""Partial dates and periods in the world, with inclusive bounds.

A day in the world is a plain date without a zone. A partial date ("1992",
"June 2016") is EDTF text (ISO 8601-2) with the earliest and latest day that it
may stand for. A period has two of them, or an open end, or an end that nobody
wrote down; on a day it holds certainly, possibly or not at all.

Source: ISO 8601-2:2019 (EDTF); docs/explanation/time.md.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

from edtf import EDTFObject, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from comity.errors import AttestationMissing, DateInvalid, DateOrder

FIRST_DAY = date(1583, 1, 1)
"""The first full Gregorian year: no day in Comity lies before it."""

LAST_DAY = date(9999, 12, 31)
"""Stands for "until further notice" in the bounds of an open end."""

OPEN = ".."
"""EDTF's open end: still so, until retracted."""

_PLAIN = re.compile(r"(\d{4})(?:-([01]\d)(?:-(\d{2}))?)?")


class Certainty(StrEnum):
    """How surely a period holds on a day."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days between which something lies, both inclusive."""

    earliest: date
    latest: date

    def within(self, other: Self) -> bool:
        """Whether every day of these bounds is one of the other's."""
        return other.earliest <= self.earliest and self.latest <= other.latest

    def apart_from(self, other: Self) -> bool:
        """Whether the two share no day."""
        return self.latest < other.earliest or other.latest < self.earliest


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: EDTF text and the bounds that follow from it.

    Approximate and uncertain dates ("1992~", "1992?") are widened as EDTF
    recommends, so that they never make an answer certain on their own.
    """

    text: str
    bounds: Bounds

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF text.

        Raises:
            DateInvalid: not EDTF, no such day, an interval, or outside the
                years 1583 to 9999.
        """
        return cls(text.strip(), _bounds(text.strip()))

    @classmethod
    def day(cls, text: str) -> date:
        """Read a full day, as a question needs one.

        Raises:
            DateInvalid: not a date, or a month or year rather than a day.
        """
        bounds = cls.parse(text).bounds
        if bounds.earliest != bounds.latest:
            raise DateInvalid(value=text, reason="a full day is needed here")
        return bounds.earliest

    @property
    def earliest(self) -> date:
        return self.bounds.earliest

    @property
    def latest(self) -> date:
        return self.bounds.latest

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in the world as a source gives it.

    Args:
        start: EDTF text, or None where the source does not say.
        end: EDTF text, ".." where it still lasts, or None where the source does
            not say.
        attested_on: the day that the evidence speaks of; needed where start or
            end is None, since the period then covers at least that day.
        starts: bounds of the first day, derived.
        ends: bounds of the last day, derived and inclusive.
    """

    start: str | None
    end: str | None
    attested_on: date | None
    starts: Bounds
    ends: Bounds

    @classmethod
    def of(
        cls, start: str | None, end: str | None, attested_on: date | None = None
    ) -> Self:
        """Derive a period's bounds from what a source says.

        Raises:
            DateInvalid: a start or end is not a date that can be held.
            DateOrder: the end lies before the start.
            AttestationMissing: a start or end is unknown and there is no
                `attested_on`.
        """
        start = start.strip() if start and start.strip() else None
        end = end.strip() if end and end.strip() else None
        if (start is None or end is None) and attested_on is None:
            raise AttestationMissing
        if start is None:
            starts = Bounds(FIRST_DAY, attested_on or LAST_DAY)
        else:
            starts = PartialDate.parse(start).bounds
        if end is None:
            ends = Bounds(max(attested_on or FIRST_DAY, starts.earliest), LAST_DAY)
        elif end == OPEN:
            ends = Bounds(LAST_DAY, LAST_DAY)
        else:
            ends = PartialDate.parse(end).bounds
        if ends.latest < starts.earliest:
            raise DateOrder(start=start or f"(by {attested_on})", end=end or "unknown")
        return cls(start, end, attested_on, starts, ends)

    @classmethod
    def on(cls, text: str) -> Self:
        """The period of something that happened at one time, known in part.

        Raises:
            DateInvalid: not a date, or empty.
        """
        known = PartialDate.parse(text)
        return cls.of(known.text, known.text)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an EDTF date or interval, "2024-03" or "2024-01/2024-03", as a period.

        Raises:
            DateInvalid: not a date or interval, or an interval without a start.
            DateOrder: the end lies before the start.
        """
        start, slash, end = text.strip().partition("/")
        if not slash:
            return cls.on(start)
        if not start.strip() or start.strip() == OPEN or not end.strip():
            raise DateInvalid(value=text, reason="an interval needs a start and an end")
        return cls.of(start, end)

    def certainty(self, day: date) -> Certainty:
        """Whether the period covers a day."""
        if self.starts.latest <= day <= self.ends.earliest:
            return Certainty.CERTAIN
        if self.starts.earliest <= day <= self.ends.latest:
            return Certainty.POSSIBLE
        return Certainty.NO

    def within(self, other: Self) -> bool:
        """Whether this period says the same as the other, at least as narrowly."""
        return self.starts.within(other.starts) and self.ends.within(other.ends)

    def contradicts(self, other: Self) -> bool:
        """Whether no start, or no end, could satisfy both."""
        return self.starts.apart_from(other.starts) or self.ends.apart_from(other.ends)

    def may_overlap(self, other: Self) -> bool:
        """Whether some day may lie in both."""
        return (
            self.starts.earliest <= other.ends.latest
            and other.starts.earliest <= self.ends.latest
        )


@lru_cache(maxsize=65536)
def _bounds(text: str) -> Bounds:
    plain = _PLAIN.fullmatch(text)
    if plain and text.isascii():
        return _plain_bounds(text, *plain.groups())
    if not text or "/" in text or text == OPEN or len(text) > 64:
        raise DateInvalid(value=text[:80], reason="one date is needed here")
    if "T" in text:
        raise DateInvalid(value=text, reason="a time of day cannot be held")
    try:
        parsed = parse_edtf(text)
        return _edtf_bounds(text, parsed)
    except EDTFParseException as error:
        raise DateInvalid(value=text, reason="it is not EDTF text") from error
    except (TypeError, ValueError, OverflowError, AttributeError) as error:
        raise DateInvalid(value=text, reason="it names no bounded day") from error


def _plain_bounds(text: str, year: str, month: str | None, day: str | None) -> Bounds:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            last = first
        elif month:
            last = first.replace(day=monthrange(first.year, first.month)[1])
        else:
            last = date(first.year, 12, 31)
    except ValueError as error:
        raise DateInvalid(value=text, reason="there is no such day") from error
    return _held(text, first, last)


def _edtf_bounds(text: str, parsed: EDTFObject) -> Bounds:
    earliest, latest = parsed.lower_fuzzy(), parsed.upper_fuzzy()
    if not FIRST_DAY.year <= earliest[0] <= latest[0] <= LAST_DAY.year:
        raise DateInvalid(value=text, reason="only the years 1583 to 9999 can be held")
    return _held(text, date(*earliest[:3]), date(*latest[:3]))


def _held(text: str, first: date, last: date) -> Bounds:
    if first < FIRST_DAY:
        raise DateInvalid(value=text, reason="only the years 1583 to 9999 can be held")
    return Bounds(first, last)
