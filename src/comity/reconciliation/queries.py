"""Reading judgements: what names mean, what is still to be judged."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import Q

from comity.access.actors import Actor
from comity.access.policy import Resource, require
from comity.reconciliation.lists import gazetteer
from comity.reconciliation.mentions import Kind
from comity.reconciliation.models import EVERYWHERE, Judgement, MetName, Verdict
from comity.register.models import Organization
from comity.register.queries.asking import Asking
from comity.values.fivew import ADMIN_LEVELS

MANY = 500


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """A judgement as it is shown."""

    id: UUID
    kind: str
    key: str
    text: str
    scope: str
    verdict: str
    referent: str
    referent_name: str
    by_matcher: bool
    score: float | None
    reasons: tuple[str, ...]
    recorded_at: str
    recorded_by: str
    undone: bool


@dataclass(frozen=True, slots=True)
class QueuedName:
    """A name that nobody has judged, with what the matcher proposes."""

    kind: str
    key: str
    text: str
    detail: dict[str, Any]
    proposed: str
    score: float
    reasons: tuple[str, ...]
    candidates: tuple[dict[str, Any], ...]


def meanings(
    kind: Kind, keys: Collection[str], scope: str, asking: Asking
) -> dict[str, str]:
    """Key to referent, for the names of which something positive stands.

    A person's word outranks the matcher's, and one for this scope outranks one
    that holds everywhere. A denial takes a meaning away unless what says it
    outranks the denial; the next meaning then stands, such as the matcher's.
    """
    said: dict[str, list[tuple[int, str]]] = {}
    denied: dict[tuple[str, str], int] = {}
    for judgement in _standing(kind, keys, scope, asking):
        weight = 2 * (not judgement.by_matcher) + (judgement.scope != EVERYWHERE)
        if judgement.verdict == Verdict.POSITIVE:
            said.setdefault(judgement.key, []).append((weight, judgement.referent))
        elif judgement.verdict == Verdict.NEGATIVE:
            about = judgement.key, judgement.referent
            denied[about] = max(weight, denied.get(about, 0))
    left = {
        key: [one for one in held if one[0] > denied.get((key, one[1]), -1)]
        for key, held in said.items()
    }
    return {key: max(held)[1] for key, held in left.items() if held}


def denials(
    kind: Kind, keys: Collection[str], scope: str, asking: Asking
) -> dict[str, set[str]]:
    """Key to the referents that people said it does not mean."""
    denied: dict[str, set[str]] = {}
    for judgement in _standing(kind, keys, scope, asking):
        if judgement.verdict == Verdict.NEGATIVE:
            denied.setdefault(judgement.key, set()).add(judgement.referent)
    return denied


def organization_frame(
    keys: Collection[str], scope: str, asking: Asking
) -> pl.DataFrame:
    """org_key -> org_id (UUID text) and org_type, of the names that are resolved."""
    meant = meanings(Kind.ORGANIZATION, keys, scope, asking)
    types = {
        str(pk): classification
        for pk, classification in Organization.objects.values_list(
            "pk", "classification"
        )
    }
    return pl.DataFrame(
        [
            (key, referent, types.get(referent))
            for key, referent in sorted(meant.items())
        ],
        schema={"org_key": pl.String, "org_id": pl.String, "org_type": pl.String},
        orient="row",
    )


def place_frame(
    keys: Collection[str], country: str, scope: str, asking: Asking
) -> pl.DataFrame:
    """place_key -> admin0_pcode ... admin4_pcode, parents included.

    A name that is not resolved itself has the codes of the area around it, as
    far as that is sure.
    """
    areas = gazetteer(country, asking)
    around = {
        judgement.key: judgement.referent
        for judgement in _standing(Kind.PLACE, keys, scope, asking)
        if judgement.verdict == Verdict.WITHIN
    }
    meant = around | meanings(Kind.PLACE, keys, scope, asking)
    rows = []
    for key, referent in sorted(meant.items()):
        codes: list[str | None] = [country, *[None] * (len(ADMIN_LEVELS) - 1)]
        area = areas.get(referent)
        while area is not None:
            if area.level:
                codes[area.level] = area.pcode
            around_it = areas.get(area.parent or "")
            above = around_it is not None and around_it.level < area.level
            area = around_it if above else None
        rows.append((key, *codes))
    return pl.DataFrame(
        rows,
        schema={
            "place_key": pl.String,
            **{f"admin{level}_pcode": pl.String for level in ADMIN_LEVELS},
        },
        orient="row",
    )


def sector_frame(keys: Collection[str], scope: str, asking: Asking) -> pl.DataFrame:
    """sector_key -> sector (theme slug), of the names that are resolved."""
    meant = meanings(Kind.SECTOR, keys, scope, asking)
    return pl.DataFrame(
        sorted(meant.items()),
        schema={"sector_key": pl.String, "sector": pl.String},
        orient="row",
    )


def queue(
    keys: Mapping[Kind, Collection[str]], scope: str, asking: Asking
) -> list[QueuedName]:
    """The names among these that mean nothing yet, the likeliest first.

    Raises:
        SignInNeeded, NotPermitted: names that partners wrote are not public.
    """
    require(asking.by, "judge", Resource("judgement"))
    waiting: list[QueuedName] = []
    for kind, wanted in keys.items():
        known = meanings(kind, wanted, scope, asking)
        denied = denials(kind, wanted, scope, asking)
        open_keys = [key for key in wanted if key not in known]
        for name in _met(kind, open_keys):
            refused = denied.get(name.key, set())
            waiting.append(
                QueuedName(
                    name.kind,
                    name.key,
                    name.text,
                    name.detail,
                    name.proposed,
                    name.score,
                    tuple(name.reasons),
                    tuple(one for one in name.candidates if one["id"] not in refused),
                )
            )
    return sorted(waiting, key=lambda name: (-name.score, name.kind, name.text))


def judgements(by: Actor, *, limit: int = 200) -> list[JudgementRecord]:
    """The latest judgements that people passed, the latest first.

    Raises:
        SignInNeeded, NotPermitted.
    """
    require(by, "judge", Resource("judgement"))
    held = list(
        Judgement.objects.filter(by_matcher=False)
        .select_related("recorded")
        .order_by("-recorded", "-id")[:limit]
    )
    texts = {
        (name.kind, name.key): name.text
        for kind in Kind
        for name in _met(kind, [one.key for one in held if one.kind == kind])
    }
    slugs = {
        str(pk): slug for pk, slug in Organization.objects.values_list("pk", "slug")
    }
    return [
        JudgementRecord(
            id=one.id,
            kind=one.kind,
            key=one.key,
            text=texts.get((one.kind, one.key), one.key),
            scope=one.scope,
            verdict=one.verdict,
            referent=one.referent,
            referent_name=slugs.get(one.referent, one.referent),
            by_matcher=one.by_matcher,
            score=one.score,
            reasons=tuple(one.reasons),
            recorded_at=one.recorded.recorded_at.isoformat(),
            recorded_by=one.recorded.by_name,
            undone=one.undone_id is not None,
        )
        for one in held
    ]


def _standing(
    kind: Kind, keys: Collection[str], scope: str, asking: Asking
) -> Iterable[Judgement]:
    wanted = sorted(keys)
    for begin in range(0, len(wanted), MANY):
        yield from Judgement.objects.filter(
            asking.not_ended("undone"),
            Q(scope=EVERYWHERE) | Q(scope=scope),
            kind=kind,
            key__in=wanted[begin : begin + MANY],
            recorded__lte=asking.known.sequence,
        ).order_by("recorded", "id")


def _met(kind: Kind, keys: Collection[str]) -> Iterable[MetName]:
    wanted = sorted(keys)
    for begin in range(0, len(wanted), MANY):
        yield from MetName.objects.filter(
            kind=kind, key__in=wanted[begin : begin + MANY]
        )
