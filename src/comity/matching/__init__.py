"""Matching: two names and what stands beside them -> an explained score.

Organizations, places and sectors as partners write them, against a list. Pure
functions of what they are given: nothing is stored, and nothing is decided that
a person could not read the reasons of.
"""

from comity.matching.organizations import OrganizationIndex
from comity.matching.records import (
    Candidate,
    Judgement,
    Match,
    OrganizationEntry,
    OrganizationMention,
)
from comity.matching.scoring import MATCHER_VERSION

__all__ = [
    "MATCHER_VERSION",
    "Candidate",
    "Judgement",
    "Match",
    "OrganizationEntry",
    "OrganizationIndex",
    "OrganizationMention",
]
