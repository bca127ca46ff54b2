"""Accepting: once, whoever dies when, and only what may count."""

import shutil

import pytest

from comity.access.actors import ANONYMOUS
from comity.errors import (
    LedgerRowsDiffer,
    NothingToAccept,
    NotPermitted,
    ReasonMissing,
    SignInNeeded,
    StagedMissing,
    StateForbids,
)
from comity.submissions import actions
from comity.submissions.files import staged_folder, staged_rows
from comity.submissions.models import Life, Submission
from comity.submissions.queries import ledger
from tests.reconciliation.world import OPERATOR, REGISTERED, moment
from tests.submissions.reports import accepted, checked, line, received, state

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")


def held(submission: Submission) -> int:
    return ledger().rows([str(submission.pk)]).collect().height


def test_accepting_again_changes_nothing():
    got = accepted([line(), line("nww")])
    again = actions.accept(got.pk, by=OPERATOR, at=moment(2))
    assert again.state == "accepted"
    assert held(got) == 2
    assert Life.objects.filter(submission=got).count() == 1


def test_rows_that_the_ledger_already_holds_are_accepted_and_not_doubled():
    """As where the process was killed between the append and the commit."""
    got = checked([line(), line("nww")])
    ledger().append(str(got.pk), staged_rows(got.pk))
    assert actions.accept(got.pk, by=OPERATOR, at=moment(2)).state == "accepted"
    assert held(got) == 2
    assert ledger().check([str(got.pk)]) == []


def test_rows_that_are_in_the_ledger_and_were_not_accepted_do_not_count():
    got = checked([line()])
    ledger().append(str(got.pk), staged_rows(got.pk))
    assert state(got) == "checked"
    assert not Life.objects.exists()


def test_other_rows_under_the_same_submission_are_refused():
    got = checked([line(), line("nww")])
    ledger().append(str(got.pk), staged_rows(got.pk).head(1))
    with pytest.raises(LedgerRowsDiffer):
        actions.accept(got.pk, by=OPERATOR, at=moment(2))
    assert state(got) == "checked"
    assert held(got) == 1


def test_the_ledger_says_whose_rows_they_are():
    got = accepted([line()], organization="nww", period="2025-01")
    (row,) = ledger().rows([str(got.pk)]).collect().to_dicts()
    assert (row["submission"], row["response"]) == (str(got.pk), "xaa-2025")
    assert (row["reporter"], row["period"], row["row"]) == ("nww", "2025-01", 2)
    assert row["provider_org_name"] == "Harbour Relief Society"


def test_only_what_was_checked_is_accepted():
    waiting = received([line()])
    with pytest.raises(StateForbids):
        actions.accept(waiting.pk, by=OPERATOR, at=moment(2))
    gone = checked([line("nww")])
    actions.withdraw(gone.pk, reason="mine", by=OPERATOR, at=moment(2))
    with pytest.raises(StateForbids):
        actions.accept(gone.pk, by=OPERATOR, at=moment(3))
    assert not ledger().holds(str(waiting.pk))


def test_a_report_of_nothing_counts_where_it_is_known_whose_it_is():
    """Rows that hold no activity, such as one that only says where."""
    bare = Submission.objects.get(pk=checked([line()], organization="hrs").pk)
    Submission.objects.filter(pk=bare.pk).update(reporter="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "staged_rows", lambda pk: staged_rows(pk).clear())
        with pytest.raises(NothingToAccept):
            actions.accept(bare.pk, by=OPERATOR, at=moment(2))
        Submission.objects.filter(pk=bare.pk).update(reporter="hrs")
        assert actions.accept(bare.pk, by=OPERATOR, at=moment(2)).state == "accepted"
    assert held(bare) == 0


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_withdrawn_without_a_reason(reason):
    got = accepted([line()])
    with pytest.raises(ReasonMissing):
        actions.withdraw(got.pk, reason=reason, by=OPERATOR, at=moment(2))
    assert state(got) == "accepted"


def test_a_later_report_of_the_same_scope_takes_the_place_of_the_live_one_only():
    january = accepted([line()], organization="hrs", period="2025-01")
    february = accepted([line()], organization="hrs", period="2025-02", hour=2)
    others = accepted([line()], organization="nww", period="2025-01", hour=3)
    again = accepted(
        [line("hrs", "XA0202")], organization="hrs", period="2025-01", hour=4
    )
    assert [state(one) for one in (january, february, others, again)] == [
        "superseded",
        "accepted",
        "accepted",
        "accepted",
    ]
    assert again.file in Submission.objects.get(pk=january.pk).reason


def test_what_is_superseded_can_count_again_in_place_of_what_superseded_it():
    first = accepted([line()], organization="hrs", period="2025-01")
    second = accepted([line("nww")], organization="hrs", period="2025-01", hour=2)
    actions.reinstate(first.pk, by=OPERATOR, at=moment(3))
    assert (state(first), state(second)) == ("accepted", "superseded")
    assert Submission.objects.get(pk=first.pk).reason == ""


@pytest.mark.parametrize(
    ("by", "refusal"), [(ANONYMOUS, SignInNeeded), (REGISTERED, NotPermitted)]
)
def test_deciding_is_for_those_who_may(by, refusal):
    waiting, live = checked([line()]), accepted([line("nww")], hour=2)
    for attempt in (
        lambda: actions.accept(waiting.pk, by=by, at=moment(3)),
        lambda: actions.withdraw(live.pk, reason="mine", by=by, at=moment(3)),
        lambda: actions.reinstate(live.pk, by=by, at=moment(3)),
    ):
        with pytest.raises(refusal):
            attempt()
    assert (state(waiting), state(live)) == ("checked", "accepted")
    assert not ledger().holds(str(waiting.pk))


def test_rows_that_are_gone_from_the_home_are_named_and_nothing_counts():
    got = checked([line()])
    shutil.rmtree(staged_folder(got.pk))

    with pytest.raises(StagedMissing, match=str(got.pk)):
        actions.accept(got.pk, by=OPERATOR, at=moment(2))

    assert state(got) == "checked"
    assert not Life.objects.exists()
