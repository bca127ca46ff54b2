"""Claims in the texts that forms and commands take, to be corrected from there."""

from typing import Any
from uuid import UUID

from comity.errors import UnknownClaim
from comity.register.kinds import KINDS, SEVERAL
from comity.register.models import Area, Person
from comity.register.queries.asking import Asking
from comity.register.queries.claims import claim_records
from comity.register.queries.visibility import of_subjects
from comity.register.records import ClaimRecord

LATELY = 10


def claim_texts(claim: UUID, asking: Asking) -> dict[str, str]:
    """Field name -> text that means the value again when it is recorded.

    Raises:
        UnknownClaim: there is none, or not for the actor.
    """
    for kind in KINDS.values():
        held = kind.model._default_manager.filter(
            asking.of_records("claim"), of_subjects(kind, asking), pk=claim
        ).first()
        if held is not None:
            return {
                field.name: _text(getattr(held, field.name)) for field in kind.fields
            }
    raise UnknownClaim(asked=str(claim))


def latest_claims(asking: Asking, *, limit: int = LATELY) -> tuple[ClaimRecord, ...]:
    """The claims that were recorded last, the latest first."""
    found: list[ClaimRecord] = []
    for kind in KINDS.values():
        held = (
            kind.model._default_manager.filter(
                asking.of_records("claim"), of_subjects(kind, asking)
            )
            .select_related("recorded", "retracted")
            .order_by("-recorded", "-id")[:limit]
        )
        found += claim_records(kind, list(held), asking)
    found.sort(key=lambda one: one.recorded_at, reverse=True)
    return tuple(found[:limit])


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if hasattr(value, "all"):
        return f"{SEVERAL} ".join(_text(one) for one in value.all())
    if isinstance(value, Area):
        return value.pcode
    if isinstance(value, Person):
        return value.name
    if hasattr(value, "slug"):
        return str(value.slug)
    if hasattr(value, "normalize"):
        return f"{value.normalize():f}"
    return str(value)
