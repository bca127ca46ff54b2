"""The command's table of contents, and the one place where it fails."""

import os
import sys

import django
import typer
from rich.console import Console

from comity.errors import ComityError, InternalFault
from comity.formats import problem_document, to_json

SETTINGS = "comity.project.settings"
REFUSED = 1
LONGEST = 200

_errors = Console(stderr=True, highlight=False, soft_wrap=True)


def main() -> None:
    """Run the command line and leave with its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        application = _application()
        application(prog_name="comity")
    except ComityError as error:
        _tell(error)
        sys.exit(REFUSED)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("COMITY_DEBUG") == "1":
            raise
        _tell(InternalFault(fault=f"{type(error).__name__}: {error}"[:LONGEST]))
        sys.exit(REFUSED)


def _application() -> typer.Typer:
    """The commands; what they need is imported once the settings are known to be good."""
    django.setup()
    from comity.cli.contents import application  # noqa: PLC0415 needs the settings
    from comity.cli.readiness import require_stores  # noqa: PLC0415 likewise

    require_stores(sys.argv[1:])
    return application


def _tell(error: ComityError) -> None:
    if "--json" in sys.argv:
        sys.stderr.buffer.write(to_json(problem_document(error), indented=True))
    else:
        _errors.print(f"[bold red]{error.code}[/] ", end="")
        _errors.print(str(error), markup=False)
