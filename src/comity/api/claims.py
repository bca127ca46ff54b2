"""Writing claims over HTTP: record, retract, correct, rank."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.security import SessionAuth
from pydantic import ConfigDict

from comity.access.actors import actor_of
from comity.api.answers import answer, asking, now
from comity.evidence.records import Evidence, SourceDraft
from comity.register import actions, queries
from comity.register.facts import Rank
from comity.register.statements import Statement
from comity.register.vocabulary import term
from comity.values.dates import Period
from comity.values.identity import key_of
from comity.values.sensitivity import Sensitivity

router = Router(tags=["claims"], auth=SessionAuth(csrf=True))

NO_NULL = r"^[^\x00]*$"
"""Databases hold no null character; nobody writes one."""

Short = Annotated[str, Field(max_length=500, pattern=NO_NULL)]
Long = Annotated[str, Field(max_length=5000, pattern=NO_NULL)]


class _Strict(Schema):
    """A body in which a field that is not known is an error."""

    model_config = ConfigDict(extra="forbid")


class SourceIn(_Strict):
    """A source as someone describes it."""

    title: Short
    url: Annotated[str, Field(max_length=2000, pattern=NO_NULL)] = ""
    publisher: Short = ""
    published_on: Annotated[str, Field(max_length=64, pattern=NO_NULL)] = ""
    retrieved_on: date | None = None


class ClaimIn(_Strict):
    """A claim with its evidence."""

    fields: dict[Short, Short]
    start: Short | None = None
    end: Short | None = None
    attested_on: date | None = None
    source: SourceIn
    locator: Short
    says: Long
    sensitivity: Short = "public"


class RecordIn(ClaimIn):
    """A claim to be recorded."""

    kind: Short
    rank: Short = "normal"
    rank_reason: Long = ""
    fact: UUID | None = None
    new_fact: bool = False


class CorrectIn(ClaimIn):
    """A claim to be recorded in place of another."""

    reason: Long


class ReasonIn(_Strict):
    """Why something is done."""

    reason: Long


class RankIn(ReasonIn):
    """A rank and why."""

    rank: Short


@router.post("", response={201: dict})
def record(request: HttpRequest, body: RecordIn) -> HttpResponse:
    """Record a claim with its evidence."""
    source = _source(body)
    statement = Statement(
        kind=body.kind,
        texts=body.fields,
        period=_period(body),
        evidence=(Evidence(source.key, body.locator, body.says),),
        rank=Rank(term("rank", body.rank)),
        rank_reason=body.rank_reason,
        fact=body.fact,
        new_fact=body.new_fact,
        sensitivity=source.sensitivity,
    )
    done = actions.record(
        [statement], sources=[source], by=actor_of(request.user), at=now()
    )
    return answer(request, done[0], 201)


@router.post("/{claim}/retract", response=dict)
def retract(request: HttpRequest, claim: UUID, body: ReasonIn) -> HttpResponse:
    """Take a claim back; it stays in the history."""
    by = actor_of(request.user)
    return answer(request, actions.retract(claim, reason=body.reason, by=by, at=now()))


@router.post("/{claim}/correct", response={201: dict})
def correct(request: HttpRequest, claim: UUID, body: CorrectIn) -> HttpResponse:
    """Retract a claim and record another about the same fact, at once."""
    held = queries.claim_record(claim, asking(request, None, None))
    source = _source(body)
    statement = Statement(
        kind=held.kind,
        texts=body.fields,
        period=_period(body),
        evidence=(Evidence(source.key, body.locator, body.says),),
        sensitivity=source.sensitivity,
    )
    done = actions.correct(
        claim,
        statement,
        reason=body.reason,
        sources=[source],
        by=actor_of(request.user),
        at=now(),
    )
    return answer(request, done, 201)


@router.post("/{claim}/rank", response=dict)
def rank(request: HttpRequest, claim: UUID, body: RankIn) -> HttpResponse:
    """Prefer or deprecate a claim beside the others about its fact."""
    done = actions.rank(
        claim,
        Rank(term("rank", body.rank)),
        reason=body.reason,
        by=actor_of(request.user),
        at=now(),
    )
    return answer(request, done)


def _source(body: ClaimIn) -> SourceDraft:
    given = body.source
    return SourceDraft(
        key=key_of(f"{given.title} {given.url}".strip()),
        title=given.title,
        url=given.url,
        publisher=given.publisher,
        published_on=given.published_on,
        retrieved_on=given.retrieved_on,
        sensitivity=Sensitivity(term("sensitivity", body.sensitivity)),
    )


def _period(body: ClaimIn) -> Period:
    return Period.of(body.start, body.end, body.attested_on or body.source.retrieved_on)
