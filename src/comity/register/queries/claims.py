"""Single claims with their history, and facts about which claims disagree."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, QuerySet

from comity.errors import UnknownClaim
from comity.evidence.queries import citations
from comity.register.facts import Answer, Rank, Said, answer
from comity.register.kinds import KINDS, Kind
from comity.register.models import Claim, Organization, Ranking
from comity.register.queries.asking import Asking
from comity.register.queries.names import display_names
from comity.register.queries.visibility import of_subjects
from comity.register.records import ClaimRecord, FactConflict, PeriodRecord

BATCH = 400

_Ranks = Mapping[UUID, tuple[Rank, str]]


def claim_record(claim: UUID, asking: Asking) -> ClaimRecord:
    """A claim, retracted or not, as it was known at the moment.

    Raises:
        UnknownClaim: there is none, or not for the actor.
    """
    for kind in KINDS.values():
        held = _claims(kind, asking).filter(pk=claim).first()
        if held is not None:
            return claim_records(kind, [held], asking)[0]
    raise UnknownClaim(asked=str(claim))


def fact_claims(fact: UUID, asking: Asking) -> tuple[ClaimRecord, ...]:
    """Every claim ever recorded about a fact, in the order of recording."""
    for kind in KINDS.values():
        held = list(_claims(kind, asking).filter(fact=fact))
        if held:
            return tuple(claim_records(kind, held, asking))
    return ()


def conflicts(asking: Asking) -> tuple[FactConflict, ...]:
    """Facts about which known claims do not agree, the unsettled ones first.

    A fact is settled where rank or narrowness leaves one claim to answer.
    """
    found = [
        FactConflict(
            fact=held[0].fact,
            kind=kind.name,
            summary=_summary(records[0]),
            settled=not answered.in_conflict,
            claims=records,
        )
        for kind in KINDS.values()
        for held, answered in _disagreeing(kind, asking)
        for records in [tuple(claim_records(kind, held, asking))]
    ]
    return tuple(sorted(found, key=lambda one: (one.settled, one.kind, one.summary)))


def claim_records(
    kind: Kind, held: Sequence[Claim], asking: Asking
) -> list[ClaimRecord]:
    """Describe claims of one kind, in their order."""
    cited = citations((claim.pk for claim in held), by=asking.by)
    ranks = _ranks([claim.pk for claim in held], asking)
    names = display_names(_organizations(kind, held), asking)
    records = []
    for claim in held:
        retracted = claim.retracted
        if retracted is not None and retracted.sequence > asking.known.sequence:
            retracted = None
        rank, reason = ranks.get(claim.pk, (Rank.NORMAL, ""))
        records.append(
            ClaimRecord(
                claim=claim.pk,
                fact=claim.fact,
                kind=kind.name,
                says={
                    field.name: text
                    for field in kind.fields
                    if (text := _text(getattr(claim, field.name), names))
                },
                period=PeriodRecord.of(claim.period),
                rank=str(rank),
                rank_reason=reason,
                sensitivity=claim.sensitivity,
                recorded_at=claim.recorded.recorded_at,
                recorded_by=claim.recorded.by_name,
                retracted_at=retracted.recorded_at if retracted else None,
                retracted_by=retracted.by_name if retracted else None,
                retraction_reason=claim.retraction_reason if retracted else "",
                corrects=claim.corrects,
                citations=cited.get(claim.pk, ()),
            )
        )
    return records


def _claims(kind: Kind, asking: Asking) -> QuerySet[Claim]:
    """Claims recorded by the moment, also those since retracted."""
    named = [
        field.name
        for field in kind.fields
        if kind.model._meta.get_field(field.name).many_to_one
    ]
    return (
        kind.model._default_manager.filter(
            asking.of_records("claim"), of_subjects(kind, asking)
        )
        .select_related("recorded", "retracted", *named)
        .prefetch_related(*kind.several)
        .order_by("recorded", "id")
    )


def _disagreeing(kind: Kind, asking: Asking) -> Iterator[tuple[list[Claim], Answer]]:
    known = asking.of_claims()
    several = (
        kind.model._default_manager.filter(known)
        .values("fact")
        .annotate(claims=Count("pk"))
        .filter(claims__gt=1)
        .order_by("fact")
        .values_list("fact", flat=True)
    )
    wanted = list(several)
    for begin in range(0, len(wanted), BATCH):
        by_fact: dict[UUID, list[Claim]] = defaultdict(list)
        for claim in _claims(kind, asking).filter(
            known, fact__in=wanted[begin : begin + BATCH]
        ):
            by_fact[claim.fact].append(claim)
        every = [claim.pk for held in by_fact.values() for claim in held]
        ranks = _ranks(every, asking)
        for held in by_fact.values():
            answered = answer(_said(kind, claim, ranks) for claim in held)
            if answered is not None and answered.conflicts:
                yield held, answered


def _said(kind: Kind, claim: Claim, ranks: _Ranks) -> Said:
    return Said(
        claim=claim.pk,
        fact=claim.fact,
        sequence=claim.recorded_id,
        rank=ranks.get(claim.pk, (Rank.NORMAL, ""))[0],
        period=claim.period,
        said=tuple(getattr(claim, name) for name in kind.model.SAID),
    )


def _ranks(claims: Sequence[UUID], asking: Asking) -> _Ranks:
    ranks: dict[UUID, tuple[Rank, str]] = {}
    for begin in range(0, len(claims), BATCH):
        standing = Ranking.objects.filter(
            asking.not_ended("superseded"),
            claim__in=claims[begin : begin + BATCH],
            recorded__lte=asking.known.sequence,
        )
        for claim, rank, reason in standing.values_list("claim", "rank", "reason"):
            ranks[claim] = (Rank(rank), reason)
    return ranks


def _organizations(kind: Kind, held: Sequence[Claim]) -> set[UUID]:
    found: set[UUID] = set()
    for field in kind.fields:
        if field.reads == "organization":
            for claim in held:
                value = getattr(claim, field.name)
                found |= {one.pk for one in _each(value)}
    return found


def _each(value: Any) -> list[Model]:
    if value is None:
        return []
    return list(value.all()) if hasattr(value, "all") else [value]


def _text(value: Any, names: Mapping[UUID, Any]) -> str:
    if hasattr(value, "all"):
        return ", ".join(_text(one, names) for one in value.all())
    if isinstance(value, Organization):
        return str(names[value.pk].name) if value.pk in names else value.slug
    if value is None or value is False:
        return ""
    if hasattr(value, "normalize"):
        return f"{value.normalize():f}"
    return "yes" if value is True else str(value)


def _summary(record: ClaimRecord) -> str:
    return ", ".join(record.says.values())
