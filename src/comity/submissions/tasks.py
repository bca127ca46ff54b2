"""Background work: received files are checked, one after another, by leases.

The stored state is the queue. Where a worker dies, the next one takes the
submission up again, from the file as received. One that brings its worker down
three times is refused, with the reason.
"""

import logging
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType

from django.db import close_old_connections

from comity.access.actions import write
from comity.access.actors import Actor, Role
from comity.access.policy import Resource
from comity.errors import ComityError
from comity.submissions.actions import check
from comity.submissions.files import sweep_unfinished
from comity.submissions.leases import TRIES, is_free, is_held, this_process
from comity.submissions.models import State, Submission

WORKER = Actor("worker", "the background worker", Role.OPERATOR)
PAUSE = 1.0
GIVEN_UP = "Checking it failed {tries} times; the file may be damaged. Send it as CSV."

UNFINISHED = timedelta(hours=1)
"""Age from which what nobody finished is swept up."""

Told = Callable[[str], None]

log = logging.getLogger(__name__)


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
    holder = this_process()
    sweep_unfinished(datetime.now(UTC) - UNFINISHED)
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
        except Exception:  # the edge of the process: what one file did is not the end
            log.exception("Checking %s failed", due.pk)
            Submission.objects.filter(pk=due.pk, leased_by=holder).update(
                leased_until=datetime.now(UTC)
            )


def next_due(at: datetime) -> Submission | None:
    """The submission that has waited longest, if nobody holds it."""
    waiting = Submission.objects.filter(
        state__in=(State.RECEIVED, State.CHECKING), tries__lt=TRIES
    )
    return next(
        (held for held in waiting.order_by("recorded") if is_free(held, at)), None
    )


def sweep(at: datetime) -> int:
    """Refuse what has brought its worker down too often; how many that were."""
    worn = Submission.objects.filter(state=State.CHECKING, tries__gte=TRIES)
    poison = [held for held in worn if is_free(held, at)]
    for held in poison:
        with write(
            "submission.refuse",
            Resource("submission"),
            subject=str(held.pk),
            by=WORKER,
            at=at,
        ):
            if is_held(held):
                held.state = State.REFUSED
                held.reason = GIVEN_UP.format(tries=held.tries)
                held.save(update_fields=["state", "reason"])
    return len(poison)


def _stop_on_signals() -> Callable[[], bool]:
    """Whether the process was asked to end; the piece of work in hand is finished."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return lambda: asked
