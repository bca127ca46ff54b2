"""The names that submissions brought: what waits, and how much hangs on it."""

import pytest

from comity.access.actors import ANONYMOUS
from comity.errors import SignInNeeded
from comity.reconciliation.actions import judge, undo
from comity.reconciliation.mentions import Kind
from comity.register.queries.asking import ask
from comity.register.responses import expect
from comity.submissions import actions
from comity.submissions.coverage import response_coverage
from comity.submissions.queries import intake_document, names_now, waiting_names
from tests.reconciliation.world import OPERATOR, OTHER, RESPONSE, moment
from tests.submissions.reports import HEADINGS, accepted, checked, line, state, table

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")

MISSPELT = "Harbor Releif Soc"
LINES = [
    line(MISSPELT),
    line(MISSPELT, "XA0202"),
    line("Nobody", "XA0102"),
    line("nww", "Nowhere", "Dancing"),
]


def waiting(response: str | None = None) -> dict[str, tuple[int, int]]:
    return {
        one.name.text: (one.rows, one.submissions)
        for one in waiting_names(by=OPERATOR, response=response)
    }


def test_names_wait_with_the_rows_and_files_that_hang_on_them():
    checked(LINES)
    checked([line(MISSPELT)], name="another.csv", hour=2)
    assert waiting() == {
        MISSPELT: (3, 2),
        "Nobody": (1, 1),
        "Nowhere": (1, 1),
        "Dancing": (1, 1),
    }
    assert next(iter(waiting())) == MISSPELT


def test_a_name_of_two_responses_counts_the_rows_of_both():
    checked(LINES)
    checked([line(MISSPELT)], response=OTHER, hour=2)
    assert waiting()[MISSPELT] == (3, 2)
    assert waiting(OTHER) == {MISSPELT: (1, 1)}


def test_a_name_that_is_judged_waits_no_more_until_it_is_undone():
    got = checked(LINES)
    passed = judge(Kind.ORGANIZATION, MISSPELT, is_="hrs", by=OPERATOR, at=moment(2))
    assert MISSPELT not in waiting()
    assert names_now(got, by=OPERATOR)["organizations"] == {
        "distinct": 3,
        "matched": 2,
        "queued": 1,
    }
    undo(passed.id, by=OPERATOR, at=moment(3))
    assert MISSPELT in waiting()


def test_a_judgement_for_one_response_leaves_the_name_waiting_in_another():
    checked(LINES)
    checked([line(MISSPELT)], response=OTHER, hour=2)
    judge(
        Kind.ORGANIZATION,
        MISSPELT,
        is_="hrs",
        scope=RESPONSE,
        by=OPERATOR,
        at=moment(3),
    )
    assert MISSPELT not in waiting(RESPONSE)
    assert MISSPELT in waiting(OTHER)
    assert waiting()[MISSPELT] == (1, 1)


def test_the_names_of_what_was_withdrawn_do_not_wait():
    got = accepted(LINES)
    actions.withdraw(got.pk, reason="wrong", by=OPERATOR, at=moment(2))
    assert waiting() == {}


def test_names_of_those_who_report_wait_as_well():
    headings = ("Reporting organization", *HEADINGS)
    checked(table([(MISSPELT, *line("nww"))], headings))
    assert waiting() == {MISSPELT: (1, 1)}


def test_names_that_wait_do_not_keep_a_report_from_counting():
    got = accepted(LINES)
    document = intake_document(got.pk, by=OPERATOR)
    assert document["state"] == "accepted"
    assert document["names"]["organizations"]["queued"] == 2
    assert document["names"]["sectors"] == {"distinct": 2, "matched": 1, "queued": 1}


def test_the_queue_is_for_those_who_may():
    with pytest.raises(SignInNeeded):
        waiting_names(by=ANONYMOUS)


def test_who_reported_under_a_name_that_was_not_known_is_not_counted_twice():
    plan = {"period": "2025-01"}
    first = accepted([line(MISSPELT)], **plan)
    judge(Kind.ORGANIZATION, MISSPELT, is_="hrs", by=OPERATOR, at=moment(2))
    second = accepted([line("hrs"), line("hrs", "XA0202")], hour=3, **plan)
    assert (state(first), state(second)) == ("superseded", "accepted")


def test_who_reported_under_a_name_that_was_not_known_has_reported():
    expect(RESPONSE, [("hrs", "2025-01")], by=OPERATOR, at=moment(0.5))
    accepted([line(MISSPELT)], period="2025-01")
    empty = {"orgs": 0, "activities": 0, "state": "reported_none"}
    judge(Kind.ORGANIZATION, MISSPELT, is_="hrs", by=OPERATOR, at=moment(2))
    for known_at, expected in ((None, empty), (moment(1.5), {"state": "no_report"})):
        rows = response_coverage(RESPONSE, ask(OPERATOR, known_at=known_at)).rows
        (cell,) = [row for row in rows if row["admin2_pcode"] == "XA0202"]
        assert expected.items() <= cell.items()
