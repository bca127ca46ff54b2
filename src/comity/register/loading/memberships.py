"""Loading memberships from a table of claim lines, as the reference pack has them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.policy import Resource
from comity.evidence.actions import keep_source
from comity.evidence.records import Evidence, SourceDraft
from comity.register.loading.tables import (
    CLAIM_COLUMNS,
    Line,
    day_of,
    located,
    rank_of,
    read_table,
    sensitivity_of,
)
from comity.register.models import Membership
from comity.register.references import References
from comity.register.statements import Statement, keep_statements
from comity.values.dates import Period
from comity.values.identity import stable_id
from comity.values.sensitivity import Sensitivity


@dataclass(frozen=True, slots=True)
class MembershipsLoaded:
    """What loading a table did; known lines had been loaded before."""

    lines: int
    recorded: int
    known: int


def load_memberships(
    path: Path,
    *,
    source: SourceDraft,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    by: Actor,
    at: datetime,
) -> MembershipsLoaded:
    """Record the memberships of a table, all or none; loading twice adds nothing.

    Args:
        path: CSV with the columns member, organization and role; perhaps context,
            area, under, start, end, attested_on, locator, says, rank, rank_reason,
            fact and sensitivity. Where a line has no locator or words of its own,
            the line's number and its content are cited.
        source: of the table, cited by every line.

    Raises:
        FileUnreadable, ColumnMissing, LineRefused, SignInNeeded, NotPermitted.
    """
    lines = read_table(path, ("member", "organization", "role"))
    with write(
        "memberships.load", Resource("claim"), subject=source.key, by=by, at=at
    ) as entry:
        keep_source(source, entry)
        references = References(by)
        statements = []
        for line in lines:
            with located(path, line):
                statements.append(_statement(path, line, source, at, sensitivity))
        ids = {statement.id for statement in statements}
        known = set(Membership.objects.filter(pk__in=ids).values_list("pk", flat=True))
        new = [
            statement
            for statement in {one.id: one for one in statements}.values()
            if statement.id not in known
        ]
        keep_statements(new, references, entry)
    return MembershipsLoaded(len(lines), len(new), len(lines) - len(new))


def _statement(
    path: Path, line: Line, source: SourceDraft, at: datetime, default: Sensitivity
) -> Statement:
    cells = line.cells
    texts = {
        name: value
        for name, value in cells.items()
        if name not in CLAIM_COLUMNS and value
    }
    attested = day_of(cells.get("attested_on", ""))
    period = Period.of(
        cells.get("start"),
        cells.get("end"),
        attested or source.retrieved_on or at.date(),
    )
    says = cells.get("says") or "Lists {} as {} of {}.".format(
        cells["member"], cells["role"], cells["organization"]
    )
    return Statement(
        id=stable_id(
            "membership",
            source.key,
            *(f"{name}={value}" for name, value in sorted(texts.items())),
            f"{period.start}/{period.end}",
        ),
        kind="membership",
        texts=texts,
        period=period,
        evidence=(
            Evidence(
                source.key,
                cells.get("locator") or f"{path.name}, line {line.number}",
                says,
            ),
        ),
        rank=rank_of(cells),
        rank_reason=cells.get("rank_reason", ""),
        label=cells.get("fact", ""),
        origin=(path.name, line.number),
        sensitivity=sensitivity_of(cells, default),
    )
