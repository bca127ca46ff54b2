"""Pictures: an SVG for a page, and the same one standing alone.

The picture for a page leaves title, legend and notes to the page, as text. The one
that stands alone carries them itself, so that the boundary disclaimer, the source
and the day never get lost on the way to a report.
"""

from dataclasses import dataclass
from textwrap import wrap

from comity.formats.shading import Key, fill_group
from comity.formats.svg import Svg, element, text


@dataclass(frozen=True, slots=True)
class Picture:
    """A map or chart, its legend, and the notes that it must be shown with.

    Args:
        id: unique on its page.
        title, description: for those who do not see it; also shown where the
            picture stands alone.
        body: the picture, `width` by `height` pixels.
        legend: what its classes stand for.
        notes: boundary disclaimer, source, licence, release.
        scales: whether it may shrink with the page, as a map may and text may not.
    """

    id: str
    title: str
    description: str
    width: int
    height: int
    body: Svg
    legend: tuple[Key, ...]
    notes: tuple[str, ...]
    scales: bool = True

    @property
    def embedded(self) -> Svg:
        """The picture alone, for a page that writes legend and notes as text."""
        return _picture(self, self.height, "")

    @property
    def standalone(self) -> Svg:
        """The picture with its title, legend and notes, to be kept as a file."""
        below, depth = _apparatus(self)
        return _picture(self, self.height + depth, below)


def _picture(drawn: Picture, height: int, below: str) -> Svg:
    hatch = element(
        "pattern",
        element("rect", width=6, height=6, fill="#fff", class_="map-hatch-ground"),
        element(
            "path", d="M0 0V6", stroke="#5b5d60", stroke_width=3, class_="map-hatch"
        ),
        id=f"{drawn.id}-hatch",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element(
        "svg",
        element("title", text(drawn.title), id=f"{drawn.id}-title"),
        element("desc", text(drawn.description), id=f"{drawn.id}-desc"),
        element("defs", hatch),
        element(
            "g",
            drawn.body,
            fill_rule="evenodd",
            stroke_width=0.6,
            stroke_linejoin="round",
        ),
        below,
        width=None if drawn.scales else drawn.width + 4,
        height=None if drawn.scales else height + 4,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"-2 -2 {drawn.width + 4} {height + 4}",
        role="group",
        direction="ltr",
        aria_labelledby=f"{drawn.id}-title {drawn.id}-desc",
    )


def _apparatus(drawn: Picture) -> tuple[Svg, int]:
    """Title, legend and notes under the picture, and how high they are."""
    line, swatch, gap, letter = 20, 14, 18, 7.2
    per_line = max(20, int(drawn.width / letter))
    parts: list[str] = []
    y = drawn.height + 28
    for words in wrap(drawn.title, int(per_line * 0.8)):
        parts.append(
            element("text", text(words), x=0, y=y, font_size=17, font_weight=600)
        )
        y += line + 4
    x = 0.0
    for key in drawn.legend:
        wide = swatch + 6 + len(key.label) * letter + gap
        if x and x + wide > drawn.width:
            x, y = 0.0, y + line
        mark = element("rect", x=round(x), y=y - 12, width=swatch, height=swatch)
        parts.append(fill_group(key.css, mark, id_=drawn.id))
        parts.append(element("text", text(key.label), x=round(x) + swatch + 6, y=y))
        x += wide
    y += line + 2 if drawn.legend else 0
    for note in drawn.notes:
        for words in wrap(note, per_line):
            parts.append(
                element("text", text(words), x=0, y=y, fill="#5b5d60", font_size=12)
            )
            y += 16
    body = element("g", *parts, font_family="sans-serif", font_size=13, fill="#292c30")
    return body, y - drawn.height
