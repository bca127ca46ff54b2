"""Records that claims are about, as they are given, and how they are kept.

Nothing here opens a transaction or asks the policy: actions and loaders do.
A record that is there already, under its slug or code, is left as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from comity.access.models import Transaction
from comity.errors import HierarchyCycle, LineRefused, UnknownRecord
from comity.evidence.models import Source
from comity.register.models import (
    Area,
    AreaEdition,
    AreaName,
    Framework,
    Instrument,
    Organization,
    Post,
    Theme,
    ThemeCode,
)
from comity.register.references import References
from comity.register.vocabulary import term
from comity.values.identity import new_id
from comity.values.names import fold
from comity.values.sensitivity import Sensitivity

BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationDraft:
    """An organization to be kept; `parent` is a slug, kept or in the same batch."""

    slug: str
    classification: str
    parent: str = ""
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    simulated: bool = False
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentDraft:
    """An instrument to be kept; `parent` is a slug, kept or in the same batch."""

    slug: str
    symbol: str
    title: str
    kind: str
    level: str
    parent: str = ""
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    simulated: bool = False
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDraft:
    """An area to be kept in an edition.

    Args:
        parent: P-code of an area of the same edition, or empty.
        parent_id: of an area of any edition, where that is known.
        origin: file and line that it was read from, for what is said if it is refused.
    """

    country: str
    pcode: str
    level: int
    name: str
    parent: str = ""
    parent_id: UUID | None = None
    numeric_code: str = ""
    valid_from: date | None = None
    other_names: tuple[tuple[str, str], ...] = ()
    """Language and text."""
    origin: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDraft:
    """A theme to be kept, with what others call it: scheme, code, label, language."""

    slug: str
    name: str
    vocabulary: str
    source: str
    parent: str = ""
    codes: tuple[tuple[str, str, str, str], ...] = ()
    id: UUID = field(default_factory=new_id)


def keep_organizations(
    drafts: Sequence[OrganizationDraft], references: References, entry: Transaction
) -> list[Organization]:
    """Keep the organizations whose slugs are new.

    Raises:
        UnknownTerm: a classification that the vocabulary does not have.
        UnknownRecord: a parent that is neither kept nor among the drafts.
        HierarchyCycle: an organization would be its own ancestor.
    """
    _refuse_cycles({draft.slug: draft.parent for draft in drafts})
    kept = dict(Organization.objects.values_list("slug", "pk"))
    new = [draft for draft in drafts if draft.slug not in kept]
    kept |= {draft.slug: draft.id for draft in new}
    made = [
        Organization(
            id=draft.id,
            slug=draft.slug,
            classification=term("classification", draft.classification),
            parent_id=_parent("organization", draft.parent, kept),
            sensitivity=draft.sensitivity,
            simulated=draft.simulated,
            recorded=entry,
        )
        for draft in new
    ]
    Organization.objects.bulk_create(made, batch_size=BATCH)
    for organization in made:
        references.keep("organization", organization.slug, organization)
    return made


def keep_instruments(
    drafts: Sequence[InstrumentDraft], references: References, entry: Transaction
) -> list[Instrument]:
    """Keep the instruments whose slugs are new.

    Raises:
        UnknownTerm: a kind or level that the vocabulary does not have.
        UnknownRecord: a parent that is neither kept nor among the drafts.
        HierarchyCycle: an instrument would be its own ancestor.
    """
    _refuse_cycles({draft.slug: draft.parent for draft in drafts})
    kept = dict(Instrument.objects.values_list("slug", "pk"))
    new = [draft for draft in drafts if draft.slug not in kept]
    kept |= {draft.slug: draft.id for draft in new}
    made = [
        Instrument(
            id=draft.id,
            slug=draft.slug,
            symbol=draft.symbol,
            title=draft.title,
            folded=fold(f"{draft.symbol} {draft.title}"),
            kind=term("kind of instrument", draft.kind),
            level=term("level of instrument", draft.level),
            parent_id=_parent("instrument", draft.parent, kept),
            sensitivity=draft.sensitivity,
            simulated=draft.simulated,
            recorded=entry,
        )
        for draft in new
    ]
    Instrument.objects.bulk_create(made, batch_size=BATCH)
    for instrument in made:
        references.keep("instrument", instrument.slug, instrument)
    return made


def keep_edition(
    key: str,
    title: str,
    source: Source,
    entry: Transaction,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
) -> AreaEdition:
    """The edition of that key, recorded now if it is new."""
    edition, _ = AreaEdition.objects.get_or_create(
        key=key,
        defaults={
            "title": title,
            "source": source,
            "sensitivity": sensitivity,
            "recorded": entry,
        },
    )
    return edition


def keep_areas(drafts: Sequence[AreaDraft], edition: AreaEdition) -> int:
    """Keep the areas whose P-code the edition does not have at that level.

    Returns:
        How many were new.

    Raises:
        UnknownRecord, LineRefused: a parent that the edition does not have.
    """
    kept: dict[tuple[str, int], UUID] = {
        (pcode, level): pk
        for pcode, level, pk in Area.objects.filter(edition=edition).values_list(
            "pcode", "level", "pk"
        )
    }
    new = list(
        {
            (draft.pcode, draft.level): draft
            for draft in drafts
            if (draft.pcode, draft.level) not in kept
        }.values()
    )
    kept |= {(draft.pcode, draft.level): new_id() for draft in new}
    made = [
        Area(
            id=kept[draft.pcode, draft.level],
            edition=edition,
            country=draft.country,
            pcode=draft.pcode,
            numeric_code=draft.numeric_code,
            level=draft.level,
            parent_id=_area_parent(draft, kept),
            name=draft.name,
            folded=fold(draft.name),
            valid_from=draft.valid_from,
        )
        for draft in new
    ]
    Area.objects.bulk_create(made, batch_size=BATCH)
    AreaName.objects.bulk_create(
        [
            AreaName(
                area_id=kept[draft.pcode, draft.level],
                language=language,
                text=text,
                folded=fold(text),
            )
            for draft in new
            for language, text in dict.fromkeys(draft.other_names)
        ],
        batch_size=BATCH,
    )
    return len(made)


def keep_themes(
    drafts: Sequence[ThemeDraft],
    sources: Mapping[str, Source],
    references: References,
    entry: Transaction,
) -> int:
    """Keep the themes whose slugs are new, and every code that is new.

    Returns:
        How many themes and codes were new.
    """
    kept = dict(Theme.objects.values_list("slug", "pk"))
    new = [draft for draft in drafts if draft.slug not in kept]
    kept |= {draft.slug: draft.id for draft in new}
    made = [
        Theme(
            id=draft.id,
            slug=draft.slug,
            name=draft.name,
            vocabulary=draft.vocabulary,
            parent_id=_parent("theme", draft.parent, kept),
            source=sources[draft.source],
            recorded=entry,
        )
        for draft in new
    ]
    Theme.objects.bulk_create(made)
    for theme in made:
        references.keep("theme", theme.slug, theme)
    coded = set(
        ThemeCode.objects.values_list("theme", "scheme", "code", "label", "language")
    )
    codes = [
        ThemeCode(
            theme_id=kept[draft.slug],
            scheme=scheme,
            code=code,
            label=label,
            language=language,
            source=sources[draft.source],
        )
        for draft in drafts
        for scheme, code, label, language in dict.fromkeys(draft.codes)
        if (kept[draft.slug], scheme, code, label, language) not in coded
    ]
    ThemeCode.objects.bulk_create(codes)
    return len(made) + len(codes)


def keep_framework(
    slug: str,
    title: str,
    instrument: Instrument | None,
    entry: Transaction,
    **record: Any,
) -> Framework:
    """The framework of that slug, recorded now if it is new."""
    framework, _ = Framework.objects.get_or_create(
        slug=slug,
        defaults={
            "title": title,
            "instrument": instrument,
            "recorded": entry,
            **record,
        },
    )
    return framework


def keep_post(
    slug: str,
    title: str,
    organization: Organization,
    area: Area | None,
    entry: Transaction,
    **record: Any,
) -> Post:
    """The post of that slug, recorded now if it is new."""
    post, _ = Post.objects.get_or_create(
        slug=slug,
        defaults={
            "title": title,
            "organization": organization,
            "area": area,
            "recorded": entry,
            **record,
        },
    )
    return post


def _parent(kind: str, slug: str, kept: Mapping[str, UUID]) -> UUID | None:
    if not slug:
        return None
    if slug not in kept:
        raise UnknownRecord(kind=kind, asked=slug[:80])
    return kept[slug]


def _area_parent(draft: AreaDraft, kept: Mapping[tuple[str, int], UUID]) -> UUID | None:
    """The parent in the edition; a country of another edition is no parent."""
    if draft.parent_id is not None or not draft.parent or draft.level == 0:
        return draft.parent_id
    found = kept.get((draft.parent, draft.level - 1))
    if found is None and draft.level > 1:
        unknown = UnknownRecord(kind="parent area", asked=draft.parent[:80])
        if draft.origin is None:
            raise unknown
        file, line = draft.origin
        raise LineRefused(file=file, line=line, reason=unknown.message)
    return found


def _refuse_cycles(parents: Mapping[str, str]) -> None:
    for slug in parents:
        seen: list[str] = [slug]
        while (parent := parents.get(seen[-1], "")) != "":
            if parent in seen:
                raise HierarchyCycle(members=(*seen, parent))
            seen.append(parent)


def free_slugs(wanted: Iterable[str], taken: set[str]) -> list[str]:
    """A free slug for each wanted one: itself, or itself and a number."""
    free = []
    for slug in wanted:
        candidate, number = slug, 2
        while candidate in taken:
            candidate, number = f"{slug}-{number}", number + 1
        taken.add(candidate)
        free.append(candidate)
    return free
