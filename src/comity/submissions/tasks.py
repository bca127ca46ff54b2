"""Background work: received files are checked, one after another, by leases.

The stored state is the queue. A worker that dies leaves its lease to run out;
the next one then takes the submission up again, from the file as received. One
that brings its worker down three times is refused, with the reason.
"""

import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType

from django.db import close_old_connections
from django.db.models import Q

from comity.access.actions import write
from comity.access.actors import Actor, Role
from comity.access.policy import Resource
from comity.errors import ComityError
from comity.submissions.actions import TRIES, check
from comity.submissions.models import State, Submission

WORKER = Actor("worker", "the background worker", Role.OPERATOR)
PAUSE = 1.0
GIVEN_UP = "Checking it failed {tries} times; the file may be damaged. Send it as CSV."

Told = Callable[[str], None]


def work(
    *,
    once: bool = False,
    orphaned: Callable[[], bool] = lambda: False,
    told: Told = lambda _: None,
) -> None:
    """Check what was received until told to stop.

    Args:
        once: return when nothing is due.
        orphaned: whether the process that this one works for is gone.
        told: called with a line about each piece of work.
    """
    stopping = _stop_on_signals()
    holder = f"{socket.gethostname()}:{os.getpid()}"
    while not stopping() and not orphaned():
        sweep(datetime.now(UTC))
        due = next_due(datetime.now(UTC))
        if due is None:
            if once:
                return
            time.sleep(PAUSE)
            close_old_connections()
            continue
        told(f"Checking {due.file} …")
        try:
            done = check(due.pk, by=WORKER, at=datetime.now(UTC), holder=holder)
            told(f"{done.file}: {done.state}. {done.reason}".rstrip(" ."))
        except ComityError as error:
            told(str(error))


def next_due(at: datetime) -> Submission | None:
    """The submission that has waited longest, if nobody holds it."""
    return (
        Submission.objects.filter(
            Q(state=State.RECEIVED) | Q(state=State.CHECKING, leased_until__lt=at),
            tries__lt=TRIES,
        )
        .order_by("recorded")
        .first()
    )


def sweep(at: datetime) -> int:
    """Refuse what has brought its worker down too often; how many that were."""
    poison = Submission.objects.filter(
        state=State.CHECKING, leased_until__lt=at, tries__gte=TRIES
    )
    count = 0
    for held in poison:
        with write(
            "submission.refuse",
            Resource("submission"),
            subject=str(held.pk),
            by=WORKER,
            at=at,
        ):
            held.state = State.REFUSED
            held.reason = GIVEN_UP.format(tries=held.tries)
            held.save(update_fields=["state", "reason"])
        count += 1
    return count


def _stop_on_signals() -> Callable[[], bool]:
    """Whether the process was asked to end; the piece of work in hand is finished."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return lambda: asked
