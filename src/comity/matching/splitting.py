"""Several organizations in one cell, taken apart only where that is safe.

"UNHCR, WFP and FAO" is three; "Food, Water and Shelter for All" is one. A cell is
split where each piece is known on its own and the whole is not.
"""

import re

from comity.matching.marks import LONGEST
from comity.matching.organizations import OrganizationIndex

KNOWN = 0.55
"""Score from which a piece is known, though not always alone enough to be taken."""

_STRONG = re.compile(r"\s*[;\n\r|]+\s*|\s{3,}|\s*[•·]\s*")
_WEAK = re.compile(
    r"\s*[,/+]\s*|\s+&\s+|\s+(?:and|et|y|e|und|with|avec)\s+|\s+-\s+|\s+و\s*",
    re.IGNORECASE,
)
_MOST = 20


def split_organizations(text: str, index: OrganizationIndex) -> tuple[str, ...]:
    """The organizations that a cell names, as written, in order, each once.

    Args:
        text: one cell.
        index: what is known; a cell is never split into pieces unknown to it,
            save at semicolons, bars and new lines, which no name contains.

    Returns:
        One text or several; empty for an empty cell.
    """
    if not text.strip():
        return ()
    if len(text) > LONGEST * _MOST:
        return (text.strip(),)
    if len(text) <= LONGEST and index.match(text).judgement == "positive":
        return (text.strip(),)
    pieces: list[str] = []
    for strong in _STRONG.split(text.strip()):
        pieces += _split_weakly(strong.strip(" ,/"), index)
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _split_weakly(text: str, index: OrganizationIndex) -> list[str]:
    pieces = [piece.strip() for piece in _WEAK.split(text) if piece.strip()]
    if not 1 < len(pieces) <= _MOST or index.match(text).judgement == "positive":
        return [text]
    matches = [index.match(piece) for piece in pieces]
    known = all(match.score >= KNOWN for match in matches)
    meant = {match.candidates[0].id for match in matches if match.candidates}
    if known and len(meant) > 1 and any(m.judgement == "positive" for m in matches):
        return pieces
    return [text]
