"""Tags and filters that say in words, and with its evidence, what a record holds."""

from typing import Any
from urllib.parse import urlsplit

from django import template

from comity.register.queries.subjects import Subject
from comity.register.records import Backed
from comity.search import Finding
from comity.website.links import Links
from comity.website.presenters import words
from comity.website.presenters.evidence import evidence_of
from comity.website.presenters.words import language, plural, role, word

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: template.Context, name: str, *keys: object, **query: object) -> str:
    """The address of a page, keeping the reader's day."""
    links: Links = context["links"]
    return links.to(name, *keys, form="html", **query)


@register.inclusion_tag("website/parts/evidence.html", takes_context=True)
def evidence(context: template.Context, record: Backed | None) -> dict[str, Any]:
    """What a statement rests on, closed until a reader opens it."""
    return {"claim": evidence_of(record, context["links"]) if record else None}


@register.filter
def worded(term: str | None) -> str:
    """A term of the register in plain words."""
    return word(term or "")


@register.filter
def several(term: str | None) -> str:
    """A classification as the heading of a list of such."""
    return plural(term or "")


@register.filter
def as_role(record: Any) -> str:
    """A role with its context: "lead, in conflict"."""
    return role(record.role, record.context)


@register.filter
def site(url: str) -> str:
    """The host of an address."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def number(value: float) -> str:
    """A number with separators, without a fraction where it has none."""
    return f"{value:,.10g}"


@register.simple_tag(takes_context=True)
def page_of(context: template.Context, record: Finding | Subject) -> str:
    """The address of the page of a record that was found, or that a claim names."""
    links: Links = context["links"]
    return links.record(record.kind, record.key)


@register.filter
def tongue(code: str) -> str:
    """A language by its name."""
    return language(code)


@register.filter
def dated(text: str | None) -> str:
    """A partial date in words where its EDTF text is not plain."""
    return words.dated(text)
