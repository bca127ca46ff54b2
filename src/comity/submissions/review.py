"""Reading one submission for the person who reviews it: progress, problems, rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import Q

from comity.access.actors import Actor
from comity.reconciliation.lists import gazetteer
from comity.reconciliation.mentions import Kind
from comity.reconciliation.queries import meanings
from comity.register.queries.asking import ask
from comity.register.queries.names import display_names
from comity.register.queries.responses import themes
from comity.submissions.files import staged_folder, staged_problems, staged_rows
from comity.submissions.leases import LEASE
from comity.submissions.models import State, Submission
from comity.submissions.queries import (
    SubmissionRecord,
    difference,
    find_submission,
    live_of_scope,
    names_now,
    submission_record,
)
from comity.submissions.staging import PROBLEM_COLUMNS

WAITING = (State.RECEIVED, State.CHECKING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the checking of a submission is.

    Args:
        ahead: files that came earlier and are not checked yet.
        since: when its checking began, where it has begun.
    """

    ahead: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Review:
    """A submission with all that its check found, apart from problems and rows.

    Args:
        options: what the sender said of the file.
        findings: as the check told them, except for the names as they are now.
        difference: from the live submission of its scope: added, changed, removed,
            unchanged.
        replaces: the live submission of its scope, if there is another.
    """

    record: SubmissionRecord
    sha256: str
    size: int
    sensitivity: str
    simulated: bool
    options: dict[str, Any]
    findings: dict[str, Any]
    names: dict[str, dict[str, int]]
    difference: dict[str, int]
    replaces: SubmissionRecord | None
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """Some of the problems of a submission, in the order of the sheet.

    Args:
        total: how many meet the conditions, on every page.
        severities, codes: how many there are of each, whatever the conditions.
    """

    total: int
    severities: dict[str, int]
    codes: dict[str, int]
    problems: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPreview:
    """A checked activity as its provider wrote it, and what it is taken to mean.

    What is meant is empty where a name still waits to be judged.
    """

    row: int
    who: str
    who_meant: str
    sector: str
    sector_meant: str
    activity: str
    where: str
    where_meant: str
    first_day: date | None
    last_day: date | None
    reached: float | None


def review(submission: UUID, *, by: Actor) -> Review:
    """Everything that a reviewer is told first.

    Raises:
        UnknownSubmission, SignInNeeded, NotPermitted.
    """
    held = find_submission(submission, by=by)
    live = live_of_scope(held).exclude(pk=held.pk).first() if held.findings else None
    return Review(
        record=submission_record(submission, by=by),
        sha256=held.sha256,
        size=held.size,
        sensitivity=held.sensitivity,
        simulated=held.response.simulated,
        options=held.options,
        findings=held.findings,
        names=names_now(held, by=by),
        difference=difference(held, by=by),
        replaces=submission_record(live.pk, by=by) if live else None,
        progress=_progress(held),
    )


def problem_page(
    submission: UUID,
    *,
    by: Actor,
    severity: str = "",
    code: str = "",
    offset: int = 0,
    limit: int = 50,
) -> ProblemPage:
    """The problems of a submission, some at a time.

    Raises:
        UnknownSubmission, SignInNeeded, NotPermitted.
    """
    every = problem_table(submission, by=by)
    kept = every
    if severity:
        kept = kept.filter(pl.col("severity") == severity)
    if code:
        kept = kept.filter(pl.col("code") == code)
    return ProblemPage(
        total=kept.height,
        severities=_counts(every, "severity"),
        codes=_counts(every, "code"),
        problems=tuple(kept.slice(offset, limit).to_dicts()),
    )


def problem_table(submission: UUID, *, by: Actor) -> pl.DataFrame:
    """All problems of a submission: code, severity, place, words and hint.

    Raises:
        UnknownSubmission, SignInNeeded, NotPermitted.
    """
    held = find_submission(submission, by=by)
    if not staged_folder(held.pk).exists():
        return pl.DataFrame(schema=PROBLEM_COLUMNS)
    return staged_problems(held.pk)


def row_preview(submission: UUID, *, by: Actor, limit: int = 50) -> list[RowPreview]:
    """The first checked activities, with what their names mean now.

    Raises:
        UnknownSubmission, SignInNeeded, NotPermitted.
    """
    held = find_submission(submission, by=by)
    if not staged_folder(held.pk).exists():
        return []
    rows = staged_rows(held.pk).head(limit).to_dicts()
    who = _meant(Kind.ORGANIZATION, rows, held, by)
    where = _meant(Kind.PLACE, rows, held, by)
    sectors = _meant(Kind.SECTOR, rows, held, by)
    return [
        RowPreview(
            row=row["row"],
            who=row.get("provider_org_name") or row.get("provider_org_acronym") or "",
            who_meant=who.get(row["org_key"], ""),
            sector=row.get("provider_sector") or "",
            sector_meant=sectors.get(row["sector_key"], ""),
            activity=row.get("provider_activity")
            or row.get("provider_project_title")
            or "",
            where=_place(row),
            where_meant=where.get(row["place_key"], ""),
            first_day=row["start_earliest"],
            last_day=row["end_latest"],
            reached=row.get("reached_total"),
        )
        for row in rows
    ]


def _progress(held: Submission) -> Progress | None:
    if held.state not in WAITING:
        return None
    ahead = Submission.objects.filter(
        Q(state__in=WAITING), recorded__lt=held.recorded_id
    ).count()
    since = held.leased_until - LEASE if held.leased_until else None
    return Progress(ahead, since)


def _counts(table: pl.DataFrame, column: str) -> dict[str, int]:
    counted = table[column].value_counts(sort=True, name="problems")
    return dict(counted.iter_rows())


def _meant(
    kind: Kind, rows: Collection[dict[str, Any]], held: Submission, by: Actor
) -> dict[str | None, str]:
    """Key to the name of what it is taken to mean."""
    asking = ask(by)
    keys = {row[f"{_COLUMNS[kind]}"] for row in rows} - {None}
    known = meanings(kind, keys, held.response.code, asking)
    match kind:
        case Kind.ORGANIZATION:
            names = display_names({UUID(one) for one in known.values()}, asking)
            return {key: names[UUID(one)].name for key, one in known.items()}
        case Kind.PLACE:
            areas = gazetteer(held.response.country, asking)
            return {
                key: f"{areas[one].name} ({one})" if one in areas else one
                for key, one in known.items()
            }
        case Kind.SECTOR:
            called = {theme.slug: theme.name for theme in themes(asking)}
            return {key: called.get(one, one) for key, one in known.items()}


_COLUMNS = {
    Kind.ORGANIZATION: "org_key",
    Kind.PLACE: "place_key",
    Kind.SECTOR: "sector_key",
}


def _place(row: dict[str, Any]) -> str:
    """The narrowest names of a place as written, narrowest first."""
    written = [row.get("provider_place_name")] + [
        row.get(f"provider_admin{level}_name") or row.get(f"provider_admin{level}_code")
        for level in (4, 3, 2, 1)
    ]
    return ", ".join(text for text in written if text)
