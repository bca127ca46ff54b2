"""Text in pictures: SVG does not wrap, so its width has to be estimated."""

from collections.abc import Iterable

from comity.formats.svg import Svg, element, text

TEXT = {"font_family": "sans-serif", "font_size": 13}
LETTER = 7.0
"""Width of an average letter at this size, in pixels."""

LONGEST = 34
"""Letters of a label that are shown; its title has all of them."""

_INK = {"map-3": "#292c30", "map-4": "#fff", "map-5": "#fff", "map-on": "#fff"}


def label_width(labels: Iterable[str]) -> int:
    """Room for the longest of some labels, in pixels."""
    return (
        round(max((len(shortened(each)) for each in labels), default=0) * LETTER) + 14
    )


def shortened(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def label(
    words: str,
    x: int,
    y: int,
    *,
    anchor: str | None = None,
    css: str = "chart-text",
    on: str | None = None,
    transform: str | None = None,
) -> Svg:
    """A line of text.

    Args:
        words: shortened where it is long.
        x, y: of the anchor, on the line that letters stand on.
        anchor: "middle" or "end".
        css: class of the stylesheet.
        on: the class of the ground it stands on, if shaded.
        transform: as SVG writes it.
    """
    return element(
        "text",
        text(shortened(words)),
        x=x,
        y=y,
        text_anchor=anchor,
        transform=transform,
        class_=f"on-{on}" if on else css,
        fill=_INK.get(on or "", "#292c30"),
    )
