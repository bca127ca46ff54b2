"""Responses, their periods, and the lists that their reports are read against."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from comity.access.actors import Actor
from comity.access.policy import visible
from comity.errors import UnknownResponse
from comity.register.models import (
    Expectation,
    Name,
    Organization,
    Response,
    Theme,
    ThemeCode,
)
from comity.register.queries.asking import Asking

ACRONYM = "acronym"
"""What the scheme of a code ends with where the code is what people say for it."""


@dataclass(frozen=True, slots=True)
class ReportingPeriodRecord:
    """A stretch of a response for which partners report, both days inclusive."""

    label: str
    start: date
    end: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """A response as it is listed."""

    code: str
    country: str
    title: str
    start: date | None
    end: date | None
    sensitivity: str
    aggregation_rule: str
    simulated: bool
    periods: tuple[ReportingPeriodRecord, ...]


@dataclass(frozen=True, slots=True)
class OrganizationEntryRecord:
    """An organization with everything that it is called, for matching."""

    id: UUID
    slug: str
    classification: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    simulated: bool


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """A theme with what others call it; bare numbers of lists are left out."""

    slug: str
    name: str
    labels: tuple[str, ...]
    codes: tuple[str, ...]
    acronyms: tuple[str, ...]


def find_response(code: str, *, by: Actor) -> Response:
    """The response of that code, in any case.

    Raises:
        UnknownResponse: none that the actor may see.
    """
    found = Response.objects.filter(
        code__iexact=code.strip(), sensitivity__in=visible(by, "response")
    ).first()
    if found is None:
        raise UnknownResponse(asked=code[:60])
    return found


def response_record(code: str, asking: Asking) -> ResponseRecord:
    """A response with its periods.

    Raises:
        UnknownResponse.
    """
    return _record(find_response(code, by=asking.by))


def responses(asking: Asking) -> list[ResponseRecord]:
    """The responses that the actor may see, by code."""
    return [
        _record(response)
        for response in Response.objects.filter(asking.of_records("response")).order_by(
            "code"
        )
    ]


def organization_entries(
    asking: Asking, *, simulated: bool
) -> list[OrganizationEntryRecord]:
    """Every organization that can be reported, with its names, by slug.

    Args:
        simulated: those of simulations only, or else the real ones only.
    """
    names: dict[UUID, list[str]] = {}
    acronyms: dict[UUID, list[str]] = {}
    for organization, kind, text in (
        Name.objects.filter(asking.of_claims())
        .order_by("recorded", "id")
        .values_list("organization", "kind", "text")
    ):
        held = acronyms if kind == "acronym" else names
        held.setdefault(organization, []).append(text)
    return [
        OrganizationEntryRecord(
            pk,
            slug,
            classification,
            tuple(dict.fromkeys(names.get(pk, ()))),
            tuple(dict.fromkeys(acronyms.get(pk, ()))),
            simulated,
        )
        for pk, slug, classification in Organization.objects.filter(
            asking.of_records("organization"), simulated=simulated
        )
        .order_by("slug")
        .values_list("pk", "slug", "classification")
    ]


def themes(asking: Asking) -> list[ThemeRecord]:
    """The themes with their codes and labels, by slug."""
    labels: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    acronyms: dict[str, list[str]] = {}
    for slug, scheme, code, label in ThemeCode.objects.order_by("id").values_list(
        "theme__slug", "scheme", "code", "label"
    ):
        held = acronyms if scheme.endswith(ACRONYM) else codes
        if code and not code.isdecimal():
            held.setdefault(slug, []).append(code)
        if label:
            labels.setdefault(slug, []).append(label)
    return [
        ThemeRecord(
            slug,
            name,
            tuple(dict.fromkeys((name, *labels.get(slug, ())))),
            tuple(dict.fromkeys(codes.get(slug, ()))),
            tuple(dict.fromkeys(acronyms.get(slug, ()))),
        )
        for slug, name in Theme.objects.filter(recorded__lte=asking.known.sequence)
        .order_by("slug")
        .values_list("slug", "name")
    ]


def organizations_version(asking: Asking) -> tuple[int | None, ...]:
    """What changes whenever `organization_entries` would answer otherwise."""
    until = asking.known.sequence
    names = Name.objects.filter(recorded__lte=until).aggregate(
        recorded=Max("recorded"), retracted=Max("retracted")
    )
    made = Organization.objects.filter(recorded__lte=until).aggregate(
        recorded=Max("recorded")
    )
    retracted = names["retracted"]
    return (
        names["recorded"],
        min(retracted, until) if retracted else None,
        made["recorded"],
    )


def themes_version(asking: Asking) -> tuple[int | None, ...]:
    """What changes whenever `themes` would answer otherwise."""
    made = Theme.objects.filter(recorded__lte=asking.known.sequence)
    return made.aggregate(last=Max("recorded"))["last"], ThemeCode.objects.count()


def expected_reporters(code: str, asking: Asking) -> list[tuple[str, UUID]]:
    """Reporting period and organization, for everyone expected at the moment."""
    held = Expectation.objects.filter(
        asking.not_ended("withdrawn"),
        period__response__code=code,
        recorded__lte=asking.known.sequence,
    )
    return list(held.values_list("period__label", "organization_id"))


def _record(response: Response) -> ResponseRecord:
    return ResponseRecord(
        code=response.code,
        country=response.country,
        title=response.title,
        start=response.start,
        end=response.end,
        sensitivity=response.sensitivity,
        aggregation_rule=response.aggregation_rule,
        simulated=response.simulated,
        periods=tuple(
            ReportingPeriodRecord(period.label, period.start, period.end, period.due_on)
            for period in response.periods.all()
        ),
    )
