"""What a name means: a person before the matcher, one response before everywhere."""

from uuid import uuid4

import pytest

from comity.access.actors import ANONYMOUS, Actor
from comity.errors import (
    AlreadyUndone,
    NotPermitted,
    SignInNeeded,
    UnknownJudgement,
    UnknownName,
    UnknownOrganization,
    UnknownRecord,
)
from comity.reconciliation.actions import Judged, judge, undo
from comity.reconciliation.mentions import Kind, organization_mention, place_mention
from comity.reconciliation.models import Judgement
from comity.reconciliation.queries import judgements, meanings, place_frame, queue
from comity.register.queries.asking import ask
from tests.reconciliation.world import (
    COUNTRY,
    OPERATOR,
    OTHER,
    REGISTERED,
    RESPONSE,
    meet,
    moment,
    organization_id,
)

SURE = organization_mention("Harbour Relief Society", None, None)
UNSURE = organization_mention("Harbor Releif Soc", None, None)
PLACE = place_mention(
    COUNTRY, [(None, None), ("XA01", "Norrin"), ("XA0101", "Abbermouth")], None
)


@pytest.fixture(autouse=True)
def met(small_response: None) -> None:
    meet(SURE, UNSURE, PLACE)


def meaning(mention=SURE, scope: str = RESPONSE) -> str | None:
    found = meanings(mention.kind, [mention.key], scope, ask(OPERATOR))
    return found.get(mention.key)


def say(mention=SURE, *, scope: str = "", hour: int = 2, **said: str) -> Judged:
    return judge(
        mention.kind, mention.text, scope=scope, by=OPERATOR, at=moment(hour), **said
    )


def test_what_the_matcher_is_sure_of_stands_until_a_person_speaks():
    assert meaning() == organization_id("HRS")
    passed = say(is_="nww")
    assert meaning() == organization_id("NWW")
    undo(passed.id, by=OPERATOR, at=moment(3))
    assert meaning() == organization_id("HRS")


def test_what_the_matcher_is_unsure_of_means_nothing_until_a_person_speaks():
    assert meaning(UNSURE) is None
    passed = say(UNSURE, is_="hrs")
    assert meaning(UNSURE) == organization_id("HRS")
    undo(passed.id, by=OPERATOR, at=moment(3))
    assert meaning(UNSURE) is None


@pytest.mark.parametrize("order", [("", RESPONSE), (RESPONSE, "")])
def test_a_word_for_one_response_outranks_one_for_all_whichever_came_first(order):
    for hour, scope in enumerate(order, 2):
        say(UNSURE, is_="nww" if scope else "gsc", scope=scope, hour=hour)
    assert meaning(UNSURE) == organization_id("NWW")
    assert meaning(UNSURE, OTHER) == organization_id("GSC")


def test_a_denial_for_one_response_leaves_the_others_alone():
    say(is_="hrs")
    say(is_not="hrs", scope=RESPONSE, hour=3)
    assert meaning(scope=OTHER) == organization_id("HRS")


def test_a_meaning_for_one_response_outranks_its_denial_everywhere():
    say(is_not="hrs")
    say(is_="hrs", scope=RESPONSE, hour=3)
    assert meaning() == organization_id("HRS")
    assert meaning(scope=OTHER) is None


def test_where_a_persons_meaning_is_denied_the_matchers_stands():
    say(is_="nww")
    say(is_not="nww", scope=RESPONSE, hour=3)
    assert meaning() == organization_id("HRS")
    assert meaning(scope=OTHER) == organization_id("NWW")


def test_a_name_denied_in_one_response_still_means_the_same_elsewhere_when_met_again():
    say(is_not="hrs", scope=RESPONSE)
    for hour in (3, 4):
        meet(SURE, scope=RESPONSE, hour=hour)
    assert meaning() is None
    assert meaning(scope=OTHER) == organization_id("HRS")


def test_what_a_person_denied_is_never_taken_or_proposed_again():
    say(is_not="hrs")
    assert meaning() is None
    for hour in (3, 4):
        meet(SURE, scope=OTHER, hour=hour)
        assert meaning() is None
        (waiting,) = queue({SURE.kind: [SURE.key]}, RESPONSE, ask(OPERATOR))
        assert organization_id("HRS") not in {one["id"] for one in waiting.candidates}


def test_a_denied_place_keeps_the_area_around_it():
    assert meaning(PLACE) == "XA0101"
    say(PLACE, is_not="XA0101")
    meet(PLACE, hour=3)
    assert meaning(PLACE) is None
    row = place_frame([PLACE.key], COUNTRY, RESPONSE, ask(OPERATOR)).row(0, named=True)
    assert (row["admin1_pcode"], row["admin2_pcode"]) == ("XA01", None)


def test_the_last_of_two_words_for_the_same_scope_stands_alone():
    for hour, said in enumerate(("nww", "gsc", "gsc"), 2):
        say(is_=said, hour=hour)
    say(is_not="nww", hour=5)
    assert meaning() == organization_id("GSC")
    say(is_not="gsc", hour=6)
    assert meaning() == organization_id("HRS")
    standing = Judgement.objects.filter(by_matcher=False, undone__isnull=True)
    assert sorted(standing.values_list("verdict", flat=True)) == ["negative"] * 2


def test_saying_that_it_is_takes_back_that_it_is_not():
    say(is_not="hrs")
    say(is_="hrs", hour=3)
    assert meaning() == organization_id("HRS")


def test_a_judgement_is_undone_once():
    passed = say(is_="nww")
    undo(passed.id, by=OPERATOR, at=moment(3))
    with pytest.raises(AlreadyUndone):
        undo(passed.id, by=OPERATOR, at=moment(4))
    with pytest.raises(UnknownJudgement):
        undo(uuid4(), by=OPERATOR, at=moment(4))


def test_only_names_that_were_met_and_things_that_exist_can_be_judged():
    with pytest.raises(UnknownName):
        judge(Kind.ORGANIZATION, "Nobody", is_="hrs", by=OPERATOR, at=moment(2))
    with pytest.raises(UnknownOrganization):
        say(is_="no-such-organization")
    with pytest.raises(UnknownRecord):
        say(PLACE, is_="XA9999")
    assert not judgements(OPERATOR)


def test_a_name_is_found_by_its_text_its_key_or_any_spelling_that_folds_to_it():
    for hour, name in enumerate((SURE.text, SURE.key, "HARBOUR  Relief-Society"), 2):
        passed = judge(SURE.kind, name, is_="nww", by=OPERATOR, at=moment(hour))
        assert passed.key == SURE.key


def test_a_place_is_judged_by_a_pcode_in_any_case():
    say(PLACE, is_=" xa0102 ")
    assert meaning(PLACE) == "XA0102"


@pytest.mark.parametrize(
    ("by", "refusal"), [(ANONYMOUS, SignInNeeded), (REGISTERED, NotPermitted)]
)
def test_judging_is_for_those_who_may(by: Actor, refusal: type[Exception]):
    passed = say(is_="nww")

    at = moment(3)
    for attempt in (
        lambda: judge(SURE.kind, SURE.text, is_="gsc", by=by, at=at),
        lambda: undo(passed.id, by=by, at=at),
        lambda: queue({SURE.kind: [SURE.key]}, RESPONSE, ask(by)),
        lambda: judgements(by),
    ):
        with pytest.raises(refusal):
            attempt()
    assert meaning() == organization_id("NWW")


def test_judgements_are_listed_with_who_said_what_the_latest_first():
    say(is_="nww")
    undone = say(UNSURE, is_not="hrs", scope=RESPONSE, hour=3)
    undo(undone.id, by=OPERATOR, at=moment(4))
    told = judgements(OPERATOR)
    assert [
        (
            one.text,
            one.verdict,
            one.referent_name,
            one.scope,
            one.undone,
            one.by_matcher,
        )
        for one in told
    ] == [
        (UNSURE.text, "negative", "hrs", RESPONSE, True, False),
        (SURE.text, "positive", "nww", "", False, False),
    ]
    assert {one.recorded_by for one in told} == {OPERATOR.name}
