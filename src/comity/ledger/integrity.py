"""Findings: where the ledger is not what it says it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import polars as pl

from comity.ledger.files import scan
from comity.ledger.table import Table

Code = Literal[
    "FILE_MISSING_OR_ALTERED", "ROWS_UNEXPECTED", "SUBMISSION_MISSING", "LOG_UNREADABLE"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Args:
        code: stable name of the kind of fault.
        subject: the file or submission it is about.
        says: what is wrong, in a sentence.
    """

    code: Code
    subject: str
    says: str


def examine(table: Table, submissions: Iterable[str]) -> Iterator[Finding]:
    """Read every byte of every file and count each submission's rows.

    Args:
        table: its latest version is examined.
        submissions: those that must be there; more may be.
    """
    sound = []
    for file in table.files():
        fault = file.deep_fault()
        if fault:
            yield Finding("FILE_MISSING_OR_ALTERED", file.path.name, fault)
        else:
            sound.append(file)
    counts = scan(sound).group_by("submission").agg(pl.len())
    counted: dict[str, int] = dict(counts.collect().iter_rows())
    log = table.opened()
    for submission in sorted({*counted, *submissions}):
        expected = log.transaction_version(submission) if log else None
        found = counted.get(submission, 0)
        if expected is None and not found:
            yield Finding("SUBMISSION_MISSING", submission, "it was never appended")
        elif expected != found:
            yield Finding(
                "ROWS_UNEXPECTED",
                submission,
                f"{found} rows are readable, {expected or 0} were appended",
            )
