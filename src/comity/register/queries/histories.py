"""Roles through time: every role an organization ever had; members of two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from comity.register.models import Organization
from comity.register.queries.asking import Asking
from comity.register.queries.names import display_names
from comity.register.queries.roles import grants, members_of
from comity.register.records import GrantRecord, MemberRecord, OrganizationName
from comity.register.references import find_organization
from comity.values.dates import Certainty, Period


@dataclass(frozen=True, slots=True)
class MembersDifference:
    """Who had which role in a body on one day and not on another.

    Args:
        since, as_of: the earlier and the later day.
        began: roles that may hold on the later day and did not on the earlier.
        ended: roles that may have held on the earlier day and do not on the later.
        kept: how many roles certainly hold on both.
        unclear: how many may hold on both, so that the sources leave a change open.
    """

    body: str
    name: str
    since: date
    as_of: date
    known_at: datetime | None
    began: tuple[MemberRecord, ...]
    ended: tuple[MemberRecord, ...]
    kept: int
    unclear: int


@dataclass(frozen=True, slots=True)
class RoleSpell:
    """A role of an organization in a body, from one day to another."""

    body: OrganizationName
    record: GrantRecord

    @property
    def period(self) -> Period:
        """The stretch of time with its bounds."""
        given = self.record.period
        return Period.of(given.start, given.end, given.attested_on)


def role_history(organization: str, asking: Asking) -> tuple[RoleSpell, ...]:
    """Every role that an organization ever had in a body, as known, by its start.

    Raises:
        UnknownOrganization, AmbiguousOrganization.
    """
    asked = find_organization(organization, by=asking.by)
    found = grants(Q(member=asked), asking)
    bodies = Organization.objects.filter(slug__in={one.body for one in found})
    names = display_names(bodies.values_list("pk", flat=True), asking)
    by_slug = {name.slug: name for name in names.values()}
    spells = (RoleSpell(by_slug[one.body], one) for one in found)
    return tuple(
        sorted(spells, key=lambda one: (one.period.starts.latest, one.body.name))
    )


def members_difference(body: str, since: date, asking: Asking) -> MembersDifference:
    """What differs between the members of a body on two days, in whichever order.

    Raises:
        UnknownOrganization, AmbiguousOrganization.
    """
    asked = find_organization(body, by=asking.by)
    earlier, later = sorted((since, asking.as_of))
    then = members_of(asked, Asking(asking.by, earlier, asking.known))
    now = members_of(asked, Asking(asking.by, later, asking.known))
    before, after = {_role(one) for one in then}, {_role(one) for one in now}
    sure = _certain(then) & _certain(now)
    return MembersDifference(
        asked.slug,
        display_names([asked.pk], asking)[asked.pk].name,
        earlier,
        later,
        asking.known_at,
        began=tuple(one for one in now if _role(one) not in before),
        ended=tuple(one for one in then if _role(one) not in after),
        kept=len(sure),
        unclear=len((before & after) - sure),
    )


def _certain(members: Iterable[MemberRecord]) -> set[tuple[str, ...]]:
    return {_role(one) for one in members if one.certainty == Certainty.CERTAIN}


def _role(member: MemberRecord) -> tuple[str, ...]:
    return (
        member.organization,
        member.role,
        member.context or "",
        member.area or "",
    )
