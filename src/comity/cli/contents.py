"""Which command does what: the table of contents of `comity --help`."""

import typer

from comity.cli import (
    claims,
    demo,
    intake,
    load,
    names,
    register,
    releases,
    responses,
    stores,
    worker,
)

application = typer.Typer(
    name="comity",
    help="The coordination record of an inter-agency system, on any date, with the evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

STORES, REGISTER, INTAKE = "The stores", "The register", "Reports and releases"

application.command(rich_help_panel=STORES)(stores.init)
application.command(rich_help_panel=STORES)(stores.serve)
application.command(rich_help_panel=STORES)(demo.demo)
application.command(rich_help_panel=STORES)(stores.check)
application.command(rich_help_panel=REGISTER)(register.standing)
application.command(rich_help_panel=REGISTER)(register.members)
application.command(rich_help_panel=REGISTER)(register.changes)
application.command(rich_help_panel=REGISTER)(register.instruments)
application.add_typer(claims.application, name="claim", rich_help_panel=REGISTER)
application.add_typer(load.application, name="load", rich_help_panel=REGISTER)
application.add_typer(responses.application, name="response", rich_help_panel=INTAKE)
application.command(rich_help_panel=INTAKE)(intake.intake)
application.command(name="submissions", rich_help_panel=INTAKE)(intake.list_submissions)
application.command(rich_help_panel=INTAKE)(intake.accept)
application.command(rich_help_panel=INTAKE)(intake.withdraw)
application.command(rich_help_panel=INTAKE)(intake.reinstate)
application.add_typer(names.match_application, name="match", rich_help_panel=INTAKE)
application.add_typer(names.judge_application, name="judge", rich_help_panel=INTAKE)
application.command(rich_help_panel=INTAKE)(releases.coverage)
application.add_typer(releases.application, name="release", rich_help_panel=INTAKE)
application.command(hidden=True)(worker.worker)
