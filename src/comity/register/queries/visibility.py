"""Claims that name a record which the actor may not see are not seen either."""

from django.db.models import Q

from comity.access.policy import visible
from comity.register.kinds import Kind
from comity.register.queries.asking import Asking
from comity.values.sensitivity import Sensitivity

CLASSED = {
    "organization": "sensitivity",
    "instrument": "sensitivity",
    "framework": "sensitivity",
    "post": "sensitivity",
    "person": "sensitivity",
    "area": "edition__sensitivity",
}
"""What a field may name that has a class of its own -> where the class stands."""


def of_subjects(kind: Kind, asking: Asking) -> Q:
    """Claims of a kind all of whose records the actor may see.

    A claim may be less sensitive than an organization or instrument that it names;
    showing it would tell that the record exists.
    """
    seen = Q()
    for field in kind.fields:
        if field.reads not in CLASSED:
            continue
        classes = visible(asking.by, field.reads)
        related = kind.model._meta.get_field(field.name).related_model
        if related is not None and len(classes) < len(Sensitivity):
            hidden = related._default_manager.exclude(
                **{f"{CLASSED[field.reads]}__in": classes}
            )
            seen &= ~Q(**{f"{field.name}__in": hidden.values("pk")})
    return seen
