"""What the register holds, counted: the public face of its size."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from comity.evidence.queries import sources
from comity.register.kinds import KINDS
from comity.register.models import Area, Framework, Instrument, Organization, Theme
from comity.register.queries.asking import Asking
from comity.register.queries.visibility import of_subjects
from comity.register.vocabulary import BODIES

STATE = "state"
COUNTRY_LEVEL = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How many records and claims the actor may see, as known at the moment.

    Args:
        organizations: of every classification, States and bodies among them.
        countries: countries and areas of the world's list.
        claims: kind of claim -> claims that stand, of every day.
    """

    as_of: date
    known_at: datetime | None
    organizations: int
    states: int
    bodies: int
    instruments: int
    countries: int
    frameworks: int
    themes: int
    sources: int
    claims: Mapping[str, int]

    @property
    def claims_in_all(self) -> int:
        return sum(self.claims.values())


def holdings(asking: Asking) -> Holdings:
    """Count what the register holds for the actor at the moment."""
    organizations = Organization.objects.filter(asking.of_records("organization"))
    known = {"recorded__lte": asking.known.sequence}
    return Holdings(
        as_of=asking.as_of,
        known_at=asking.known_at,
        organizations=organizations.count(),
        states=organizations.filter(classification=STATE).count(),
        bodies=organizations.filter(classification__in=BODIES).count(),
        instruments=Instrument.objects.filter(asking.of_records("instrument")).count(),
        countries=Area.objects.filter(
            asking.of_records("area", "edition__"), level=COUNTRY_LEVEL
        ).count(),
        frameworks=Framework.objects.filter(asking.of_records("framework")).count(),
        themes=Theme.objects.filter(**known).count(),
        sources=len(sources(by=asking.by)),
        claims={
            kind.name: kind.model._default_manager.filter(
                asking.of_claims(), of_subjects(kind, asking)
            ).count()
            for kind in KINDS.values()
        },
    )
