"""What changed lately: in the register, by its transactions; in the world, by days."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from comity.access.models import Transaction
from comity.register.kinds import KINDS, kind_named
from comity.register.queries.asking import Asking
from comity.register.queries.facts import Fact, backing, evidence_of, facts
from comity.register.queries.names import display_names
from comity.register.queries.visibility import of_subjects
from comity.register.records import ChangeRecord
from comity.values.dates import OPEN, Bounds

LATELY = 10
TRANSACTIONS = 200
"""How far back recordings are looked for; transactions may concern other records."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A transaction of the register that recorded or retracted claims.

    Args:
        claims: how many of them the actor may see.
        kinds: kind of claim -> how many.
    """

    recorded_at: datetime
    recorded_by: str
    action: str
    claims: int
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Dated:
    bounds: Bounds
    record: ChangeRecord


def recordings(asking: Asking, *, limit: int = LATELY) -> tuple[Recording, ...]:
    """The latest transactions that touched claims the actor may see, newest first."""
    entries = list(
        Transaction.objects.filter(sequence__lte=asking.known.sequence).order_by(
            "-sequence"
        )[:TRANSACTIONS]
    )
    touched: dict[int, Counter[str]] = {entry.sequence: Counter() for entry in entries}
    for kind in KINDS.values():
        seen = kind.model._default_manager.filter(
            asking.of_records("claim"), of_subjects(kind, asking)
        )
        for column in ("recorded", "retracted"):
            counted = (
                seen.filter(**{f"{column}__in": touched})
                .values_list(column)
                .annotate(number=Count("pk"))
                .order_by()
            )
            for sequence, number in counted:
                touched[sequence][kind.name] += number
    return tuple(
        Recording(
            recorded_at=entry.recorded_at,
            recorded_by=entry.by_name,
            action=entry.action,
            claims=touched[entry.sequence].total(),
            kinds=dict(touched[entry.sequence].most_common()),
        )
        for entry in entries
        if touched[entry.sequence]
    )[:limit]


def world_changes(asking: Asking, *, limit: int = LATELY) -> tuple[ChangeRecord, ...]:
    """What last began, ended or happened in the world by the day, newest first.

    Only what is certain to have happened by the day, and is dated.
    """
    found = [
        *_of_roles(asking, limit),
        *_of_instruments(asking, limit),
        *_of_organizations(asking, limit),
    ]
    found.sort(key=lambda one: (one.bounds.earliest, one.bounds.latest), reverse=True)
    return tuple(change.record for change in found[:limit])


def _of_roles(asking: Asking, limit: int) -> Iterator[_Dated]:
    columns = ("member_id", "organization_id", "role", "context")
    for edge, verb in (("start", "began"), ("end", "ended")):
        found = _last("membership", asking, limit, columns, edge=edge)
        sides = ("member_id", "organization_id")
        names = display_names(
            (fact.row[one] for fact in found for one in sides), asking
        )
        cited = evidence_of(found, asking)
        for fact in found:
            period = fact.answer.chosen.period
            text = period.start if edge == "start" else period.end
            if text in {None, OPEN}:
                continue
            member, body = (names[fact.row[side]] for side in sides)
            yield _Dated(
                period.starts if edge == "start" else period.ends,
                ChangeRecord(
                    str(text),
                    verb,
                    f"{member.name}: {fact.row['role'].replace('-', ' ')} of {body.name}",
                    fact.answer.chosen.claim,
                    backing(fact, cited)["citations"],
                ),
            )


def _of_instruments(asking: Asking, limit: int) -> Iterator[_Dated]:
    columns = ("kind", "instrument__symbol", "instrument__title")
    seen = asking.of_records("instrument", "instrument__")
    found = _last("instrument-event", asking, limit, columns, seen)
    cited = evidence_of(found, asking)
    for fact in found:
        named = fact.row["instrument__title"]
        if fact.row["instrument__symbol"]:
            named = f"{fact.row['instrument__symbol']}, {named}"
        yield _changed(fact, f"{named}: {fact.row['kind'].replace('-', ' ')}", cited)


def _of_organizations(asking: Asking, limit: int) -> Iterator[_Dated]:
    found = _last("change-event", asking, limit, ("kind", "summary"))
    cited = evidence_of(found, asking)
    for fact in found:
        yield _changed(fact, fact.row["summary"] or fact.row["kind"], cited)


def _changed(fact: Fact, summary: str, cited: Any) -> _Dated:
    period = fact.answer.chosen.period
    return _Dated(
        period.starts,
        ChangeRecord(
            str(period.start),
            "changed",
            summary,
            fact.answer.chosen.claim,
            backing(fact, cited)["citations"],
        ),
    )


def _last(
    kind: str,
    asking: Asking,
    limit: int,
    columns: Sequence[str],
    seen: Q | None = None,
    *,
    edge: str = "start",
) -> list[Fact]:
    """The facts of which a claim began, or ended, last and certainly by the day."""
    ids: list[UUID] = list(
        kind_named(kind)
        .model._default_manager.filter(
            asking.of_claims(),
            seen or Q(),
            **{f"{edge}_latest__lte": asking.as_of, f"{edge}__isnull": False},
        )
        .order_by(f"-{edge}_earliest", "id")
        .values_list("pk", flat=True)[: limit * 2]
    )
    return facts(kind, asking, Q(pk__in=ids), columns, on_the_day=False)
