"""Recording, retracting, correcting and ranking: what is kept, and what is refused whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps

from comity.access.actors import ANONYMOUS, Actor
from comity.access.models import Transaction
from comity.errors import (
    AlreadyRetracted,
    AmbiguousOrganization,
    AttestationMissing,
    ComityError,
    DateInvalid,
    DateOrder,
    EvidenceIncomplete,
    FactAmbiguous,
    FieldMissing,
    NotPermitted,
    OwnMember,
    PreferredTaken,
    RankReasonMissing,
    ReasonMissing,
    SignInNeeded,
    SourceDiffers,
    UnknownClaim,
    UnknownField,
    UnknownInstrument,
    UnknownKind,
    UnknownOrganization,
    UnknownRecord,
    UnknownSource,
    UnknownTerm,
    ValueInvalid,
)
from comity.evidence.records import SourceDraft
from comity.register import actions, queries
from comity.register.facts import Rank
from comity.register.kinds import KINDS
from comity.register.models import Membership, Ranking
from comity.register.statements import Recorded, Statement
from tests.register.world import (
    ADMINISTRATOR,
    OPERATOR,
    REGISTERED,
    SOURCE,
    keep,
    keep_text,
    membership,
    moment,
    stated,
)


@dataclass(frozen=True)
class World:
    """What the tests start from: four organizations and two claims."""

    member: UUID
    gone: UUID
    fact: UUID


def record(*statements: Statement, by: Actor = OPERATOR) -> list[Recorded]:
    return actions.record(statements, sources=[SOURCE], by=by, at=moment(1))


@pytest.fixture
def world(db: None) -> World:
    keep("alpha", "beta", "body", "care-usa", "care-india")
    keep_text("charter", symbol="A/RES/1/1")
    named = [
        stated("name", {"organization": slug, "kind": "acronym", "text": "CARE"})
        for slug in ("care-usa", "care-india")
    ]
    record(*named)
    member = record(
        membership("alpha", rank=Rank.PREFERRED, rank_reason="the act itself")
    )[0]
    gone = record(membership("beta"))[0]
    actions.retract(gone.claim, reason="mistyped", by=OPERATOR, at=moment(2))
    return World(member.claim, gone.claim, member.fact)


@contextmanager
def nothing_written() -> Iterator[None]:
    """No table has a row more or less, and no claim or ranking is another."""

    def stored() -> dict[str, Any]:
        counts = {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
        }
        claims = list(Membership.objects.order_by("pk").values())
        return {**counts, "claims": claims, "ranks": list(Ranking.objects.values())}

    before = stored()
    yield
    assert stored() == before


REFUSALS: dict[str, tuple[Callable[[World], object], type[ComityError]]] = {
    "the end before the start": (
        lambda _: record(membership("beta", start="1993", end="1992")),
        DateOrder,
    ),
    "no such day": (
        lambda _: record(membership("beta", start="2023-02-29")),
        DateInvalid,
    ),
    "an unknown start without a day of the evidence": (
        lambda _: record(membership("beta", start=None)),
        AttestationMissing,
    ),
    "no evidence": (
        lambda _: record(
            Statement(
                kind="membership",
                texts={},
                period=membership().period,
                evidence=(),
            )
        ),
        EvidenceIncomplete,
    ),
    "evidence without a place": (
        lambda _: record(membership("beta", locator=" ")),
        EvidenceIncomplete,
    ),
    "evidence from an unknown source": (
        lambda _: record(membership("beta", source="ghost")),
        UnknownSource,
    ),
    "a source's key with another title": (
        lambda _: actions.record(
            [membership("beta")],
            sources=[SourceDraft(key=SOURCE.key, title="Another")],
            by=OPERATOR,
            at=moment(3),
        ),
        SourceDiffers,
    ),
    "an unknown role": (
        lambda _: record(membership("beta", role="boss")),
        UnknownTerm,
    ),
    "an unknown context": (
        lambda _: record(membership("beta", context="peace")),
        UnknownTerm,
    ),
    "an unknown kind": (lambda _: record(stated("gossip", {})), UnknownKind),
    "an unknown field": (
        lambda _: record(stated("name", {"organisation": "beta"})),
        UnknownField,
    ),
    "a missing field": (
        lambda _: record(stated("membership", {"member": "beta"})),
        FieldMissing,
    ),
    "an unknown organization": (
        lambda _: record(membership("gamma")),
        UnknownOrganization,
    ),
    "an ambiguous organization": (
        lambda _: record(membership("CARE")),
        AmbiguousOrganization,
    ),
    "an unknown instrument": (
        lambda _: record(membership("beta", under="A/RES/9/9")),
        UnknownInstrument,
    ),
    "a number that is none": (
        lambda _: record(
            stated(
                "figure", {"organization": "beta", "measure": "staff", "value": "many"}
            )
        ),
        ValueInvalid,
    ),
    "a number without end": (
        lambda _: record(
            stated(
                "figure", {"organization": "beta", "measure": "staff", "value": "NaN"}
            )
        ),
        ValueInvalid,
    ),
    "a text longer than its column": (
        lambda _: record(
            stated(
                "identifier",
                {"organization": "beta", "scheme": "s" * 61, "value": "1"},
            )
        ),
        ValueInvalid,
    ),
    "its own member": (lambda _: record(membership("beta", "beta")), OwnMember),
    "a second preferred claim": (
        lambda _: record(membership("alpha", rank=Rank.PREFERRED, rank_reason="newer")),
        PreferredTaken,
    ),
    "a rank without a reason": (
        lambda _: record(membership("beta", rank=Rank.DEPRECATED)),
        RankReasonMissing,
    ),
    "a fact that nobody recorded": (
        lambda _: record(membership("beta", fact=uuid4())),
        UnknownRecord,
    ),
    "a fact about something else": (
        lambda it: record(membership("beta", fact=it.fact)),
        UnknownRecord,
    ),
    "one bad claim among good ones": (
        lambda _: record(membership("beta"), membership("beta", role="boss")),
        UnknownTerm,
    ),
    "retracting what was retracted": (
        lambda it: actions.retract(it.gone, reason="again", by=OPERATOR, at=moment(3)),
        AlreadyRetracted,
    ),
    "retracting without a reason": (
        lambda it: actions.retract(it.member, reason=" ", by=OPERATOR, at=moment(3)),
        ReasonMissing,
    ),
    "retracting what nobody recorded": (
        lambda _: actions.retract(uuid4(), reason="x", by=OPERATOR, at=moment(3)),
        UnknownClaim,
    ),
    "correcting what was retracted": (
        lambda it: actions.correct(
            it.gone, membership("beta"), reason="x", by=OPERATOR, at=moment(3)
        ),
        AlreadyRetracted,
    ),
    "correcting without a reason": (
        lambda it: actions.correct(
            it.member, membership("alpha"), reason="", by=OPERATOR, at=moment(3)
        ),
        ReasonMissing,
    ),
    "correcting into what cannot stand": (
        lambda it: actions.correct(
            it.member,
            membership("alpha", role="boss"),
            reason="x",
            by=OPERATOR,
            at=moment(3),
        ),
        UnknownTerm,
    ),
    "ranking what was retracted": (
        lambda it: actions.rank(
            it.gone, Rank.PREFERRED, reason="x", by=OPERATOR, at=moment(3)
        ),
        AlreadyRetracted,
    ),
    "ranking without a reason": (
        lambda it: actions.rank(
            it.member, Rank.NORMAL, reason="", by=OPERATOR, at=moment(3)
        ),
        RankReasonMissing,
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_bad_input_is_refused_by_name_and_nothing_is_written(
    world: World, case: str
) -> None:
    attempt, refusal = REFUSALS[case]

    with nothing_written(), pytest.raises(refusal) as refused:
        attempt(world)

    assert refused.value.message
    assert refused.value.advice


WRITES: dict[str, Callable[[World, Actor], object]] = {
    "claim.record": lambda _, by: record(membership("beta"), by=by),
    "claim.retract": lambda it, by: actions.retract(
        it.member, reason="x", by=by, at=moment(3)
    ),
    "claim.correct": lambda it, by: actions.correct(
        it.member, membership("alpha", start="2001"), reason="x", by=by, at=moment(3)
    ),
    "claim.rank": lambda it, by: actions.rank(
        it.member, Rank.NORMAL, reason="x", by=by, at=moment(3)
    ),
}


@pytest.mark.parametrize("action", WRITES)
@pytest.mark.parametrize(
    ("actor", "refusal"), [(ANONYMOUS, SignInNeeded), (REGISTERED, NotPermitted)]
)
def test_who_may_not_write_is_refused_and_nothing_is_written(
    world: World, action: str, actor: Actor, refusal: type[ComityError]
) -> None:
    with nothing_written(), pytest.raises(refusal):
        WRITES[action](world, actor)


@pytest.mark.parametrize("action", WRITES)
@pytest.mark.parametrize("actor", [ADMINISTRATOR, OPERATOR], ids=lambda it: it.role)
def test_who_may_write_leaves_one_audit_entry(
    world: World, action: str, actor: Actor
) -> None:
    before = Transaction.objects.latest("sequence").sequence

    WRITES[action](world, actor)

    entries = Transaction.objects.filter(sequence__gt=before)
    assert [(it.by, it.action) for it in entries] == [(actor.key, action)]


def test_a_correction_is_one_transaction_that_names_what_it_corrects(
    world: World,
) -> None:
    done = actions.correct(
        world.member,
        membership("alpha", start="2001"),
        reason="misread",
        by=ADMINISTRATOR,
        at=moment(3),
    )

    old, new = (Membership.objects.get(pk=pk) for pk in (world.member, done.claim))
    assert old.retracted_id == new.recorded_id == done.sequence
    assert old.retraction_reason == "misread"
    assert (new.corrects, new.fact) == (old.pk, old.fact)
    shown = queries.claim_record(old.pk, queries.ask(ANONYMOUS))
    assert (shown.retracted_by, shown.retraction_reason) == (
        "an administrator",
        "misread",
    )


def test_a_correction_may_move_a_fact_to_another_role(world: World) -> None:
    done = actions.correct(
        world.member,
        membership("alpha", role="observer"),
        reason="misread",
        by=OPERATOR,
        at=moment(3),
    )

    found = queries.members("body", queries.ask(ANONYMOUS)).members
    assert [(it.claim, it.role) for it in found] == [(done.claim, "observer")]


def test_rank_changes_are_kept_with_their_reasons(world: World) -> None:
    actions.rank(
        world.member, Rank.DEPRECATED, reason="forged", by=OPERATOR, at=moment(3)
    )

    now = queries.claim_record(world.member, queries.ask(ANONYMOUS))
    then = queries.claim_record(
        world.member, queries.ask(ANONYMOUS, known_at=moment(2))
    )
    assert (now.rank, now.rank_reason) == ("deprecated", "forged")
    assert (then.rank, then.rank_reason) == ("preferred", "the act itself")
    assert queries.members("body", queries.ask(ANONYMOUS)).members == ()


def test_the_preferred_claim_may_be_replaced_once_it_is_not(world: World) -> None:
    actions.rank(world.member, Rank.NORMAL, reason="x", by=OPERATOR, at=moment(3))

    other = record(membership("alpha", rank=Rank.PREFERRED, rank_reason="newer"))[0]

    assert other.fact == world.fact


def spell(start: str | None, end: str | None, **further: Any) -> UUID:
    return record(membership("alpha", "body", "observer", start, end, **further))[
        0
    ].fact


def test_a_member_that_left_and_came_back_has_two_facts(world: World) -> None:
    first = spell("1951", "1964")
    second = spell("1990", "..")

    assert first != second
    on = {
        year: {
            (it.fact, it.in_conflict)
            for it in queries.members(
                "body",
                queries.ask(
                    ANONYMOUS, as_of=membership(start=year).period.starts.latest
                ),
            ).members
            if it.role == "observer"
        }
        for year in ("1950", "1960", "1970", "2000")
    }
    assert on == {
        "1950": set(),
        "1960": {(first, False)},
        "1970": set(),
        "2000": {(second, False)},
    }


def test_two_years_of_one_beginning_are_one_fact_in_conflict(world: World) -> None:
    assert spell("1991", "..") == spell("1992", "..")

    asking = queries.ask(ANONYMOUS)
    found = [
        it for it in queries.members("body", asking).members if it.role == "observer"
    ]
    assert [(it.in_conflict, len(it.conflicts)) for it in found] == [(True, 1)]
    unsettled = [it for it in queries.conflicts(asking) if not it.settled]
    assert [len(it.claims) for it in unsettled] == [2]


def test_a_claim_that_may_be_about_either_spell_is_not_guessed(world: World) -> None:
    first, second = spell("1951", "1964"), spell("1990", "..")

    with nothing_written(), pytest.raises(FactAmbiguous) as refused:
        spell("1960", "1995")

    assert set(refused.value.facts) == {str(first), str(second)}
    assert spell("1960", "1995", fact=first) == first
    assert spell("1960", "1995", new_fact=True) not in {first, second}


def test_the_day_of_the_evidence_tells_between_two_spells(world: World) -> None:
    first, second = spell("1951", "1964"), spell("1990", "..")

    assert spell(None, None, attested=date(2000, 1, 1)) == second
    assert spell(None, None, attested=date(1960, 1, 1)) == first


def test_the_same_label_is_the_same_fact_whatever_the_time(world: World) -> None:
    assert spell("1951", "1964", label="them") == spell("1990", "..", label="them")


def test_what_happens_once_is_one_fact_however_far_apart(world: World) -> None:
    facts = {
        record(
            stated(
                "instrument-event",
                {"instrument": "A/RES/1/1", "kind": "signed"},
                year,
                year,
            )
        )[0].fact
        for year in ("1946", "1996")
    }

    assert len(facts) == 1


def test_a_retracted_claim_draws_no_later_one_to_its_fact(world: World) -> None:
    gone = queries.claim_record(world.gone, queries.ask(OPERATOR))

    assert record(membership("beta"))[0].fact != gone.fact


def test_every_kind_of_claim_says_which_texts_it_takes() -> None:
    for kind in KINDS.values():
        assert kind.fields
        assert any(field.required for field in kind.fields) or kind.several
        for field in kind.fields:
            assert kind.model._meta.get_field(field.name)
