"""What is asked, what is on the list, and what the matcher answers.

An answer keeps the text as it was asked, the candidates with their scores, and
the reasons as short sentences that show both values compared.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Judgement: TypeAlias = Literal["positive", "unsure", "none"]
"""positive: safe to take without asking; unsure: a person decides; none: not listed."""


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """An organization on the list, with every name and acronym known for it.

    Args:
        id: what an answer gives back as canonical.
        names: in any language, the preferred one first.
        acronyms: as written; several organizations may share one.
        type: a code or term of the list's own, compared with what is asked.
        country: ISO 3166-1 alpha-3 of an organization that works in one country.
    """

    id: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    type: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """An organization as a partner wrote it, with what stood beside it."""

    name: str
    acronym: str | None = None
    type: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry that may be meant.

    Args:
        id: the entry's id.
        name: the entry's name that came nearest to what was asked.
        score: from 0 to 1, an estimate of the probability that it is meant.
        reasons: what speaks for it and against it.
    """

    id: str
    name: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a name was found to be.

    Args:
        asked: the text as it was given.
        judgement: positive only within the automatic band.
        canonical: the entry's id when positive, else None.
        score: of the best candidate; it orders the queue.
        reasons: of the judgement.
        candidates: the best, at most five, best first, also when positive.
    """

    asked: str
    judgement: Judgement
    canonical: str | None
    score: float
    reasons: tuple[str, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """An area of one edition of a country's P-codes.

    Args:
        pcode: its code, unique within the edition.
        name: its name in the edition.
        level: 0 for the country, 1 to 4 below it.
        parent: P-code of the area that it lies in, None for a country.
        other_names: former, local and other spellings, in any script.
        former_codes: codes of earlier editions that mean this area.
    """

    pcode: str
    name: str
    level: int
    parent: str | None
    other_names: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as written: (code, name) for admin 0, 1, 2 …, each as far as given."""

    levels: tuple[tuple[str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """What a place was found to be.

    Args:
        asked: the deepest name and code as written.
        judgement: positive only where name, code and parent do not disagree.
        canonical: the P-code when positive, else None.
        score: of the best candidate.
        reasons: of the judgement.
        candidates: the best, at most five, best first, also when positive; where
            a name is ambiguous these are the alternatives.
        level: of the area found, or the deepest one asked for.
        within: P-code of the area around it, as far as that is sure.
        conflict: how name, code and parent disagree, if they do.
        repair: the listed code that a miswritten one seems to stand for.
    """

    asked: str
    judgement: Judgement
    canonical: str | None
    score: float
    reasons: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    level: int
    within: str | None
    conflict: str | None = None
    repair: str | None = None


@dataclass(frozen=True, slots=True)
class SectorEntry:
    """A sector, cluster or theme on the list.

    Args:
        id: what an answer gives back as canonical.
        labels: in any language, the preferred one first.
        codes: as outside lists write them.
        acronyms: as people write them.
    """

    id: str
    labels: tuple[str, ...]
    codes: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
