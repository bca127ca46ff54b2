"""What changed for an organization or body between two days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from comity.errors import DateOrder
from comity.register.models import InstrumentParty, Organization
from comity.register.queries.asking import Asking
from comity.register.queries.facts import backing, evidence_of, facts
from comity.register.queries.names import display_names
from comity.register.queries.organizations import change_events
from comity.register.records import ChangeRecord, Changes
from comity.register.references import find_organization
from comity.values.dates import OPEN, Bounds, PartialDate


@dataclass(frozen=True, slots=True)
class _Dated:
    """A change with the days between which it lies, for sorting."""

    bounds: Bounds
    record: ChangeRecord


def changes(subject: str, start: date, end: date, asking: Asking) -> Changes:
    """What began, ended or changed for an organization or body, in order of days.

    A change whose day is known in part is listed if it may lie between the two
    days; one whose day is not known at all is not.

    Args:
        subject: slug, acronym, identifier or name.
        start: the first day, inclusive.
        end: the last day, inclusive.

    Raises:
        DateOrder: the last day lies before the first.
        UnknownOrganization, AmbiguousOrganization.
    """
    if end < start:
        raise DateOrder(start=str(start), end=str(end))
    asked = find_organization(subject, by=asking.by)
    span = Bounds(start, end)
    found = [
        change
        for change in (
            *_of_roles(asked, asking),
            *_of_events(asked, asking),
            *_of_instruments(asked, asking),
        )
        if not change.bounds.apart_from(span)
    ]
    found.sort(
        key=lambda change: (
            change.bounds.earliest,
            change.bounds.latest,
            change.record.summary,
        )
    )
    return Changes(
        asked.slug,
        display_names([asked.pk], asking)[asked.pk].name,
        start,
        end,
        asking.known_at,
        tuple(change.record for change in found),
    )


def changes_document(found: Changes) -> dict[str, object]:
    """Changes under the names that the interface contract gives them."""
    return {
        "subject": found.subject,
        "name": found.name,
        "from": found.start,
        "to": found.end,
        "known_at": found.known_at,
        "changes": found.changes,
    }


def _of_roles(asked: Organization, asking: Asking) -> Iterator[_Dated]:
    found = facts(
        "membership",
        asking,
        Q(member=asked) | Q(organization=asked),
        (
            "member_id",
            "organization_id",
            "role",
            "context",
            "under__symbol",
            "under__title",
        ),
        on_the_day=False,
    )
    names = display_names(
        (fact.row[side] for fact in found for side in ("member_id", "organization_id")),
        asking,
    )
    cited = evidence_of(found, asking)
    for fact in found:
        row, period = fact.row, fact.answer.period
        if not {row["member_id"], row["organization_id"]} <= set(names):
            continue
        context = f" ({row['context'].replace('-', ' ')})" if row["context"] else ""
        under = fact.first_said("under__symbol") or fact.first_said("under__title")
        what = (
            f"{names[row['member_id']]} as {row['role'].replace('-', ' ')} of "
            f"{names[row['organization_id']].name}{context}"
            + (f", under {under}" if under else "")
        )
        citations = backing(fact, cited)["citations"]
        claim = fact.answer.chosen.claim
        if period.start is not None:
            yield _Dated(
                period.starts,
                ChangeRecord(period.start, "began", what, claim, citations),
            )
        if period.end not in {None, OPEN}:
            yield _Dated(
                period.ends,
                ChangeRecord(str(period.end), "ended", what, claim, citations),
            )


def _of_events(asked: Organization, asking: Asking) -> Iterator[_Dated]:
    for event in change_events(asked, asking):
        if event.period.start is None:
            continue
        before = ", ".join(name.name for name in event.originals)
        after = ", ".join(name.name for name in event.results)
        what = " -> ".join(part for part in (before, after) if part)
        yield _Dated(
            PartialDate.parse(event.period.start).bounds,
            ChangeRecord(
                event.period.start,
                "changed",
                f"{event.kind}: {event.summary or what}",
                event.claim,
                event.citations,
            ),
        )


def _of_instruments(asked: Organization, asking: Asking) -> Iterator[_Dated]:
    bound = InstrumentParty.objects.filter(asking.of_claims(), organization=asked)
    found = facts(
        "instrument-event",
        asking,
        Q(instrument__in=bound.values("instrument"))
        & asking.of_records("instrument", "instrument__"),
        ("kind", "instrument__symbol", "instrument__title"),
        on_the_day=False,
    )
    cited = evidence_of(found, asking)
    for fact in found:
        period = fact.answer.period
        if period.start is None:
            continue
        named = fact.row["instrument__symbol"] or fact.row["instrument__title"]
        yield _Dated(
            period.starts,
            ChangeRecord(
                period.start,
                "changed",
                f"{named}: {fact.row['kind'].replace('-', ' ')}",
                fact.answer.chosen.claim,
                backing(fact, cited)["citations"],
            ),
        )
