"""Commands that take in what partners report: intake, submissions, accept and so on."""

import json
import tomllib
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer
from rich.markup import escape

from comity.access.actors import local_operator
from comity.cli.answers import Json, asking, console, now, show, table
from comity.errors import FileUnreadable, MappingInvalid
from comity.formats import write_csv
from comity.register.queries.responses import find_response
from comity.submissions import actions
from comity.submissions.checking import (
    IntakeOptions,
    check_file,
)
from comity.submissions.files import staged_problems
from comity.submissions.queries import (
    SubmissionRecord,
    dry_run_document,
    intake_document,
    submission_record,
    submissions,
)
from comity.values.fivew import FIELDS

SHOWN = 12

SubmissionId = Annotated[str, typer.Argument(metavar="ID", help="The submission's id.")]


def intake(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX or ODS.")],
    response: Annotated[
        str, typer.Option(metavar="CODE", help="The response it reports into.")
    ],
    org: Annotated[
        str, typer.Option(metavar="ORG", help="Who reports; else the file tells.")
    ] = "",
    period: Annotated[
        str, typer.Option(metavar="EDTF", help="Such as 2025-08 or 2025-01/2025-03.")
    ] = "",
    sheet: Annotated[str, typer.Option(metavar="NAME", help="The sheet to read.")] = "",
    header_row: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Row of the headings.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(help="JSON or TOML: heading or column letter to 5W field."),
    ] = None,
    date_order: Annotated[
        str, typer.Option(metavar="dmy|mdy", help="How 03/04/2025 is meant.")
    ] = "",
    encoding: Annotated[str, typer.Option(help="Of a text file.")] = "",
    sensitivity: Annotated[
        str, typer.Option(help="The response's class if not given.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check only; keep nothing.")
    ] = False,
    problems: Annotated[
        Path | None, typer.Option(help="Write every problem to this CSV.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check a partner's file and say everything that is wrong with it."""
    if date_order not in {"", "dmy", "mdy"}:
        raise typer.BadParameter("dmy or mdy", param_hint="--date-order")
    options = IntakeOptions(
        organization=org,
        period=period,
        sheet=sheet,
        header_row=header_row,
        mapping=_read_mapping(mapping) if mapping else None,
        date_order=date_order,
        encoding=encoding,
    )
    document, found = (
        _dry_run(file, response, options)
        if dry_run
        else _kept(file, response, options, sensitivity)
    )
    if problems is not None:
        write_csv(found, problems)
    show(document, as_json, _show_intake)
    if document["state"] == "refused":
        raise typer.Exit(1)


def list_submissions(
    response: Annotated[
        str | None, typer.Option(metavar="CODE", help="Of this response only.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the submissions, the latest first."""
    found = submissions(by=local_operator(), response=response)
    show(found, as_json, lambda _: _show_submissions(found))


def accept(submission: SubmissionId, as_json: Json = False) -> None:
    """Let a checked submission count, in place of the live one of its scope."""
    done = actions.accept(_id(submission), by=local_operator(), at=now())
    show(submission_record(done.pk, by=local_operator()), as_json, _show_done)


def withdraw(
    submission: SubmissionId,
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")],
    as_json: Json = False,
) -> None:
    """Let a submission count no more; nothing is deleted."""
    done = actions.withdraw(
        _id(submission), reason=reason, by=local_operator(), at=now()
    )
    show(submission_record(done.pk, by=local_operator()), as_json, _show_done)


def reinstate(submission: SubmissionId, as_json: Json = False) -> None:
    """Let a withdrawn or superseded submission count again."""
    done = actions.reinstate(_id(submission), by=local_operator(), at=now())
    show(submission_record(done.pk, by=local_operator()), as_json, _show_done)


def _kept(
    file: Path, response: str, options: IntakeOptions, sensitivity: str
) -> tuple[dict[str, Any], pl.DataFrame]:
    by = local_operator()
    try:
        with file.open("rb") as content:
            received = actions.receive(
                content,
                file.name,
                response=response,
                options=options,
                sensitivity=sensitivity,
                by=by,
                at=now(),
            )
    except OSError as error:
        raise FileUnreadable(file=file.name, reason=str(error.strerror)) from error
    with console.status("Reading …") as status:
        checked = actions.check(
            received.pk,
            by=by,
            at=now(),
            progress=lambda seconds: status.update(f"Reading … {seconds:.0f} s"),
        )
    document = intake_document(checked.pk, by=by)
    found = staged_problems(checked.pk) if document["problems"] else pl.DataFrame()
    return document, found


def _dry_run(
    file: Path, response: str, options: IntakeOptions
) -> tuple[dict[str, Any], pl.DataFrame]:
    question = asking(None, None)
    into = find_response(response, by=question.by)
    if not file.is_file():
        raise FileUnreadable(file=file.name, reason="there is no such file")
    checked = check_file(file, file.name, into, options, question)
    document = dry_run_document(checked, into, file.name, by=question.by)
    return document, checked.problems


def _read_mapping(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
        read = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise FileUnreadable(file=path.name, reason=str(error)) from error
    if not isinstance(read, dict):
        raise MappingInvalid(column="(all)", field=str(type(read).__name__))
    for column, field in read.items():
        if field != "ignore" and field not in FIELDS:
            raise MappingInvalid(column=str(column)[:80], field=str(field)[:80])
    return read


def _id(text: str) -> Any:
    return submission_record(text, by=local_operator()).id


def _show_intake(document: dict[str, Any]) -> None:
    rows = document.get("rows", {})
    console.print(
        f"{escape(document['file'])}: [bold]{document['state']}[/] "
        f"{escape(document['reason'])}"
    )
    if document.get("submission"):
        console.print(f"Submission {document['submission']}")
    if document["state"] != "refused":
        scope = document["scope"]
        console.print(
            f"Reporter {scope['reporter'] or '(a consolidated matrix)'}, period "
            f"{scope['period'] or 'unknown'}, sheet {scope['sheet'] or '(text file)'}, "
            f"headings in row {document['header_row']}."
        )
        console.print(
            "{lines:,} lines = {blank:,} blank + {skipped:,} skipped + {read:,} read; "
            "{read:,} read = {applied:,} applied + {rejected:,} rejected + "
            "{duplicate:,} duplicate.".format(**rows)
        )
        table(
            "Columns",
            ("", "Heading", "5W field", "Found by"),
            (
                (
                    column["letter"],
                    column["heading"],
                    column["field"] or f"({column['reason'] or 'not used'})",
                    column["found"],
                )
                for column in document["columns"]
            ),
        )
        table(
            "Names",
            ("", "Distinct", "Matched", "Queued"),
            (
                (
                    kind,
                    *(
                        f"{counts[name]:,}"
                        for name in ("distinct", "matched", "queued")
                    ),
                )
                for kind, counts in document["names"].items()
            ),
        )
    shown = document["problems"][:SHOWN]
    table(
        f"Problems ({sum(document.get('problem_counts', {}).values()):,})",
        ("Code", "Where", "What"),
        (
            (
                one["code"],
                f"{one['column'] or ''}{one['row'] or ''}",
                f"{one['message']}. {one['hint']}",
            )
            for one in shown
        ),
    )
    for code, count in document.get("problem_counts", {}).items():
        console.print(f"  {count:>6,} {code}")


def _show_submissions(found: list[SubmissionRecord]) -> None:
    table(
        "Submissions",
        ("Id", "Response", "File", "Reporter", "Period", "State", "Applied"),
        (
            (
                str(one.id),
                one.response,
                one.file,
                one.reporter or "(consolidated)",
                one.period or "",
                one.state,
                f"{one.rows.get('applied', 0):,}",
            )
            for one in found
        ),
    )


def _show_done(record: SubmissionRecord) -> None:
    console.print(f"{escape(record.file)} is {record.state}.")
