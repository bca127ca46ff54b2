"""What of the register a release holds: public claims, as they were known.

Everything is read as a visitor would read it, at the release's sequence; what
refers to something that is not public is left out with it.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import OuterRef, Q, Subquery

from comity.access.policy import visible
from comity.evidence.models import Citation, Source
from comity.register.models import (
    ChangeEvent,
    Claim,
    Figure,
    Identifier,
    Instrument,
    InstrumentEvent,
    InstrumentParty,
    Membership,
    Name,
    Organization,
    Ranking,
)
from comity.register.queries import Asking, display_names
from comity.releases import register_schema as tables
from comity.releases.schema import Table

MANY = 500

_CLAIM = ("id", "fact")
_TIME = (
    "start",
    "end",
    "attested_on",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "rank",
)

Frames = dict[Table, pl.DataFrame]
_Slugs = dict[UUID, str]


def register_frames(asking: Asking, *, simulated: bool) -> Frames:
    """The register's tables.

    Args:
        asking: as a visitor, at the release's sequence and day.
        simulated: what belongs to simulations only, or else what is real only.
    """
    organizations = _slugs(Organization, "organization", asking, simulated=simulated)
    instruments = _slugs(Instrument, "instrument", asking, simulated=simulated)
    claims: Frames = {
        tables.NAMES: _names(asking, organizations),
        tables.IDENTIFIERS: _identifiers(asking, organizations),
        tables.MEMBERSHIPS: _memberships(asking, organizations, instruments),
        tables.INSTRUMENT_EVENTS: _events(asking, organizations, instruments),
        tables.INSTRUMENT_PARTIES: _parties(asking, organizations, instruments),
        tables.CHANGE_EVENTS: _changes(asking, organizations),
        tables.FIGURES: _figures(asking, organizations, instruments),
    }
    cited = _citations(asking, (held["claim"] for held in claims.values()))
    return {
        tables.ORGANIZATIONS: _organizations(asking, organizations),
        tables.INSTRUMENTS: _instruments(instruments),
        **claims,
        tables.CITATIONS: cited,
        tables.SOURCES: _sources(cited["source"]),
    }


def public_organizations(asking: Asking) -> set[UUID]:
    """The organizations that anyone may see."""
    return set(
        Organization.objects.filter(asking.of_records("organization")).values_list(
            "pk", flat=True
        )
    )


def _slugs(
    model: type[Organization] | type[Instrument],
    kind: str,
    asking: Asking,
    *,
    simulated: bool,
) -> _Slugs:
    held = model._default_manager.filter(asking.of_records(kind), simulated=simulated)
    return dict(held.values_list("pk", "slug"))


def _organizations(asking: Asking, slugs: _Slugs) -> pl.DataFrame:
    named = display_names(slugs, asking)
    parents = {
        pk: slugs[parent]
        for pk, parent in Organization.objects.values_list("pk", "parent")
        if parent in slugs
    }
    return _frame(
        tables.ORGANIZATIONS,
        (
            (
                str(pk),
                slug,
                named[pk].name,
                named[pk].acronym or None,
                named[pk].classification,
                parents.get(pk),
            )
            for pk, slug in slugs.items()
        ),
    )


def _instruments(slugs: _Slugs) -> pl.DataFrame:
    held = Instrument.objects.values_list(
        "pk", "slug", "symbol", "title", "kind", "level", "parent"
    )
    return _frame(
        tables.INSTRUMENTS,
        (
            (
                str(pk),
                slug,
                symbol or None,
                title,
                kind,
                level,
                slugs.get(parent) if parent else None,
            )
            for pk, slug, symbol, title, kind, level, parent in held
            if pk in slugs
        ),
    )


def _names(asking: Asking, slugs: _Slugs) -> pl.DataFrame:
    rows = _claims(Name, asking, "organization", "kind", "language", "text")
    return _claim_frame(
        tables.NAMES,
        (
            (slugs[organization], kind, language or None, text)
            if organization in slugs
            else None
            for _, (organization, kind, language, text) in rows
        ),
        rows,
    )


def _identifiers(asking: Asking, slugs: _Slugs) -> pl.DataFrame:
    rows = _claims(Identifier, asking, "organization", "scheme", "value")
    return _claim_frame(
        tables.IDENTIFIERS,
        (
            (slugs[organization], scheme, value) if organization in slugs else None
            for _, (organization, scheme, value) in rows
        ),
        rows,
    )


def _memberships(asking: Asking, slugs: _Slugs, instruments: _Slugs) -> pl.DataFrame:
    rows = _claims(
        Membership,
        asking,
        "member",
        "organization",
        "role",
        "context",
        "area__pcode",
        "under",
        area=True,
    )
    return _claim_frame(
        tables.MEMBERSHIPS,
        (
            (
                slugs[member],
                slugs[body],
                role,
                context or None,
                area,
                instruments.get(under),
            )
            if member in slugs and body in slugs
            else None
            for _, (member, body, role, context, area, under) in rows
        ),
        rows,
    )


def _events(asking: Asking, slugs: _Slugs, instruments: _Slugs) -> pl.DataFrame:
    rows = _claims(InstrumentEvent, asking, "instrument", "kind", "organization")
    return _claim_frame(
        tables.INSTRUMENT_EVENTS,
        (
            (instruments[instrument], kind, slugs.get(organization))
            if instrument in instruments
            and (organization is None or organization in slugs)
            else None
            for _, (instrument, kind, organization) in rows
        ),
        rows,
    )


def _parties(asking: Asking, slugs: _Slugs, instruments: _Slugs) -> pl.DataFrame:
    rows = _claims(InstrumentParty, asking, "instrument", "organization", "role")
    return _claim_frame(
        tables.INSTRUMENT_PARTIES,
        (
            (instruments[instrument], slugs[organization], role)
            if instrument in instruments and organization in slugs
            else None
            for _, (instrument, organization, role) in rows
        ),
        rows,
    )


def _changes(asking: Asking, slugs: _Slugs) -> pl.DataFrame:
    rows = _claims(ChangeEvent, asking, "id", "kind", "summary")
    before = _linked(ChangeEvent.originals.through.objects.all())
    after = _linked(ChangeEvent.results.through.objects.all())

    def said(pk: UUID, kind: str, summary: str) -> tuple[object, ...] | None:
        touched = before.get(pk, []), after.get(pk, [])
        if not all(one in slugs for side in touched for one in side):
            return None
        if not any(touched):
            return None
        sides = ("; ".join(sorted(slugs[one] for one in side)) for side in touched)
        return (kind, summary or None, *(side or None for side in sides))

    return _claim_frame(
        tables.CHANGE_EVENTS, (said(*values) for _, values in rows), rows
    )


def _figures(asking: Asking, slugs: _Slugs, instruments: _Slugs) -> pl.DataFrame:
    rows = _claims(
        Figure, asking, "organization", "instrument", "measure", "value", "unit"
    )
    return _claim_frame(
        tables.FIGURES,
        (
            (
                slugs.get(organization),
                instruments.get(instrument),
                measure,
                float(value),
                unit or None,
            )
            if organization in slugs or instrument in instruments
            else None
            for _, (organization, instrument, measure, value, unit) in rows
        ),
        rows,
    )


def _citations(asking: Asking, claims: Iterable[pl.Series]) -> pl.DataFrame:
    wanted = sorted({claim for column in claims for claim in column})
    rows: list[tuple[Any, ...]] = []
    for begin in range(0, len(wanted), MANY):
        rows += (
            (str(claim), *rest)
            for claim, *rest in Citation.objects.filter(
                claim__in=wanted[begin : begin + MANY],
                recorded__lte=asking.known.sequence,
                passage__source__sensitivity__in=visible(asking.by, "source"),
            ).values_list(
                "claim", "passage__source__key", "passage__locator", "passage__says"
            )
        )
    return _frame(tables.CITATIONS, rows).unique(maintain_order=True)


def _sources(keys: pl.Series) -> pl.DataFrame:
    cited = set(keys)
    return _frame(
        tables.SOURCES,
        (
            (key, title, *(value or None for value in rest))
            for key, title, *rest in Source.objects.values_list(
                *(column.name for column in tables.SOURCES.columns)
            )
            if key in cited
        ),
    )


_Rows = Sequence[tuple[tuple[Any, ...], tuple[Any, ...]]]
"""A claim's identity and time, and what it says."""


def _claims(
    model: type[Claim], asking: Asking, *columns: str, area: bool = False
) -> _Rows:
    """Claims of a kind that were known and are public.

    Args:
        area: whether the claim may be limited to an area, which must be public too.
    """
    rankings = Ranking.objects.filter(
        asking.not_ended("superseded"),
        claim=OuterRef("pk"),
        recorded__lte=asking.known.sequence,
    ).order_by("-recorded")
    held = model._default_manager.filter(asking.of_claims())
    if area:
        held = held.filter(
            Q(area__isnull=True)
            | Q(area__edition__sensitivity__in=visible(asking.by, "area"))
        )
    given = held.annotate(rank=Subquery(rankings.values("rank")[:1])).values_list(
        *_CLAIM, *_TIME, *columns
    )
    own = len(_CLAIM) + len(_TIME)
    return [(row[:own], row[own:]) for row in given]


def _claim_frame(
    table: Table, said: Iterable[tuple[object, ...] | None], rows: _Rows
) -> pl.DataFrame:
    """Put what claims say between their identity and their time."""
    return _frame(
        table,
        (
            (str(claim), str(fact), *values, *time, rank or "normal")
            for values, ((claim, fact, *time, rank), _) in zip(said, rows, strict=True)
            if values is not None
        ),
    )


def _linked(through: Any) -> dict[UUID, list[UUID]]:
    linked: dict[UUID, list[UUID]] = {}
    for claim, organization in through.values_list("changeevent_id", "organization_id"):
        linked.setdefault(claim, []).append(organization)
    return linked


def _frame(table: Table, rows: Iterable[Sequence[object]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=table.schema, orient="row")
