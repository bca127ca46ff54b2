"""Standing and members: who had which role in what, on a day."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from comity.register.models import Organization
from comity.register.queries.asking import Asking
from comity.register.queries.facts import Fact, backing, evidence_of, facts
from comity.register.queries.names import display_names
from comity.register.records import (
    GrantRecord,
    InstrumentName,
    MemberRecord,
    Members,
    OrganizationName,
    StandingRecord,
    Standings,
)
from comity.register.references import find_organization

_COLUMNS = (
    "member_id",
    "organization_id",
    "role",
    "context",
    "area__pcode",
    "under__slug",
    "under__symbol",
    "under__title",
)


def standing(
    organization: str, asking: Asking, *, body: str | None = None
) -> Standings:
    """What an organization was to other bodies on a day.

    Args:
        organization: slug, acronym, identifier or name.
        body: only in this one; likewise named.

    Raises:
        UnknownOrganization, AmbiguousOrganization: of either name.
    """
    asked = find_organization(organization, by=asking.by)
    where = Q(member=asked)
    if body is not None:
        where &= Q(organization=find_organization(body, by=asking.by))
    return Standings(
        asked.slug,
        display_names([asked.pk], asking)[asked.pk].name,
        asking.as_of,
        asking.known_at,
        standings(where, asking),
    )


def members(body: str, asking: Asking) -> Members:
    """Who had which role in a body on a day.

    Raises:
        UnknownOrganization, AmbiguousOrganization: of the body's name.
    """
    asked = find_organization(body, by=asking.by)
    return Members(
        asked.slug,
        display_names([asked.pk], asking)[asked.pk].name,
        asking.as_of,
        asking.known_at,
        members_of(asked, asking),
    )


def standings(where: Q, asking: Asking) -> tuple[StandingRecord, ...]:
    """Roles that meet a condition on memberships, the certain first, then by body."""
    found, names, cited = _roles(where, asking)
    records = [
        StandingRecord(
            body=names[fact.row["organization_id"]].slug,
            body_name=names[fact.row["organization_id"]].name,
            body_classification=names[fact.row["organization_id"]].classification,
            **_role(fact),
            **backing(fact, cited),
        )
        for fact in found
        if fact.row["organization_id"] in names
    ]
    return tuple(
        sorted(
            records,
            key=lambda one: (
                one.certainty,
                one.body_name.casefold(),
                one.role,
                one.claim,
            ),
        )
    )


def members_of(body: Organization, asking: Asking) -> tuple[MemberRecord, ...]:
    """Everyone who had a role in a body on the day, the certain first, then by role."""
    found, names, cited = _roles(Q(organization=body), asking)
    records = [
        MemberRecord(
            organization=names[fact.row["member_id"]].slug,
            name=names[fact.row["member_id"]].name,
            acronym=names[fact.row["member_id"]].acronym,
            classification=names[fact.row["member_id"]].classification,
            **_role(fact),
            **backing(fact, cited),
        )
        for fact in found
        if fact.row["member_id"] in names
    ]
    return tuple(
        sorted(
            records,
            key=lambda one: (one.certainty, one.role, one.name.casefold(), one.claim),
        )
    )


def grants(
    where: Q, asking: Asking, *, on_the_day: bool = False
) -> tuple[GrantRecord, ...]:
    """Roles that meet a condition on memberships, with both sides named."""
    found, names, cited = _roles(where, asking, on_the_day=on_the_day)
    return tuple(
        GrantRecord(
            member=names[fact.row["member_id"]].slug,
            member_name=names[fact.row["member_id"]].name,
            body=names[fact.row["organization_id"]].slug,
            body_name=names[fact.row["organization_id"]].name,
            role=fact.row["role"],
            context=fact.row["context"] or None,
            **backing(fact, cited),
        )
        for fact in found
        if {fact.row["member_id"], fact.row["organization_id"]} <= set(names)
    )


def _roles(
    where: Q, asking: Asking, *, on_the_day: bool = True
) -> tuple[Sequence[Fact], Mapping[UUID, OrganizationName], Any]:
    seen = asking.of_records("organization", "member__") & asking.of_records(
        "organization", "organization__"
    )
    found = facts("membership", asking, where & seen, _COLUMNS, on_the_day=on_the_day)
    both = (
        fact.row[side] for fact in found for side in ("member_id", "organization_id")
    )
    return found, display_names(both, asking), evidence_of(found, asking)


def _role(fact: Fact) -> dict[str, Any]:
    under = fact.first_said("under__slug")
    return {
        "role": fact.row["role"],
        "context": fact.row["context"] or None,
        "area": fact.row["area__pcode"],
        "under": under
        and InstrumentName(
            under,
            fact.first_said("under__symbol") or "",
            fact.first_said("under__title"),
        ),
    }
