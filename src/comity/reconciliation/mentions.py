"""Mentions: organizations, places and sectors as partners write them, with their keys.

A key is what equal mentions share and what a judgement is passed on. It is made
from folded words, so that case, accents and punctuation make no difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from comity.values.names import fold

KEY_LENGTH = 300
LEVELS = 5


class Kind(StrEnum):
    """What a name is the name of."""

    ORGANIZATION = "organization"
    PLACE = "place"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as someone wrote it.

    Args:
        key: what equal mentions share.
        text: as written, for people.
        detail: what stood beside it: acronym and type of an organization, codes
            and names of a place by level.
    """

    kind: Kind
    key: str
    text: str
    detail: dict[str, Any]


def organization_key(name: str | None, acronym: str | None) -> str | None:
    """The key of an organization: its folded name, else its folded acronym."""
    for text in (name, acronym):
        if text and text.strip():
            return (fold(text) or text.strip())[:KEY_LENGTH]
    return None


def organization_mention(
    name: str | None, acronym: str | None, type_: str | None
) -> Mention | None:
    """An organization as written; None where nothing is."""
    key = organization_key(name, acronym)
    if key is None:
        return None
    text = (name or "").strip() or (acronym or "").strip()
    return Mention(
        Kind.ORGANIZATION,
        key,
        text[:KEY_LENGTH],
        {"acronym": (acronym or "").strip(), "type": (type_ or "").strip()},
    )


def sector_mention(text: str | None) -> Mention | None:
    """A sector as written; None where nothing is."""
    if not text or not text.strip():
        return None
    key = (fold(text) or text.strip())[:KEY_LENGTH]
    return Mention(Kind.SECTOR, key, text.strip()[:KEY_LENGTH], {})


def place_mention(
    country: str, levels: Sequence[tuple[str | None, str | None]], place: str | None
) -> Mention | None:
    """A place as written: (code, name) for admin 0, 1, 2 …; None where nothing is.

    Args:
        country: ISO3 of the response, in which all its places lie.
        place: a further name below the levels, such as a village or a site.
    """
    given = [
        ((code or "").strip(), (name or "").strip())
        for code, name in [*levels, (None, None)][:LEVELS]
    ]
    if not any(code or name for code, name in given) and not (place or "").strip():
        return None
    parts = [
        f"{level}:{code.upper()}:{fold(name) or name}"
        for level, (code, name) in enumerate(given)
        if code or name
    ]
    named = [name or code for code, name in given if code or name]
    bare = not parts
    if bare:
        parts, named = [f"place:{fold(place or '')}"], [(place or "").strip()]
    return Mention(
        Kind.PLACE,
        "|".join([country, *parts])[:KEY_LENGTH],
        ", ".join(reversed(named))[:KEY_LENGTH],
        {"country": country, "levels": [list(pair) for pair in given], "bare": bare},
    )
