"""Roles through time: every role an organization ever had; members of two days."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from comity.register.queries.asking import Asking
from comity.register.queries.names import display_names
from comity.register.queries.roles import grants, members_of
from comity.register.records import GrantRecord, MemberRecord
from comity.register.references import find_organization
from comity.values.dates import Period


@dataclass(frozen=True, slots=True)
class MembersDifference:
    """Who had which role in a body on one day and not on another.

    Args:
        since, as_of: the earlier and the later day.
        began: roles held on the later day only, with the claims of that day.
        ended: roles held on the earlier day only, with the claims of that day.
        kept: how many roles were held on both.
    """

    body: str
    name: str
    since: date
    as_of: date
    known_at: datetime | None
    began: tuple[MemberRecord, ...]
    ended: tuple[MemberRecord, ...]
    kept: int


def role_history(organization: str, asking: Asking) -> tuple[GrantRecord, ...]:
    """Every role that an organization ever had in a body, as known, by its start.

    Raises:
        UnknownOrganization, AmbiguousOrganization.
    """
    asked = find_organization(organization, by=asking.by)
    found = grants(Q(member=asked), asking)
    return tuple(
        sorted(found, key=lambda one: (_period(one).starts.latest, one.body_name))
    )


def members_difference(body: str, since: date, asking: Asking) -> MembersDifference:
    """What differs between the members of a body on two days.

    Certain and possible roles count alike: what may hold on both days is kept.

    Raises:
        UnknownOrganization, AmbiguousOrganization.
    """
    asked = find_organization(body, by=asking.by)
    earlier, later = sorted((since, asking.as_of))
    then = members_of(asked, Asking(asking.by, earlier, asking.known))
    now = members_of(asked, Asking(asking.by, later, asking.known))
    before, after = {_role(one) for one in then}, {_role(one) for one in now}
    return MembersDifference(
        asked.slug,
        display_names([asked.pk], asking)[asked.pk].name,
        earlier,
        later,
        asking.known_at,
        began=tuple(one for one in now if _role(one) not in before),
        ended=tuple(one for one in then if _role(one) not in after),
        kept=len(before & after),
    )


def _role(member: MemberRecord) -> tuple[str, str, str, str]:
    return (
        member.organization,
        member.role,
        member.context or "",
        member.area or "",
    )


def _period(record: GrantRecord) -> Period:
    given = record.period
    return Period.of(given.start, given.end, given.attested_on)
