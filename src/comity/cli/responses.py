"""`comity response`: open responses and list them."""

from typing import Annotated

import typer

from comity.access.actors import local_operator
from comity.cli.answers import Json, asking, console, now, read_day, show, table
from comity.register.queries.responses import (
    ResponseRecord,
    response_record,
    responses,
)
from comity.register.responses import (
    PeriodDraft,
    ResponseDraft,
    create_response,
    expect,
)

application = typer.Typer(
    help="Open responses, into which partners report, and list them.",
    no_args_is_help=True,
)

Code = Annotated[str, typer.Argument(metavar="CODE", help="Such as eth-2025.")]


@application.command()
def create(
    code: Code,
    country: Annotated[str, typer.Option(metavar="ISO3", help="The country.")],
    title: Annotated[str, typer.Option(help="For people.")] = "",
    start: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first day.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The last day.")
    ] = None,
    period: Annotated[
        list[str] | None,
        typer.Option(metavar="EDTF", help="A reporting period; may be repeated."),
    ] = None,
    sensitivity: Annotated[
        str, typer.Option(help="public, partners, restricted or confidential.")
    ] = "partners",
    simulated: Annotated[
        bool, typer.Option("--simulated", help="In a country from XAA to XZZ.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Open a response."""
    draft = ResponseDraft(
        code=code,
        country=country,
        title=title,
        start=read_day(start) if start else None,
        end=read_day(end) if end else None,
        sensitivity=sensitivity,
        simulated=simulated,
    )
    create_response(
        draft,
        periods=[PeriodDraft(label) for label in period or ()],
        by=local_operator(),
        at=now(),
    )
    show(response_record(code, asking(None, None)), as_json, _show_created)


@application.command(name="list")
def list_responses(as_json: Json = False) -> None:
    """List the responses."""
    found = responses(asking(None, None))
    show(found, as_json, lambda _: _show_responses(found))


@application.command(name="expect")
def expect_reports(
    code: Code,
    organization: Annotated[
        list[str], typer.Argument(metavar="ORG...", help="Who is expected to report.")
    ],
    period: Annotated[str, typer.Option(metavar="EDTF", help="For which period.")],
    as_json: Json = False,
) -> None:
    """Expect organizations to report for a period."""
    new = expect(
        code,
        [(one, period) for one in organization],
        by=local_operator(),
        at=now(),
    )
    show({"response": code, "period": period, "new": new}, as_json, _show_expected)


def _show_created(record: ResponseRecord) -> None:
    console.print(
        f"Opened {record.code} ({record.country}), class {record.sensitivity}, "
        f"{len(record.periods)} reporting periods."
    )


def _show_responses(found: list[ResponseRecord]) -> None:
    table(
        "Responses",
        ("Code", "Country", "Title", "Periods", "Class", ""),
        (
            (
                one.code,
                one.country,
                one.title,
                ", ".join(period.label for period in one.periods),
                one.sensitivity,
                "SIMULATED" if one.simulated else "",
            )
            for one in found
        ),
    )


def _show_expected(told: dict[str, object]) -> None:
    console.print(f"{told['new']} new expectations for {told['period']}.")
