"""Organizations as a list: by classification and part of a name, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from comity.errors import ValueInvalid
from comity.register.kinds import KINDS
from comity.register.models import Identifier, Membership, Name, Organization
from comity.register.queries.asking import Asking
from comity.register.queries.names import display_names
from comity.register.queries.visibility import of_subjects
from comity.register.records import OrganizationName
from comity.register.vocabulary import term
from comity.values.names import fold

PAGE = 100
STATE = "state"
LONGEST = 200
WORDS = 8


@dataclass(frozen=True, slots=True)
class BodySize:
    """A body and how many roles may hold in it on the day."""

    body: OrganizationName
    roles: int


@dataclass(frozen=True, slots=True)
class OrganizationList:
    """A page of organizations, by name.

    Args:
        total: how many meet the conditions, on every page.
        classifications: classification -> how many of it meet the text.
    """

    as_of: date
    known_at: datetime | None
    classification: str | None
    text: str | None
    total: int
    offset: int
    limit: int
    classifications: Mapping[str, int]
    organizations: tuple[OrganizationName, ...]


def organizations(
    asking: Asking,
    *,
    classification: str | None = None,
    text: str | None = None,
    offset: int = 0,
    limit: int = PAGE,
) -> OrganizationList:
    """A page of the organizations that the actor may see, by name.

    Args:
        classification: only these.
        text: words that are all part of one of its names, in any spelling.

    Raises:
        UnknownTerm: there is no such classification.
        ValueInvalid: the text is longer than a name can be.
    """
    seen = Organization.objects.filter(asking.of_records("organization"))
    if text:
        seen = seen.filter(pk__in=_called(text, asking).values("organization"))
    counted = dict(
        seen.values_list("classification")
        .annotate(number=Count("pk"))
        .order_by("classification")
    )
    if classification:
        seen = seen.filter(classification=term("classification", classification))
    full = Name.objects.filter(
        asking.of_claims(), organization=OuterRef("pk"), kind="name"
    ).order_by("folded")
    ordered = seen.annotate(
        order=Coalesce(Subquery(full.values("folded")[:1]), "slug")
    ).order_by("order", "slug")
    wanted = list(ordered.values_list("pk", flat=True)[offset : offset + limit])
    names = display_names(wanted, asking)
    return OrganizationList(
        as_of=asking.as_of,
        known_at=asking.known_at,
        classification=classification or None,
        text=text or None,
        total=seen.count(),
        offset=offset,
        limit=limit,
        classifications=counted,
        organizations=tuple(names[pk] for pk in wanted),
    )


def largest_bodies(asking: Asking, *, limit: int) -> tuple[BodySize, ...]:
    """The bodies in which most roles may hold on the day, the largest first."""
    counted = (
        Membership.objects.filter(
            asking.of_claims(),
            of_subjects(KINDS["membership"], asking),
            start_earliest__lte=asking.as_of,
            end_latest__gte=asking.as_of,
        )
        .values_list("organization")
        .annotate(roles=Count("fact", distinct=True))
        .order_by("-roles", "organization")[:limit]
    )
    sizes = dict(counted)
    names = display_names(sizes, asking)
    return tuple(BodySize(names[pk], roles) for pk, roles in sizes.items())


def bodies_of_states(asking: Asking) -> tuple[OrganizationName, ...]:
    """The organizations in which States have roles, of any day; most States first."""
    held = (
        Membership.objects.filter(
            asking.of_claims(),
            of_subjects(KINDS["membership"], asking),
            member__classification=STATE,
        )
        .values_list("organization")
        .annotate(states=Count("member", distinct=True))
        .order_by("-states", "organization")
    )
    wanted = [pk for pk, _ in held]
    names = display_names(wanted, asking)
    return tuple(names[pk] for pk in wanted)


def _called(text: str, asking: Asking) -> QuerySet[Name]:
    if len(text) > LONGEST:
        raise ValueInvalid(
            field="text", value=text[:40], wanted=f"at most {LONGEST} characters"
        )
    every = Q()
    for word in fold(text).split()[:WORDS]:
        every &= Q(folded__contains=word)
    coded = Identifier.objects.filter(asking.of_claims(), value__iexact=text.strip())
    return Name.objects.filter(asking.of_claims()).filter(
        every or Q(pk__in=()),
    ) | Name.objects.filter(organization__in=coded.values("organization"))
