"""Searching the record."""

from comity.search import search
from comity.website.pages import Page
from comity.website.questions import Question

A_GROUP = 20


def search_page(question: Question) -> Page:
    text = question.text("q") or ""
    asking = question.asking
    found = search(
        text,
        by=asking.by,
        limit=A_GROUP,
        as_of=asking.as_of,
        known_at=asking.known_at if "known_at" in question.links.carried else None,
    )
    return Page(template="website/search.html", record=found, context={"query": text})
