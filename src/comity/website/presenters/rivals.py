"""Claims about one fact side by side: what they share, and what sets each apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.register.queries.subjects import Subject
from comity.register.records import ClaimRecord
from comity.website.links import Links
from comity.website.presenters.words import word

TERMS = frozenset({"role", "kind", "context", "measure", "scheme"})
"""Fields whose values are terms of the register rather than names or text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A field of a claim in words, with the page of the record that it names."""

    label: str
    value: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rival:
    """A claim, and in which fields it differs from the others about its fact."""

    claim: ClaimRecord
    apart: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims about one fact: what they share in a line, and each of them."""

    kind: str
    shared: str
    rivals: tuple[Rival, ...]


def dispute(kind: str, claims: Sequence[ClaimRecord]) -> Dispute:
    """Set claims about one fact side by side."""
    shared = _shared([claim.says for claim in claims])
    rivals = tuple(
        Rival(
            claim,
            tuple(
                Statement(word(name), said(name, value))
                for name, value in claim.says.items()
                if name not in shared
            ),
        )
        for claim in claims
    )
    line = ", ".join(said(name, value) for name, value in shared.items())
    return Dispute(kind, line, rivals)


def statements(
    claim: ClaimRecord, subjects: Sequence[Subject], links: Links
) -> tuple[Statement, ...]:
    """What a claim says, field by field, leading to the records that it names."""
    named: dict[str, list[Subject]] = {}
    for subject in subjects:
        named.setdefault(subject.field, []).append(subject)
    found: list[Statement] = []
    for name, value in claim.says.items():
        records = named.get(name)
        if records:
            found += (
                Statement(word(name), one.name, links.record(one.kind, one.key))
                for one in records
            )
        else:
            found.append(Statement(word(name), said(name, value)))
    return tuple(found)


def said(name: str, value: str) -> str:
    """The value of a field, in words where it is a term."""
    return word(value) if name in TERMS else value


def _shared(says: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """The fields that every claim gives the same value."""
    first, *rest = says
    return {
        name: value
        for name, value in first.items()
        if all(other.get(name) == value for other in rest)
    }
