"""Nothing that a reader may not see is in any answer: the planted word is nowhere."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db.models import Q

from comity.access.actors import ANONYMOUS, Actor
from comity.errors import ComityError
from comity.evidence.queries import sources
from comity.formats import problem_document, to_json
from comity.register import actions, queries
from comity.register.facts import Rank
from comity.register.kinds import KINDS
from comity.register.queries import Asking
from comity.register.queries.countries import numeric_codes
from comity.register.queries.finding import (
    areas_called,
    frameworks_called,
    instruments_called,
    names_to_suggest,
    organizations_called,
    themes_called,
)
from comity.register.queries.frameworks import framework_profile, frameworks
from comity.register.queries.gazetteer import areas_of, shapes_of
from comity.register.queries.histories import members_difference, role_history
from comity.register.queries.holdings import holdings
from comity.register.queries.lately import recordings, world_changes
from comity.register.queries.listing import (
    bodies_of_states,
    largest_bodies,
    organizations,
)
from comity.register.queries.organizations import figures
from comity.register.queries.responses import (
    organization_entries,
    response_record,
    responses,
)
from comity.register.queries.subjects import subjects
from comity.register.queries.themes import themes
from comity.search.queries import search
from comity.values.sensitivity import Sensitivity
from tests.register.canaries import CANARY, plant
from tests.register.world import OPERATOR, REGISTERED, membership, moment

pytestmark = pytest.mark.django_db

DAY = date(2010, 1, 1)
WORDS = ("canary", "alpha", "body", "charter", "compact", "aland", "canari")
PUBLIC = ("alpha", "beta", "body", "country", "child")
HIDDEN = ("canary-org", "canary-body", "canary-child", "CANARY", "CANARY-9", "CANARY-1")


def questions(asking: Asking) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every question that the register answers, of every record in the world."""
    for slug in (*PUBLIC, *HIDDEN):
        yield f"standing {slug}", lambda it=slug: queries.standing(it, asking)
        yield f"members {slug}", lambda it=slug: queries.members(it, asking)
        yield (
            f"profile {slug}",
            lambda it=slug: queries.organization_profile(it, asking),
        )
        yield (
            f"changes {slug}",
            lambda it=slug: queries.changes(it, date(1900, 1, 1), DAY, asking),
        )
        yield f"history {slug}", lambda it=slug: role_history(it, asking)
        yield (
            f"difference {slug}",
            lambda it=slug: members_difference(it, date(1990, 1, 1), asking),
        )
        yield (
            f"standing in {slug}",
            lambda it=slug: queries.standing("alpha", asking, body=it),
        )
        yield (
            f"instruments of {slug}",
            lambda it=slug: queries.instruments(asking, parties=[it]),
        )
        yield f"States of {slug}", lambda it=slug: queries.member_countries(it, asking)
    for text in ("charter", "protocol", "canary-text", "CANARY/1"):
        yield f"text {text}", lambda it=text: queries.instrument_profile(it, asking)
    for code in ("ALA", "XCA", "CANARY1"):
        yield f"country {code}", lambda it=code: queries.country_profile(it, asking)
        yield (
            f"texts on {code}",
            lambda it=code: queries.instruments(asking, area=it),
        )
        yield f"areas {code}", lambda it=code: areas_of(it, asking)
        yield f"shapes {code}", lambda it=code: shapes_of(it, 1, asking)
    for slug in ("compact", "canary-plan"):
        yield f"framework {slug}", lambda it=slug: framework_profile(it, asking)
    for word in WORDS:
        yield f"search {word}", lambda it=word: search(it, by=asking.by).groups
        for called in (
            organizations_called,
            instruments_called,
            areas_called,
            themes_called,
            frameworks_called,
        ):
            yield (
                f"{called.__name__} {word}",
                lambda it=word, ask=called: ask(it, asking),
            )
        yield (
            f"listed {word}",
            lambda it=word: organizations(asking, text=it).organizations,
        )
    yield "instruments", lambda: queries.instruments(asking)
    yield "countries", lambda: queries.countries(asking)
    yield "numeric codes", lambda: numeric_codes(asking)
    yield "conflicts", lambda: queries.conflicts(asking)
    yield "frameworks", lambda: frameworks(asking)
    yield "themes", lambda: themes(asking)
    yield "organizations", lambda: organizations(asking)
    yield "largest bodies", lambda: largest_bodies(asking, limit=50)
    yield "bodies of States", lambda: bodies_of_states(asking)
    yield "holdings", lambda: holdings(asking)
    yield "recordings", lambda: recordings(asking, limit=500)
    yield "world changes", lambda: world_changes(asking, limit=500)
    yield "figures", lambda: figures(Q(), asking)
    yield "sources", lambda: sources(by=asking.by)
    yield "responses", lambda: responses(asking)
    yield "entries", lambda: organization_entries(asking, simulated=False)
    for code in ("open-1", "canary-1"):
        yield f"response {code}", lambda it=code: response_record(it, asking)
    for kind in KINDS.values():
        for pk, fact in kind.model._default_manager.values_list("pk", "fact"):
            yield f"claim {pk}", lambda it=pk: queries.claim_record(it, asking)
            yield f"fact {fact}", lambda it=fact: queries.fact_claims(it, asking)
            yield f"subjects {pk}", lambda it=pk: subjects(it, asking)


def leaks(asking: Asking) -> list[str]:
    """The questions whose answer, or refusal, has the planted word."""
    found = []
    for question, ask in questions(asking):
        try:
            answer = to_json(ask()).decode()
        except ComityError as error:
            document = problem_document(error)
            document["fields"].pop("asked", None)
            answer = str({**document, "detail": ""})
        if CANARY in answer.replace(question.split(" ", 1)[-1], "").lower():
            begin = max(answer.lower().find(CANARY) - 60, 0)
            found.append(f"{question}: {answer[begin : begin + 120]}")
    return found


def test_a_visitor_is_told_nothing_of_what_is_for_partners() -> None:
    plant(Sensitivity.PARTNERS)

    assert leaks(queries.ask(ANONYMOUS, as_of=DAY)) == []


def test_someone_signed_in_is_told_nothing_of_what_is_restricted() -> None:
    plant(Sensitivity.RESTRICTED)

    assert leaks(queries.ask(REGISTERED, as_of=DAY)) == []


def test_names_that_are_suggested_are_names_that_may_be_seen() -> None:
    plant()

    suggested = " ".join(
        f"{a} {b}" for a, b in names_to_suggest(queries.ask(ANONYMOUS))
    )
    assert CANARY not in suggested.lower()
    assert "alpha" in suggested.lower()


def test_those_who_may_see_everything_are_told_of_it() -> None:
    plant()

    found = " ".join(leaks(queries.ask(OPERATOR, as_of=DAY)))
    for question in ("standing alpha", "members body", "profile canary-org", "sources"):
        assert question in found


@pytest.mark.parametrize("actor", [ANONYMOUS, REGISTERED], ids=lambda it: it.role)
def test_a_claim_of_a_class_that_nobody_knows_is_not_shown(actor: Actor) -> None:
    plant()
    done = actions.record(
        [membership("beta", "body", "participant")], by=OPERATOR, at=moment(5)
    )[0]
    KINDS["membership"].model._default_manager.filter(pk=done.claim).update(
        sensitivity="secret"
    )

    roles = {it.role for it in queries.members("body", queries.ask(actor)).members}
    assert "participant" not in roles


def test_a_hidden_claim_settles_nothing_for_those_who_may_not_see_it() -> None:
    plant()
    asking = queries.ask(ANONYMOUS, as_of=DAY)
    before = queries.members("body", asking).members
    fact = next(
        it.fact for it in before if (it.organization, it.role) == ("alpha", "member")
    )
    actions.record(
        [
            membership(
                "alpha",
                "body",
                start="1990-05-05",
                fact=fact,
                rank=Rank.PREFERRED,
                rank_reason="canary",
                sensitivity=Sensitivity.CONFIDENTIAL,
            )
        ],
        by=OPERATOR,
        at=moment(5),
    )

    after = queries.members("body", queries.ask(ANONYMOUS, as_of=DAY)).members
    assert after == before
