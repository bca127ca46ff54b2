"""The terms that claims may use; anything else is refused rather than guessed.

Source: Popolo, W3C ORG; IASC and UN practice as the reference pack cites it.
"""

from collections.abc import Mapping

from comity.errors import UnknownTerm
from comity.values.names import fold
from comity.values.sensitivity import Sensitivity

RANKS = ("preferred", "normal", "deprecated")

CLASSIFICATIONS = (
    "state",
    "territory",
    "intergovernmental-organization",
    "un-entity",
    "government",
    "ngo",
    "international-ngo",
    "national-ngo",
    "civil-society",
    "red-cross-red-crescent",
    "movement",
    "consortium",
    "donor",
    "academic",
    "private-sector",
    "religious",
    "media",
    "military",
    "organization",
    "assembly",
    "council",
    "committee",
    "commission",
    "board",
    "cluster",
    "area-of-responsibility",
    "country-team",
    "network",
    "working-group",
    "group",
    "office",
    "department",
    "secretariat",
    "system",
    "fund",
)

BODIES = (
    "assembly",
    "council",
    "committee",
    "commission",
    "board",
    "cluster",
    "area-of-responsibility",
    "country-team",
    "network",
    "working-group",
    "group",
)
"""Classifications whose organizations exist to have others as members."""

NAME_KINDS = ("name", "acronym", "former", "alias", "translation")

MEMBERSHIP_ROLES = (
    "member",
    "associate-member",
    "observer",
    "standing-invitee",
    "invitee",
    "lead",
    "co-lead",
    "joint-lead",
    "convenor",
    "chair",
    "co-chair",
    "vice-chair",
    "coordinator",
    "secretariat",
    "participant",
    "liaison",
    "related-organization",
)

CONTEXTS = ("", "natural-disaster", "conflict", "conflict-and-natural-disaster")

INSTRUMENT_KINDS = (
    "resolution",
    "agreement",
    "memorandum",
    "decision",
    "declaration",
    "framework",
    "treaty",
    "letter",
    "plan",
    "document",
)

INSTRUMENT_LEVELS = ("global", "regional", "country")

INSTRUMENT_EVENTS = (
    "mandated",
    "requested",
    "drafted",
    "approved",
    "adopted",
    "endorsed",
    "signed",
    "in-force",
    "renewed",
    "expires",
    "terminated",
    "superseded",
)

PARTY_ROLES = ("party", "depositary", "beneficiary", "grantor", "signatory")

INSTRUMENT_RELATIONS = (
    "amends",
    "supersedes",
    "implements",
    "endorses",
    "annexes",
    "mandates",
)

CHANGES = ("founded", "renamed", "replaced", "merged", "split", "dissolved")

OBJECTIVE_KINDS = ("objective", "principle", "goal", "target", "outcome")

VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "rank": RANKS,
    "sensitivity": tuple(Sensitivity),
    "classification": CLASSIFICATIONS,
    "kind of name": NAME_KINDS,
    "role": MEMBERSHIP_ROLES,
    "context": CONTEXTS,
    "kind of instrument": INSTRUMENT_KINDS,
    "level of instrument": INSTRUMENT_LEVELS,
    "event of an instrument": INSTRUMENT_EVENTS,
    "role of a party": PARTY_ROLES,
    "relation of instruments": INSTRUMENT_RELATIONS,
    "kind of change": CHANGES,
    "kind of objective": OBJECTIVE_KINDS,
}


def term(vocabulary: str, value: str) -> str:
    """The value, if the vocabulary has it.

    Raises:
        UnknownTerm: it has not.
    """
    if value not in VOCABULARIES[vocabulary]:
        known = tuple(known for known in VOCABULARIES[vocabulary] if known)
        raise UnknownTerm(vocabulary=vocabulary, value=value[:80], known=known)
    return value


ORGANIZATION_TYPES: Mapping[str, str] = {
    "academic research": "academic",
    "donor": "donor",
    "embassy": "government",
    "government": "government",
    "international ngo": "international-ngo",
    "ingo": "international-ngo",
    "international organization": "intergovernmental-organization",
    "international organisation": "intergovernmental-organization",
    "media": "media",
    "military": "military",
    "national ngo": "national-ngo",
    "nngo": "national-ngo",
    "local ngo": "national-ngo",
    "ngo": "ngo",
    "civil society": "civil-society",
    "private sector": "private-sector",
    "red cross red crescent": "red-cross-red-crescent",
    "red cross": "red-cross-red-crescent",
    "religious": "religious",
    "united nations": "un-entity",
    "un": "un-entity",
    "un agency": "un-entity",
}
"""Folded type of organization, as lists of partners write it, to classification.

Source: OCHA organization types; common abbreviations.
"""


def classification_of(kind: str) -> str:
    """The classification that a list's type of organization means.

    Types that are not known, "Other" among them, say no more than "organization".
    """
    folded = fold(kind)
    if kind in CLASSIFICATIONS:
        return kind
    return ORGANIZATION_TYPES.get(folded, "organization")
