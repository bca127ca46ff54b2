"""Compaction: fewer, larger files with the same rows."""

from dataclasses import dataclass
from datetime import timedelta

from comity.errors import LedgerDamaged
from comity.ledger.failpoints import failpoint
from comity.ledger.files import LedgerFile, scan, write
from comity.ledger.table import Table

COMPACTED_SIZE = 128 * 2**20
"""Bytes that compaction aims at; files of half of it are left alone."""

KEPT = timedelta(days=7)
"""How long files that no longer belong to the table stay for running readers."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """What a compaction did.

    Args:
        merged: files whose rows now lie in others.
        written: files that hold them.
        swept: files deleted from disk because nobody needs them any more.
    """

    merged: int
    written: int
    swept: int


def compact(table: Table, *, target: int, keep: timedelta) -> Compacted:
    """Merge small files of neighbouring submissions, then sweep."""
    merged = written = 0
    for group in _groups(table.files(), target):
        if _merge(table, group):
            merged += len(group)
            written += 1
    return Compacted(merged, written, table.sweep(keep))


def _groups(files: list[LedgerFile], target: int) -> list[list[LedgerFile]]:
    """Small files in sets of two or more that make up the target together."""
    groups: list[list[LedgerFile]] = [[]]
    size = 0
    for file in files:
        if file.size * 2 >= target:
            continue
        if size >= target:
            groups.append([])
            size = 0
        groups[-1].append(file)
        size += file.size
    return [group for group in groups if len(group) > 1]


def _merge(table: Table, group: list[LedgerFile]) -> bool:
    for file in group:
        file.demand(deep=True)
    merged = write(table.folder, scan(group))
    if merged.rows != sum(file.rows for file in group):
        raise LedgerDamaged(
            subject=merged.path.name, reason="merging changed the number of rows"
        )
    failpoint("ledger.compact", "inside")
    return table.exchange(group, merged)
