"""Leases: one process checks a submission, and none of it is lost with the process."""

import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest

from comity.errors import StateForbids
from comity.submissions import actions, checking, files, tasks
from comity.submissions.files import staged_rows, sweep_unfinished
from comity.submissions.leases import LEASE, TRIES, lease
from comity.submissions.models import Submission
from tests.reconciliation.world import OPERATOR, moment
from tests.submissions.reports import line, received, state

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")

ELSEWHERE = "another-machine:77"
LATER = moment(1) + LEASE + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def leave_signals_alone(monkeypatch):
    monkeypatch.setattr(tasks, "_stop_on_signals", lambda: lambda: False)


@pytest.fixture
def gone() -> str:
    """A holder on this machine whose process has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    return f"{socket.gethostname()}:{ended.pid}"


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def taken(holder: str = ELSEWHERE, times: int = 1) -> Submission:
    got = received([line()])
    for number in range(times):
        assert lease(fresh(got), holder, moment(1) + number * (LEASE + LEASE))
    return fresh(got)


def test_what_somebody_is_checking_is_nobody_elses():
    got = taken()
    with pytest.raises(StateForbids):
        actions.check(got.pk, by=OPERATOR, at=moment(1))
    assert tasks.next_due(moment(1)) is None
    assert not lease(got, "another", moment(1))


def test_the_lease_of_a_worker_that_vanished_runs_out():
    got = taken()
    assert tasks.next_due(LATER) == got
    assert actions.check(got.pk, by=OPERATOR, at=LATER).state == "checked"


def test_the_lease_of_a_process_of_this_machine_ends_with_it(gone):
    got = taken(gone)
    assert tasks.next_due(moment(1)) == got
    assert actions.check(got.pk, by=OPERATOR, at=moment(1)).state == "checked"


def test_the_lease_of_a_process_that_lives_stays():
    got = taken(f"{socket.gethostname()}:{os.getppid()}")
    assert tasks.next_due(moment(1)) is None
    with pytest.raises(StateForbids):
        actions.check(got.pk, by=OPERATOR, at=moment(1))


def test_two_who_saw_the_same_dead_lease_do_not_both_get_it(gone):
    got = taken(gone)
    one, other = fresh(got), fresh(got)
    assert lease(one, ELSEWHERE, moment(1))
    assert not lease(other, ELSEWHERE, moment(1))


def while_reading(monkeypatch, happening) -> None:
    """Let something happen while a file is being read, once."""
    reads = checking.read_contained
    happened = []

    def read(*arguments, **named):
        if not happened:
            happened.append(True)
            happening()
        return reads(*arguments, **named)

    monkeypatch.setattr(checking, "read_contained", read)


def test_what_was_withdrawn_while_it_was_checked_stays_withdrawn(monkeypatch):
    got = received([line()])
    while_reading(
        monkeypatch,
        lambda: actions.withdraw(got.pk, reason="mine", by=OPERATOR, at=moment(2)),
    )
    assert actions.check(got.pk, by=OPERATOR, at=moment(1)).state == "withdrawn"
    assert state(got) == "withdrawn"
    assert fresh(got).reason == "mine"


def test_a_check_that_comes_back_late_does_not_undo_an_acceptance(monkeypatch):
    got = received([line()])

    def overtaken() -> None:
        actions.check(got.pk, by=OPERATOR, at=LATER)
        actions.accept(got.pk, by=OPERATOR, at=LATER)

    while_reading(monkeypatch, overtaken)
    assert actions.check(got.pk, by=OPERATOR, at=moment(1)).state == "accepted"
    assert state(got) == "accepted"
    assert staged_rows(got.pk).height == 1


def test_a_refusal_that_comes_back_late_does_not_undo_an_acceptance(monkeypatch):
    got = received([line()])

    def overtaken() -> None:
        actions.check(got.pk, by=OPERATOR, at=LATER)
        actions.accept(got.pk, by=OPERATOR, at=LATER)
        raise actions.NothingToAccept(submission="any stated error")

    while_reading(monkeypatch, overtaken)
    assert actions.check(got.pk, by=OPERATOR, at=moment(1)).state == "accepted"


def test_a_submission_that_brings_its_worker_down_three_times_is_refused(gone):
    got = taken(gone)
    for _ in range(TRIES - 1):
        assert tasks.next_due(moment(1)) == got
        assert tasks.sweep(moment(1)) == 0
        assert lease(fresh(got), gone, moment(1))
    assert tasks.next_due(moment(1)) is None
    assert tasks.sweep(moment(1)) == 1
    assert state(got) == "refused"
    assert str(TRIES) in fresh(got).reason
    assert tasks.sweep(moment(1)) == 0


def test_the_last_try_may_still_succeed(gone):
    got = taken(gone, times=TRIES - 1)
    assert actions.check(got.pk, by=OPERATOR, at=moment(2)).state == "checked"
    assert tasks.sweep(moment(3)) == 0


def test_one_that_was_withdrawn_and_reinstated_is_tried_afresh(gone):
    got = taken(gone, times=TRIES)
    actions.withdraw(got.pk, reason="later", by=OPERATOR, at=moment(2))
    actions.reinstate(got.pk, by=OPERATOR, at=moment(3))
    assert state(got) == "received"
    assert tasks.next_due(moment(4)) == got


def test_a_worker_checks_all_that_waits_the_oldest_first():
    given = [received([line(doing=f"{n}")], name=f"{n}.csv") for n in (1, 2, 3)]
    told: list[str] = []
    tasks.work(once=True, told=told.append)
    assert {state(one) for one in given} == {"checked"}
    names = [one.removeprefix("Checking ") for one in told if "Checking" in one]
    assert names == ["1.csv …", "2.csv …", "3.csv …"]


def test_a_file_that_breaks_the_reader_is_tried_thrice_and_the_next_is_checked(
    monkeypatch, caplog
):
    bad, good = received([line()]), received([line("nww")], hour=2)
    reads = checking.read_contained

    def read(path, *arguments, **named):
        if b"Harbour" in path.read_bytes():
            raise MemoryError
        return reads(path, *arguments, **named)

    monkeypatch.setattr(checking, "read_contained", read)
    tasks.work(once=True)
    assert state(bad) == "refused"
    assert state(good) == "checked"
    assert fresh(bad).tries == TRIES
    assert str(bad.pk) in caplog.text


def test_what_a_killed_process_left_is_swept_up_when_it_is_old(home, monkeypatch):
    got = received([line()])
    actions.check(got.pk, by=OPERATOR, at=moment(1))
    places = [
        home / "originals" / f"{files.INCOMING}x",
        home / "originals" / "ab" / f"{files.READING}x" / "file.csv",
        home / "staged" / f"{files.STAGING}x" / "fresh" / "rows.parquet",
    ]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"left")
    assert sweep_unfinished(moment(0)) == 0
    assert sweep_unfinished(moment(10**6)) == 3
    assert not any(place.exists() for place in places)
    assert staged_rows(got.pk).height == 1
    assert files.check_original(got.sha256)
