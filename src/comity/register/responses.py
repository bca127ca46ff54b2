"""Writing responses: their reporting periods, and who is expected to report."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.policy import Resource
from comity.errors import (
    DateOrder,
    ResponseCodeInvalid,
    ResponseExists,
    SimulatedMixed,
    UnknownCountry,
    UnknownResponse,
)
from comity.register.models import Area, Expectation, ReportingPeriod, Response
from comity.register.references import find_organization
from comity.register.vocabulary import term
from comity.values.dates import Period
from comity.values.sensitivity import Sensitivity

SIMULATED = re.compile(r"X[A-Z]{2}")
"""User-assigned codes of ISO 3166-1, which simulated countries have."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{1,39}")


@dataclass(frozen=True, slots=True)
class PeriodDraft:
    """A reporting period: its EDTF label, and until when reports are due."""

    label: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseDraft:
    """A response as someone describes it."""

    code: str
    country: str
    title: str = ""
    start: date | None = None
    end: date | None = None
    sensitivity: str = Sensitivity.PARTNERS
    simulated: bool = False


def create_response(
    draft: ResponseDraft,
    *,
    periods: Sequence[PeriodDraft] = (),
    by: Actor,
    at: datetime,
) -> Response:
    """Open a response, into which partners then report.

    Raises:
        ResponseCodeInvalid, ResponseExists, UnknownCountry, UnknownTerm.
        SimulatedMixed: a simulated response in a real country, or the reverse.
        DateOrder: it ends before it starts.
        SignInNeeded, NotPermitted.
    """
    country = draft.country.strip().upper()
    if not _CODE.fullmatch(draft.code):
        raise ResponseCodeInvalid(asked=draft.code[:60])
    if draft.start and draft.end and draft.end < draft.start:
        raise DateOrder(start=str(draft.start), end=str(draft.end))
    if draft.simulated != bool(SIMULATED.fullmatch(country)):
        raise SimulatedMixed(country=country)
    with write(
        "response.create", Resource("response"), subject=draft.code, by=by, at=at
    ) as entry:
        if Response.objects.filter(code__iexact=draft.code).exists():
            raise ResponseExists(asked=draft.code)
        if not Area.objects.filter(country=country).exists():
            raise UnknownCountry(asked=country[:20])
        response = Response.objects.create(
            code=draft.code,
            country=country,
            title=draft.title or draft.code,
            start=draft.start,
            end=draft.end,
            sensitivity=term("sensitivity", draft.sensitivity),
            simulated=draft.simulated,
            recorded=entry,
        )
        for period in periods:
            days = Period.parse(period.label)
            ReportingPeriod.objects.create(
                response=response,
                label=period.label,
                start=days.starts.earliest,
                end=days.ends.latest,
                due_on=period.due_on,
                recorded=entry,
            )
    return response


def expect(
    code: str,
    expected: Iterable[tuple[str, str]],
    *,
    by: Actor,
    at: datetime,
) -> int:
    """Expect organizations to report for periods; what was expected stays so.

    Args:
        code: of the response.
        expected: organization (slug, acronym, identifier or name) and the label
            of a reporting period.

    Returns:
        How many expectations were new.

    Raises:
        UnknownResponse, UnknownOrganization, AmbiguousOrganization, SignInNeeded,
        NotPermitted.
    """
    with write(
        "response.expect", Resource("response"), subject=code, by=by, at=at
    ) as entry:
        periods = {
            period.label: period
            for period in ReportingPeriod.objects.filter(response__code=code)
        }
        if not Response.objects.filter(code=code).exists():
            raise UnknownResponse(asked=code[:60])
        standing = set(
            Expectation.objects.filter(
                period__in=periods.values(), withdrawn__isnull=True
            ).values_list("period", "organization")
        )
        new = []
        for organization, label in dict.fromkeys(expected):
            if label not in periods:
                raise UnknownResponse(asked=f"{code}, period {label}"[:60])
            held = find_organization(organization, by=by)
            if (periods[label].pk, held.pk) not in standing:
                new.append(
                    Expectation(
                        period=periods[label], organization=held, recorded=entry
                    )
                )
        Expectation.objects.bulk_create(new)
    return len(new)
