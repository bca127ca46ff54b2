"""The reference pack: readable tables shipped with the package, loaded as claims.

Loading is idempotent. Ids are made from what a line says, so that two
installations agree and a changed line is a new claim; a claim of the pack whose
line is gone is retracted. Nothing else is touched, whoever recorded it.

The format is described in register/pack/README.md.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.models import Transaction
from comity.access.policy import Resource
from comity.errors import UnknownSource
from comity.evidence.actions import keep_source
from comity.evidence.models import Source
from comity.evidence.records import SourceDraft
from comity.register.entities import (
    AreaDraft,
    OrganizationDraft,
    ThemeDraft,
    keep_areas,
    keep_edition,
    keep_framework,
    keep_instruments,
    keep_organizations,
    keep_post,
    keep_themes,
)
from comity.register.kinds import KINDS
from comity.register.loading.claims import (
    TABLES,
    claim_statement,
    claim_statements,
    instrument_draft,
)
from comity.register.loading.tables import (
    Line,
    Row,
    day_of,
    evidence_of,
    located,
    read_table,
)
from comity.register.references import References
from comity.register.statements import Statement, keep_statements
from comity.values.dates import Period
from comity.values.identity import stable_id

Listed = TypeVar("Listed")

PACK = Path(__file__).parent.parent / "pack"
"""The folder of the pack that is shipped."""

ACTION = "pack.load"
GONE = "No longer in the reference pack."
COUNTRIES = "iso-3166-1"


@dataclass(frozen=True, slots=True)
class PackLoaded:
    """What loading the pack did."""

    claims: int
    recorded: int
    retracted: int


def load_pack(*, by: Actor, at: datetime, folder: Path = PACK) -> PackLoaded:
    """Bring the register to what the pack says, in one transaction.

    Returns:
        How many claims the pack has, how many were new, how many are gone.

    Raises:
        FileUnreadable, ColumnMissing, LineRefused: the pack is damaged; nothing
            of it is kept.
    """
    pack = _Pack(folder)
    known, standing, withdrawn = _recorded()
    statements = [_afresh(statement, withdrawn) for statement in pack.statements()]
    new = [statement for statement in statements if statement.id not in known]
    gone = standing - {statement.id for statement in statements}
    if not new and not gone and pack.digest == _loaded_digest():
        return PackLoaded(len(statements), 0, 0)
    with write(
        ACTION,
        Resource("claim"),
        subject="reference pack",
        by=by,
        at=at,
        detail={"digest": pack.digest},
    ) as entry:
        references = References(by)
        pack.keep_records(references, entry)
        for kind in KINDS.values():
            kind.model._default_manager.filter(pk__in=gone).update(
                retracted=entry, retraction_reason=GONE
            )
        keep_statements(new, references, entry)
    return PackLoaded(len(statements), len(new), len(gone))


def _loaded_digest() -> str:
    """The digest of the pack that was loaded last; empty where none was."""
    last = Transaction.objects.filter(action=ACTION).order_by("sequence").last()
    return str(last.detail.get("digest", "")) if last else ""


class _Pack:
    """The files of a pack, read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources = {
            line.cells["source"]: line
            for line in self._read("sources.csv", ("source", "title", "url"))
        }
        self._instruments = {
            cells["instrument"]
            for cells in self._cells("instruments.csv", ("instrument",))
        }

    @property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of the pack's tables."""
        whole = hashlib.sha256()
        for path in sorted(self._folder.glob("*.csv")):
            whole.update(f"{path.name}\n".encode())
            whole.update(path.read_bytes())
        return whole.hexdigest()

    def statements(self) -> Iterator[Statement]:
        """Every claim of the pack, in an order in which they can be recorded."""
        yield from self._own_names()
        yield from self._states()
        for table in TABLES:
            yield from claim_statements(
                self._folder / table.file, table, instruments=self._instruments
            )

    def keep_records(self, references: References, entry: Transaction) -> None:
        """Keep what the claims are about."""
        sources = self._keep_sources(entry)
        self._keep_countries(sources, entry)
        keep_organizations(self._organizations(), references, entry)
        keep_themes(self._themes(), sources, references, entry)
        keep_instruments(
            [
                instrument_draft(cells)
                for cells in self._cells("instruments.csv", ("instrument", "title"))
            ],
            references,
            entry,
        )
        for cells in self._cells("frameworks.csv", ("framework", "title")):
            under = cells["instrument"]
            framework = keep_framework(
                cells["framework"],
                cells["title"],
                references.instrument(under) if under else None,
                entry,
                id=stable_id("framework", cells["framework"]),
            )
            references.keep("framework", framework.slug, framework)
        for cells in self._cells("posts.csv", ("post", "organization", "title")):
            area = cells["area"]
            post = keep_post(
                cells["post"],
                cells["title"],
                references.organization(cells["organization"]),
                references.area(area) if area else None,
                entry,
                id=stable_id("post", cells["post"]),
            )
            references.keep("post", post.slug, post)

    def _keep_sources(self, entry: Transaction) -> dict[str, Source]:
        kept = {}
        for key, line in self._sources.items():
            cells = line.cells
            with located(self._folder / "sources.csv", line):
                kept[key] = keep_source(
                    SourceDraft(
                        key=key,
                        title=cells["title"],
                        publisher=cells["publisher"],
                        url=cells["url"],
                        kind=cells["kind"],
                        published_on=cells["published_on"],
                        retrieved_on=day_of(cells["retrieved_on"]),
                        note=cells.get("note", ""),
                    ),
                    entry,
                )
        return kept

    def _keep_countries(
        self, sources: Mapping[str, Source], entry: Transaction
    ) -> None:
        listed = self._cells("countries.csv", ("iso3", "iso2", "m49", "name"))
        if not listed:
            return
        source = _among(sources, listed[0]["source"])
        edition = keep_edition(
            COUNTRIES, "ISO 3166-1 countries and areas", source, entry
        )
        keep_areas(
            [
                AreaDraft(
                    country=cells["iso3"],
                    pcode=cells["iso3"],
                    level=0,
                    name=cells["name"],
                    numeric_code=cells["m49"],
                    other_names=(("iso2", cells["iso2"]),) if cells["iso2"] else (),
                )
                for cells in listed
            ],
            edition,
        )

    def _organizations(self) -> list[OrganizationDraft]:
        named = [
            OrganizationDraft(
                slug=cells["organization"],
                classification=cells["classification"],
                parent=cells["parent"],
                id=stable_id("organization", cells["organization"]),
            )
            for cells in self._cells("organizations.csv", ("organization",))
        ]
        states = [
            OrganizationDraft(
                slug=cells["organization"],
                classification="state",
                id=stable_id("organization", cells["organization"]),
            )
            for cells in self._cells("countries.csv", ("organization",))
            if cells["organization"]
        ]
        return [*states, *named]

    def _themes(self) -> list[ThemeDraft]:
        codes: dict[str, list[tuple[str, str, str, str]]] = {}
        for cells in self._cells("theme_codes.csv", ("theme", "scheme")):
            codes.setdefault(cells["theme"], []).append(
                (cells["scheme"], cells["code"], cells["label"], cells["language"])
            )
        return [
            ThemeDraft(
                slug=cells["theme"],
                name=cells["name"],
                vocabulary=cells["vocabulary"],
                source=cells["source"],
                parent=cells["parent"],
                codes=tuple(codes.get(cells["theme"], ())),
                id=stable_id("theme", cells["theme"]),
            )
            for cells in self._cells("themes.csv", ("theme", "name"))
        ]

    def _own_names(self) -> Iterator[Statement]:
        """What organizations.csv says that each is called."""
        for line in self._read("organizations.csv", ("organization", "name")):
            cells = line.cells
            with located(self._folder / "organizations.csv", line):
                yield from _named(cells, self._attested(cells))

    def _states(self) -> Iterator[Statement]:
        """What countries.csv says that each State is called and coded."""
        for line in self._read("countries.csv", ("organization", "iso3")):
            cells = line.cells
            if not cells["organization"]:
                continue
            with located(self._folder / "countries.csv", line):
                period = self._attested(cells)
                yield from _named(cells, period)
                for scheme, column in (
                    ("iso3166-1-alpha3", "iso3"),
                    ("iso3166-1-alpha2", "iso2"),
                    ("un-m49", "m49"),
                ):
                    if cells[column]:
                        yield claim_statement(
                            "identifier",
                            {
                                "organization": cells["organization"],
                                "scheme": scheme,
                                "value": cells[column],
                            },
                            period,
                            evidence_of(cells),
                        )

    def _attested(self, cells: Row) -> Period:
        """A period of which only the day of the evidence is known."""
        source = _among(self._sources, cells["source"]).cells
        day = cells.get("attested_on") or source["retrieved_on"]
        return Period.of(None, None, day_of(day))

    def _read(self, file: str, columns: Sequence[str]) -> list[Line]:
        return read_table(self._folder / file, columns)

    def _cells(self, file: str, columns: Sequence[str]) -> list[Row]:
        return [line.cells for line in self._read(file, columns)]


def _named(cells: Row, period: Period) -> Iterator[Statement]:
    for kind, column in (("name", "name"), ("acronym", "acronym")):
        if cells.get(column):
            yield claim_statement(
                "name",
                {
                    "organization": cells["organization"],
                    "kind": kind,
                    "language": "en",
                    "text": cells[column],
                },
                period,
                evidence_of(cells),
            )


def _afresh(statement: Statement, withdrawn: set[UUID]) -> Statement:
    """The statement under another id if a pack had it, lost it and has it again."""
    while statement.id in withdrawn:
        again = stable_id("claim", str(statement.id), "again")
        statement = replace(statement, id=again)
    return statement


def _among(listed: Mapping[str, Listed], key: str) -> Listed:
    if key not in listed:
        raise UnknownSource(key=key[:80])
    return listed[key]


def _recorded() -> tuple[set[UUID], set[UUID], set[UUID]]:
    """Every claim ever recorded, those of the pack that stand, those that it lost."""
    known: set[UUID] = set()
    standing: set[UUID] = set()
    withdrawn: set[UUID] = set()
    for kind in KINDS.values():
        claims = kind.model._default_manager.all()
        known |= set(claims.values_list("pk", flat=True))
        standing |= set(
            claims.filter(recorded__action=ACTION, retracted__isnull=True).values_list(
                "pk", flat=True
            )
        )
        withdrawn |= set(
            claims.filter(retracted__action=ACTION).values_list("pk", flat=True)
        )
    return known, standing, withdrawn
