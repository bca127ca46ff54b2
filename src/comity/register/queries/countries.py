"""Countries on a day: standing of the State, roles held there, what covers it."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from comity.errors import UnknownCountry
from comity.register.models import (
    Area,
    Clause,
    Identifier,
    Instrument,
    Response,
)
from comity.register.queries.asking import Asking
from comity.register.queries.facts import facts
from comity.register.queries.instruments import instrument_records
from comity.register.queries.names import display_names
from comity.register.queries.roles import grants, standings
from comity.register.records import CountryProfile
from comity.values.dates import Certainty

ISO3 = "iso3166-1-alpha3"
COUNTRY_LEVEL = 0


def country_profile(iso3: str, asking: Asking) -> CountryProfile:
    """What the register holds of a country, on a day.

    Args:
        iso3: ISO 3166-1 alpha-3 code, or the user-assigned code of a simulated
            country, in any case.

    Raises:
        UnknownCountry: no area has that code.
    """
    code = iso3.strip().upper()
    country = _countries(asking).filter(pcode=code).first()
    if country is None:
        raise UnknownCountry(asked=iso3[:20])
    state = (
        Identifier.objects.filter(asking.of_claims(), scheme=ISO3, value=code)
        .select_related("organization")
        .first()
    )
    covering = Clause.objects.filter(asking.of_claims(), Q(areas__country=code)).values(
        "instrument"
    )
    named = None
    if state is not None:
        named = display_names([state.organization_id], asking)[state.organization_id]
    return CountryProfile(
        iso3=code,
        name=named.name if named else country.name,
        organization=named.slug if named else None,
        as_of=asking.as_of,
        known_at=asking.known_at,
        standings=(standings(Q(member=state.organization_id), asking) if state else ()),
        roles_here=grants(Q(area__country=code), asking, on_the_day=True),
        instruments=instrument_records(
            Instrument.objects.filter(
                asking.of_records("instrument"), pk__in=covering
            ).order_by("title"),
            asking,
        ),
        responses=tuple(
            Response.objects.filter(asking.of_records("response"), country=code)
            .order_by("code")
            .values_list("code", flat=True)
        ),
        areas=_areas(code, asking),
    )


def countries(asking: Asking) -> dict[str, str]:
    """ISO3 to name, for every country and area of the world's list."""
    listed = _countries(asking).order_by("name").values_list("pcode", "name")
    return dict(listed)


def member_countries(body: str, asking: Asking) -> dict[str, str]:
    """ISO3 to certainty, of the States with a role in a body on the day.

    Args:
        body: slug.
    """
    held = facts("membership", asking, Q(organization__slug=body), ("member_id",))
    surely: dict[UUID, bool] = {}
    for fact in held:
        member = fact.row["member_id"]
        certain = fact.certainty is Certainty.CERTAIN
        surely[member] = surely.get(member, False) or certain
    codes = Identifier.objects.filter(
        asking.of_claims(), scheme=ISO3, organization__in=surely
    ).values_list("value", "organization_id")
    return {code: "certain" if surely[member] else "possible" for code, member in codes}


def numeric_codes(asking: Asking) -> dict[str, str]:
    """ISO 3166-1 numeric code to ISO3, as world maps key their shapes."""
    listed = _countries(asking).exclude(numeric_code="")
    return dict(listed.values_list("numeric_code", "pcode"))


def _countries(asking: Asking) -> QuerySet[Area]:
    return Area.objects.filter(
        asking.of_records("area", "edition__"), level=COUNTRY_LEVEL
    )


def _areas(code: str, asking: Asking) -> dict[str, int]:
    counted = (
        Area.objects.filter(
            asking.of_records("area", "edition__"),
            country=code,
            level__gt=COUNTRY_LEVEL,
        )
        .values("edition__title", "level")
        .annotate(areas=Count("pk"))
        .order_by("edition__title", "level")
    )
    return {
        f"{row['edition__title']}, level {row['level']}": row["areas"]
        for row in counted
    }
