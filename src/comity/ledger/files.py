"""Parquet files named by the SHA-256 of their bytes.

The name is the checksum: a file that was altered no longer matches it, and a
write that was cut short never gets one. A file becomes part of the ledger only
when the table's log names it.
"""

import hashlib
import json
import os
import re
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from deltalake.transaction import AddAction, RemoveAction

from comity.errors import LedgerDamaged, LedgerUnwritable
from comity.ledger.schema import ACTIVITIES

_NAME = re.compile(r"activities-([0-9a-f]{64})\.parquet")


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """One Parquet file of the table, with what the log says of it.

    Args:
        path: where it lies.
        size: bytes.
        rows: lines, one per activity.
        first: the least submission in it, by text order.
        last: the greatest.
    """

    path: Path
    size: int
    rows: int
    first: str
    last: str

    def fault(self) -> str | None:
        """What is plainly wrong with it, told from its size; None if nothing."""
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            return "it is missing"
        if size != self.size:
            return f"it has {size} bytes instead of {self.size}"
        return None

    def deep_fault(self) -> str | None:
        """What is wrong with it, told from every byte; None if nothing."""
        named = _NAME.fullmatch(self.path.name)
        if named is None:
            return "it was not written by Comity"
        return self.fault() or (
            None
            if named[1] == _digest(self.path)
            else "its bytes no longer match its checksum"
        )

    def demand(self, *, deep: bool = False) -> None:
        """Refuse a file that is not what the log says.

        Raises:
            LedgerDamaged: it is missing or altered; every byte is read only if
                `deep`.
        """
        fault = self.deep_fault() if deep else self.fault()
        if fault:
            raise LedgerDamaged(subject=self.path.name, reason=fault)

    def added(self, *, data_change: bool) -> AddAction:
        """The log's line that makes the file part of the table."""
        bounds = {
            "numRecords": self.rows,
            "minValues": {"submission": self.first},
            "maxValues": {"submission": self.last},
            "nullCount": {"submission": 0},
        }
        return AddAction(
            self.path.name,
            self.size,
            {},
            _milliseconds(),
            data_change,
            json.dumps(bounds, ensure_ascii=False),
        )

    def replaced(self) -> RemoveAction:
        """The log's line that takes the file out because others hold its rows."""
        return RemoveAction(self.path.name, False, _milliseconds(), self.size, {})  # noqa: FBT003 # the library takes no keywords here


def write(folder: Path, rows: pl.LazyFrame) -> LedgerFile:
    """Write rows, at least one, to a durable file that no log names yet.

    Raises:
        LedgerUnwritable: the disk is full or refuses.
    """
    incoming = folder / f"incoming-{uuid.uuid4().hex}.parquet"
    with unwritable():
        try:
            rows.sink_parquet(incoming, compression="zstd", statistics=True)
            _sync(incoming)
            path = incoming.rename(folder / f"activities-{_digest(incoming)}.parquet")
        finally:
            incoming.unlink(missing_ok=True)
        _sync(folder)
        about = pl.scan_parquet(path, glob=False).select(
            pl.len().alias("rows"),
            pl.col("submission").min().alias("first"),
            pl.col("submission").max().alias("last"),
        )
        count, first, last = about.collect().row(0)
    return LedgerFile(path, path.stat().st_size, count, first, last)


def scan(files: Sequence[LedgerFile]) -> pl.LazyFrame:
    """The rows of some files; columns that older files lack are null."""
    if not files:
        return pl.LazyFrame(schema=ACTIVITIES)
    return pl.scan_parquet(
        [file.path for file in files],
        schema=ACTIVITIES,
        missing_columns="insert",
        glob=False,
    )


def sync_log(log: Path, version: int) -> None:
    """Make a commit outlast a power cut: the log's writer does not."""
    _sync(log / f"{version:020}.json")
    _sync(log)


@contextmanager
def unwritable() -> Iterator[None]:
    """Tell a disk that is full or refuses as what it is.

    Raises:
        LedgerUnwritable: with the system's own reason.
    """
    try:
        yield
    except (OSError, pl.exceptions.ComputeError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise LedgerUnwritable(reason=reason or str(error)) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000
