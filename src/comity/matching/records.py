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
