"""Writing a release's files: equal contents give equal bytes.

No clock, no name of a machine and no order of chance goes into them: rows are
ordered by each table's key, and the SQLite file is made in one sequence of steps
with a fixed page size. SQLite writes its own version into the file, so bytes are
equal under one locked toolchain; the logical hash of a table is equal under all.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import polars as pl
from polars import selectors

from comity.formats import write_csv, write_parquet
from comity.releases.naming import file_name
from comity.releases.schema import Table

PAGE_SIZE = 4096
BATCH = 100_000

Frames = Mapping[Table, pl.DataFrame]


def ordered(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """A table's rows in the one order that they have in every file."""
    return frame.select(table.names).sort(table.key, nulls_last=False)


def logical_hash(frame: pl.DataFrame) -> str:
    """SHA-256 of a table's ordered rows, each a line of JSON with its columns in order."""
    digest = hashlib.sha256()
    for batch in frame.iter_slices(BATCH):
        digest.update(batch.write_ndjson().encode())
    return digest.hexdigest()


def write_tables(frames: Frames, folder: Path, *, simulated: bool) -> None:
    """Write each table as Parquet and as CSV."""
    for table, frame in frames.items():
        for ending, write in ((".parquet", write_parquet), (".csv", write_csv)):
            write(
                frame, folder / file_name(f"{table.name}{ending}", simulated=simulated)
            )


def write_database(frames: Frames, about: Mapping[str, str], path: Path) -> None:
    """Write all tables into one SQLite file.

    Args:
        frames: ordered; the place of a row is its `row`, from 1.
        about: what the table `release` says of the whole.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        database.execute(
            'CREATE TABLE "release" ("key" TEXT PRIMARY KEY, "value" TEXT)'
        )
        database.executemany('INSERT INTO "release" VALUES (?, ?)', about.items())
        for table, frame in frames.items():
            for statement in _definition(table):
                database.execute(statement)
            places = ", ".join("?" for _ in table.columns)
            database.executemany(
                f'INSERT INTO "{table.name}" ({_listed(table.names)}) '  # noqa: S608 names of our own schema
                f"VALUES ({places})",
                _rows(frame),
            )
        for table in frames:
            for statement in _indexes(table):
                database.execute(statement)
        database.execute("COMMIT")
        database.execute("ANALYZE")
        database.execute("VACUUM")


def sync(folder: Path) -> None:
    """Wait until a folder and the files in it are on the disk."""
    for path in (*folder.iterdir(), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _definition(table: Table) -> Iterator[str]:
    columns = ", ".join(f'"{one.name}" {one.type.sqlite}' for one in table.columns)
    yield f'CREATE TABLE "{table.name}" ("row" INTEGER PRIMARY KEY, {columns})'


def _indexes(table: Table) -> Iterator[str]:
    for columns in table.indexes:
        name = f"{table.name}_by_{'_'.join(columns)}"
        yield f'CREATE INDEX "{name}" ON "{table.name}" ({_listed(columns)})'


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _rows(frame: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    plain = frame.with_columns(
        selectors.date().cast(pl.String), selectors.boolean().cast(pl.Int8)
    )
    return plain.iter_rows(buffer_size=10_000)
