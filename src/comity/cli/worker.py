"""`comity worker`: the background work of `comity serve`, also on its own."""

import os
from typing import Annotated

import typer

from comity.cli.answers import console
from comity.submissions.tasks import work


def worker(
    once: Annotated[
        bool, typer.Option("--once", help="Leave when nothing is due.")
    ] = False,
    parent: Annotated[
        int | None,
        typer.Option(metavar="PID", help="Leave when this process is gone."),
    ] = None,
) -> None:
    """Check received files in the background until told to stop."""
    work(
        once=once,
        orphaned=lambda: parent is not None and os.getppid() != parent,
        told=lambda line: console.print(line, markup=False),
    )
