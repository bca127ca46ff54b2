"""A framework's objectives by kind, each with what it touches; reviews still to come."""

from collections import defaultdict
from dataclasses import dataclass

from comity.register.queries.frameworks import (
    FrameworkProfile,
    ObjectiveLinkRecord,
    ObjectiveRecord,
    ReviewRecord,
)
from comity.values.dates import PartialDate
from comity.website.presenters.words import plural

ORDER = ("objective", "goal", "target", "outcome", "principle")


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective with its links to other frameworks."""

    record: ObjectiveRecord
    links: tuple[ObjectiveLinkRecord, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveGroup:
    """The objectives of one kind: objectives, principles, goals, targets."""

    kind: str
    heading: str
    objectives: tuple[Objective, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """The frameworks that its objectives touch, by title."""
        return tuple(
            sorted(
                {link.framework.title for one in self.objectives for link in one.links}
            )
        )


def objectives_of(profile: FrameworkProfile) -> tuple[ObjectiveGroup, ...]:
    links: dict[str, list[ObjectiveLinkRecord]] = defaultdict(list)
    for link in profile.links:
        links[link.objective].append(link)
    by_kind: dict[str, list[Objective]] = defaultdict(list)
    for one in profile.objectives:
        linked = () if one.kind == "principle" else links[one.code]
        by_kind[one.kind].append(Objective(one, tuple(linked)))
    return tuple(
        ObjectiveGroup(kind, plural(kind), tuple(by_kind[kind]))
        for kind in sorted(by_kind, key=_place)
    )


def upcoming(profile: FrameworkProfile) -> tuple[ReviewRecord, ...]:
    """The reviews that may still lie ahead on the day."""
    return tuple(
        one
        for one in profile.reviews
        if one.period.start
        and PartialDate.parse(one.period.start).latest >= profile.as_of
    )


def _place(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
