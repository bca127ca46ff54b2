"""The columns of a table on their way to a field: heading, tag and content."""

from dataclasses import dataclass

from comity.sheets.contents import SAMPLED, Content, look
from comity.sheets.grids import BLANKS, Grid
from comity.sheets.headers import Header
from comity.sheets.headings import Claim
from comity.sheets.letters import column_letter
from comity.sheets.reading import Found, ReadOptions
from comity.sheets.vocabulary import missing_among

_LOOKED = 50_000
"""Rows whose values are looked at."""

MOST = 0.8
"""The share of values that must be codes of places for a column to be taken so."""


@dataclass(slots=True)
class Candidate:
    """A column on its way to a field."""

    position: int
    letter: str
    heading: str
    claim: Claim
    content: Content
    tag: str = ""
    field: str | None = None
    found: Found = Found.NONE
    share: float = 0.0
    reason: str = ""
    closed: bool = False
    """Whether its tag or the given mapping leaves nothing to recognize."""

    def settle(self, field: str | None, found: Found, share: float = 1.0) -> None:
        self.field, self.found, self.share = field, found, share


def find_candidates(
    grid: Grid, header: Header, options: ReadOptions
) -> list[Candidate]:
    """Every column of a table, with its heading, its tag and what it holds."""
    body = grid.cells.slice(header.first_data_row - 1, _LOOKED)
    found = []
    for position, heading in enumerate(header.headings):
        texts = body[str(position)].drop_nulls().str.strip_chars(BLANKS)
        unique = texts.len() > 1 and not texts.is_duplicated().any()
        texts = texts.unique(maintain_order=True).head(SAMPLED)
        missing = {"", *missing_among(texts)}
        content = look(
            [text for text in texts if text not in missing], options, unique=unique
        )
        found.append(
            Candidate(
                position=position,
                letter=column_letter(grid.first_column + position),
                heading=heading,
                claim=header.claims[position],
                content=content,
                tag=header.tags[position] if position < len(header.tags) else "",
            )
        )
    return found
