"""Reading the register over HTTP."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from comity.api.answers import Day, KnownAt, answer, asking
from comity.evidence.queries import sources
from comity.register import queries
from comity.register.records import (
    ClaimRecord,
    CountryProfile,
    InstrumentRecord,
    Instruments,
    Members,
    OrganizationProfile,
    Standings,
)
from comity.values.dates import PartialDate

router = Router(tags=["register"])

LONGEST_NOTICE = 36_500


@router.get("/standing/{organization}", response=Standings)
def standing(
    request: HttpRequest,
    organization: str,
    body: Annotated[str | None, Query(alias="in", max_length=200)] = None,
    as_of: Day = None,
    known_at: KnownAt = None,
) -> HttpResponse:
    """What an organization was to other bodies on a day, under which instrument."""
    question = asking(request, as_of, known_at)
    return answer(request, queries.standing(organization, question, body=body))


@router.get("/members/{body}", response=Members)
def members(
    request: HttpRequest, body: str, as_of: Day = None, known_at: KnownAt = None
) -> HttpResponse:
    """Who had which role in a body on a day."""
    return answer(request, queries.members(body, asking(request, as_of, known_at)))


@router.get("/changes/{subject}")
def changes(
    request: HttpRequest,
    subject: str,
    start: Annotated[str, Query(alias="from", max_length=64)],
    end: Annotated[str, Query(alias="to", max_length=64)],
    known_at: KnownAt = None,
) -> HttpResponse:
    """What began, ended or changed between two days, both inclusive."""
    found = queries.changes(
        subject,
        PartialDate.day(start),
        PartialDate.day(end),
        asking(request, end, known_at),
    )
    return answer(request, queries.changes_document(found))


@router.get("/instruments", response=Instruments)
def instruments(
    request: HttpRequest,
    party: Annotated[list[str] | None, Query(max_length=20)] = None,
    theme: Annotated[str | None, Query(max_length=200)] = None,
    area: Annotated[str | None, Query(max_length=60)] = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    expiring_within: Annotated[int | None, Query(ge=0, le=LONGEST_NOTICE)] = None,
) -> HttpResponse:
    """Which instruments bind whom, on what and where, and whether they stand."""
    found = queries.instruments(
        asking(request, as_of, known_at),
        parties=tuple(party or ()),
        theme=theme,
        area=area,
        standing_only=as_of is not None,
        expiring_within=expiring_within,
    )
    return answer(request, found)


@router.get("/instruments/{path:instrument}", response=InstrumentRecord)
def instrument(
    request: HttpRequest, instrument: str, as_of: Day = None, known_at: KnownAt = None
) -> HttpResponse:
    """One instrument with its events, parties, clauses and what it grants."""
    question = asking(request, as_of, known_at)
    return answer(request, queries.instrument_profile(instrument, question))


@router.get("/organizations/{organization}", response=OrganizationProfile)
def organization(
    request: HttpRequest, organization: str, as_of: Day = None, known_at: KnownAt = None
) -> HttpResponse:
    """What the register holds of an organization or body, on a day."""
    question = asking(request, as_of, known_at)
    return answer(request, queries.organization_profile(organization, question))


@router.get("/countries/{iso3}", response=CountryProfile)
def country(
    request: HttpRequest, iso3: str, as_of: Day = None, known_at: KnownAt = None
) -> HttpResponse:
    """What the register holds of a country, on a day."""
    return answer(
        request, queries.country_profile(iso3, asking(request, as_of, known_at))
    )


@router.get("/claims/{claim}", response=ClaimRecord)
def claim(request: HttpRequest, claim: UUID, known_at: KnownAt = None) -> HttpResponse:
    """One claim with its evidence and its history."""
    return answer(request, queries.claim_record(claim, asking(request, None, known_at)))


@router.get("/conflicts")
def conflicts(request: HttpRequest, known_at: KnownAt = None) -> HttpResponse:
    """Facts about which claims disagree, the unsettled ones first."""
    found = queries.conflicts(asking(request, None, known_at))
    return answer(request, {"conflicts": found})


@router.get("/sources")
def all_sources(request: HttpRequest) -> HttpResponse:
    """Every source that is cited, by title."""
    by = asking(request, None, None).by
    return answer(request, {"sources": sources(by=by)})
