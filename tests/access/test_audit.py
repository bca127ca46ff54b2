"""The clock and the audit trail: in order, complete, and any change to it found."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from comity.access.actions import create_account, write
from comity.access.actors import ANONYMOUS, Actor, Role
from comity.access.models import Clock, Transaction, User
from comity.access.policy import Resource
from comity.access.queries import audit_break, has_accounts, moment, read_moment
from comity.errors import (
    AccountExists,
    ComityError,
    MomentInvalid,
    NotPermitted,
    SignInNeeded,
)

pytestmark = pytest.mark.django_db

OPERATOR = Actor("operator:test", "test", Role.OPERATOR)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def enter(at: datetime = NOW, **detail: Any) -> Transaction:
    with write(
        "test.do", Resource("test"), subject="it", by=OPERATOR, at=at, detail=detail
    ) as entry:
        return entry


def test_each_write_takes_the_next_sequence_and_says_who_did_what() -> None:
    first, second = enter(), enter(NOW + HOUR, why="because")

    assert second.sequence == first.sequence + 1
    kept = Transaction.objects.get(pk=second.sequence)
    assert (kept.by, kept.by_name) == ("operator:test", "test")
    assert (kept.action, kept.subject) == ("test.do", "it")
    assert kept.detail == {"why": "because"}
    assert kept.recorded_at == NOW + HOUR


def test_moments_grow_even_where_the_clock_is_set_back() -> None:
    told = [enter(NOW + hours * HOUR).recorded_at for hours in (0, 5, -3, 0, 6, 6)]

    assert told == sorted(set(told))
    assert told[0] == NOW
    assert told[4] == NOW + 6 * HOUR


def test_a_moment_in_another_zone_is_kept_in_utc() -> None:
    entry = enter(NOW.astimezone(ZoneInfo("Asia/Kathmandu")))

    assert entry.recorded_at.utcoffset() == timedelta(0)
    assert Transaction.objects.get(pk=entry.sequence).recorded_at == NOW


def test_a_failed_write_takes_no_sequence_and_leaves_no_entry() -> None:
    before = enter()

    def fail() -> None:
        with write("test.do", Resource("test"), subject="it", by=OPERATOR, at=NOW):
            User.objects.create_user("ghost")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert Transaction.objects.count() == before.sequence
    assert Clock.objects.get().sequence == before.sequence
    assert not User.objects.filter(username="ghost").exists()
    assert enter().sequence == before.sequence + 1


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [
        (ANONYMOUS, SignInNeeded),
        (Actor("user:1", "somebody", Role.REGISTERED), NotPermitted),
    ],
)
def test_who_may_not_write_leaves_no_trace(
    actor: Actor, refusal: type[ComityError]
) -> None:
    with (
        pytest.raises(refusal),
        write("test.do", Resource("test"), subject="it", by=actor, at=NOW),
    ):
        pytest.fail("it was let in")

    assert not Transaction.objects.exists()


def test_an_unbroken_trail_is_found_whole() -> None:
    assert audit_break() is None
    for number in range(5):
        enter(NOW + number * HOUR, number=number)

    assert audit_break() is None


@pytest.mark.parametrize(
    "change",
    [
        {"by": "operator:other"},
        {"action": "test.undo"},
        {"subject": "that"},
        {"detail": {"number": 99}},
        {"recorded_at": NOW + 9 * HOUR},
        {"digest": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_one_altered_entry_is_found(change: dict[str, Any]) -> None:
    entries = [enter(NOW + number * HOUR, number=number) for number in range(5)]

    Transaction.objects.filter(pk=entries[2].sequence).update(**change)

    assert audit_break() == entries[2].sequence


def test_a_missing_entry_is_found() -> None:
    entries = [enter() for _ in range(4)]

    Transaction.objects.filter(pk=entries[1].sequence).delete()

    assert audit_break() == entries[1].sequence


def test_entries_missing_from_the_end_are_found() -> None:
    entries = [enter() for _ in range(4)]

    Transaction.objects.filter(pk=entries[3].sequence).delete()

    assert audit_break() == entries[3].sequence


def test_a_moment_is_everything_recorded_by_then() -> None:
    assert moment().sequence == 0
    first, second = enter(), enter(NOW + HOUR)

    assert moment(NOW - HOUR).sequence == 0
    assert moment(NOW).sequence == first.sequence
    assert moment(NOW + HOUR).sequence == second.sequence
    assert moment().sequence == second.sequence
    assert moment().at == NOW + HOUR


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-11-23", datetime(2026, 11, 23, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2026-11-23T18:00:00Z", datetime(2026, 11, 23, 18, tzinfo=UTC)),
        ("2026-11-23T18:00:00+01:00", datetime(2026, 11, 23, 17, tzinfo=UTC)),
        ("2026-11-23T18:00:00 01:00", datetime(2026, 11, 23, 17, tzinfo=UTC)),
        ("2026-11-23T18:00", datetime(2026, 11, 23, 18, tzinfo=UTC)),
        (" 2026-11-23 ", datetime(2026, 11, 23, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_people_and_addresses_write_it(
    text: str, read: datetime
) -> None:
    assert read_moment(text) == read


@pytest.mark.parametrize(
    "text", ["", "now", "2026", "2026-02-30", "2026-11-23T25:00Z", "x" * 500]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(MomentInvalid):
        read_moment(text)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59-14:00"]
)
def test_a_moment_that_no_calendar_has_in_utc_is_refused(text: str) -> None:
    with pytest.raises(MomentInvalid):
        read_moment(text)


def test_an_account_is_made_once_and_its_password_is_not_in_the_trail() -> None:
    assert not has_accounts()
    user = create_account(
        "ada", "correct horse", role=Role.ADMINISTRATOR, by=OPERATOR, at=NOW
    )

    assert has_accounts()
    assert user.check_password("correct horse")
    entry = Transaction.objects.get()
    assert (entry.action, entry.subject) == ("account.create", "ada")
    assert "horse" not in f"{entry.__dict__}"
    with pytest.raises(AccountExists):
        create_account("ada", "another", role=Role.REGISTERED, by=OPERATOR, at=NOW)
    assert Transaction.objects.count() == 1


def test_only_an_administrator_makes_accounts() -> None:
    with pytest.raises(SignInNeeded):
        create_account("eve", "x", role=Role.ADMINISTRATOR, by=ANONYMOUS, at=NOW)

    assert not has_accounts()
