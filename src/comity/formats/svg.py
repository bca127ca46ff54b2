"""SVG as text: elements, escaping and compact paths.

Nothing here writes a style attribute, a style element or a script, so that the
strictest content security policy lets a picture through. Colours are
presentation attributes, which hold where the picture stands alone; in a page the
classes beside them take over, for dark mode and print.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NewType

Svg = NewType("Svg", str)
"""Markup that has been escaped."""

Pixel = tuple[int, int]

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SAFE_LINK = re.compile(r"(?:/(?!/)|[?#]|https?://)", re.IGNORECASE)


def element(name: str, *children: str, **attributes: object) -> Svg:
    """Write an element; an attribute that is None is left out.

    Underscores in the names of attributes become hyphens, and a last one falls
    away (`class_`). Children are markup: plain text goes through `text` first.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return Svg(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def text(value: object) -> Svg:
    """Escape text for an element or an attribute."""
    return Svg(escape(_NOT_XML.sub("", str(value))))


def linked(markup: Svg, *, title: str, href: str | None = None) -> Svg:
    """Give a shape its title, and a link where it has a safe one.

    Only addresses of this site, and of the web, become links.
    """
    named = element("title", text(title)) + markup
    if href and _SAFE_LINK.match(href):
        return element("a", named, href=href)
    return element("g", named)


def path_data(rings: Iterable[Sequence[Pixel]]) -> str:
    """Closed rings of whole pixels as path data, in relative steps."""
    return "".join(map(_ring_data, rings))


def _ring_data(ring: Sequence[Pixel]) -> str:
    (x, y), *rest = ring
    parts = [f"M{x} {y}l"]
    separator = ""
    for next_x, next_y in rest:
        dx, dy = next_x - x, next_y - y
        parts.append(f"{separator if dx >= 0 else ''}{dx}{' ' if dy >= 0 else ''}{dy}")
        x, y, separator = next_x, next_y, " "
    return "".join(parts) + "z"
