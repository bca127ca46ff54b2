"""Tables whose lines are claims: one file for each kind, as the reference pack has them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.evidence.records import Evidence
from comity.register.entities import InstrumentDraft
from comity.register.loading.tables import (
    CLAIM_COLUMNS,
    Line,
    Row,
    evidence_of,
    located,
    period_of,
    rank_of,
    read_table,
    sensitivity_of,
)
from comity.register.statements import Statement
from comity.values.dates import Period
from comity.values.identity import stable_id


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """A file whose lines are claims of one kind.

    Args:
        renamed: column to field, where they differ.
    """

    file: str
    kind: str
    renamed: Mapping[str, str] = field(default_factory=dict)


INSTRUMENT_TABLES = (
    ClaimTable("instrument_events.csv", "instrument-event"),
    ClaimTable("instrument_parties.csv", "instrument-party"),
    ClaimTable("instrument_relations.csv", "instrument-relation"),
    ClaimTable("clauses.csv", "clause", {"locator_in_text": "place"}),
)

TABLES = (
    ClaimTable("names.csv", "name"),
    ClaimTable("identifiers.csv", "identifier"),
    *INSTRUMENT_TABLES,
    ClaimTable("memberships.csv", "membership"),
    ClaimTable("change_events.csv", "change-event"),
    ClaimTable("figures.csv", "figure"),
    ClaimTable("objectives.csv", "objective"),
    ClaimTable("objective_links.csv", "objective-link"),
    ClaimTable("reviews.csv", "review", {"review": "code"}),
)
"""Every file of claims, in an order in which they can be recorded."""


WEIGHT = ("rank_reason", "label")
"""What else makes a line another one, where it is given: no rank is without a reason."""


def claim_statements(
    path: Path,
    table: ClaimTable,
    *,
    instruments: Collection[str] = (),
    source: str = "",
) -> Iterator[Statement]:
    """The statements of a file, in its order.

    Args:
        instruments: slugs, to tell whether a `subject` is one or an organization.
        source: key of the source that every line cites; else each names its own.

    Raises:
        FileUnreadable, ColumnMissing, LineRefused.
    """
    for line in read_table(path, CLAIM_COLUMNS):
        with located(path, line):
            yield _statement(table, line, instruments, source)


def claim_statement(
    kind: str,
    texts: Mapping[str, str],
    period: Period,
    evidence: Evidence,
    **further: Any,
) -> Statement:
    """A statement whose id is made from all that it says, so that a changed line is new."""
    told = "|".join(f"{name}={value}" for name, value in sorted(texts.items()))
    when = f"{period.start}/{period.end}/{period.attested_on}"
    ground = f"{evidence.source}#{evidence.locator}#{evidence.says}"
    weight = (str(further[name]) for name in WEIGHT if further.get(name))
    return Statement(
        id=stable_id("claim", kind, told, when, ground, *weight),
        kind=kind,
        texts=texts,
        period=period,
        evidence=(evidence,),
        **further,
    )


def instrument_draft(cells: Row, *, simulated: bool = False) -> InstrumentDraft:
    """The instrument that a line of instruments.csv describes."""
    return InstrumentDraft(
        slug=cells["instrument"],
        symbol=cells["symbol"],
        title=cells["title"],
        kind=cells["kind"],
        level=cells["level"],
        parent=cells["parent"],
        simulated=simulated,
        id=stable_id("instrument", cells["instrument"]),
    )


def _statement(
    table: ClaimTable, line: Line, instruments: Collection[str], source: str
) -> Statement:
    cells = dict(line.cells)
    cells["source"] = source or cells["source"]
    texts = {
        table.renamed.get(column, column): value
        for column, value in cells.items()
        if column not in CLAIM_COLUMNS and value
    }
    if "subject" in texts:
        subject = texts.pop("subject")
        texts["instrument" if subject in instruments else "organization"] = subject
    return claim_statement(
        table.kind,
        texts,
        period_of(cells),
        evidence_of(cells),
        rank=rank_of(cells),
        rank_reason=cells["rank_reason"],
        label=f"{table.file}/{cells['fact']}" if cells["fact"] else "",
        origin=(table.file, line.number),
        sensitivity=sensitivity_of(cells),
    )
