"""`comity demo`: the simulated response, from workbooks to release, then served."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from django.db import connection
from rich.progress import track

from comity.access.actors import local_operator
from comity.cli.answers import asking, console, now
from comity.cli.serving import serve_site
from comity.cli.stores import Port, initialise, show_initialised
from comity.evidence.records import SourceDraft
from comity.exercise import CODE, Exercise, Workbook, write_exercise
from comity.register.loading.areas import load_areas, load_boundaries
from comity.register.loading.instruments import load_instruments
from comity.register.loading.organizations import load_organizations
from comity.register.loading.tables import read_table
from comity.register.queries.responses import responses
from comity.register.responses import (
    PeriodDraft,
    ResponseDraft,
    create_response,
    expect,
)
from comity.releases.actions import create_release
from comity.releases.queries import releases
from comity.submissions import actions
from comity.submissions.checking import IntakeOptions
from comity.submissions.queries import submission_record, submissions
from comity.values.dates import Period

EDITIONS = (("areas_2019.csv", "2019"), ("areas.csv", "2024"))
LEVELS = (1, 2, 3)

SIDE_BY_SIDE = 2
"""How many workbooks are read at once; each is read in a process of its own."""

OPTIONS = {
    "org": "organization",
    "period": "period",
    "sheet": "sheet",
    "date_order": "date_order",
    "encoding": "encoding",
}
"""Option of intake, as the exercise names it, to the field of `IntakeOptions`."""


def demo(
    port: Port = 8000,
    only: Annotated[
        bool, typer.Option("--no-serve", help="Prepare it and leave.")
    ] = False,
) -> None:
    """Take a simulated response from workbooks to release, and serve it."""
    show_initialised(initialise())
    if any(CODE in one.responses for one in releases(by=local_operator())):
        console.print(f"The simulated response {CODE} is published already.")
    else:
        with tempfile.TemporaryDirectory(prefix="comity-exercise-") as folder:
            publish_exercise(write_exercise(Path(folder)))
    if not only:
        serve_site(port)


def publish_exercise(exercise: Exercise) -> None:
    """Take the exercise through the steps of any response, to a release.

    Every step is idempotent, so that a demo that was interrupted goes on.
    """
    by = local_operator()
    if exercise.code not in {one.code for one in responses(asking(None, None))}:
        open_response(exercise)
    take_in(exercise)
    states = [one.state for one in submissions(by=by, response=exercise.code)]
    console.print(
        f"{len(states)} workbooks: "
        + ", ".join(f"{states.count(state)} {state}" for state in sorted(set(states)))
    )
    made = create_release([exercise.code], known_at=None, by=by, at=now())
    console.print(f"Published as {made.name}.")


def take_in(exercise: Exercise) -> None:
    """Receive every workbook, check them side by side, accept them in their order."""
    by = local_operator()
    received = [_receive(exercise, workbook) for workbook in exercise.workbooks]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as checkers:
        for _ in track(
            checkers.map(_check, received),
            "Reading the partners' workbooks",
            total=len(received),
            console=console,
        ):
            pass
    for submission in track(received, "Accepting them", console=console):
        if submission_record(submission, by=by).state == "checked":
            actions.accept(submission, by=by, at=now())


def _receive(exercise: Exercise, workbook: Workbook) -> UUID:
    """Send a workbook, as its partner would, with what the file alone does not tell."""
    told: dict[str, Any] = {
        OPTIONS[name]: value for name, value in workbook.options.items()
    }
    with workbook.path.open("rb") as content:
        return actions.receive(
            content,
            workbook.path.name,
            response=exercise.code,
            options=replace(IntakeOptions(period=workbook.period), **told),
            by=local_operator(),
            at=now(),
        ).pk


def _check(submission: UUID) -> None:
    try:
        actions.check(submission, by=local_operator(), at=now())
    finally:
        connection.close()


def open_response(exercise: Exercise) -> None:
    """Load the exercise's lists, open the response and expect its partners."""
    by = local_operator()
    folder = exercise.folder
    for file, year in EDITIONS:
        load_areas(
            folder / file,
            source=_source(f"Areas of {exercise.iso3}, edition of {year}"),
            edition=f"SIMULATED {exercise.iso3} {year}",
            country_names={exercise.iso3: f"{exercise.country} (SIMULATED)"},
            by=by,
            at=now(),
        )
    for level in LEVELS:
        load_boundaries(
            folder / f"boundaries_adm{level}.geojson",
            source=_source(f"Boundaries of {exercise.iso3}, level {level}"),
            edition=f"SIMULATED {exercise.iso3} {EDITIONS[-1][1]}",
            by=by,
            at=now(),
        )
    load_organizations(
        folder / "organizations.csv",
        source=_source(f"Partners in {exercise.iso3}"),
        simulated=True,
        by=by,
        at=now(),
    )
    load_instruments(
        folder / "instruments.csv",
        source=_source(f"Agreements of {exercise.iso3}"),
        simulated=True,
        by=by,
        at=now(),
    )
    first, last = (
        Period.parse(one)
        for one in (exercise.reporting_periods[0], exercise.reporting_periods[-1])
    )
    create_response(
        ResponseDraft(
            code=exercise.code,
            country=exercise.iso3,
            title=exercise.title,
            start=first.starts.earliest,
            end=last.ends.latest,
            simulated=True,
        ),
        periods=[PeriodDraft(label) for label in exercise.reporting_periods],
        by=by,
        at=now(),
    )
    plan = read_table(folder / "plan.csv", ("partner", "period", "expected"))
    expect(
        exercise.code,
        [
            (line.cells["partner"], line.cells["period"])
            for line in plan
            if line.cells["expected"] == "yes"
        ],
        by=by,
        at=now(),
    )


def _source(title: str) -> SourceDraft:
    told = f"SIMULATED: {title}"
    return SourceDraft(
        key=f"simulated-{title}".lower().replace(" ", "-").replace(",", ""),
        title=told,
        publisher="Comity, an exercise",
        kind="dataset",
        retrieved_on=now().date(),
        note="Invented for exercises; nothing in it exists.",
    )
