"""Which command does what: the table of contents of `comity --help`."""

import typer

from comity.cli import claims, load, register, stores

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
application.command(rich_help_panel=STORES)(stores.check)
application.command(rich_help_panel=REGISTER)(register.standing)
application.command(rich_help_panel=REGISTER)(register.members)
application.command(rich_help_panel=REGISTER)(register.changes)
application.command(rich_help_panel=REGISTER)(register.instruments)
application.add_typer(claims.application, name="claim", rich_help_panel=REGISTER)
application.add_typer(load.application, name="load", rich_help_panel=REGISTER)
