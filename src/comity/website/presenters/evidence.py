"""What a statement rests on, as `parts/evidence.html` reads it."""

from dataclasses import dataclass
from datetime import date, datetime

from comity.evidence.records import CitationRecord
from comity.register.records import Backed, ConflictRecord
from comity.website.links import Links
from comity.website.presenters.words import period, word


@dataclass(frozen=True, slots=True)
class OtherClaim:
    """A claim that says otherwise, in one line."""

    summary: str
    rank: str
    rank_reason: str
    citations: tuple[CitationRecord, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The claim that answers, what it cites, and the claims that disagree."""

    citations: tuple[CitationRecord, ...]
    rank: str
    rank_reason: str
    recorded_at: datetime
    recorded_by: str
    last_confirmed_on: date | None
    conflicts: tuple[OtherClaim, ...]
    url: str


def evidence_of(record: Backed, links: Links) -> Evidence:
    return Evidence(
        citations=record.citations,
        rank=record.rank,
        rank_reason=record.rank_reason,
        recorded_at=record.recorded_at,
        recorded_by=record.recorded_by,
        last_confirmed_on=record.last_confirmed_on,
        conflicts=tuple(_other(conflict) for conflict in record.conflicts),
        url=links.claim(record.claim),
    )


def _other(conflict: ConflictRecord) -> OtherClaim:
    said = (
        f"{word(name)} {value}"
        for name, value in conflict.says.items()
        if not name.endswith("_id")
    )
    when = period(conflict.period.start, conflict.period.end)
    return OtherClaim(
        summary="; ".join((*said, when)),
        rank=conflict.rank,
        rank_reason=conflict.reason,
        citations=conflict.citations,
    )
