"""Commands that ask the register."""

from typing import Annotated

import typer
from rich.markup import escape

from comity.cli.answers import (
    Day,
    Json,
    KnownAt,
    asking,
    console,
    period,
    read_day,
    show,
    table,
)
from comity.register import queries
from comity.register.records import (
    Backed,
    Changes,
    Instruments,
    Members,
    Standings,
)

Organization = Annotated[
    str, typer.Argument(metavar="ORG", help="Slug, acronym, identifier or name.")
]
Body = Annotated[
    str, typer.Argument(metavar="BODY", help="Slug, acronym, identifier or name.")
]


def standing(
    organization: Organization,
    body: Annotated[
        str | None, typer.Option("--in", metavar="BODY", help="In this body only.")
    ] = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    as_json: Json = False,
) -> None:
    """What an organization was to other bodies on a day, under which instrument."""
    answer = queries.standing(organization, asking(as_of, known_at), body=body)
    show(answer, as_json, _show_standing)


def members(
    body: Body, as_of: Day = None, known_at: KnownAt = None, as_json: Json = False
) -> None:
    """Who had which role in a body on a day."""
    show(queries.members(body, asking(as_of, known_at)), as_json, _show_members)


def changes(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ORG_OR_BODY", help="Slug, acronym, identifier or name."
        ),
    ],
    start: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day.")],
    end: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day.")],
    known_at: KnownAt = None,
    as_json: Json = False,
) -> None:
    """What began, ended or changed between two days, both inclusive."""
    answer = queries.changes(
        subject, read_day(start), read_day(end), asking(end, known_at)
    )
    show(
        queries.changes_document(answer) if as_json else answer,
        as_json,
        lambda _: _show_changes(answer),
    )


def instruments(
    party: Annotated[
        list[str] | None,
        typer.Option("--party", metavar="ORG", help="Is a party; may be repeated."),
    ] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="T", help="Covered by a clause.")
    ] = None,
    area: Annotated[
        str | None,
        typer.Option("--area", metavar="PCODE", help="Covered by a clause."),
    ] = None,
    as_of: Day = None,
    known_at: KnownAt = None,
    expiring_within: Annotated[
        int | None,
        typer.Option(
            "--expiring-within",
            metavar="DAYS",
            min=0,
            max=36500,
            help="Expires within so many days after the day asked about.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Which instruments bind whom, on what and where, and whether they stand."""
    answer = queries.instruments(
        asking(as_of, known_at),
        parties=tuple(party or ()),
        theme=theme,
        area=area,
        standing_only=as_of is not None,
        expiring_within=expiring_within,
    )
    show(answer, as_json, _show_instruments)


def _show_standing(answer: Standings) -> None:
    table(
        f"{answer.name} on {answer.as_of}",
        ("Body", "Role", "Period", "Certainty", "Under", "Says who"),
        (
            (
                record.body_name,
                _role(record.role, record.context),
                period(record.period.start, record.period.end),
                _certainty(record),
                str(record.under.symbol or record.under.title) if record.under else "",
                _cited(record),
            )
            for record in answer.standings
        ),
    )
    _show_conflicts(answer.standings)


def _show_members(answer: Members) -> None:
    table(
        f"{answer.name} on {answer.as_of}: {len(answer.members)} roles",
        ("Organization", "Role", "Period", "Certainty", "Says who"),
        (
            (
                record.name,
                _role(record.role, record.context),
                period(record.period.start, record.period.end),
                _certainty(record),
                _cited(record),
            )
            for record in answer.members
        ),
    )
    _show_conflicts(answer.members)


def _show_changes(answer: Changes) -> None:
    table(
        f"{answer.name} from {answer.start} to {answer.end}",
        ("Day", "What", "", "Says who"),
        (
            (
                record.day,
                record.kind,
                record.summary,
                record.citations[0].source if record.citations else "",
            )
            for record in answer.changes
        ),
    )


def _show_instruments(answer: Instruments) -> None:
    table(
        f"Instruments on {answer.as_of}",
        ("Symbol", "Title", "Kind", "State", "Parties", "Events"),
        (
            (
                record.symbol,
                record.title,
                record.kind,
                record.state
                + (" (possibly)" if record.state_certainty == "possible" else ""),
                ", ".join(party.name for party in record.parties),
                "; ".join(
                    f"{event.kind} {event.period.start}" for event in record.events
                ),
            )
            for record in answer.instruments
        ),
    )


def _role(role: str, context: str | None) -> str:
    shown = role.replace("-", " ")
    return f"{shown} ({context.replace('-', ' ')})" if context else shown


def _certainty(record: Backed) -> str:
    return (
        f"{record.certainty}, sources disagree"
        if record.conflicts
        else record.certainty
    )


def _cited(record: Backed) -> str:
    if not record.citations:
        return "(a source you may not see)"
    first = record.citations[0]
    more = f" and {len(record.citations) - 1} more" if len(record.citations) > 1 else ""
    return f"{first.source}, {first.locator}{more}"


def _show_conflicts(records: tuple[Backed, ...]) -> None:
    for record in records:
        for other in record.conflicts:
            said = ", ".join(
                [period(other.period.start, other.period.end), *other.says.values()]
            )
            source = other.citations[0].source if other.citations else "another source"
            reason = f" ({other.reason})" if other.reason else ""
            console.print(
                f"  [dim]{other.relation}:[/] {escape(said)}, says {escape(source)}"
                f"{escape(reason)}"
            )
