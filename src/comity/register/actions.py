"""Writing claims: record, retract, correct, rank. Nothing is overwritten."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.policy import Resource, visible
from comity.errors import (
    AlreadyRetracted,
    RankReasonMissing,
    ReasonMissing,
    UnknownClaim,
)
from comity.evidence.actions import keep_source
from comity.evidence.records import SourceDraft
from comity.register.facts import Rank
from comity.register.kinds import KINDS, Kind
from comity.register.models import Claim, Ranking
from comity.register.references import References
from comity.register.statements import (
    Recorded,
    Statement,
    keep_statements,
    refuse_second_preferred,
)
from comity.register.vocabulary import term


def record(
    statements: Sequence[Statement],
    *,
    sources: Iterable[SourceDraft] = (),
    by: Actor,
    at: datetime,
) -> list[Recorded]:
    """Record claims in one transaction, all or none.

    Args:
        statements: what is claimed, each with its evidence.
        sources: those that the evidence names and that may be new.

    Raises:
        SignInNeeded, NotPermitted: the actor may not record.
        BadInput, NotFound, Ambiguous, Conflicting: a statement cannot stand.
    """
    subject = (
        statements[0].kind if len(statements) == 1 else f"{len(statements)} claims"
    )
    with write(
        "claim.record", Resource("claim"), subject=subject, by=by, at=at
    ) as entry:
        for source in sources:
            keep_source(source, entry)
        return keep_statements(statements, References(by), entry)


def retract(claim: UUID, *, reason: str, by: Actor, at: datetime) -> Recorded:
    """Take a claim back: from now on it is not known any more.

    Raises:
        UnknownClaim, AlreadyRetracted, ReasonMissing, SignInNeeded, NotPermitted.
    """
    if not reason.strip():
        raise ReasonMissing(action="retract")
    with write(
        "claim.retract", Resource("claim"), subject=str(claim), by=by, at=at
    ) as entry:
        kind, held = _standing(claim, by)
        held.retracted = entry
        held.retraction_reason = reason.strip()
        held.save(update_fields=["retracted", "retraction_reason"])
        return Recorded(held.id, held.fact, kind.name, entry.sequence)


def correct(
    claim: UUID,
    statement: Statement,
    *,
    reason: str,
    sources: Iterable[SourceDraft] = (),
    by: Actor,
    at: datetime,
) -> Recorded:
    """Retract a claim and record another about the same fact, in one transaction.

    Returns:
        The new claim, which says that it corrects the old one.

    Raises:
        UnknownClaim, AlreadyRetracted, ReasonMissing, SignInNeeded, NotPermitted,
        and whatever recording the statement raises.
    """
    if not reason.strip():
        raise ReasonMissing(action="correct")
    with write(
        "claim.correct", Resource("claim"), subject=str(claim), by=by, at=at
    ) as entry:
        _, held = _standing(claim, by)
        held.retracted = entry
        held.retraction_reason = reason.strip()
        held.save(update_fields=["retracted", "retraction_reason"])
        for source in sources:
            keep_source(source, entry)
        corrected = replace(statement, fact=held.fact, corrects=held.id)
        return keep_statements([corrected], References(by), entry)[0]


def rank(claim: UUID, to: Rank, *, reason: str, by: Actor, at: datetime) -> Recorded:
    """Prefer or deprecate a claim beside the others about its fact, or neither.

    Raises:
        UnknownClaim, AlreadyRetracted, RankReasonMissing, PreferredTaken,
        SignInNeeded, NotPermitted.
    """
    term("rank", to)
    if not reason.strip():
        raise RankReasonMissing(rank=to)
    with write(
        "claim.rank",
        Resource("claim"),
        subject=str(claim),
        by=by,
        at=at,
        detail={"rank": str(to)},
    ) as entry:
        kind, held = _standing(claim, by)
        if to is Rank.PREFERRED:
            refuse_second_preferred(kind.model, held.fact, held.id)
        Ranking.objects.filter(claim=claim, superseded__isnull=True).update(
            superseded=entry
        )
        Ranking.objects.create(
            claim=claim, rank=to, reason=reason.strip(), recorded=entry
        )
        return Recorded(held.id, held.fact, kind.name, entry.sequence)


def _standing(claim: UUID, by: Actor) -> tuple[Kind, Claim]:
    """The claim of that id, if it stands and the actor may see it."""
    classes = visible(by, "claim")
    for kind in KINDS.values():
        held = kind.model._default_manager.filter(
            pk=claim, sensitivity__in=classes
        ).first()
        if held is not None:
            if held.retracted_id is not None:
                raise AlreadyRetracted(claim=str(claim), reason=held.retraction_reason)
            return kind, held
    raise UnknownClaim(asked=str(claim))
