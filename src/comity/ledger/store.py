"""The ledger as the rest of Comity sees it: append once, read, compact, check.

An append writes its file first; then, under the lock, it commits only if the
log does not know the submission yet. A submission is therefore there once,
wholly or not at all, whoever dies when.
"""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import polars as pl

from comity.errors import LedgerDamaged, LedgerRowsDiffer
from comity.ledger.compaction import COMPACTED_SIZE, KEPT, Compacted, compact
from comity.ledger.failpoints import failpoint
from comity.ledger.files import LedgerFile, scan, unwritable, write
from comity.ledger.integrity import Finding, examine
from comity.ledger.schema import completed, conform
from comity.ledger.table import Table


@dataclass(frozen=True, slots=True)
class Appended:
    """A submission that the ledger holds.

    Args:
        submission: its id.
        rows: how many activities it has; a report of nothing has none.
    """

    submission: str
    rows: int


class Ledger:
    """Every reported activity that was ever accepted.

    Args:
        root: the folder that holds the table; made when first written to. A
            ledger that was never written to is an empty table of version 0.
    """

    def __init__(self, root: Path) -> None:
        self._table = Table(root / "activities")

    def append(self, submission: str, rows: pl.DataFrame) -> Appended:
        """Add a submission's rows once, however often it is asked for.

        Args:
            submission: the id, unique for ever.
            rows: columns of `ACTIVITIES`; absent ones are null.

        Returns:
            The same for the first call and every later one.

        Raises:
            LedgerRowsInvalid: the rows do not have the table's shape.
            LedgerRowsDiffer: the ledger holds other rows under this id.
            LedgerUnwritable: the disk is full or refuses; nothing was added.
        """
        rows = conform(submission, rows)
        failpoint("ledger.append", "before")
        if self.holds(submission):
            return self._held_already(submission, rows)
        with unwritable():
            self._table.folder.mkdir(parents=True, exist_ok=True)
        file = None if rows.is_empty() else write(self._table.folder, completed(rows))
        failpoint("ledger.append", "inside")
        if not self._table.add_once(submission, rows.height, file):
            return self._held_already(submission, rows)
        failpoint("ledger.append", "after")
        return Appended(submission, rows.height)

    def holds(self, submission: str) -> bool:
        """Whether the submission was appended, be it with no rows."""
        return self._table.rows_of(submission) is not None

    def rows(
        self,
        submissions: Collection[str] | None = None,
        *,
        columns: Collection[str] | None = None,
        version: int | None = None,
    ) -> pl.LazyFrame:
        """The activities of some submissions, or of all, to be read when collected.

        Args:
            submissions: ids; those that are not held add nothing.
            columns: which of `ACTIVITIES`, in which order; all by default.
            version: of the table; the latest by default.

        Raises:
            LedgerDamaged: a file that is needed is missing or has changed size.
            UnknownLedgerVersion: there is no such version.
        """
        files = self._table.files(version)
        wanted = None if submissions is None else sorted(submissions)
        if wanted is not None:
            files = [file for file in files if _may_hold(file, wanted)]
        for file in files:
            file.demand()
        rows = scan(files)
        if wanted is not None:
            among = pl.Series(wanted, dtype=pl.String).implode()
            rows = rows.filter(pl.col("submission").is_in(among))
        return rows if columns is None else rows.select(columns)

    def version(self) -> int:
        """The table's latest version; each append makes a new one."""
        return self._table.version()

    def files(self, version: int | None = None) -> list[Path]:
        """The Parquet files that make up a version, for other engines to read.

        Raises:
            UnknownLedgerVersion: there is no such version.
        """
        return [file.path for file in self._table.files(version)]

    def compact(
        self, *, target: int = COMPACTED_SIZE, keep: timedelta = KEPT
    ) -> Compacted:
        """Merge small files, and sweep out what nothing refers to.

        No row changes. Readers and writers may go on meanwhile.

        Args:
            target: bytes that a merged file is to have, about.
            keep: age from which files outside the latest version are deleted,
                those of killed writers among them; longer than any reading or
                append takes.

        Raises:
            LedgerDamaged: a file to be merged is not what its checksum says.
            LedgerUnwritable: the disk is full or refuses; no row is lost.
        """
        return compact(self._table, target=target, keep=keep)

    def check(self, submissions: Collection[str] = ()) -> list[Finding]:
        """Read every byte and count every submission's rows.

        Args:
            submissions: those that the register says were accepted.

        Returns:
            What is wrong; empty if nothing is.
        """
        try:
            return list(examine(self._table, submissions))
        except LedgerDamaged as damage:
            return [Finding("LOG_UNREADABLE", damage.subject, damage.reason)]

    def _held_already(self, submission: str, rows: pl.DataFrame) -> Appended:
        held = self.rows([submission])
        given = held.select(rows.columns).sort("row", "activity").collect()
        others = held.select(pl.exclude(rows.columns).is_not_null().any()).collect()
        if not given.equals(rows) or any(map(any, others.rows())):
            raise LedgerRowsDiffer(submission=submission)
        return Appended(submission, rows.height)


def _may_hold(file: LedgerFile, wanted: list[str]) -> bool:
    """Whether one of the sorted submissions lies between the file's first and last."""
    place = bisect_left(wanted, file.first)
    return place < len(wanted) and wanted[place] <= file.last
