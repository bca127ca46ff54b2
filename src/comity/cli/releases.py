"""`comity release` and `comity coverage`: publish, check, withdraw, count."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from comity.access.actors import local_operator
from comity.access.queries import read_moment
from comity.cli.answers import (
    Day,
    Json,
    KnownAt,
    asking,
    console,
    now,
    read_day,
    show,
    table,
)
from comity.errors import ValueInvalid
from comity.formats import frame_of, write_csv, write_parquet, write_xlsx
from comity.releases import actions
from comity.releases.documents import release_document, release_mark
from comity.releases.folders import release_folder
from comity.releases.naming import MARK
from comity.releases.queries import releases
from comity.releases.records import ReleaseRecord, Verification
from comity.releases.verifying import verify
from comity.submissions.coverage import Coverage, read_by, response_coverage

application = typer.Typer(
    help="Freeze and publish what is public, check it, withdraw it.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the release.")]

ENDINGS = (".csv", ".xlsx", ".parquet")
_REFUSED = 1


@application.command()
def create(
    response: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE", help="To be told of; may be repeated. The register alone."
        ),
    ] = None,
    known_at: KnownAt = None,
    as_json: Json = False,
) -> None:
    """Freeze what is public of the register and of responses, and publish it."""
    with console.status("Counting and writing the release …"):
        made = actions.create_release(
            response or (),
            known_at=read_moment(known_at) if known_at else None,
            by=local_operator(),
            at=now(),
        )
    path = str(release_folder(made.name))
    document = {"name": made.name, "path": path} | release_document(made)
    show(document, as_json, lambda _: _show_made(made, path))


@application.command(name="list")
def list_releases(as_json: Json = False) -> None:
    """List the releases, the latest known first."""
    found = releases(by=local_operator())
    marks = [release_mark(one) for one in found]
    show(marks, as_json, lambda _: _show_releases(found))


@application.command(name="verify")
def verify_release(
    name: Name,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Make it again from the stores and compare."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Compare a release's files with their checksums; exit 1 if anything differs."""
    found = verify(name, rebuild=rebuild, by=local_operator())
    show(found, as_json, _show_verification)
    if not found.ok:
        raise typer.Exit(_REFUSED)


@application.command()
def withdraw(
    name: Name,
    reason: Annotated[str, typer.Option(help="Why; shown at its address.")],
    as_json: Json = False,
) -> None:
    """Serve a release's files no more; its address says so, and why."""
    done = actions.withdraw_release(name, reason=reason, by=local_operator(), at=now())
    show(
        release_mark(done),
        as_json,
        lambda _: console.print(f"Withdrawn: {done.name}. {done.reason}"),
    )


def coverage(
    response: Annotated[str, typer.Argument(metavar="RESPONSE", help="Its code.")],
    as_of: Day = None,
    known_at: KnownAt = None,
    by: Annotated[
        str,
        typer.Option(help="Dimensions, such as admin1,sector or org_type."),
    ] = "admin2,sector",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it as .csv, .xlsx or .parquet."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Who is present where, live, and what silence means.

    Without a day, the latest period that someone reported for is counted.
    """
    if out is not None and out.suffix.lower() not in ENDINGS:
        raise ValueInvalid(
            field="file",
            value=out.name,
            wanted="a name ending in " + ", ".join(ENDINGS),
        )
    found = response_coverage(
        response,
        asking(as_of, known_at),
        on=read_day(as_of) if as_of else None,
        by=read_by(by),
    )
    if out is not None:
        _write(found, out)
    show(found, as_json, lambda _: _show_coverage(found, out))


def _write(found: Coverage, path: Path) -> None:
    """Write the rows; what is simulated says so in every row."""
    frame = frame_of(found.rows)
    if found.simulated:
        frame = frame.select(pl.lit(MARK).alias("simulated"), pl.all())
    match path.suffix.lower():
        case ".csv":
            write_csv(frame, path)
        case ".xlsx":
            write_xlsx(
                {f"{MARK} coverage" if found.simulated else "coverage": frame}, path
            )
        case _:
            write_parquet(frame, path)


def _show_made(made: ReleaseRecord, path: str) -> None:
    mark = f" ({MARK})" if made.simulated else ""
    console.print(f"Published [bold]{made.name}[/]{mark} in {path}.")


def _show_releases(found: Sequence[ReleaseRecord]) -> None:
    table(
        "Releases",
        ("Name", "Known at", "Responses", "", "Withdrawn"),
        (
            (
                one.name,
                f"{one.known_at:%Y-%m-%d %H:%M}" if one.known_at else "",
                ", ".join(one.responses) or "the register",
                MARK if one.simulated else "",
                one.reason,
            )
            for one in found
        ),
    )


def _show_verification(found: Verification) -> None:
    for one in found.findings:
        console.print(f"[bold red]{one.kind}[/] {one.subject}: {one.detail}")
    if found.ok:
        how = ", and the stores give it again" if found.rebuilt else ""
        console.print(f"{found.name}: {found.files} files are as published{how}.")


def _show_coverage(found: Coverage, out: Path | None) -> None:
    if out is not None:
        console.print(f"Wrote {len(found.rows)} rows to {out}.")
        return
    columns: dict[str, Any] = found.rows[0] if found.rows else {}
    mark = f"{MARK}: " if found.simulated else ""
    when = f"on {found.as_of}" if found.as_of else f"in {found.period or 'all time'}"
    table(
        f"{mark}{found.response} {when}",
        tuple(columns),
        (
            tuple("" if value is None else str(value) for value in row.values())
            for row in found.rows
        ),
    )
