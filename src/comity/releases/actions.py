"""Writing releases: freeze and publish, withdraw."""

from collections.abc import Sequence
from datetime import datetime

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.policy import Resource, require
from comity.errors import ReasonMissing, ReleaseWithdrawn, UnknownRelease
from comity.ledger.failpoints import failpoint
from comity.releases.folders import making, put_in_place
from comity.releases.freezing import gather, known_moment, plan_release, write_release
from comity.releases.lately import forget
from comity.releases.models import Release, ReleasedResponse
from comity.releases.naming import MANIFEST
from comity.releases.queries import record_of
from comity.releases.records import ReleaseRecord
from comity.releases.writing import file_digest, sync


def create_release(
    responses: Sequence[str] = (),
    *,
    known_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> ReleaseRecord:
    """Freeze what is public of the stores and publish it.

    The folder is made beside its place and moved into it, and is published by the
    row that names it: a kill leaves nothing half published. While nothing is
    written to the stores, a release made again is the same release.

    Args:
        responses: codes; none releases the register alone.
        known_at: tell what was known then; now where none is given.

    Raises:
        UnknownResponse, NotReleasable, ReleaseMixed, ReleaseUnwritable.
        ReleaseWithdrawn: this same release was withdrawn, and nothing changed since.
        LedgerDamaged: a report that counts cannot be read.
        SignInNeeded, NotPermitted.
    """
    require(by, "release.create", Resource("release"))
    plan = plan_release(responses, known_moment(known_at), by)
    held = _standing(plan.name)
    if held is not None:
        return held
    failpoint("release.create", "before")
    contents = gather(plan)
    with making() as fresh:
        write_release(contents, fresh)
        sync(fresh)
        digest = file_digest(fresh / MANIFEST)
        failpoint("release.create", "inside")
        with write(
            "release.create",
            Resource("release"),
            subject=plan.name,
            by=by,
            at=at,
            detail={"manifest": digest},
        ) as entry:
            held = _standing(plan.name)
            if held is not None:
                return held
            sync(put_in_place(fresh, plan.name).parent)
            failpoint("release.create", "after")
            made = Release.objects.create(
                name=plan.name,
                sequence=plan.known.sequence,
                known_at=plan.known.at,
                simulated=plan.simulated,
                manifest_sha256=digest,
                recorded=entry,
            )
            ReleasedResponse.objects.bulk_create(
                [
                    ReleasedResponse(release=made, code=one.code, country=one.country)
                    for one in plan.responses
                ]
            )
    forget()
    return record_of(made)


def withdraw_release(
    name: str, *, reason: str, by: Actor, at: datetime
) -> ReleaseRecord:
    """Serve a release's files no more; its address says so, and why.

    Raises:
        ReasonMissing, UnknownRelease, ReleaseWithdrawn, SignInNeeded, NotPermitted.
    """
    if not reason.strip():
        raise ReasonMissing(action="withdraw")
    with write(
        "release.withdraw",
        Resource("release"),
        subject=name,
        by=by,
        at=at,
        detail={"reason": reason.strip()},
    ) as entry:
        held = (
            Release.objects.select_related("recorded", "withdrawn")
            .filter(name=name)
            .first()
        )
        if held is None:
            raise UnknownRelease(asked=name[:80])
        if held.withdrawn is not None:
            raise ReleaseWithdrawn(name=held.name, reason=held.reason)
        held.withdrawn, held.reason = entry, reason.strip()
        held.save(update_fields=["withdrawn", "reason"])
    forget()
    return record_of(held)


def _standing(name: str) -> ReleaseRecord | None:
    held = Release.objects.filter(name=name).first()
    if held is None:
        return None
    if held.withdrawn_id is not None:
        raise ReleaseWithdrawn(name=held.name, reason=held.reason)
    return record_of(held)
