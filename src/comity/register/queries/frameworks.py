"""Frameworks on a day: their objectives and principles, links and reviews."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from comity.errors import UnknownRecord
from comity.register.models import Framework, Instrument
from comity.register.queries.asking import Asking
from comity.register.queries.facts import backing, evidence_of, facts
from comity.register.records import Backed, InstrumentName


@dataclass(frozen=True, slots=True)
class FrameworkName:
    """What an answer needs to name a framework."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRecord(Backed):
    """An objective, principle, goal or target of a framework."""

    code: str
    kind: str
    title: str
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveLinkRecord(Backed):
    """An objective that touches one of another framework, or of this one.

    Args:
        basis: why the two are held to touch.
    """

    objective: str
    framework: FrameworkName
    target: str
    status: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord(Backed):
    """A meeting or window in which progress is reviewed; `planned` if yet to come."""

    code: str
    kind: str
    round: int | None
    scope: str
    place: str
    convenor: str
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkProfile:
    """What the register holds of a framework, on a day; reviews of every day."""

    slug: str
    title: str
    instrument: InstrumentName | None
    as_of: date
    known_at: datetime | None
    objectives: tuple[ObjectiveRecord, ...]
    links: tuple[ObjectiveLinkRecord, ...]
    reviews: tuple[ReviewRecord, ...]


def frameworks(asking: Asking) -> tuple[FrameworkName, ...]:
    """Every framework that the actor may see, by title."""
    return tuple(
        FrameworkName(*named)
        for named in Framework.objects.filter(asking.of_records("framework"))
        .order_by("title")
        .values_list("slug", "title")
    )


def framework_profile(framework: str, asking: Asking) -> FrameworkProfile:
    """A framework with its objectives, links and reviews.

    Args:
        framework: slug.

    Raises:
        UnknownRecord: none that the actor may see.
    """
    asked = Framework.objects.filter(
        asking.of_records("framework"), slug=framework.strip().lower()
    ).first()
    if asked is None:
        raise UnknownRecord(kind="framework", asked=framework[:80])
    under = Instrument.objects.filter(
        asking.of_records("instrument"), frameworks=asked
    ).first()
    return FrameworkProfile(
        slug=asked.slug,
        title=asked.title,
        instrument=InstrumentName(under.slug, under.symbol, under.title)
        if under
        else None,
        as_of=asking.as_of,
        known_at=asking.known_at,
        objectives=_objectives(asked, asking),
        links=_links(asked, asking),
        reviews=_reviews(asked, asking),
    )


def _objectives(asked: Framework, asking: Asking) -> tuple[ObjectiveRecord, ...]:
    found = facts(
        "objective",
        asking,
        Q(framework=asked),
        ("code", "kind", "title", "parent"),
    )
    cited = evidence_of(found, asking)
    records = (
        ObjectiveRecord(
            code=fact.row["code"],
            kind=fact.row["kind"],
            title=fact.row["title"],
            parent=fact.row["parent"],
            **backing(fact, cited),
        )
        for fact in found
    )
    return tuple(sorted(records, key=lambda one: (one.kind, _by_number(one.code))))


def _links(asked: Framework, asking: Asking) -> tuple[ObjectiveLinkRecord, ...]:
    found = facts(
        "objective-link",
        asking,
        Q(framework=asked) & asking.of_records("framework", "target_framework__"),
        (
            "objective",
            "target",
            "status",
            "basis",
            "target_framework__slug",
            "target_framework__title",
        ),
    )
    cited = evidence_of(found, asking)
    records = (
        ObjectiveLinkRecord(
            objective=fact.row["objective"],
            framework=FrameworkName(
                fact.row["target_framework__slug"], fact.row["target_framework__title"]
            ),
            target=fact.row["target"],
            status=fact.row["status"],
            basis=fact.row["basis"],
            **backing(fact, cited),
        )
        for fact in found
    )
    return tuple(
        sorted(
            records,
            key=lambda one: (_by_number(one.objective), _by_number(one.target)),
        )
    )


def _reviews(asked: Framework, asking: Asking) -> tuple[ReviewRecord, ...]:
    columns = ("code", "kind", "round", "scope", "place", "convenor", "planned")
    found = facts("review", asking, Q(framework=asked), columns, on_the_day=False)
    cited = evidence_of(found, asking)
    found.sort(
        key=lambda fact: (fact.answer.chosen.period.starts.earliest, fact.row["code"])
    )
    return tuple(
        ReviewRecord(
            **{column: fact.row[column] for column in columns}, **backing(fact, cited)
        )
        for fact in found
    )


def _by_number(code: str) -> tuple[tuple[int, str], ...]:
    """Codes in the order of the numbers in them: 2 before 10, 10.7 after 10.2."""
    return tuple(
        (int(part), "") if part.isdecimal() else (0, part) for part in code.split(".")
    )
