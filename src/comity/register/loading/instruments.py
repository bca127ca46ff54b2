"""Loading instruments from tables of the reference pack's format."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.policy import Resource
from comity.evidence.actions import keep_source
from comity.evidence.records import SourceDraft
from comity.register.entities import keep_instruments
from comity.register.kinds import KINDS
from comity.register.loading.claims import (
    INSTRUMENT_TABLES,
    claim_statements,
    instrument_draft,
)
from comity.register.loading.tables import located, read_table
from comity.register.references import References
from comity.register.statements import keep_statements


@dataclass(frozen=True, slots=True)
class InstrumentsLoaded:
    """What loading did: instruments and claims about them that were new."""

    lines: int
    instruments: int
    claims: int


def load_instruments(
    path: Path,
    *,
    source: SourceDraft,
    simulated: bool = False,
    by: Actor,
    at: datetime,
) -> InstrumentsLoaded:
    """Keep instruments and what the tables beside them claim, all or none.

    Beside the file may lie instrument_events.csv, instrument_parties.csv,
    instrument_relations.csv and clauses.csv, as in the reference pack. Their
    lines are cited to `source`. Loading twice adds nothing.

    Args:
        path: CSV with instrument (slug), symbol, title, kind, level and parent.

    Raises:
        FileUnreadable, ColumnMissing, LineRefused, SignInNeeded, NotPermitted.
    """
    lines = read_table(
        path, ("instrument", "symbol", "title", "kind", "level", "parent")
    )
    drafts = []
    for line in lines:
        with located(path, line):
            drafts.append(instrument_draft(line.cells, simulated=simulated))
    statements = [
        statement
        for table in INSTRUMENT_TABLES
        if (path.parent / table.file).exists()
        for statement in claim_statements(
            path.parent / table.file, table, source=source.key
        )
    ]
    with write(
        "instruments.load", Resource("instrument"), subject=source.key, by=by, at=at
    ) as entry:
        keep_source(source, entry)
        references = References(by)
        made = keep_instruments(drafts, references, entry)
        known = {
            pk
            for table in INSTRUMENT_TABLES
            for pk in KINDS[table.kind].model._default_manager.values_list(
                "pk", flat=True
            )
        }
        new = [statement for statement in statements if statement.id not in known]
        keep_statements(new, references, entry)
    return InstrumentsLoaded(len(lines), len(made), len(new))
