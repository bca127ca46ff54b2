"""Searching: words in, records by kind out, the closest names first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rapidfuzz import fuzz, process

from comity.access.actors import Actor
from comity.errors import ValueInvalid
from comity.register.queries import Asking, ask
from comity.register.queries.finding import (
    NameHit,
    areas_called,
    frameworks_called,
    instruments_called,
    names_to_suggest,
    organizations_called,
    themes_called,
)
from comity.values.names import fold

LONGEST = 200
A_GROUP = 20
MOST = 100
SUGGESTIONS = 5
LIKENESS = 65

KINDS: tuple[tuple[str, Callable[[str, Asking], list[NameHit]]], ...] = (
    ("organization", organizations_called),
    ("instrument", instruments_called),
    ("country", areas_called),
    ("theme", themes_called),
    ("framework", frameworks_called),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A record that was found.

    Args:
        kind: organization, instrument, country, theme or framework.
        key: the last part of its page's address.
        name: what it is called on the day.
        detail: classification, symbol, code: what tells it from others.
        matched: the name that was found, where it is another than `name`.
        language: of `matched`, where it is known.
    """

    kind: str
    key: str
    name: str
    detail: str
    matched: str
    language: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Records of one kind, the closest first; `total` counts those not listed too."""

    kind: str
    total: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found, by kind; kinds without a finding are left out.

    Args:
        suggestions: names that are spelt alike, where nothing was found.
    """

    text: str
    as_of: date
    known_at: datetime | None
    total: int
    groups: tuple[FindingGroup, ...]
    suggestions: tuple[str, ...]


def search(
    text: str,
    *,
    by: Actor,
    limit: int = A_GROUP,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> Findings:
    """Find records by words that are all part of one of their names.

    Accents, case, punctuation and Arabic letter forms make no difference.

    Args:
        text: at most 200 characters; nothing is found for none.
        by: only what this actor may see.
        limit: findings a kind, from 1 to 100.

    Raises:
        ValueInvalid: the text is too long, or the limit out of range.
    """
    if len(text) > LONGEST:
        raise ValueInvalid(
            field="search", value=text[:40], wanted=f"at most {LONGEST} characters"
        )
    if not 1 <= limit <= MOST:
        raise ValueInvalid(
            field="limit", value=str(limit), wanted=f"a number from 1 to {MOST}"
        )
    asking = ask(by, as_of=as_of, known_at=known_at)
    groups = tuple(
        group
        for kind, find in KINDS
        if (group := _group(kind, text, find(text, asking), limit)).total
    )
    total = sum(group.total for group in groups)
    return Findings(
        text=text,
        as_of=asking.as_of,
        known_at=asking.known_at,
        total=total,
        groups=groups,
        suggestions=() if total else _suggestions(text, asking),
    )


def _group(kind: str, text: str, hits: Iterable[NameHit], limit: int) -> FindingGroup:
    folded = fold(text)
    ordered = sorted(hits, key=lambda hit: (*_distance(folded, hit), hit.name, hit.key))
    best = {(hit.key, hit.name): hit for hit in reversed(ordered)}
    kept = [hit for hit in ordered if best[hit.key, hit.name] is hit]
    return FindingGroup(
        kind,
        len(kept),
        tuple(
            Finding(kind, hit.key, hit.name, hit.detail, hit.matched, hit.language)
            for hit in kept[:limit]
        ),
    )


def _distance(folded: str, hit: NameHit) -> tuple[int, int]:
    """How far a name is from the words: the same, begins so, has them, contains them."""
    name = hit.folded
    if name == folded:
        place = 0
    elif name.startswith(f"{folded} "):
        place = 1
    elif name.startswith(folded):
        place = 2
    elif all(f" {word}" in f" {name}" for word in folded.split()):
        place = 3
    else:
        place = 4
    return place, len(name)


def _suggestions(text: str, asking: Asking) -> tuple[str, ...]:
    folded = fold(text)
    if not folded:
        return ()
    names = dict(names_to_suggest(asking))
    near = process.extract(
        folded,
        names.keys(),
        scorer=fuzz.WRatio,
        limit=SUGGESTIONS,
        score_cutoff=LIKENESS,
    )
    return tuple(dict.fromkeys(names[hit] for hit, _, _ in near))
