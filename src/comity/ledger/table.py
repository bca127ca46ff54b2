"""The Delta Lake table beneath the ledger: open a version, commit on a version.

A commit is tried on exactly the version that was examined. If another writer
came first it fails and the examination is repeated, so that what was checked is
still so when the commit counts.

Source: Delta Lake protocol, "Transaction identifiers"; deltalake 1.6.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import timedelta
from math import ceil
from pathlib import Path

import polars as pl
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.exceptions import CommitFailedError, DeltaError
from deltalake.transaction import AddAction, RemoveAction

from comity.errors import LedgerDamaged, LedgerUnwritable, UnknownLedgerVersion
from comity.ledger.files import LedgerFile, sync_log, unwritable
from comity.ledger.lock import exclusive
from comity.ledger.schema import delta_fields

Action = AddAction | RemoveAction

_COMMIT_TRIES = 50


class Table:
    """One table in a folder; a table that was never written to has no files.

    Args:
        folder: where the files and the log lie; made by the first commit.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._uri = folder.absolute().as_uri()

    def version(self) -> int:
        table = self.opened()
        return 0 if table is None else table.version()

    def opened(self, version: int | None = None) -> DeltaTable | None:
        """A version of the table, the latest by default; None before the first.

        Raises:
            UnknownLedgerVersion: there is no such version.
            LedgerDamaged: the log cannot be read.
        """
        if not DeltaTable.is_deltatable(self._uri):
            if version:
                raise UnknownLedgerVersion(version=version)
            return None
        try:
            table = DeltaTable(self._uri)
            if version is not None and version != table.version():
                if not 0 <= version <= table.version():
                    raise UnknownLedgerVersion(version=version)
                table.load_as_version(version)
        except DeltaError as error:
            raise LedgerDamaged(subject=self.folder.name, reason=str(error)) from error
        return table

    def files(self, version: int | None = None) -> list[LedgerFile]:
        """The files of a version, in the order of the submissions in them."""
        table = self.opened(version)
        if table is None:
            return []
        listed = pl.DataFrame(table.get_add_actions(flatten=True))
        if listed.is_empty():
            return []
        files = [
            LedgerFile(self.folder / path, *about)
            for path, *about in listed.select(
                "path", "size_bytes", "num_records", "min.submission", "max.submission"
            ).iter_rows()
        ]
        return sorted(files, key=lambda file: (file.first, file.last, file.path))

    def rows_of(self, submission: str) -> int | None:
        """How many rows the log says a submission has; None if it knows it not."""
        table = self.opened()
        return None if table is None else table.transaction_version(submission)

    def add_once(self, submission: str, rows: int, file: LedgerFile | None) -> bool:
        """Make a file part of the table unless the log knows the submission.

        The application transaction carries the number of rows.

        Returns:
            Whether this call did it.

        Raises:
            LedgerUnwritable: the disk refuses; nothing was added.
        """
        actions: list[Action] = [file.added(data_change=True)] if file else []
        for _ in range(_COMMIT_TRIES):
            with self._writing():
                table = self._current()
                if table.transaction_version(submission) is not None:
                    return False
                if self._commit(table, actions, [Transaction(submission, rows)]):
                    return True
        raise LedgerUnwritable(reason="other writers always came first")

    def exchange(self, old: Collection[LedgerFile], new: LedgerFile) -> bool:
        """Let one file stand for others that hold the same rows.

        Returns:
            Whether it was done; False if another writer changed the table.
        """
        actions: list[Action] = [file.replaced() for file in old]
        actions.append(new.added(data_change=False))
        with self._writing():
            held = {file.path for file in self.files()}
            if not {file.path for file in old} <= held:
                return False
            return self._commit(self._current(), actions, [])

    def sweep(self, keep: timedelta) -> int:
        """Delete files of that age or more that the latest version does not need.

        Returns:
            How many were deleted.
        """
        table = self.opened()
        if table is None:
            return 0
        hours = ceil(keep / timedelta(hours=1))
        with self._writing(), unwritable():
            swept = table.vacuum(
                hours, dry_run=False, enforce_retention_duration=False, full=True
            )
        return len(swept)

    def _writing(self) -> AbstractContextManager[None]:
        return exclusive(self.folder.with_suffix(".lock"))

    def _current(self) -> DeltaTable:
        """The latest version, with the columns of this Comity; made if there is none."""
        table = self.opened() or self._create()
        known = {field.name for field in table.schema().fields}
        added = [field for field in delta_fields() if field.name not in known]
        if not added:
            return table
        with unwritable():
            table.alter.add_columns(added)
        return DeltaTable(self._uri)

    def _create(self) -> DeltaTable:
        try:
            with unwritable():
                schema = Schema(delta_fields())
                return DeltaTable.create(self._uri, schema, name=self.folder.name)
        except DeltaError as error:
            table = self.opened()
            if table is None:
                raise LedgerUnwritable(reason=str(error)) from error
            return table

    def _commit(
        self,
        table: DeltaTable,
        actions: list[Action],
        transactions: list[Transaction],
    ) -> bool:
        """Commit on exactly this version; False if another writer has just done so."""
        properties = CommitProperties(
            max_commit_retries=0, app_transactions=transactions
        )
        try:
            with unwritable():
                table.create_write_transaction(
                    actions, "append", table.schema(), commit_properties=properties
                )
        except CommitFailedError as error:
            if self.version() == table.version():
                raise LedgerUnwritable(reason=str(error)) from error
            return False
        except DeltaError as error:
            raise LedgerUnwritable(reason=str(error)) from error
        sync_log(self.folder / "_delta_log", table.version() + 1)
        return True
