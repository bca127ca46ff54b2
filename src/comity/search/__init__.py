"""Search: one question over everything that the asker may see, by parts of names.

What can be found lives in the rooms below; this room ranks and groups it.
"""

from comity.search.queries import Finding, FindingGroup, Findings, search

__all__ = ["Finding", "FindingGroup", "Findings", "search"]
