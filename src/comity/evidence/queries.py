"""Reading sources and what claims cite."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from comity.access.actors import Actor
from comity.access.policy import visible
from comity.evidence.models import Citation, Source
from comity.evidence.records import CitationRecord, CitationsByClaim

MANY = 500


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as it is listed."""

    key: str
    title: str
    publisher: str
    url: str
    published_on: str


def citations(claims: Iterable[UUID], *, by: Actor) -> CitationsByClaim:
    """What each claim cites, in the order of recording.

    Sources that the actor may not see are left out.
    """
    wanted = list(dict.fromkeys(claims))
    found: dict[UUID, list[CitationRecord]] = defaultdict(list)
    classes = visible(by, "source")
    for start in range(0, len(wanted), MANY):
        rows = (
            Citation.objects.filter(
                claim__in=wanted[start : start + MANY],
                passage__source__sensitivity__in=classes,
            )
            .order_by("id")
            .values_list(
                "passage__source__title",
                "passage__locator",
                "passage__says",
                "passage__source__url",
                "passage__source__key",
                "passage__source__published_on",
                "claim",
            )
        )
        for row in rows:
            found[row[-1]].append(CitationRecord(*row))
    return {claim: tuple(records) for claim, records in found.items()}


def sources(*, by: Actor) -> list[SourceRecord]:
    """All sources that the actor may see, by title."""
    rows = Source.objects.filter(sensitivity__in=visible(by, "source")).order_by(
        "title"
    )
    return [
        SourceRecord(*row)
        for row in rows.values_list("key", "title", "publisher", "url", "published_on")
    ]
