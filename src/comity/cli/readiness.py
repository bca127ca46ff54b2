"""Whether the stores are there and of this version, before a command relies on them."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from comity.errors import StoresMissing

WITHOUT_STORES = frozenset({"init", "demo"})
"""Commands that make the stores."""

HELP = "--help"


def require_stores(arguments: list[str]) -> None:
    """Let a command pass that has what it needs.

    Reads the names of the migrations and one table, so that it costs nothing that
    a person would notice.

    Args:
        arguments: as given after `comity`.

    Raises:
        StoresMissing: the stores are not there, or of an older version.
    """
    command = next((given for given in arguments if not given.startswith("-")), None)
    if command is None or command in WITHOUT_STORES or HELP in arguments:
        return
    if not _there() or not _wanted() <= _applied():
        raise StoresMissing(home=str(settings.COMITY_HOME))


def _there() -> bool:
    """Whether there is a database; connecting to SQLite would make an empty one."""
    name = str(connection.settings_dict["NAME"])
    in_a_file = connection.vendor == "sqlite" and not name.startswith("file:")
    return not in_a_file or Path(name).exists()


def _wanted() -> set[tuple[str, str]]:
    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    }


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())
