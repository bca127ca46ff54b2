"""What the register answers, as it crosses rooms: frozen, and JSON as it stands."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from comity.evidence.records import CitationRecord
from comity.values.dates import Period


@dataclass(frozen=True, slots=True)
class PeriodRecord:
    """A period as its source gives it: EDTF text, ".." for open, None for unsaid."""

    start: str | None
    end: str | None
    attested_on: date | None = None

    @classmethod
    def of(cls, period: Period) -> "PeriodRecord":
        return cls(period.start, period.end, period.attested_on)


@dataclass(frozen=True, slots=True)
class InstrumentName:
    """What an answer needs to name an instrument."""

    slug: str
    symbol: str
    title: str


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """What an answer needs to name an organization on a day."""

    slug: str
    name: str
    acronym: str
    classification: str

    def __str__(self) -> str:
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class ConflictRecord:
    """A claim that does not agree with the one that answers, or is deprecated.

    Args:
        relation: contradicts, overlaps or deprecated.
        says: field to value, where it differs besides the time.
        reason: why it has its rank, where it has one.
    """

    claim: UUID
    relation: str
    rank: str
    reason: str
    period: PeriodRecord
    says: dict[str, str]
    citations: tuple[CitationRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed:
    """What every answer from a fact has: how sure it is, and why.

    Args:
        claim: the one that answers.
        certainty: certain or possible, on the day asked for.
        period: as the claim gives it.
        rank: of the claim, with `rank_reason` unless it is normal.
        in_conflict: whether rank and narrowness leave several claims standing.
        citations: of the claim and of those that agree with it.
        conflicts: the fact's claims that do not agree, and deprecated ones.
        last_confirmed_on: when its owner last confirmed it, if ever.
    """

    claim: UUID
    fact: UUID
    certainty: str
    period: PeriodRecord
    rank: str
    rank_reason: str
    in_conflict: bool
    citations: tuple[CitationRecord, ...]
    conflicts: tuple[ConflictRecord, ...]
    recorded_at: datetime
    recorded_by: str
    last_confirmed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRecord(Backed):
    """An organization's role in a body on a day."""

    body: str
    body_name: str
    body_classification: str
    role: str
    context: str | None
    area: str | None
    under: InstrumentName | None


@dataclass(frozen=True, slots=True)
class Standings:
    """Everything an organization was on a day."""

    organization: str
    name: str
    as_of: date
    known_at: datetime | None
    standings: tuple[StandingRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord(Backed):
    """Who had which role in a body on a day."""

    organization: str
    name: str
    acronym: str
    classification: str
    role: str
    context: str | None
    area: str | None
    under: InstrumentName | None


@dataclass(frozen=True, slots=True)
class Members:
    """Everyone who had a role in a body on a day."""

    body: str
    name: str
    as_of: date
    known_at: datetime | None
    members: tuple[MemberRecord, ...]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """Something began, ended or changed.

    Args:
        day: EDTF text, as precise as the claim.
        kind: began, ended or changed.
    """

    day: str
    kind: str
    summary: str
    claim: UUID
    citations: tuple[CitationRecord, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed for an organization or body between two days, both inclusive."""

    subject: str
    name: str
    start: date
    end: date
    known_at: datetime | None
    changes: tuple[ChangeRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord(Backed):
    """Something that happened to an instrument.

    Its certainty is that of having happened by the day: "no" where it had not.
    """

    kind: str
    organization: str | None
    organization_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRecord(Backed):
    """Whom an instrument binds or names."""

    organization: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRecord(Backed):
    """How an instrument stands to another; `inverse` seen from the other."""

    kind: str
    inverse: bool
    instrument: InstrumentName


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRecord(Backed):
    """What a place in an instrument covers."""

    place: str
    heading: str
    themes: tuple[str, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRecord(Backed):
    """A role that an instrument grants."""

    member: str
    member_name: str
    body: str
    body_name: str
    role: str
    context: str | None


@dataclass(frozen=True, slots=True)
class InstrumentRecord:
    """An instrument with what happened to it and whom it binds.

    Args:
        state: on the day asked for: "in preparation", "in force", "superseded",
            "terminated", "expired", "adopted" or "not recorded".
        state_certainty: certain, or possible where the dates leave it open.
    """

    slug: str
    symbol: str
    title: str
    kind: str
    level: str
    parent: InstrumentName | None
    state: str
    state_certainty: str
    events: tuple[EventRecord, ...]
    parties: tuple[PartyRecord, ...]
    relations: tuple[RelationRecord, ...]
    clauses: tuple[ClauseRecord, ...] = ()
    grants: tuple[GrantRecord, ...] = ()
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Instruments:
    """Instruments on a day."""

    as_of: date
    known_at: datetime | None
    instruments: tuple[InstrumentRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRecord(Backed):
    """A name of an organization."""

    kind: str
    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierRecord(Backed):
    """A code of an organization in somebody's scheme."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord(Backed):
    """A number that a source gives; `period` is the time that it speaks of."""

    measure: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEventRecord(Backed):
    """What became of organizations."""

    kind: str
    summary: str
    originals: tuple[OrganizationName, ...]
    results: tuple[OrganizationName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationProfile:
    """What the register holds of an organization or body, on a day."""

    slug: str
    name: str
    acronym: str
    classification: str
    is_body: bool
    parent: OrganizationName | None
    children: tuple[OrganizationName, ...]
    as_of: date
    known_at: datetime | None
    names: tuple[NameRecord, ...]
    identifiers: tuple[IdentifierRecord, ...]
    standings: tuple[StandingRecord, ...]
    members: tuple[MemberRecord, ...]
    events: tuple[ChangeEventRecord, ...]
    figures: tuple[FigureRecord, ...]
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryProfile:
    """What the register holds of a country, on a day."""

    iso3: str
    name: str
    organization: str | None
    as_of: date
    known_at: datetime | None
    standings: tuple[StandingRecord, ...]
    roles_here: tuple[GrantRecord, ...]
    instruments: tuple[InstrumentRecord, ...]
    responses: tuple[str, ...]
    areas: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One claim with its whole history in the register."""

    claim: UUID
    fact: UUID
    kind: str
    says: dict[str, str]
    period: PeriodRecord
    rank: str
    rank_reason: str
    sensitivity: str
    recorded_at: datetime
    recorded_by: str
    retracted_at: datetime | None
    retracted_by: str | None
    retraction_reason: str
    corrects: UUID | None
    citations: tuple[CitationRecord, ...]


@dataclass(frozen=True, slots=True)
class FactConflict:
    """A fact about which claims disagree."""

    fact: UUID
    kind: str
    summary: str
    settled: bool
    claims: tuple[ClaimRecord, ...]
