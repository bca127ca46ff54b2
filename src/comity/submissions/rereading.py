"""Reading a file that was sent once more, in another way."""

from datetime import datetime
from uuid import UUID

from comity.access.actors import Actor
from comity.submissions.actions import receive, withdraw
from comity.submissions.checking import IntakeOptions
from comity.submissions.files import check_original
from comity.submissions.models import State, Submission
from comity.submissions.queries import find_submission

READ_AGAIN = "Read again in another way."


def receive_again(
    submission: UUID, *, options: IntakeOptions, by: Actor, at: datetime
) -> Submission:
    """Receive the file of a submission again, to be checked with other options.

    The former check is withdrawn in favour of the new one, unless it counts.

    Raises:
        UnknownSubmission, OriginalDamaged, SignInNeeded, NotPermitted.
    """
    former = find_submission(submission, by=by)
    with check_original(former.sha256).open("rb") as content:
        fresh = receive(
            content,
            former.file,
            response=former.response.code,
            options=options,
            sensitivity=former.sensitivity,
            by=by,
            at=at,
        )
    if fresh.pk != former.pk and former.state == State.CHECKED:
        withdraw(former.pk, reason=READ_AGAIN, by=by, at=at)
    return fresh
