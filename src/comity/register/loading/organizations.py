"""Loading a list of organizations: name, acronym, type."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.policy import Resource
from comity.errors import FieldMissing
from comity.evidence.actions import keep_source
from comity.evidence.records import Evidence, SourceDraft
from comity.matching import OrganizationEntry, OrganizationIndex
from comity.register.entities import (
    OrganizationDraft,
    free_slugs,
    keep_organizations,
)
from comity.register.loading.tables import Line, located, read_table
from comity.register.models import Name, Organization
from comity.register.queries.asking import Asking, ask
from comity.register.queries.responses import organization_entries
from comity.register.references import References
from comity.register.statements import Statement, keep_statements
from comity.register.vocabulary import classification_of
from comity.values.dates import Period
from comity.values.identity import slugify
from comity.values.names import fold
from comity.values.sensitivity import Sensitivity

ALSO = {
    "type": ("org_type_description", "org_type_name", "org_type"),
    "name": ("org_name", "organization", "organisation"),
    "acronym": ("org_acronym", "abbreviation"),
}
"""What lists of organizations call the columns as well."""

SAME = "other_names"
"""Optional column: further names, separated by semicolons."""


@dataclass(frozen=True, slots=True)
class OrganizationsLoaded:
    """What loading a list did.

    Args:
        known: lines whose organization the register had.
        shared_acronyms: acronyms that now stand for several organizations.
    """

    lines: int
    new: int
    known: int
    names: int
    shared_acronyms: tuple[str, ...]


def load_organizations(
    path: Path,
    *,
    source: SourceDraft,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    simulated: bool = False,
    by: Actor,
    at: datetime,
) -> OrganizationsLoaded:
    """Register the organizations of a list, all or none; loading twice adds nothing.

    A line is an organization that the register has if exactly one goes by that
    very name (folded), or if the matcher is sure of the name and the acronym is
    the same besides; else it is a new one. Similar names are for people to judge,
    in reconciliation, never for a loader.

    Args:
        path: CSV with the columns name, acronym and type (see `ALSO`); perhaps
            slug and other_names.
        source: of the list, cited with the line by every name.

    Raises:
        FileUnreadable, ColumnMissing, LineRefused, SignInNeeded, NotPermitted.
    """
    lines = read_table(path, ("name", "acronym", "type"), also=ALSO)
    references = References(by)
    with write(
        "organizations.load", Resource("organization"), subject=source.key, by=by, at=at
    ) as entry:
        keep_source(source, entry)
        matched, new = _sorted_out(path, lines, ask(by), simulated=simulated)
        firsts = [same[0] for same in new]
        drafts = _drafts(firsts, sensitivity=sensitivity, simulated=simulated)
        made = keep_organizations(drafts, references, entry)
        told = matched + [
            (line, organization.slug)
            for same, organization in zip(new, made, strict=True)
            for line in same
        ]
        statements = [
            statement
            for line, slug in told
            for statement in _names(path, line, slug, source, at, sensitivity)
        ]
        fresh = _fresh(statements, {slug for _, slug in told})
        keep_statements(fresh, references, entry)
    return OrganizationsLoaded(
        len(lines), len(made), len(matched), len(fresh), _shared(lines)
    )


def _sorted_out(
    path: Path, lines: list[Line], asking: Asking, *, simulated: bool
) -> tuple[list[tuple[Line, str]], list[list[Line]]]:
    """Lines whose organization is known, with its slug; and new ones, by name."""
    entries = organization_entries(asking, simulated=simulated)
    holders: dict[str, set[str]] = defaultdict(set)
    acronyms = {}
    for entry in entries:
        acronyms[entry.slug] = {fold(acronym) for acronym in entry.acronyms}
        for name in entry.names:
            holders[fold(name)].add(entry.slug)
    index = OrganizationIndex(
        OrganizationEntry(entry.slug, entry.names, entry.acronyms) for entry in entries
    )
    matched: list[tuple[Line, str]] = []
    new: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        name, acronym = line.cells["name"], line.cells["acronym"]
        with located(path, line):
            if not name and not acronym:
                raise FieldMissing(kind="organization", field="name")
        known = holders.get(fold(name or acronym), set())
        if not known and name and acronym:
            found = index.match(name, acronym=acronym).canonical
            if found is not None and fold(acronym) in acronyms[found]:
                known = {found}
        if len(known) == 1:
            matched.append((line, next(iter(known))))
        else:
            new[fold(name or acronym) or name].append(line)
    return matched, list(new.values())


def _drafts(
    lines: list[Line], *, sensitivity: Sensitivity, simulated: bool
) -> list[OrganizationDraft]:
    taken = set(Organization.objects.values_list("slug", flat=True))
    wanted = [
        slugify(line.cells.get("slug", ""))
        or slugify(line.cells["acronym"])
        or slugify(line.cells["name"])
        or "organization"
        for line in lines
    ]
    return [
        OrganizationDraft(
            slug=slug,
            classification=classification_of(line.cells["type"]),
            sensitivity=sensitivity,
            simulated=simulated,
        )
        for line, slug in zip(lines, free_slugs(wanted, taken), strict=True)
    ]


def _names(
    path: Path,
    line: Line,
    slug: str,
    source: SourceDraft,
    at: datetime,
    sensitivity: Sensitivity,
) -> Iterator[Statement]:
    cells = line.cells
    period = Period.of(None, None, source.retrieved_on or at.date())
    evidence = Evidence(
        source.key, f"line {line.number}", "Lists the organization under this name."
    )
    named = [("name", cells["name"]), ("acronym", cells["acronym"])]
    named += [("alias", text.strip()) for text in cells.get(SAME, "").split(";")]
    for kind, text in dict.fromkeys(named):
        if text and fold(text):
            yield Statement(
                kind="name",
                texts={"organization": slug, "kind": kind, "text": text},
                period=period,
                evidence=(evidence,),
                sensitivity=sensitivity,
                origin=(path.name, line.number),
            )


def _fresh(statements: list[Statement], slugs: set[str]) -> list[Statement]:
    """The names that the register does not have, each once."""
    had = {
        (slug, kind if kind == "acronym" else "", folded)
        for slug, kind, folded in Name.objects.filter(
            organization__slug__in=slugs, retracted__isnull=True
        ).values_list("organization__slug", "kind", "folded")
    }
    fresh = []
    for statement in statements:
        texts = statement.texts
        key = (
            texts["organization"],
            "acronym" if texts["kind"] == "acronym" else "",
            fold(texts["text"]),
        )
        if key not in had:
            had.add(key)
            fresh.append(statement)
    return fresh


def _shared(lines: list[Line]) -> tuple[str, ...]:
    listed = {fold(line.cells["acronym"]) for line in lines} - {""}
    holders: dict[str, set[UUID]] = defaultdict(set)
    for folded, organization in Name.objects.filter(
        retracted__isnull=True, kind="acronym"
    ).values_list("folded", "organization_id"):
        if folded in listed:
            holders[folded].add(organization)
    return tuple(sorted(acronym for acronym, held in holders.items() if len(held) > 1))
