"""Reading the clock and the audit trail."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Max

from comity.access.actions import entry_digest
from comity.access.models import Clock, Transaction, User
from comity.errors import MomentInvalid

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLUS_LOST = re.compile(r" (?=\d\d:\d\d$)")
"""An offset whose plus sign an address turned into a space."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the register.

    Args:
        sequence: everything up to and including it was known.
        at: when the last of it was recorded; None while nothing is recorded.
    """

    sequence: int
    at: datetime | None


def moment(known_at: datetime | None = None) -> Moment:
    """What the register had recorded by a moment; now where none is given."""
    entries = Transaction.objects.all()
    if known_at is not None:
        entries = entries.filter(recorded_at__lte=known_at)
    last = entries.aggregate(sequence=Max("sequence"))["sequence"]
    if last is None:
        return Moment(0, known_at)
    return Moment(last, known_at or Transaction.objects.get(pk=last).recorded_at)


def read_moment(text: str) -> datetime:
    """Read a moment of the register; a bare day means its last instant, in UTC.

    Raises:
        MomentInvalid: neither a day nor an ISO 8601 date and time, or one that no
            calendar has in UTC.
    """
    given = text.strip()
    if _DAY.fullmatch(given):
        given += "T23:59:59.999999"
    for spelling in (given, _PLUS_LOST.sub("+", given)):
        try:
            read = datetime.fromisoformat(spelling)
            return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
    raise MomentInvalid(value=text[:40])


def audit_break() -> int | None:
    """The first sequence at which the audit trail's chain does not hold, if any.

    The clock holds the last sequence and digest, so entries missing from the end
    are found as well.
    """
    previous = ""
    expected = 1
    for entry in Transaction.objects.order_by("sequence").iterator():
        if entry.sequence != expected or entry.digest != entry_digest(entry, previous):
            return expected
        previous, expected = entry.digest, expected + 1
    clock = Clock.objects.first()
    last = (clock.sequence, clock.digest) if clock else (0, "")
    return None if last == (expected - 1, previous) else expected


def has_accounts() -> bool:
    """Whether anyone can sign in."""
    return User.objects.exists()
