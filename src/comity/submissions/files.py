"""What a submission keeps outside of the database: the original, and what was staged.

    originals/ab/abcdef…          the file as received, named by its SHA-256
    staged/<submission>/          rows.parquet and problems.parquet of its check

Files are written beside their place and moved into it, so that a kill leaves
either nothing or all.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

import polars as pl
from django.conf import settings

from comity.errors import FileTooLarge, OriginalDamaged, StagedMissing

CHUNK = 1 << 20
UPLOAD_BYTES = 100_000_000
NAME_LENGTH = 120
SUFFIX_LENGTH = 10

ROWS, PROBLEMS = "rows.parquet", "problems.parquet"
INCOMING, READING, STAGING = ".incoming-", ".read-", ".staging-"
"""What the names of unfinished work begin with; a kill leaves it behind."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file as received."""

    sha256: str
    size: int

    @property
    def path(self) -> Path:
        return original_path(self.sha256)


def original_path(sha256: str) -> Path:
    """Where the file of that SHA-256 is kept."""
    return Path(settings.COMITY_HOME) / "originals" / sha256[:2] / sha256


def keep_original(content: BinaryIO) -> Original:
    """Keep a file under its SHA-256; one that is there already is kept once.

    Raises:
        FileTooLarge: it has more bytes than are taken; nothing is kept.
    """
    folder = Path(settings.COMITY_HOME) / "originals"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=INCOMING, delete=False) as held:
        try:
            original = _copy(content, held)
            held.flush()
            os.fsync(held.fileno())
        except BaseException:
            Path(held.name).unlink(missing_ok=True)
            raise
    original.path.parent.mkdir(exist_ok=True)
    Path(held.name).replace(original.path)
    return original


def check_original(sha256: str) -> Path:
    """The kept file, after making sure that it is still what was received.

    Raises:
        OriginalDamaged: it is missing or was altered.
    """
    path = original_path(sha256)
    try:
        with path.open("rb") as held:
            found = hashlib.file_digest(held, "sha256").hexdigest()
    except OSError as error:
        raise OriginalDamaged(sha256=sha256[:12]) from error
    if found != sha256:
        raise OriginalDamaged(sha256=sha256[:12])
    return path


@contextmanager
def under_its_name(sha256: str, name: str) -> Iterator[Path]:
    """The kept file under a name that ends as the sender's does, for a while.

    Raises:
        OriginalDamaged: it is missing or was altered.
    """
    kept = check_original(sha256)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix=READING) as folder:
        named = Path(folder) / f"file{Path(name).suffix[:SUFFIX_LENGTH]}"
        os.link(kept, named)
        yield named


@contextmanager
def staging(
    submission: object, rows: pl.DataFrame, problems: pl.DataFrame
) -> Iterator[Callable[[], None]]:
    """Write the checked rows and the problems of a submission beside their place.

    Yields:
        What puts both in place, instead of those that are there. Unless it is
        called nothing remains.
    """
    folder = staged_folder(submission)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=STAGING) as beside:
        fresh = Path(beside) / "fresh"
        fresh.mkdir()
        rows.write_parquet(fresh / ROWS)
        problems.write_parquet(fresh / PROBLEMS)

        def put_in_place() -> None:
            if folder.exists():
                folder.replace(Path(beside) / "former")
            fresh.replace(folder)

        yield put_in_place


def sweep_unfinished(before: datetime) -> int:
    """Remove what killed processes left behind; how much that was.

    Args:
        before: what was last written to then; no work takes that long.
    """
    home = Path(settings.COMITY_HOME)
    left = [
        *(home / "originals").glob(f"{INCOMING}*"),
        *(home / "originals").glob(f"*/{READING}*"),
        *(home / "staged").glob(f"{STAGING}*"),
    ]
    old = [one for one in left if one.stat().st_mtime < before.timestamp()]
    for one in old:
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)
    return len(old)


def staged_folder(submission: object) -> Path:
    """Where what was staged of a submission is kept."""
    return Path(settings.COMITY_HOME) / "staged" / str(submission)


def staged_rows(submission: object) -> pl.DataFrame:
    """The checked rows of a submission, in the ledger's columns.

    Raises:
        StagedMissing: they are gone from the home.
    """
    return _staged(submission, ROWS)


def staged_problems(submission: object) -> pl.DataFrame:
    """The problems of a submission: code, severity, place, words and hint.

    Raises:
        StagedMissing: they are gone from the home.
    """
    return _staged(submission, PROBLEMS)


def _staged(submission: object, name: str) -> pl.DataFrame:
    try:
        return pl.read_parquet(staged_folder(submission) / name)
    except FileNotFoundError as error:
        raise StagedMissing(submission=str(submission)) from error


def _copy(content: BinaryIO, held: IO[bytes]) -> Original:
    digest = hashlib.sha256()
    size = 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > UPLOAD_BYTES:
            raise FileTooLarge(limit=UPLOAD_BYTES // 1_000_000)
        digest.update(chunk)
        held.write(chunk)
    return Original(digest.hexdigest(), size)


def shown_name(name: str) -> str:
    """A file name that is safe to show: its last part, printable, of bounded length."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(character for character in last if character.isprintable())
    return shown[-NAME_LENGTH:] or "unnamed"
