"""`comity load`: tables of organizations, areas, boundaries and memberships."""

from pathlib import Path
from typing import Annotated, Any

import typer

from comity.access.actors import local_operator
from comity.cli.answers import Json, console, now, show
from comity.evidence.records import SourceDraft
from comity.register.loading.areas import (
    AreasLoaded,
    load_areas,
    load_boundaries,
)
from comity.register.loading.instruments import InstrumentsLoaded, load_instruments
from comity.register.loading.memberships import MembershipsLoaded, load_memberships
from comity.register.loading.organizations import (
    OrganizationsLoaded,
    load_organizations,
)
from comity.register.loading.tables import day_of
from comity.register.vocabulary import term
from comity.values.identity import key_of
from comity.values.sensitivity import Sensitivity

application = typer.Typer(
    help="Load tables into the register; loading one twice adds nothing.",
    no_args_is_help=True,
)

File = Annotated[
    Path, typer.Argument(help="UTF-8 CSV, or TopoJSON/GeoJSON for boundaries.")
]
SourceTitle = Annotated[
    str, typer.Option("--source", help="Title of the source, cited by every line.")
]
Url = Annotated[str, typer.Option(help="Address of the source.")]
RetrievedOn = Annotated[
    str, typer.Option(help="The day the source was read; today if not given.")
]
Edition = Annotated[str, typer.Option(help="Title of the edition of P-codes.")]
Sensitive = Annotated[
    str,
    typer.Option("--sensitivity", help="public, partners, restricted or confidential."),
]


@application.command()
def organizations(
    file: File,
    source: SourceTitle,
    url: Url = "",
    retrieved_on: RetrievedOn = "",
    sensitivity: Sensitive = "public",
    as_json: Json = False,
) -> None:
    """Load organizations: name, acronym, type; perhaps slug and other_names."""
    done = load_organizations(file, **_given(source, url, retrieved_on, sensitivity))
    show(done, as_json, _show_organizations)


@application.command()
def areas(
    file: File,
    source: SourceTitle,
    edition: Edition = "",
    url: Url = "",
    retrieved_on: RetrievedOn = "",
    sensitivity: Sensitive = "public",
    as_json: Json = False,
) -> None:
    """Load areas as HDX's global list has them: location, level, P-code, name, parent."""
    done = load_areas(
        file, edition=edition, **_given(source, url, retrieved_on, sensitivity)
    )
    show(done, as_json, _show_areas)


@application.command()
def boundaries(
    file: File,
    source: SourceTitle,
    edition: Edition = "",
    country: Annotated[
        str, typer.Option(help="ISO3, where no area of the country is loaded.")
    ] = "",
    url: Url = "",
    retrieved_on: RetrievedOn = "",
    sensitivity: Sensitive = "public",
    as_json: Json = False,
) -> None:
    """Load boundaries: TopoJSON or GeoJSON with P-codes and names."""
    done = load_boundaries(
        file,
        edition=edition,
        country=country,
        **_given(source, url, retrieved_on, sensitivity),
    )
    show(done, as_json, _show_areas)


@application.command()
def instruments(
    file: File,
    source: SourceTitle,
    url: Url = "",
    retrieved_on: RetrievedOn = "",
    sensitivity: Sensitive = "public",
    as_json: Json = False,
) -> None:
    """Load instruments, and the tables of events, parties, relations and clauses beside."""
    given = _given(source, url, retrieved_on, sensitivity)
    del given["sensitivity"]
    done = load_instruments(file, **given)
    show(done, as_json, _show_instruments)


@application.command()
def memberships(
    file: File,
    source: SourceTitle,
    url: Url = "",
    retrieved_on: RetrievedOn = "",
    sensitivity: Sensitive = "public",
    as_json: Json = False,
) -> None:
    """Load memberships: member, organization, role; perhaps period, area, evidence."""
    done = load_memberships(file, **_given(source, url, retrieved_on, sensitivity))
    show(done, as_json, _show_memberships)


def _given(
    source: str, url: str, retrieved_on: str, sensitivity: str
) -> dict[str, Any]:
    classed = Sensitivity(term("sensitivity", sensitivity))
    at = now()
    return {
        "source": SourceDraft(
            key=key_of(f"{source} {url}".strip()),
            title=source,
            url=url,
            kind="dataset",
            retrieved_on=day_of(retrieved_on) or at.date(),
            sensitivity=classed,
        ),
        "sensitivity": classed,
        "by": local_operator(),
        "at": at,
    }


def _show_organizations(done: OrganizationsLoaded) -> None:
    console.print(
        f"{done.lines:,} lines: {done.new:,} new organizations, {done.known:,} that the "
        f"register had, {done.names:,} new names."
    )
    if done.shared_acronyms:
        console.print(
            f"{len(done.shared_acronyms)} acronyms stand for several organizations: "
            + ", ".join(done.shared_acronyms)
        )


def _show_areas(done: AreasLoaded) -> None:
    console.print(
        f"{done.edition}: {done.lines:,} read, {done.new:,} new areas, "
        f"{done.shapes:,} boundaries."
    )


def _show_instruments(done: InstrumentsLoaded) -> None:
    console.print(
        f"{done.lines:,} lines: {done.instruments:,} new instruments, {done.claims:,} "
        "new claims about them."
    )


def _show_memberships(done: MembershipsLoaded) -> None:
    console.print(
        f"{done.lines:,} lines: {done.recorded:,} recorded, {done.known:,} known already."
    )
