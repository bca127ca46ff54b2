"""An organization or body as the register knows it on a day."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from comity.register.models import ChangeEvent, Organization
from comity.register.queries.asking import Asking
from comity.register.queries.facts import backing, evidence_of, facts
from comity.register.queries.names import display_names
from comity.register.queries.roles import members_of, standings
from comity.register.records import (
    ChangeEventRecord,
    FigureRecord,
    IdentifierRecord,
    NameRecord,
    OrganizationName,
    OrganizationProfile,
)
from comity.register.references import find_organization
from comity.register.vocabulary import BODIES


def organization_profile(organization: str, asking: Asking) -> OrganizationProfile:
    """What the register holds of an organization or body, on a day.

    Args:
        organization: slug, acronym, identifier or name.

    Raises:
        UnknownOrganization, AmbiguousOrganization.
    """
    asked = find_organization(organization, by=asking.by)
    children = list(
        Organization.objects.filter(
            asking.of_records("organization"), parent=asked
        ).order_by("slug")
    )
    parent = (
        Organization.objects.filter(
            asking.of_records("organization"), pk=asked.parent_id
        ).first()
        if asked.parent_id
        else None
    )
    related = [one.pk for one in (asked, *children, parent) if one is not None]
    names = display_names(related, asking)
    mine = names[asked.pk]
    member_records = members_of(asked, asking)
    return OrganizationProfile(
        slug=asked.slug,
        name=mine.name,
        acronym=mine.acronym,
        classification=asked.classification,
        is_body=asked.classification in BODIES or bool(member_records),
        parent=names[parent.pk] if parent else None,
        children=tuple(names[child.pk] for child in children),
        as_of=asking.as_of,
        known_at=asking.known_at,
        names=names_of(asked, asking),
        identifiers=identifiers_of(asked, asking),
        standings=standings(Q(member=asked), asking),
        members=member_records,
        events=change_events(asked, asking),
        figures=figures(Q(organization=asked), asking),
        simulated=asked.simulated,
    )


def names_of(asked: Organization, asking: Asking) -> tuple[NameRecord, ...]:
    """Every name that the organization ever had, as known."""
    found = facts(
        "name",
        asking,
        Q(organization=asked),
        ("kind", "language", "text"),
        on_the_day=False,
    )
    cited = evidence_of(found, asking)
    return tuple(
        NameRecord(
            kind=fact.row["kind"],
            language=fact.row["language"],
            text=fact.row["text"],
            **backing(fact, cited),
        )
        for fact in found
    )


def identifiers_of(asked: Organization, asking: Asking) -> tuple[IdentifierRecord, ...]:
    """The codes of an organization on the day, by scheme."""
    found = facts("identifier", asking, Q(organization=asked), ("scheme", "value"))
    cited = evidence_of(found, asking)
    records = (
        IdentifierRecord(
            scheme=fact.row["scheme"], value=fact.row["value"], **backing(fact, cited)
        )
        for fact in found
    )
    return tuple(sorted(records, key=lambda record: record.scheme))


def figures(where: Q, asking: Asking) -> tuple[FigureRecord, ...]:
    """Numbers that sources give, by measure and then by time; of every day."""
    found = facts(
        "figure", asking, where, ("measure", "value", "unit"), on_the_day=False
    )
    cited = evidence_of(found, asking)
    ordered = sorted(
        found,
        key=lambda fact: (
            fact.row["measure"],
            fact.answer.chosen.period.starts.earliest,
            fact.row["id"],
        ),
    )
    return tuple(
        FigureRecord(
            measure=fact.row["measure"],
            value=float(fact.row["value"]),
            unit=fact.row["unit"],
            **backing(fact, cited),
        )
        for fact in ordered
    )


def change_events(asked: Organization, asking: Asking) -> tuple[ChangeEventRecord, ...]:
    """What became of an organization, in order of time; of every day."""
    found = facts(
        "change-event",
        asking,
        Q(originals=asked) | Q(results=asked),
        ("kind", "summary"),
        on_the_day=False,
    )
    cited = evidence_of(found, asking)
    claims = [fact.answer.chosen.claim for fact in found]
    before = _linked(ChangeEvent.originals.through.objects, claims)
    after = _linked(ChangeEvent.results.through.objects, claims)
    names = display_names(
        (pk for linked in (before, after) for pks in linked.values() for pk in pks),
        asking,
    )

    def named(pks: Sequence[UUID]) -> tuple[OrganizationName, ...]:
        return tuple(names[pk] for pk in pks if pk in names)

    ordered = sorted(
        found,
        key=lambda fact: (fact.answer.chosen.period.starts.earliest, fact.row["id"]),
    )
    return tuple(
        ChangeEventRecord(
            kind=fact.row["kind"],
            summary=fact.row["summary"],
            originals=named(before.get(fact.row["id"], ())),
            results=named(after.get(fact.row["id"], ())),
            **backing(fact, cited),
        )
        for fact in ordered
    )


def _linked(through: object, claims: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    linked: dict[UUID, list[UUID]] = {}
    rows = through.filter(changeevent__in=claims).order_by("id")  # type: ignore[attr-defined]
    for claim, organization in rows.values_list("changeevent_id", "organization_id"):
        linked.setdefault(claim, []).append(organization)
    return linked
