"""Where releases are kept, and how a folder comes into place whole or not at all."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from comity.errors import ReleaseUnwritable

MAKING = ".making-"
ABANDONED = 24 * 3600
"""Seconds after which a folder in the making is that of a process that died."""


def releases_folder() -> Path:
    return Path(settings.COMITY_HOME) / "releases"


def release_folder(name: str) -> Path:
    """Where the release of that name is; names come from the register's rows only."""
    return releases_folder() / name


@contextmanager
def making() -> Iterator[Path]:
    """A folder beside the releases, gone afterwards unless it was moved away.

    Raises:
        ReleaseUnwritable: the disk is full or refuses.
    """
    try:
        releases_folder().mkdir(parents=True, exist_ok=True)
        sweep()
        fresh = Path(tempfile.mkdtemp(dir=releases_folder(), prefix=MAKING))
        fresh.chmod(0o755)
        try:
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise ReleaseUnwritable(
            reason=error.strerror or type(error).__name__
        ) from error


def put_in_place(fresh: Path, name: str) -> Path:
    """Move a finished folder to its name; what a killed process left there goes."""
    target = release_folder(name)
    if target.exists():
        shutil.rmtree(target)
    fresh.replace(target)
    return target


def sweep() -> None:
    """Remove what killed processes were making."""
    for left in releases_folder().glob(f"{MAKING}*"):
        try:
            if time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
        except FileNotFoundError:
            continue
