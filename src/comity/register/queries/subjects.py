"""What a claim speaks of: the records that it names, to lead a reader to them."""

from dataclasses import dataclass
from uuid import UUID

from comity.register.kinds import KINDS
from comity.register.models import (
    Area,
    Claim,
    Framework,
    Instrument,
    Organization,
    Theme,
)
from comity.register.queries.asking import Asking
from comity.register.queries.names import display_names
from comity.register.queries.visibility import of_subjects


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that a claim names, under one of its fields.

    Args:
        kind: organization, instrument, country, theme or framework.
        key: the last part of its page's address.
    """

    field: str
    kind: str
    key: str
    name: str


def subjects(claim: UUID, asking: Asking) -> tuple[Subject, ...]:
    """The records that a claim names; none where the actor may not see one of them."""
    for kind in KINDS.values():
        held = kind.model._default_manager.filter(
            asking.of_records("claim"), of_subjects(kind, asking), pk=claim
        ).first()
        if held is not None:
            return tuple(
                subject
                for field in kind.fields
                for record in _records(held, field.name)
                if (subject := _subject(field.name, record, asking)) is not None
            )
    return ()


def _records(held: Claim, name: str) -> list[object]:
    value = getattr(held, name)
    return list(value.all()) if hasattr(value, "all") else [value]


def _subject(field: str, record: object, asking: Asking) -> Subject | None:
    match record:
        case Organization():
            named = display_names([record.pk], asking)[record.pk]
            return Subject(field, "organization", record.slug, named.name)
        case Instrument():
            return Subject(field, "instrument", record.slug, str(record))
        case Area():
            return Subject(field, "country", record.country, record.name)
        case Theme():
            return Subject(field, "theme", record.slug, record.name)
        case Framework():
            return Subject(field, "framework", record.slug, record.title)
    return None
