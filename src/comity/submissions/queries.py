"""Reading submissions: lists, what is live, what a check found, what would change."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db.models import QuerySet, Sum

from comity.access.actors import ANONYMOUS, Actor
from comity.access.policy import Resource, require, visible
from comity.errors import OriginalDamaged, UnknownSubmission
from comity.ledger import Ledger
from comity.reconciliation.mentions import Kind
from comity.reconciliation.queries import (
    QueuedName,
    meanings,
    organization_frame,
    place_frame,
    queue,
    sector_frame,
)
from comity.register.models import Organization, Response
from comity.register.queries.asking import Asking, ask
from comity.register.queries.responses import find_response
from comity.submissions.checking import Check, findings
from comity.submissions.files import (
    check_original,
    shown_name,
    staged_folder,
    staged_problems,
    staged_rows,
)
from comity.submissions.models import BroughtName, Life, State, Submission

PROBLEMS_SHOWN = 10_000


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """A submission as it is listed."""

    id: UUID
    response: str
    file: str
    reporter: str
    period: str | None
    sheet: str
    state: str
    reason: str
    rows: dict[str, int]
    activities: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class WaitingName:
    """A name of the queue, with how much hangs on it."""

    name: QueuedName
    rows: int
    submissions: int


def ledger() -> Ledger:
    """The ledger in the home."""
    return Ledger(Path(settings.COMITY_HOME) / "ledger")


def submissions(
    *, by: Actor, response: str | None = None, state: str | None = None
) -> list[SubmissionRecord]:
    """The submissions that the actor may see, the latest first.

    Raises:
        SignInNeeded, NotPermitted, UnknownResponse.
    """
    held = _seen(by)
    if response is not None:
        held = held.filter(response=find_response(response, by=by))
    if state is not None:
        held = held.filter(state=state)
    return [_record(one) for one in held.order_by("-recorded")]


def find_submission(submission: UUID | str, *, by: Actor) -> Submission:
    """The submission of that id.

    Raises:
        UnknownSubmission: none that the actor may see.
        SignInNeeded, NotPermitted.
    """
    try:
        found = _seen(by).filter(pk=UUID(str(submission))).first()
    except ValueError:
        found = None
    if found is None:
        raise UnknownSubmission(asked=str(submission)[:60])
    return found


def submission_record(submission: UUID | str, *, by: Actor) -> SubmissionRecord:
    """A submission as it is listed.

    Raises:
        UnknownSubmission, SignInNeeded, NotPermitted.
    """
    return _record(find_submission(submission, by=by))


def dry_run_document(
    checked: Check, response: Response, file: str, *, by: Actor
) -> dict[str, Any]:
    """What a check found that nothing is kept of, as the contract has it."""
    would_be = Submission(
        response=response,
        reporter=checked.reporter,
        period=checked.period,
        sheet=checked.reading.sheet,
    )
    return {
        "submission": None,
        "state": str(State.REFUSED if checked.refused else State.CHECKED),
        "reason": checked.refusal,
        "response": response.code,
        "file": shown_name(file),
        **findings(checked),
        "scope": scope_document(would_be),
        "difference": difference_of(checked.rows, would_be, by=by),
        "problems": checked.problems.head(PROBLEMS_SHOWN).to_dicts(),
    }


def intake_document(submission: UUID | str, *, by: Actor) -> dict[str, Any]:
    """Everything that the check of a submission found, as the contract has it.

    Raises:
        UnknownSubmission, SignInNeeded, NotPermitted.
    """
    held = find_submission(submission, by=by)
    problems = pl.DataFrame()
    if staged_folder(held.pk).exists():
        problems = staged_problems(held.pk)
    return {
        "submission": str(held.pk),
        "state": held.state,
        "reason": held.reason,
        "response": held.response.code,
        "file": held.file,
        **held.findings,
        "names": names_now(held, by=by) or held.findings.get("names", {}),
        "scope": scope_document(held),
        "difference": difference(held, by=by),
        "problems": problems.head(PROBLEMS_SHOWN).to_dicts(),
    }


def scope_document(held: Submission) -> dict[str, str | None]:
    """Of what a submission is the full snapshot."""
    return {
        "response": held.response.code,
        "reporter": held.reporter or None,
        "period": held.period or None,
        "sheet": held.sheet,
    }


def names_now(held: Submission, *, by: Actor) -> dict[str, dict[str, int]]:
    """How many of a submission's names are matched and queued at present."""
    counts: dict[str, dict[str, int]] = {}
    for kind, keys in _brought([held.pk]).items():
        known = meanings(kind, keys, held.response.code, ask(by))
        counts[f"{kind}s"] = {
            "distinct": len(keys),
            "matched": len(known),
            "queued": len(keys) - len(known),
        }
    return counts


def difference(held: Submission, *, by: Actor) -> dict[str, int]:
    """What the submission's rows change against the live one of its scope.

    Rows are the same by their row key, or else by who, what, where, when and
    project as reconciled now; one that is there in another form is changed.
    """
    if not staged_folder(held.pk).exists():
        return dict.fromkeys(("added", "changed", "removed", "unchanged"), 0)
    return difference_of(staged_rows(held.pk), held, by=by)


def difference_of(ours: pl.DataFrame, held: Submission, *, by: Actor) -> dict[str, int]:
    """The same for rows that are not kept, of a submission that may not be either."""
    live = live_of_scope(held).exclude(pk=held.pk).first()
    theirs = (
        ledger().rows([str(live.pk)]).collect() if live is not None else ours.clear()
    )
    new = _identities(ours, held, by)
    old = _identities(theirs, held, by)
    shared = new.keys() & old.keys()
    unchanged = sum(new[one] == old[one] for one in shared)
    return {
        "added": len(new) - len(shared),
        "changed": len(shared) - unchanged,
        "removed": len(old) - len(shared),
        "unchanged": unchanged,
    }


def counted() -> list[str]:
    """The submissions that have ever counted and that the ledger must therefore hold."""
    held = Life.objects.exclude(submission__findings__rows__applied=0)
    return sorted({str(pk) for pk in held.values_list("submission", flat=True)})


def damaged_originals() -> list[str]:
    """SHA-256 of the files received that are missing or were altered on disk."""
    damaged = []
    for sha256 in sorted(set(Submission.objects.values_list("sha256", flat=True))):
        try:
            check_original(sha256)
        except OriginalDamaged:
            damaged.append(sha256)
    return damaged


def live_of_scope(held: Submission) -> QuerySet[Submission]:
    """The submission that counts for the same scope, if there is one.

    Who reported under a name that nobody knew is whom the name means now; where
    that makes one of two reporters, there may be two.
    """
    live = Submission.objects.filter(
        response=held.response,
        period=held.period,
        sheet=held.sheet,
        lives__until__isnull=True,
        lives__isnull=False,
    )
    others = set(live.values_list("reporter", flat=True))
    who = reporters_known({*others, held.reporter}, held.response.code, ask(ANONYMOUS))
    same = [one for one in others if who[one] == who[held.reporter]]
    return live.filter(reporter__in=same)


def reporters_known(
    reporters: Collection[str], scope: str, asking: Asking
) -> dict[str, str]:
    """Reporter -> slug of the organization that it is or that its name means.

    One of whom nothing is known stays as it is.
    """
    slugs = Organization.objects.filter(slug__in=reporters)
    unknown = set(reporters) - {"", *slugs.values_list("slug", flat=True)}
    meant = meanings(Kind.ORGANIZATION, unknown, scope, asking)
    found = Organization.objects.filter(pk__in=set(meant.values()))
    by_id = {str(pk): slug for pk, slug in found.values_list("pk", "slug")}
    return {one: by_id.get(meant.get(one, ""), one) for one in reporters}


def live_submissions(response: Response, asking: Asking) -> list[Submission]:
    """The submissions of a response that counted at the moment."""
    lives = Life.objects.filter(
        asking.not_ended("until"),
        submission__response=response,
        since__lte=asking.known.sequence,
    )
    return list(
        Submission.objects.filter(
            pk__in=lives.values("submission"),
            sensitivity__in=visible(asking.by, "submission"),
        ).order_by("recorded")
    )


def waiting_names(*, by: Actor, response: str | None = None) -> list[WaitingName]:
    """The names that mean nothing yet, those on which most rows hang first.

    Raises:
        SignInNeeded, NotPermitted, UnknownResponse.
    """
    asking = ask(by)
    counted = _seen(by).filter(state__in=(State.CHECKED, State.ACCEPTED))
    codes = (
        [find_response(response, by=by).code]
        if response
        else sorted(set(counted.values_list("response__code", flat=True)))
    )
    waiting: dict[tuple[str, str], WaitingName] = {}
    for code in codes:
        of_response = list(
            counted.filter(response__code=code).values_list("pk", flat=True)
        )
        weights = _weights(of_response)
        for name in queue(_brought(of_response), code, asking):
            met = name.kind, name.key
            rows, held = weights[met]
            if met in waiting:
                rows, held = rows + waiting[met].rows, held + waiting[met].submissions
            waiting[met] = WaitingName(name, rows, held)
    return sorted(
        waiting.values(), key=lambda one: (-one.rows, one.name.kind, one.name.text)
    )


def _seen(by: Actor) -> QuerySet[Submission]:
    require(by, "list", Resource("submission"))
    return Submission.objects.filter(
        sensitivity__in=visible(by, "submission")
    ).select_related("response", "recorded")


def _record(held: Submission) -> SubmissionRecord:
    return SubmissionRecord(
        id=held.pk,
        response=held.response.code,
        file=held.file,
        reporter=held.reporter,
        period=held.period or None,
        sheet=held.sheet,
        state=held.state,
        reason=held.reason,
        rows=held.findings.get("rows", {}),
        activities=held.findings.get("activities", 0),
        at=held.recorded.recorded_at,
        by=held.recorded.by_name,
    )


def _brought(submissions: Sequence[UUID]) -> dict[Kind, set[str]]:
    keys: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    held = BroughtName.objects.filter(submission__in=submissions)
    for kind, key in held.values_list("kind", "key").distinct():
        keys[Kind(kind)].add(key)
    return keys


def _weights(submissions: Sequence[UUID]) -> dict[tuple[str, str], tuple[int, int]]:
    counted: Counter[tuple[str, str]] = Counter()
    held = BroughtName.objects.filter(submission__in=submissions)
    for kind, key in held.values_list("kind", "key"):
        counted[kind, key] += 1
    return {
        (kind, key): (rows, counted[kind, key])
        for kind, key, rows in held.values("kind", "key")
        .annotate(total=Sum("rows"))
        .values_list("kind", "key", "total")
    }


def _identities(
    rows: pl.DataFrame, held: Submission, by: Actor
) -> dict[tuple[str, int], str]:
    """Identity of a row, and how often it came before, to what the row says."""
    if rows.is_empty():
        return {}
    asking, scope = ask(by), held.response.code
    country = held.response.country
    resolved = (
        rows.lazy()
        .join(
            organization_frame(_keys(rows, "org_key"), scope, asking).lazy(),
            on="org_key",
            how="left",
        )
        .join(
            place_frame(_keys(rows, "place_key"), country, scope, asking).lazy(),
            on="place_key",
            how="left",
        )
        .join(
            sector_frame(_keys(rows, "sector_key"), scope, asking).lazy(),
            on="sector_key",
            how="left",
        )
    )
    what = pl.concat_str(
        [
            pl.coalesce(pl.col(column).cast(pl.String), pl.lit("")).fill_null("")
            for column in _IDENTITY
        ],
        separator="\x1f",
    )
    keyed = (
        resolved.with_columns(
            pl.coalesce("org_id", "org_key").alias("who"),
            pl.coalesce("sector", "sector_key").alias("what"),
            pl.coalesce(
                "admin4_pcode", "admin3_pcode", "admin2_pcode", "place_key"
            ).alias("where"),
        )
        .with_columns(
            pl.when(pl.col("row_key").is_not_null())
            .then(pl.lit("key\x1f") + pl.col("row_key"))
            .otherwise(what)
            .alias("identity")
        )
        .group_by("row")
        .agg(pl.col("identity").sort().str.join("\x1e"), pl.col("row_hash").first())
        .sort("row")
        .collect()
    )
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], str] = {}
    for identity, row_hash in keyed.select("identity", "row_hash").iter_rows():
        found[identity, seen[identity]] = row_hash
        seen[identity] += 1
    return found


_IDENTITY = (
    "who",
    "what",
    "where",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "provider_activity",
    "provider_project_code",
    "provider_project_title",
)


def _keys(rows: pl.DataFrame, column: str) -> Collection[str]:
    return set(rows[column].drop_nulls().unique().to_list())
