"""What a submission changes against the live one of its scope, counted by hand."""

import pytest

from comity.reconciliation.actions import judge
from comity.reconciliation.mentions import Kind
from comity.submissions.models import Submission
from comity.submissions.queries import difference
from tests.reconciliation.world import OPERATOR, moment
from tests.submissions.reports import HEADINGS, accepted, checked, line, table

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")

SCOPE = {"organization": "hrs", "period": "2025-01"}
BEFORE = [
    line("hrs", "XA0101", doing="Trucking"),
    line("hrs", "XA0102", doing="Trucking"),
    line("nww", "XA0201", doing="Drilling"),
]


def told(content, **about) -> tuple[int, int, int, int]:
    found = difference(checked(content, **SCOPE | about), by=OPERATOR)
    return tuple(found[name] for name in ("added", "changed", "removed", "unchanged"))


def test_where_nothing_is_live_all_is_added():
    assert told(BEFORE) == (3, 0, 0, 0)


def test_rows_that_are_the_same_in_another_order_are_unchanged():
    accepted(BEFORE, **SCOPE)
    assert told(BEFORE[::-1]) == (0, 0, 0, 3)


def test_what_is_new_and_what_is_missing_is_counted():
    accepted(BEFORE, **SCOPE)
    assert told([*BEFORE[1:], line("lpf")]) == (1, 0, 1, 2)


def test_a_row_that_says_something_else_of_the_same_work_is_changed():
    headings = (*HEADINGS, "People reached")
    accepted(table([(*one, "100") for one in BEFORE], headings), **SCOPE)
    changed = [(*one, number) for one, number in zip(BEFORE, "123", strict=True)]
    changed[0] = (*BEFORE[0], "100")
    assert told(table(changed, headings)) == (0, 2, 0, 1)


def test_rows_with_a_key_are_the_same_by_their_key():
    headings = ("Row ID", *HEADINGS)
    keyed = [(f"r{number}", *one) for number, one in enumerate(BEFORE)]
    accepted(table(keyed, headings), **SCOPE)
    moved = [("r0", *line("hrs", "XA0202")), *keyed[1:], ("r9", *BEFORE[0])]
    assert told(table(moved, headings)) == (1, 1, 0, 2)


def test_the_same_work_under_another_spelling_of_the_name_is_changed_not_new():
    accepted(BEFORE[:1], **SCOPE)
    other = ("HRS", *BEFORE[0][1:])
    assert told([other]) == (0, 1, 0, 0)


def test_a_name_that_is_judged_to_be_the_same_makes_its_row_the_same_work():
    accepted(BEFORE[:1], **SCOPE)
    other = [("Harbor Releif Soc", *BEFORE[0][1:])]
    assert told(other) == (1, 0, 1, 0)
    judge(Kind.ORGANIZATION, other[0][0], is_="hrs", by=OPERATOR, at=moment(3))
    assert told(other) == (0, 1, 0, 0)


def test_what_another_scope_reports_is_not_compared():
    accepted(BEFORE, organization="nww", period="2025-01")
    accepted(BEFORE, organization="hrs", period="2025-02", hour=2)
    assert told(BEFORE, hour=3) == (3, 0, 0, 0)


def test_a_submission_that_was_not_checked_changes_nothing_yet():
    waiting = Submission(file="a.csv")
    assert set(difference(waiting, by=OPERATOR).values()) == {0}
