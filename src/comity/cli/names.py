"""`comity judge` and `comity match`: what names mean."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from comity.access.actors import local_operator
from comity.cli.answers import Json, asking, console, now, show, table
from comity.errors import UnknownJudgement
from comity.matching import Match, OrganizationMention, PlaceMatch, PlaceMention
from comity.reconciliation import actions
from comity.reconciliation.actions import Judged
from comity.reconciliation.lists import organization_index, place_index
from comity.reconciliation.mentions import LEVELS, Kind
from comity.register.loading.tables import read_table
from comity.register.queries import organization_slugs
from comity.submissions.queries import WaitingName, waiting_names

judge_application = typer.Typer(
    help="Say what a name means, or does not; undo it.", no_args_is_help=True
)
match_application = typer.Typer(
    help="Match a list of names against the register.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="As written, or its key.")]
Is = Annotated[str | None, typer.Option("--is", metavar="ID", help="It means this.")]
IsNot = Annotated[
    str | None, typer.Option("--is-not", metavar="ID", help="It does not mean this.")
]
Scope = Annotated[
    str,
    typer.Option(metavar="RESPONSE", help="Only in this response; else everywhere."),
]
File = Annotated[Path, typer.Argument(help="UTF-8 CSV with one header line.")]


@judge_application.command()
def organization(
    name: Name,
    is_: Is = None,
    is_not: IsNot = None,
    scope: Scope = "",
    as_json: Json = False,
) -> None:
    """Say which organization a name means: slug, acronym or identifier."""
    _judge(Kind.ORGANIZATION, name, is_, is_not, scope, as_json)


@judge_application.command()
def place(
    name: Name,
    is_: Is = None,
    is_not: IsNot = None,
    scope: Scope = "",
    as_json: Json = False,
) -> None:
    """Say which place a name means: P-code."""
    _judge(Kind.PLACE, name, is_, is_not, scope, as_json)


@judge_application.command()
def sector(
    name: Name,
    is_: Is = None,
    is_not: IsNot = None,
    scope: Scope = "",
    as_json: Json = False,
) -> None:
    """Say which sector a name means: theme."""
    _judge(Kind.SECTOR, name, is_, is_not, scope, as_json)


@judge_application.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="ID", help="The judgement's id.")],
    as_json: Json = False,
) -> None:
    """Take a judgement back."""
    try:
        asked = UUID(judgement)
    except ValueError as error:
        raise UnknownJudgement(asked=judgement[:60]) from error
    done = actions.undo(asked, by=local_operator(), at=now())
    show(done, as_json, lambda _: console.print(f"Undone: {done.key}."))


@judge_application.command()
def queue(
    response: Annotated[
        str | None, typer.Option(metavar="CODE", help="Of this response only.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the names that mean nothing yet, those on which most rows hang first."""
    found = waiting_names(by=local_operator(), response=response)
    show(found, as_json, lambda _: _show_queue(found))


@match_application.command(name="organizations")
def match_organizations(
    file: File,
    simulated: Annotated[
        bool, typer.Option("--simulated", help="Against those of simulations.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Match organizations: columns name, perhaps acronym, type, country."""
    lines = read_table(file, ("name",))
    question = asking(None, None)
    matches = organization_index(question, simulated=simulated).match_all(
        [
            OrganizationMention(
                name=line.cells["name"],
                acronym=line.cells.get("acronym") or None,
                type=line.cells.get("type") or None,
                country=line.cells.get("country") or None,
            )
            for line in lines
        ]
    )
    slugs = organization_slugs()
    told = [
        _told(line.cells["name"], match, slugs)
        for line, match in zip(lines, matches, strict=True)
    ]
    show(told, as_json, lambda _: _show_matches(told))


@match_application.command(name="places")
def match_places(
    file: File,
    country: Annotated[str, typer.Option(metavar="ISO3", help="In which they lie.")],
    as_json: Json = False,
) -> None:
    """Match places: columns name, perhaps level, parent (name or P-code), code."""
    lines = read_table(file, ("name",))
    places = place_index(country.strip().upper(), asking(None, None))
    told = []
    for line in lines:
        level = int(line.cells.get("level") or 0) or 2
        levels: list[tuple[str | None, str | None]] = [(None, None)] * LEVELS
        parent = line.cells.get("parent") or None
        if parent and level > 1:
            coded = any(character.isdecimal() for character in parent)
            levels[level - 1] = (parent, None) if coded else (None, parent)
        levels[min(level, LEVELS - 1)] = (
            line.cells.get("code") or None,
            line.cells["name"] or None,
        )
        found = places.match(PlaceMention(tuple(levels)))
        told.append(_told(line.cells["name"], found, {}))
    show(told, as_json, lambda _: _show_matches(told))


def _judge(
    kind: Kind,
    name: str,
    is_: str | None,
    is_not: str | None,
    scope: str,
    as_json: bool,
) -> None:
    if (is_ is None) == (is_not is None):
        raise typer.BadParameter("give one of --is and --is-not")
    done = actions.judge(
        kind,
        name,
        is_=is_,
        is_not=is_not,
        scope=scope,
        by=local_operator(),
        at=now(),
    )
    show(done, as_json, _show_judged)


def _told(
    asked: str, match: Match | PlaceMatch, slugs: dict[str, str]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": asked,
        "judgement": match.judgement,
        "canonical": slugs.get(match.canonical or "", match.canonical),
        "score": round(match.score, 4),
        "reasons": list(match.reasons),
        "candidates": [
            {
                "canonical": slugs.get(one.id, one.id),
                "name": one.name,
                "score": round(one.score, 4),
                "reasons": list(one.reasons),
            }
            for one in match.candidates
        ],
    }
    if isinstance(match, PlaceMatch):
        told |= {"conflict": match.conflict, "repair": match.repair}
    return told


def _show_judged(done: Judged) -> None:
    sign = "is" if done.verdict == "positive" else "is not"
    console.print(f"{done.key} {sign} {done.referent} ({done.scope or 'everywhere'}).")
    console.print(f"Undo it with: comity judge undo {done.id}")


def _show_queue(found: Sequence[WaitingName]) -> None:
    table(
        "Names to judge",
        ("Kind", "Name", "Rows", "Proposed", "Why"),
        (
            (
                one.name.kind,
                one.name.text,
                f"{one.rows:,}",
                ", ".join(
                    str(candidate["name"]) for candidate in one.name.candidates[:3]
                ),
                "; ".join(one.name.reasons[:2]),
            )
            for one in found
        ),
    )


def _show_matches(told: Sequence[dict[str, Any]]) -> None:
    table(
        "Matches",
        ("Name", "Judgement", "Means", "Score", "Why"),
        (
            (
                one["name"],
                one["judgement"],
                one["canonical"] or "",
                f"{one['score']:.2f}",
                "; ".join(one["reasons"][:2]),
            )
            for one in told
        ),
    )
