"""Leases: a submission is checked by one process at a time.

A lease runs out, and ends at once with the process that held it, where that was
on this machine. Each has a number (`tries`), so that a holder who comes back late
is told apart from the one that came after.
"""

import os
import socket
from datetime import datetime, timedelta

from django.db.models import F, Q

from comity.submissions.models import State, Submission

TRIES = 3
"""How often a submission may bring its worker down before it is refused."""

LEASE = timedelta(minutes=20)
"""For how long a check is somebody's; longer than any file may take."""


def this_process() -> str:
    """This process as the holder of a lease."""
    return f"{socket.gethostname()}:{os.getpid()}"


def lease(held: Submission, holder: str, at: datetime) -> bool:
    """Take a submission for checking, unless somebody else has it."""
    free = Q(state=State.RECEIVED) | Q(state=State.CHECKING, leased_until__lt=at)
    if held.state == State.CHECKING and _is_gone(held.leased_by):
        free |= Q(state=State.CHECKING, tries=held.tries)
    taken = Submission.objects.filter(free, pk=held.pk).update(
        state=State.CHECKING,
        leased_by=holder,
        leased_until=at + LEASE,
        tries=F("tries") + 1,
    )
    if taken:
        held.refresh_from_db()
    return bool(taken)


def is_held(held: Submission) -> bool:
    """Whether the lease that this record was read with is still in force."""
    return Submission.objects.filter(
        pk=held.pk, state=State.CHECKING, tries=held.tries
    ).exists()


def is_free(held: Submission, at: datetime) -> bool:
    """Whether a check of the submission is due and nobody is at it."""
    if held.state == State.RECEIVED:
        return True
    ran_out = held.leased_until is not None and held.leased_until < at
    return held.state == State.CHECKING and (ran_out or _is_gone(held.leased_by))


def _is_gone(holder: str) -> bool:
    """Whether the holder was a process of this machine that is there no more."""
    machine, _, process = holder.rpartition(":")
    if machine != socket.gethostname() or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
