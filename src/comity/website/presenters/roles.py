"""Roles in the order in which a reader looks for them: those that lead first."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.register.records import MemberRecord, StandingRecord
from comity.website.presenters.words import plural, word

ORDER = (
    "chair",
    "co-chair",
    "vice-chair",
    "lead",
    "joint-lead",
    "co-lead",
    "coordinator",
    "convenor",
    "secretariat",
    "member",
    "associate-member",
    "related-organization",
    "standing-invitee",
    "invitee",
    "observer",
    "participant",
    "liaison",
)

ALONE = frozenset({"secretariat"})
"""Roles whose heading is not a plural."""


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Those who have one role in a body, the certain apart from the possible."""

    role: str
    heading: str
    certain: tuple[MemberRecord, ...]
    possible: tuple[MemberRecord, ...]


def weighed(
    standings: Iterable[StandingRecord], certainty: str
) -> tuple[StandingRecord, ...]:
    """An organization's roles of one certainty, the weightiest and best dated first."""
    return tuple(
        sorted(
            (one for one in standings if one.certainty == certainty),
            key=lambda one: (_place(one.role), one.period.start is None),
        )
    )


def grouped(members: Iterable[MemberRecord]) -> tuple[RoleGroup, ...]:
    """Members by role, the roles that lead first."""
    listed = tuple(members)
    roles = sorted({member.role for member in listed}, key=_place)
    return tuple(_group(role, listed) for role in roles)


def _group(role: str, listed: Iterable[MemberRecord]) -> RoleGroup:
    certain = tuple(_with(listed, role, "certain"))
    possible = tuple(_with(listed, role, "possible"))
    alone = role in ALONE or len(certain) + len(possible) == 1
    heading = word(role).capitalize() if alone else plural(role)
    return RoleGroup(role, heading, certain, possible)


def _with(
    members: Iterable[MemberRecord], role: str, certainty: str
) -> Iterable[MemberRecord]:
    return (
        member
        for member in members
        if member.role == role and member.certainty == certainty
    )


def _place(role: str) -> tuple[int, str]:
    return (ORDER.index(role) if role in ORDER else len(ORDER), role)
