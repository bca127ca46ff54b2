"""Matching: two names and what stands beside them -> an explained score.

Organizations, places and sectors as partners write them, against a list. Pure
functions of what they are given: nothing is stored, and nothing is decided that
a person could not read the reasons of.
"""

from comity.matching.organizations import OrganizationIndex
from comity.matching.places import PlaceIndex
from comity.matching.records import (
    Candidate,
    Judgement,
    Match,
    OrganizationEntry,
    OrganizationMention,
    PlaceEntry,
    PlaceMatch,
    PlaceMention,
    SectorEntry,
)
from comity.matching.scoring import MATCHER_VERSION
from comity.matching.sectors import SectorIndex
from comity.matching.splitting import split_organizations

__all__ = [
    "MATCHER_VERSION",
    "Candidate",
    "Judgement",
    "Match",
    "OrganizationEntry",
    "OrganizationIndex",
    "OrganizationMention",
    "PlaceEntry",
    "PlaceIndex",
    "PlaceMatch",
    "PlaceMention",
    "SectorEntry",
    "SectorIndex",
    "split_organizations",
]
