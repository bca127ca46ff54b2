"""Read-only connections to the SQLite files of releases.

A published file never changes, so it is opened immutable: without locks, and
without a look at the disk for a journal. Each thread keeps the few that it used
last.
"""

import sqlite3
import threading
from collections import OrderedDict
from pathlib import Path
from urllib.parse import quote

from comity.errors import ReleaseDamaged
from comity.releases.folders import release_folder
from comity.releases.naming import DATABASE, file_name
from comity.releases.records import ReleaseRecord

KEPT = 4
MAPPED_BYTES = 1 << 30


class _Kept(threading.local):
    """The connections of one thread, the one used last at the end."""

    def __init__(self) -> None:
        self.held: OrderedDict[str, sqlite3.Connection] = OrderedDict()


_kept = _Kept()


def connection(found: ReleaseRecord) -> sqlite3.Connection:
    """A connection to a release's database, for the thread that asks.

    Raises:
        ReleaseDamaged: the file is missing or is no database.
    """
    held = _kept.held
    key = f"{found.name} {found.manifest_sha256}"
    if key in held:
        held.move_to_end(key)
        return held[key]
    name = file_name(DATABASE, simulated=found.simulated)
    opened = _open(release_folder(found.name) / name, found.name)
    held[key] = opened
    if len(held) > KEPT:
        _, last = held.popitem(last=False)
        last.close()
    return opened


def _open(path: Path, name: str) -> sqlite3.Connection:
    try:
        opened = sqlite3.connect(
            f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True
        )
        opened.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        opened.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        raise ReleaseDamaged(name=name, reason=f"{path.name}: {error}") from error
    return opened
