"""Writing: one transaction, one sequence, one permission check, one audit entry."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from comity.access.actors import Actor, Role
from comity.access.models import Clock, Transaction, User
from comity.access.policy import Resource, require
from comity.errors import AccountExists

TICK = timedelta(microseconds=1)
"""The least by which one write is later than the one before."""


@contextmanager
def write(
    action: str,
    resource: Resource,
    *,
    subject: str,
    by: Actor,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> Iterator[Transaction]:
    """Open the one transaction of an action and yield its place in the sequence.

    All writes queue here: the clock's row stays locked until the transaction
    ends, so sequences are handed out in the order in which writes become visible.

    Args:
        action: what is done, such as "claim.record".
        resource: what the policy is asked about.
        subject: stable key of what it is done to, for the audit trail.
        by: who does it.
        at: the moment, timezone-aware; moved to just after the write before
            where the clock did not run on, so that each moment that was answered
            for keeps its answer.
        detail: what else the audit trail should keep; never personal data.

    Raises:
        SignInNeeded, NotPermitted: the policy refuses.
    """
    require(by, action, resource)
    with transaction.atomic():
        Clock.objects.get_or_create(id=1)
        clock = Clock.objects.select_for_update().get(id=1)
        recorded_at = at.astimezone(UTC)
        if clock.recorded_at is not None:
            recorded_at = max(recorded_at, clock.recorded_at + TICK)
        entry = Transaction(
            sequence=clock.sequence + 1,
            recorded_at=recorded_at,
            by=by.key,
            by_name=by.name,
            action=action,
            subject=subject[:200],
            detail=detail or {},
        )
        entry.digest = entry_digest(entry, clock.digest)
        entry.save(force_insert=True)
        clock.sequence = entry.sequence
        clock.recorded_at = recorded_at
        clock.digest = entry.digest
        clock.save()
        yield entry


def entry_digest(entry: Transaction, previous: str) -> str:
    """SHA-256 over an audit entry and the digest of the one before it."""
    content = json.dumps(
        [
            previous,
            entry.sequence,
            entry.recorded_at.astimezone(UTC).isoformat(),
            entry.by,
            entry.action,
            entry.subject,
            entry.detail,
        ],
        sort_keys=True,
    )
    return hashlib.sha256(content.encode()).hexdigest()


def create_account(
    username: str, password: str, *, role: Role, by: Actor, at: datetime
) -> User:
    """Make an account that can sign in at the desk.

    Raises:
        AccountExists: the name is taken.
    """
    with write("account.create", Resource("account"), subject=username, by=by, at=at):
        if User.objects.filter(username=username).exists():
            raise AccountExists(username=username)
        return User.objects.create_user(username=username, password=password, role=role)
