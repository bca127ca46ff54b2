"""Records as the flat rows of a table, for `.csv`."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

from comity.register.queries.histories import MembersDifference
from comity.register.records import (
    Backed,
    ChangeRecord,
    InstrumentName,
    InstrumentRecord,
    OrganizationProfile,
)

ROLES = (
    "organization",
    "body",
    "role",
    "context",
    "area",
    "certainty",
    "start",
    "end",
    "under",
    "rank",
    "claim",
    "source",
    "locator",
)
INSTRUMENTS = (
    "slug",
    "symbol",
    "title",
    "kind",
    "level",
    "state",
    "state_certainty",
    "parties",
)
CHANGES = ("day", "kind", "summary", "claim", "source")

Row = Mapping[str, object]


def roles_of(profile: OrganizationProfile) -> list[Row]:
    """The roles of an organization in bodies, and of others in it, on the day."""
    held = [
        _role(one, profile.slug, one.body, one.role, one.context, one.area, one.under)
        for one in profile.standings
    ]
    given = [
        _role(
            one,
            one.organization,
            profile.slug,
            one.role,
            one.context,
            one.area,
            one.under,
        )
        for one in profile.members
    ]
    return [*held, *given]


def instrument_rows(instruments: tuple[InstrumentRecord, ...]) -> list[Row]:
    return [
        {
            **{name: getattr(one, name) for name in INSTRUMENTS[:-1]},
            "parties": "; ".join(party.name for party in one.parties),
        }
        for one in instruments
    ]


def change_rows(changes: Iterable[ChangeRecord]) -> list[Row]:
    return [
        {
            "day": one.day,
            "kind": one.kind,
            "summary": one.summary,
            "claim": str(one.claim),
            "source": one.citations[0].source if one.citations else "",
        }
        for one in changes
    ]


def with_difference(
    profile: OrganizationProfile, difference: MembersDifference | None
) -> object:
    """A profile as it stands, with what differs from another day where asked for."""
    if difference is None:
        return profile
    return {
        **{field.name: getattr(profile, field.name) for field in fields(profile)},
        "difference": difference,
    }


def _role(
    one: Backed,
    organization: str,
    body: str,
    role: str,
    context: str | None,
    area: str | None,
    under: InstrumentName | None,
) -> Row:
    first = one.citations[0] if one.citations else None
    return {
        "organization": organization,
        "body": body,
        "role": role,
        "context": context,
        "area": area,
        "certainty": one.certainty,
        "start": one.period.start,
        "end": one.period.end,
        "under": under and (under.symbol or under.title),
        "rank": one.rank,
        "claim": str(one.claim),
        "source": first and first.source,
        "locator": first and first.locator,
    }
