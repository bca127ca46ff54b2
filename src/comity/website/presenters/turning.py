"""Turning the pages of a long list."""

from dataclasses import dataclass
from math import ceil

from comity.website.questions import Question


@dataclass(frozen=True, slots=True)
class Turning:
    """Where a reader is in a list, and the addresses before and after."""

    page: int
    pages: int
    first: int
    last: int
    total: int
    before: str | None
    after: str | None


def turning(
    question: Question, name: str, total: int, page: int, size: int, *keys: str
) -> Turning:
    """How to turn the pages of a list.

    Args:
        name: of the page that lists; keys: the parts of its address.
        total: how many there are on all pages.
        page: the one shown, from 1; size: how many it holds.
    """
    pages = max(1, ceil(total / size))
    kept = {key: value for key, value in question.parameters.items() if key != "page"}

    def address(number: int) -> str | None:
        if not 1 <= number <= pages:
            return None
        return question.links.to(
            name, *keys, **kept, page=number if number > 1 else None
        )

    return Turning(
        page=page,
        pages=pages,
        first=min((page - 1) * size + 1, total),
        last=min(page * size, total),
        total=total,
        before=address(page - 1),
        after=address(page + 1),
    )
