"""Homes that processes of their own work in, and may be killed in.

A home is prepared once and copied for each trial: the folder, and on PostgreSQL
the database with it.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[2]

CHILD = "import django; django.setup(); from tests.torture import steps; steps.main()"

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Home:
    """The three stores of one trial.

    Args:
        folder: COMITY_HOME.
        database: COMITY_DATABASE_URL; empty for SQLite in the folder.
    """

    folder: Path
    database: str = ""

    def start(self, *arguments: object, failpoint: str = "") -> subprocess.Popen[str]:
        """A process that takes steps in this home and says what it has done."""
        environ = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("COMITY_")
        }
        environ |= {
            "COMITY_HOME": str(self.folder),
            "COMITY_TESTING": "1",
            "COMITY_FAILPOINT": failpoint,
            "DJANGO_SETTINGS_MODULE": "comity.project.settings",
        }
        if self.database:
            environ["COMITY_DATABASE_URL"] = self.database
        return subprocess.Popen(
            [sys.executable, "-c", CHILD, *map(str, arguments)],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: object) -> str:
        """Take steps to their end; what was said."""
        with self.start(*arguments) as process:
            said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
        return said

    def copy(self, folder: Path) -> "Home":
        """The same stores once more, in a folder that is not there yet."""
        shutil.copytree(self.folder, folder)
        if not self.database:
            return Home(folder)
        return Home(folder, new_database(self.database, template=self.database))


def new_home(folder: Path, server: str) -> Home:
    """An empty home; on the server's PostgreSQL if one is named."""
    folder.mkdir()
    return Home(folder, new_database(server) if server else "")


def new_database(server: str, *, template: str = "") -> str:
    """Make a database beside the others of a server; its address."""
    parts = urlsplit(server)
    name = f"trial_{os.getpid()}_{next(_numbers)}"
    source = urlsplit(template).path.lstrip("/") or "template0"
    administration = parts._replace(path="/postgres").geturl()
    with psycopg.connect(administration, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return parts._replace(path=f"/{name}").geturl()
