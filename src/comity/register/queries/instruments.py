"""Instruments on a day: what happened to them, whom they bind, whether they stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from comity.register.models import Clause, Instrument, InstrumentParty
from comity.register.queries.asking import Asking
from comity.register.queries.facts import Fact, backing, evidence_of, facts
from comity.register.queries.names import display_names
from comity.register.queries.roles import grants
from comity.register.records import (
    ClauseRecord,
    EventRecord,
    InstrumentName,
    InstrumentRecord,
    Instruments,
    PartyRecord,
    RelationRecord,
)
from comity.register.references import find_area, find_instrument, find_organization
from comity.values.dates import Certainty

ENDINGS = {"terminated": "terminated", "expires": "expired", "superseded": "superseded"}
"""Events after which an instrument no longer stands, and what it then is."""

BEGINNINGS = {
    "in-force": "in force",
    "signed": "in force",
    "adopted": "adopted",
    "endorsed": "adopted",
}
"""Events after which an instrument stands, the weightiest first, and what it then is."""

NOT_YET = "not yet"
NOT_RECORDED = "not recorded"
IN_PREPARATION = "in preparation"


def instruments(
    asking: Asking,
    *,
    parties: Sequence[str] = (),
    theme: str | None = None,
    area: str | None = None,
    standing_only: bool = False,
    expiring_within: int | None = None,
) -> Instruments:
    """Instruments by whom they bind and what they cover, by title.

    Args:
        parties: each of these is a party: slug, acronym, identifier or name.
        theme: some clause covers this theme, by slug.
        area: some clause covers this area, by P-code or ISO3.
        standing_only: leave out those that had not come about by the day.
        expiring_within: only those that may expire within so many days of it.

    Raises:
        UnknownOrganization, AmbiguousOrganization, UnknownArea.
    """
    wanted = Instrument.objects.filter(asking.of_records("instrument"))
    for party in parties:
        asked = find_organization(party, by=asking.by)
        bound = InstrumentParty.objects.filter(asking.of_claims(), organization=asked)
        wanted = wanted.filter(pk__in=bound.values("instrument"))
    if theme is not None:
        covering = Clause.objects.filter(asking.of_claims(), themes__slug=theme)
        wanted = wanted.filter(pk__in=covering.values("instrument"))
    if area is not None:
        covering = Clause.objects.filter(
            asking.of_claims(), areas=find_area(area, by=asking.by)
        )
        wanted = wanted.filter(pk__in=covering.values("instrument"))
    if expiring_within is not None:
        wanted = wanted.filter(pk__in=_expiring(asking, expiring_within))
    records = instrument_records(wanted.order_by("title", "slug"), asking)
    if standing_only:
        records = tuple(record for record in records if record.state != NOT_YET)
    return Instruments(asking.as_of, asking.known_at, records)


def instrument_profile(instrument: str, asking: Asking) -> InstrumentRecord:
    """One instrument with its clauses and the roles that it grants.

    Args:
        instrument: slug, symbol or title.

    Raises:
        UnknownInstrument.
    """
    asked = find_instrument(instrument, by=asking.by)
    return instrument_records([asked], asking, whole=True)[0]


def instrument_records(
    wanted: Iterable[Instrument], asking: Asking, *, whole: bool = False
) -> tuple[InstrumentRecord, ...]:
    """Describe instruments, in their order.

    Args:
        whole: with clauses and granted roles.
    """
    listed = list(wanted)
    ids = [instrument.pk for instrument in listed]
    events = _events(ids, asking)
    parties = _parties(ids, asking)
    relations = _relations(ids, asking)
    clauses = _clauses(ids, asking) if whole else {}
    parents = {
        parent.pk: InstrumentName(parent.slug, parent.symbol, parent.title)
        for parent in Instrument.objects.filter(
            asking.of_records("instrument"), children__in=ids
        )
    }
    records = []
    for instrument in listed:
        state, certainty = _state(
            events[instrument.pk], relations[instrument.pk], asking.as_of
        )
        records.append(
            InstrumentRecord(
                slug=instrument.slug,
                symbol=instrument.symbol,
                title=instrument.title,
                kind=instrument.kind,
                level=instrument.level,
                parent=parents.get(instrument.parent_id)
                if instrument.parent_id
                else None,
                state=state,
                state_certainty=certainty,
                events=tuple(record for _, record in events[instrument.pk]),
                parties=tuple(parties[instrument.pk]),
                relations=tuple(record for _, record in relations[instrument.pk]),
                clauses=tuple(clauses.get(instrument.pk, ())),
                grants=grants(Q(under=instrument), asking) if whole else (),
                simulated=instrument.simulated,
            )
        )
    return tuple(records)


def _expiring(asking: Asking, days: int) -> list[UUID]:
    last = asking.as_of + timedelta(days=days)
    found = facts(
        "instrument-event",
        asking,
        Q(kind="expires", start_earliest__lte=last, end_latest__gte=asking.as_of),
        ("instrument_id",),
        on_the_day=False,
    )
    return [fact.row["instrument_id"] for fact in found]


def _events(
    ids: Sequence[UUID], asking: Asking
) -> Mapping[UUID, list[tuple[Fact, EventRecord]]]:
    found = facts(
        "instrument-event",
        asking,
        Q(instrument__in=ids),
        ("instrument_id", "kind", "organization_id"),
        on_the_day=False,
    )
    cited = evidence_of(found, asking)
    names = display_names(
        (fact.row["organization_id"] for fact in found if fact.row["organization_id"]),
        asking,
    )
    found.sort(key=lambda fact: fact.answer.chosen.period.starts.earliest)
    events: dict[UUID, list[tuple[Fact, EventRecord]]] = defaultdict(list)
    for fact in found:
        party = names.get(fact.row["organization_id"])
        events[fact.row["instrument_id"]].append(
            (
                fact,
                EventRecord(
                    kind=fact.row["kind"],
                    organization=party.slug if party else None,
                    organization_name=party.name if party else None,
                    **backing(fact, cited)
                    | {"certainty": str(_by(fact, asking.as_of))},
                ),
            )
        )
    return events


def _parties(ids: Sequence[UUID], asking: Asking) -> Mapping[UUID, list[PartyRecord]]:
    found = facts(
        "instrument-party",
        asking,
        Q(instrument__in=ids),
        ("instrument_id", "organization_id", "role"),
        on_the_day=False,
    )
    cited = evidence_of(found, asking)
    names = display_names((fact.row["organization_id"] for fact in found), asking)
    parties: dict[UUID, list[PartyRecord]] = defaultdict(list)
    for fact in found:
        party = names[fact.row["organization_id"]]
        parties[fact.row["instrument_id"]].append(
            PartyRecord(
                organization=party.slug,
                name=party.name,
                role=fact.row["role"],
                **backing(fact, cited),
            )
        )
    return parties


def _relations(
    ids: Sequence[UUID], asking: Asking
) -> Mapping[UUID, list[tuple[Fact, RelationRecord]]]:
    sides = ("instrument", "target")
    found = facts(
        "instrument-relation",
        asking,
        (Q(instrument__in=ids) | Q(target__in=ids))
        & asking.of_records("instrument", "instrument__")
        & asking.of_records("instrument", "target__"),
        (
            "kind",
            *(
                f"{side}{column}"
                for side in sides
                for column in ("_id", "__slug", "__symbol", "__title")
            ),
        ),
        on_the_day=False,
    )
    cited = evidence_of(found, asking)
    relations: dict[UUID, list[tuple[Fact, RelationRecord]]] = defaultdict(list)
    for fact in found:
        backed = backing(fact, cited)
        for here, there in (sides, sides[::-1]):
            if fact.row[f"{here}_id"] in ids:
                other = InstrumentName(
                    *(
                        fact.row[f"{there}__{name}"]
                        for name in ("slug", "symbol", "title")
                    )
                )
                record = RelationRecord(
                    kind=fact.row["kind"],
                    inverse=here == "target",
                    instrument=other,
                    **backed,
                )
                relations[fact.row[f"{here}_id"]].append((fact, record))
    return relations


def _clauses(ids: Sequence[UUID], asking: Asking) -> Mapping[UUID, list[ClauseRecord]]:
    found = facts(
        "clause",
        asking,
        Q(instrument__in=ids),
        ("instrument_id", "place", "heading"),
        on_the_day=False,
    )
    cited = evidence_of(found, asking)
    covered = {
        clause.pk: clause
        for clause in Clause.objects.filter(
            pk__in=[fact.answer.chosen.claim for fact in found]
        ).prefetch_related("themes", "areas")
    }
    clauses: dict[UUID, list[ClauseRecord]] = defaultdict(list)
    for fact in found:
        clause = covered[fact.answer.chosen.claim]
        clauses[fact.row["instrument_id"]].append(
            ClauseRecord(
                place=fact.row["place"],
                heading=fact.row["heading"],
                themes=tuple(sorted(theme.slug for theme in clause.themes.all())),
                areas=tuple(sorted(area.pcode for area in clause.areas.all())),
                **backing(fact, cited),
            )
        )
    return clauses


def _state(
    events: Sequence[tuple[Fact, EventRecord]],
    relations: Sequence[tuple[Fact, RelationRecord]],
    day: date,
) -> tuple[str, str]:
    """What an instrument is on a day, and whether that is certain."""
    by_then = {record.kind: _by(fact, day) for fact, record in events}
    replaced = [
        _by(fact, day)
        for fact, record in relations
        if record.inverse and record.kind == "supersedes" and record.period.start
    ]
    if replaced:
        by_then.setdefault("superseded", max(replaced, key=_ORDER.index))
    for steps in (ENDINGS, BEGINNINGS):
        for kind, state in steps.items():
            if by_then.get(kind, Certainty.NO) is not Certainty.NO:
                return state, str(by_then[kind])
    if any(found is not Certainty.NO for found in by_then.values()):
        return IN_PREPARATION, str(max(by_then.values(), key=_ORDER.index))
    if by_then:
        return NOT_YET, str(Certainty.CERTAIN)
    return NOT_RECORDED, str(Certainty.CERTAIN)


_ORDER = (Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN)


def _by(fact: Fact, day: date) -> Certainty:
    """Whether what happened once had happened by a day."""
    rivals = [rival.period.starts for rival in fact.answer.rivals]
    if all(starts.latest <= day for starts in rivals):
        return Certainty.CERTAIN
    if any(starts.earliest <= day for starts in rivals):
        return Certainty.POSSIBLE
    return Certainty.NO
