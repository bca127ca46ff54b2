"""A file that was sent is read again in another way, and nothing is lost."""

from pathlib import Path

import pytest

from comity.submissions.checking import IntakeOptions
from comity.submissions.models import State
from comity.submissions.rereading import READ_AGAIN, receive_again
from comity.submissions.review import review, row_preview
from tests.reconciliation.world import OPERATOR, moment
from tests.submissions import reports

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")

OTHERWISE = IntakeOptions(period="2025-02")


def test_the_former_check_gives_way_to_the_new_one() -> None:
    former = reports.checked([reports.line()])
    fresh = receive_again(former.pk, options=OTHERWISE, by=OPERATOR, at=moment(2))
    assert (fresh.sha256, fresh.file) == (former.sha256, former.file)
    assert fresh.state == State.RECEIVED
    assert reports.state(former) == State.WITHDRAWN
    assert review(former.pk, by=OPERATOR).record.reason == READ_AGAIN


def test_what_counts_goes_on_counting() -> None:
    former = reports.accepted([reports.line()])
    receive_again(former.pk, options=OTHERWISE, by=OPERATOR, at=moment(2))
    assert reports.state(former) == State.ACCEPTED


def test_the_same_way_again_is_the_same_submission() -> None:
    former = reports.checked([reports.line()])
    same = receive_again(former.pk, options=IntakeOptions(), by=OPERATOR, at=moment(2))
    assert same.pk == former.pk
    assert reports.state(former) == State.CHECKED


def test_a_preview_tells_what_names_mean_and_which_wait(home: Path) -> None:
    held = reports.checked(
        [reports.line(), reports.line("Lantern Fund for Protectors")]
    )
    first, second = row_preview(held.pk, by=OPERATOR)
    assert first.who_meant == "Harbour Relief Society"
    assert first.where_meant == "Abbermouth (XA0101)"
    assert (second.who, second.who_meant) == ("Lantern Fund for Protectors", "")


def test_progress_tells_what_came_before() -> None:
    reports.received([reports.line()])
    second = reports.received([reports.line("nww")], hour=2)
    progress = review(second.pk, by=OPERATOR).progress
    assert progress is not None
    assert (progress.ahead, progress.since) == (1, None)
