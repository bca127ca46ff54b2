"""Writing submissions: receive, check, accept, withdraw, reinstate.

Each step starts from what is stored and may be repeated: a kill anywhere leaves
the step undone or done. Accepting appends the rows to the ledger first, which is
idempotent, and marks the submission live second, in one transaction.
"""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.models import Transaction
from comity.access.policy import Resource, require
from comity.errors import (
    ComityError,
    NothingToAccept,
    ReasonMissing,
    StateForbids,
)
from comity.ledger.failpoints import failpoint
from comity.reconciliation.actions import keep_matches
from comity.register.queries.asking import ask
from comity.register.queries.responses import find_response
from comity.register.vocabulary import term
from comity.submissions.checking import (
    Check,
    IntakeOptions,
    Progress,
    check_file,
    findings,
)
from comity.submissions.files import (
    keep_original,
    shown_name,
    staged_rows,
    staging,
    under_its_name,
)
from comity.submissions.leases import is_held, lease, this_process
from comity.submissions.models import BroughtName, Life, State, Submission
from comity.submissions.queries import find_submission, ledger, live_of_scope

STANDING = (State.RECEIVED, State.CHECKING, State.CHECKED, State.ACCEPTED)
"""States in which the same file again is the same submission."""


def receive(
    content: BinaryIO,
    name: str,
    *,
    response: str,
    options: IntakeOptions | None = None,
    sensitivity: str = "",
    by: Actor,
    at: datetime,
) -> Submission:
    """Keep a file that someone sends for a response; the same again is the same.

    Args:
        name: of the file, as the sender has it.
        sensitivity: of the submission; the response's where empty.

    Raises:
        UnknownResponse, FileTooLarge, UnknownTerm, SignInNeeded, NotPermitted.
    """
    given = options or IntakeOptions()
    require(by, "submission.receive", Resource("submission"))
    into = find_response(response, by=by)
    original = keep_original(content)
    with write(
        "submission.receive",
        Resource("submission"),
        subject=f"{into.code}:{original.sha256[:16]}",
        by=by,
        at=at,
    ) as entry:
        same = Submission.objects.filter(
            response=into,
            sha256=original.sha256,
            options=given.document(),
            state__in=STANDING,
        ).first()
        if same is not None:
            return same
        return Submission.objects.create(
            response=into,
            file=shown_name(name),
            sha256=original.sha256,
            size=original.size,
            options=given.document(),
            sensitivity=term("sensitivity", sensitivity or into.sensitivity),
            recorded=entry,
        )


def check(
    submission: UUID,
    *,
    by: Actor,
    at: datetime,
    holder: str = "",
    progress: Progress | None = None,
) -> Submission:
    """Check what was received; a submission that is past it is left as it is.

    What comes of a check counts only while its lease lasts: a submission that was
    withdrawn meanwhile stays so, and of two checks the one that began last counts.

    Args:
        holder: who holds the lease while the file is read; this process by default.
        progress: called with the seconds since the start.

    Raises:
        StateForbids: somebody else is checking it now.
        UnknownSubmission, SignInNeeded, NotPermitted.
    """
    held = find_submission(submission, by=by)
    require(by, "submission.check", Resource("submission"))
    if held.state not in {State.RECEIVED, State.CHECKING}:
        return held
    if not lease(held, holder or this_process(), at):
        raise StateForbids(
            submission=str(held.pk), state="being checked", action="check"
        )
    failpoint("check", "before")
    try:
        with under_its_name(held.sha256, held.file) as path:
            checked = check_file(
                path,
                held.file,
                held.response,
                IntakeOptions(**held.options),
                ask(by),
                progress,
            )
    except ComityError as error:
        return _refuse(held, str(error), by=by, at=at)
    with (
        staging(held.pk, checked.rows, checked.problems) as put_in_place,
        write(
            "submission.check",
            Resource("submission"),
            subject=str(held.pk),
            by=by,
            at=at,
        ) as entry,
    ):
        if not is_held(held):
            return find_submission(held.pk, by=by)
        put_in_place()
        failpoint("check", "inside")
        _keep_check(held, checked, entry)
    failpoint("check", "after")
    return held


def accept(submission: UUID, *, by: Actor, at: datetime) -> Submission:
    """Let a checked submission count, in place of the live one of its scope.

    Accepting again what is accepted changes nothing.

    Raises:
        StateForbids: it is not checked.
        NothingToAccept: it has no row that could count.
        UnknownSubmission, SignInNeeded, NotPermitted.
    """
    held = find_submission(submission, by=by)
    require(by, "submission.accept", Resource("submission"))
    if held.state == State.ACCEPTED:
        return held
    if held.state != State.CHECKED:
        raise StateForbids(submission=str(held.pk), state=held.state, action="accept")
    rows = staged_rows(held.pk)
    if rows.is_empty() and not held.reporter:
        raise NothingToAccept(submission=str(held.pk))
    failpoint("accept", "before")
    if not rows.is_empty():
        ledger().append(str(held.pk), rows)
    failpoint("accept", "inside")
    return _bring_to_life(held, "submission.accept", (State.CHECKED,), by=by, at=at)


def withdraw(submission: UUID, *, reason: str, by: Actor, at: datetime) -> Submission:
    """Let a submission count no more; its rows stay in the ledger, unseen.

    Raises:
        ReasonMissing, StateForbids, UnknownSubmission, SignInNeeded, NotPermitted.
    """
    if not reason.strip():
        raise ReasonMissing(action="withdraw")
    with write(
        "submission.withdraw",
        Resource("submission"),
        subject=str(submission),
        by=by,
        at=at,
        detail={"reason": reason.strip()},
    ) as entry:
        held = find_submission(submission, by=by)
        if held.state in {State.WITHDRAWN, State.REFUSED, State.SUPERSEDED}:
            raise StateForbids(
                submission=str(held.pk), state=held.state, action="withdraw"
            )
        Life.objects.filter(submission=held, until__isnull=True).update(until=entry)
        held.state, held.reason = State.WITHDRAWN, reason.strip()
        held.save(update_fields=["state", "reason"])
    return held


def reinstate(submission: UUID, *, by: Actor, at: datetime) -> Submission:
    """Let a withdrawn or superseded submission count again.

    One that never counted is open again for acceptance.

    Raises:
        StateForbids, UnknownSubmission, SignInNeeded, NotPermitted.
    """
    held = find_submission(submission, by=by)
    if held.state not in {State.WITHDRAWN, State.SUPERSEDED}:
        raise StateForbids(
            submission=str(held.pk), state=held.state, action="reinstate"
        )
    if held.lives.exists():
        return _bring_to_life(
            held,
            "submission.reinstate",
            (State.WITHDRAWN, State.SUPERSEDED),
            by=by,
            at=at,
        )
    with write(
        "submission.reinstate",
        Resource("submission"),
        subject=str(held.pk),
        by=by,
        at=at,
    ):
        held = find_submission(submission, by=by)
        if held.state != State.WITHDRAWN:
            raise StateForbids(
                submission=str(held.pk), state=held.state, action="reinstate"
            )
        held.state = State.CHECKED if held.findings else State.RECEIVED
        held.reason, held.tries = "", 0
        held.save(update_fields=["state", "reason", "tries"])
    return held


def _keep_check(held: Submission, checked: Check, entry: Transaction) -> None:
    held.findings = findings(checked)
    held.reporter, held.period = checked.reporter, checked.period
    held.sheet = checked.reading.sheet
    held.leased_by, held.leased_until = "", None
    if checked.refused:
        held.state, held.reason = State.REFUSED, checked.refusal
    else:
        held.state = State.CHECKED
        keep_matches(checked.matched, entry)
        BroughtName.objects.filter(submission=held).delete()
        BroughtName.objects.bulk_create(
            [
                BroughtName(submission=held, kind=kind, key=key, rows=rows)
                for (kind, key), rows in checked.staged.brought.items()
            ],
            batch_size=1000,
        )
    held.save()


def _refuse(held: Submission, reason: str, *, by: Actor, at: datetime) -> Submission:
    with write(
        "submission.refuse", Resource("submission"), subject=str(held.pk), by=by, at=at
    ):
        if not is_held(held):
            return find_submission(held.pk, by=by)
        held.state, held.reason = State.REFUSED, reason
        held.leased_by, held.leased_until = "", None
        held.save()
    return held


def _bring_to_life(
    held: Submission,
    action: str,
    states: tuple[State, ...],
    *,
    by: Actor,
    at: datetime,
) -> Submission:
    with write(
        action, Resource("submission"), subject=str(held.pk), by=by, at=at
    ) as entry:
        now = Submission.objects.select_for_update().get(pk=held.pk)
        if now.state == State.ACCEPTED:
            return now
        if now.state not in states:
            raise StateForbids(
                submission=str(now.pk), state=now.state, action=action.split(".")[1]
            )
        for other in live_of_scope(now).exclude(pk=now.pk):
            Life.objects.filter(submission=other, until__isnull=True).update(
                until=entry
            )
            Submission.objects.filter(pk=other.pk).update(
                state=State.SUPERSEDED, reason=f"Superseded by {now.file}."
            )
        Life.objects.create(submission=now, since=entry)
        now.state, now.reason = State.ACCEPTED, ""
        now.save(update_fields=["state", "reason"])
    failpoint("accept", "after")
    return now
