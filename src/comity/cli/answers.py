"""How a command reads its options and shows its answer."""

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from comity.access.actors import local_operator
from comity.access.queries import read_moment
from comity.formats import to_json
from comity.register.queries import Asking, ask
from comity.values.dates import PartialDate

Record = TypeVar("Record")

Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Day = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DAY", help="The day in the world; today if not given."
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="TIME",
        help="The moment of the register; now if not given.",
    ),
]

console = Console(highlight=False)


def show(record: Record, as_json: bool, render: Callable[[Record], None]) -> None:
    """Print a record for a program or for a person."""
    if as_json:
        sys.stdout.buffer.write(to_json(record, indented=True))
    else:
        render(record)


def asking(as_of: str | None, known_at: str | None) -> Asking:
    """Ask as the local operator.

    Raises:
        DateInvalid, MomentInvalid.
    """
    return ask(
        local_operator(),
        as_of=read_day(as_of) if as_of else None,
        known_at=read_moment(known_at) if known_at else None,
    )


def read_day(text: str) -> date:
    """A full day.

    Raises:
        DateInvalid: not a day; a month or a year is not one.
    """
    return PartialDate.day(text)


def now() -> datetime:
    """The moment of an action."""
    return datetime.now(UTC)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table with a title; say so where it has no rows."""
    shown = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*row)
    console.print(shown if shown.row_count else f"{title}: nothing recorded.")


def period(start: str | None, end: str | None) -> str:
    """A period for people."""
    if start == end and start is not None:
        return start
    return f"{start or '?'} to {'now' if end == '..' else end or '?'}"
