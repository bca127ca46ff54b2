"""`comity claim`: record, retract, correct and rank claims; list conflicts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated
from uuid import UUID

import typer

from comity.access.actors import local_operator
from comity.cli.answers import Json, KnownAt, asking, console, now, period, show, table
from comity.errors import UnknownClaim, UnknownField
from comity.evidence.records import Evidence, SourceDraft
from comity.register import actions, queries
from comity.register.facts import Rank
from comity.register.kinds import KINDS, kind_named
from comity.register.loading.tables import day_of
from comity.register.records import ClaimRecord, FactConflict
from comity.register.statements import Recorded, Statement
from comity.register.vocabulary import term
from comity.values.dates import Period
from comity.values.identity import key_of
from comity.values.sensitivity import Sensitivity

application = typer.Typer(
    help="Record, retract, correct and rank claims; list what disagrees.",
    no_args_is_help=True,
)

Fields = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE...",
        help="What is claimed, such as member=iom role=observer.",
    ),
]
Start = Annotated[
    str | None, typer.Option(help="EDTF date; not given if the source does not say.")
]
End = Annotated[
    str | None,
    typer.Option(help="EDTF date, or .. for still so; not given if unsaid."),
]
AttestedOn = Annotated[
    str | None, typer.Option(help="The day of which the evidence speaks.")
]
SourceTitle = Annotated[str, typer.Option("--source", help="Title of the source.")]
Url = Annotated[str, typer.Option(help="Address of the source.")]
PublishedOn = Annotated[str, typer.Option(help="When the source was published.")]
RetrievedOn = Annotated[str, typer.Option(help="The day the source was read.")]
Locator = Annotated[str, typer.Option(help="The place in the source.")]
Says = Annotated[str, typer.Option(help="What it says there, in your own words.")]
Sensitive = Annotated[
    str,
    typer.Option("--sensitivity", help="public, partners, restricted or confidential."),
]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id.")]
Reason = Annotated[str, typer.Option(help="Why, in a sentence.")]


@application.command()
def record(
    kind: Annotated[str, typer.Argument(help=f"One of: {', '.join(KINDS)}.")],
    fields: Fields,
    source: SourceTitle,
    locator: Locator,
    says: Says,
    start: Start = None,
    end: End = None,
    attested_on: AttestedOn = None,
    url: Url = "",
    published_on: PublishedOn = "",
    retrieved_on: RetrievedOn = "",
    rank: Annotated[
        str, typer.Option(help="preferred, normal or deprecated.")
    ] = "normal",
    rank_reason: Annotated[str, typer.Option(help="Why it has that rank.")] = "",
    fact: Annotated[
        str,
        typer.Option(help="The fact that it is about, or 'new' for one of its own."),
    ] = "",
    sensitivity: Sensitive = "public",
    as_json: Json = False,
) -> None:
    """Record a claim with its evidence."""
    draft = _source(source, url, published_on, retrieved_on, sensitivity)
    statement = replace(
        _statement(
            kind,
            fields,
            Period.of(start, end, day_of(attested_on or "") or draft.retrieved_on),
            Evidence(draft.key, locator, says),
            sensitivity,
        ),
        rank=Rank(term("rank", rank)),
        rank_reason=rank_reason,
        fact=_id(fact) if fact not in {"", "new"} else None,
        new_fact=fact == "new",
    )
    done = actions.record([statement], sources=[draft], by=local_operator(), at=now())[
        0
    ]
    show(done, as_json, _told("Recorded"))


@application.command()
def retract(claim: ClaimId, reason: Reason, as_json: Json = False) -> None:
    """Take a claim back; it stays in the history."""
    done = actions.retract(_id(claim), reason=reason, by=local_operator(), at=now())
    show(done, as_json, _told("Retracted"))


@application.command()
def correct(
    claim: ClaimId,
    fields: Fields,
    reason: Reason,
    source: SourceTitle,
    locator: Locator,
    says: Says,
    start: Start = None,
    end: End = None,
    attested_on: AttestedOn = None,
    url: Url = "",
    published_on: PublishedOn = "",
    retrieved_on: RetrievedOn = "",
    sensitivity: Sensitive = "public",
    as_json: Json = False,
) -> None:
    """Retract a claim and record another about the same fact, at once."""
    held = queries.claim_record(_id(claim), asking(None, None))
    draft = _source(source, url, published_on, retrieved_on, sensitivity)
    statement = _statement(
        held.kind,
        fields,
        Period.of(start, end, day_of(attested_on or "") or draft.retrieved_on),
        Evidence(draft.key, locator, says),
        sensitivity,
    )
    done = actions.correct(
        held.claim,
        statement,
        reason=reason,
        sources=[draft],
        by=local_operator(),
        at=now(),
    )
    show(done, as_json, _told("Corrected by"))


@application.command()
def rank(
    claim: ClaimId,
    to: Annotated[str, typer.Argument(help="preferred, normal or deprecated.")],
    reason: Reason,
    as_json: Json = False,
) -> None:
    """Prefer or deprecate a claim beside the others about its fact."""
    done = actions.rank(
        _id(claim),
        Rank(term("rank", to)),
        reason=reason,
        by=local_operator(),
        at=now(),
    )
    show(done, as_json, _told(f"Ranked {to}:"))


@application.command(name="show")
def show_claim(claim: ClaimId, known_at: KnownAt = None, as_json: Json = False) -> None:
    """Show a claim with its evidence and its history."""
    show(queries.claim_record(_id(claim), asking(None, known_at)), as_json, _show_claim)


@application.command()
def conflicts(known_at: KnownAt = None, as_json: Json = False) -> None:
    """List the facts about which claims disagree, the unsettled ones first."""
    found = queries.conflicts(asking(None, known_at))
    show({"conflicts": found}, as_json, lambda _: _show_conflicts(found))


def _source(
    title: str, url: str, published_on: str, retrieved_on: str, sensitivity: str
) -> SourceDraft:
    retrieved: date | None = day_of(retrieved_on)
    return SourceDraft(
        key=key_of(f"{title} {url}".strip()),
        title=title,
        url=url,
        published_on=published_on,
        retrieved_on=retrieved,
        sensitivity=Sensitivity(term("sensitivity", sensitivity)),
    )


def _statement(
    kind: str,
    fields: list[str],
    period_of: Period,
    evidence: Evidence,
    sensitivity: str,
) -> Statement:
    names = tuple(field.name for field in kind_named(kind).fields)
    texts = {}
    for given in fields:
        name, equals, value = given.partition("=")
        if not equals:
            raise UnknownField(kind=kind, field=given[:60], known=names)
        texts[name.replace("-", "_")] = value
    return Statement(
        kind=kind,
        texts=texts,
        period=period_of,
        evidence=(evidence,),
        sensitivity=Sensitivity(term("sensitivity", sensitivity)),
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise UnknownClaim(asked=text[:60]) from error


def _told(done: str) -> Callable[[Recorded], None]:
    def tell(recorded: Recorded) -> None:
        console.print(f"{done} {recorded.claim} ({recorded.kind}).")

    return tell


def _show_claim(record: ClaimRecord) -> None:
    rows = [("kind", record.kind), *record.says.items()]
    rows.append(("period", period(record.period.start, record.period.end)))
    rows.append(("rank", f"{record.rank} {record.rank_reason}".strip()))
    rows.append(
        ("recorded", f"{record.recorded_at:%Y-%m-%d %H:%M} by {record.recorded_by}")
    )
    if record.retracted_at:
        when = f"{record.retracted_at:%Y-%m-%d %H:%M} by {record.retracted_by}"
        rows.append(("retracted", f"{when}: {record.retraction_reason}"))
    rows += [
        ("cites", f"{one.source}, {one.locator}: {one.says}")
        for one in record.citations
    ]
    table(f"Claim {record.claim}", ("", ""), rows)


def _show_conflicts(found: Sequence[FactConflict]) -> None:
    table(
        "Facts about which claims disagree",
        ("Fact", "Says", "Period", "Rank", "Source"),
        (
            (
                conflict.summary if first else "",
                ", ".join(record.says.values()),
                period(record.period.start, record.period.end),
                record.rank,
                record.citations[0].source if record.citations else "",
            )
            for conflict in found
            for first, record in (
                (number == 0, record) for number, record in enumerate(conflict.claims)
            )
        ),
    )
