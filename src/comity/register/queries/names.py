"""What organizations are called on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from comity.register.models import Name, Organization
from comity.register.queries.asking import Asking
from comity.register.records import OrganizationName
from comity.values.dates import Certainty, Period

MANY = 500

_HOLDS = {Certainty.CERTAIN: 0, Certainty.POSSIBLE: 1, Certainty.NO: 2}
_FULL = {"name": 0, "translation": 1, "former": 2}

_Claimed = tuple[str, str, str, Period]
"""Kind, language, text and period of a name."""


def display_names(
    organizations: Iterable[UUID], asking: Asking, *, language: str = "en"
) -> Mapping[UUID, OrganizationName]:
    """Name and acronym of each organization, as they were on the day.

    A name in the language comes before others, so that a body that is no more keeps
    its own; among those, one that holds on the day before one that may. Where
    nothing is recorded, the slug stands in.
    """
    wanted = list(dict.fromkeys(organizations))
    named: dict[UUID, OrganizationName] = {}
    for begin in range(0, len(wanted), MANY):
        some = wanted[begin : begin + MANY]
        claimed: dict[UUID, list[_Claimed]] = defaultdict(list)
        for name in Name.objects.filter(
            asking.of_claims(), organization__in=some
        ).order_by("recorded", "id"):
            claimed[name.organization_id].append(
                (name.kind, name.language, name.text, name.period)
            )
        for pk, slug, classification in Organization.objects.filter(
            pk__in=some
        ).values_list("pk", "slug", "classification"):
            full = _best(
                claimed[pk], ("name", "translation", "former"), asking, language
            )
            short = _best(claimed[pk], ("acronym",), asking, language)
            named[pk] = OrganizationName(
                slug, full or short or slug, short, classification
            )
    return named


def organization_slugs() -> dict[str, str]:
    """Id, as text, to slug, of every organization."""
    return {
        str(pk): slug for pk, slug in Organization.objects.values_list("pk", "slug")
    }


def _best(
    claimed: Iterable[_Claimed],
    kinds: tuple[str, ...],
    asking: Asking,
    language: str,
) -> str:
    def order(name: _Claimed) -> tuple[bool, int, int, int]:
        kind, tongue, text, period = name
        foreign = tongue not in {language, ""}
        held = _HOLDS[period.certainty(asking.as_of)]
        # Former acronyms are former names too: the fullest of equals is meant.
        return foreign, held, _FULL.get(kind, 0), -len(text)

    fitting = [name for name in claimed if name[0] in kinds]
    return min(fitting, key=order)[2] if fitting else ""
