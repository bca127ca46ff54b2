"""How areas are shaded: what is known of each, as a class of the stylesheet.

"Nobody reported" has a hatching of its own and is never drawn like zero;
"possibly" is an outline. Numbers become at most five steps of one ramp, whose
lightness falls with each, so that it reads in grey and without colour vision.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from comity.formats.classes import NumberClass, class_of, classify
from comity.formats.outlines import Outline, Sheet
from comity.formats.svg import Svg, element, linked

DOT_RADIUS = 3
RAMP = 5


class Shade(StrEnum):
    """What is known of an area, in the words of standing and of coverage."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    REPORTED = "reported"
    REPORTED_NONE = "reported_none"
    NO_REPORT = "no_report"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class MapArea:
    """What a map says of one area.

    Args:
        title: what a reader sees on pointing at it, and hears: name and value.
        shade: how it is drawn.
        value: the number behind a reported area; gives its step of the ramp.
        href: where the area leads.
    """

    title: str
    shade: Shade = Shade.CERTAIN
    value: float | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a legend: a class of `comity.css` and what it stands for."""

    css: str
    label: str


_FILL = {
    "map-on": "#0062ba",
    "map-possible": "#e3eefa",
    "map-1": "#cfe2f3",
    "map-2": "#95c0e4",
    "map-3": "#5a99d1",
    "map-4": "#1f6fb5",
    "map-5": "#003f7a",
    "map-zero": "#fff",
    "map-land": "#dcdfe3",
    "map-not-asked": "#dcdfe3",
    "chart-bar": "#0062ba",
    "chart-maybe": "#cfe2f3",
}
_STROKE = {
    "map-zero": "#5b5d60",
    "map-possible": "#0062ba",
    "chart-bar": "none",
    "chart-maybe": "none",
}
_SHADES = {
    Shade.CERTAIN: ("map-on", "Certain"),
    Shade.POSSIBLE: ("map-possible", "Possible"),
    Shade.REPORTED_NONE: ("map-zero", "Reported, none there"),
    Shade.NO_REPORT: ("map-no-report", "No report"),
    Shade.NOT_ASKED: ("map-not-asked", "Not asked"),
}
_ORDER = [
    "map-land",
    "map-not-asked",
    "map-no-report",
    *(f"map-{step}" for step in range(1, RAMP + 1)),
    "map-zero",
    "map-on",
    "map-possible",
]


def shade_areas(
    sheet: Sheet, areas: Mapping[str, MapArea], *, labels: Mapping[str, str], id_: str
) -> tuple[Svg, tuple[Key, ...]]:
    """Draw the areas of a sheet, and write the legend of what was used.

    Args:
        sheet: the outlines, by code.
        areas: code -> what the map says of it; others are plain land.
        labels: wording of the legend by the value of a shade.
        id_: of the map, in whose definitions the hatching is.
    """
    steps = steps_of(areas.values())
    shaded = sorted(
        (
            (css_of(areas.get(code), steps), code, outline)
            for code, outline in sheet.outlines.items()
        ),
        key=lambda drawn: (_ORDER.index(drawn[0]), drawn[2].is_dot, drawn[1]),
    )
    body = "".join(
        fill_group(
            css, *(_area(areas.get(code), line) for _, code, line in drawn), id_=id_
        )
        for css, drawn in groupby(shaded, key=lambda drawn: drawn[0])
    )
    used = {css for css, _, _ in shaded}
    return Svg(body), legend_of(steps, used, labels)


def css_of(area: MapArea | None, steps: list[NumberClass]) -> str:
    """The class that draws what is known of an area."""
    if area is None:
        return "map-land"
    if area.shade is not Shade.REPORTED:
        return _SHADES[area.shade][0]
    if area.value is None:
        return "map-on"
    return _step_css(class_of(area.value, steps), len(steps))


def steps_of(areas: Iterable[MapArea]) -> list[NumberClass]:
    """The classes of the numbers that areas report."""
    return classify(
        area.value
        for area in areas
        if area.shade is Shade.REPORTED and area.value is not None
    )


def legend_of(
    steps: list[NumberClass], used: AbstractSet[str], labels: Mapping[str, str]
) -> tuple[Key, ...]:
    """The steps of the ramp, then every other class that was used."""
    ramp = [
        Key(_step_css(position, len(steps)), step.label)
        for position, step in enumerate(steps, 1)
    ]
    shades = [
        Key(css, labels.get(shade, wording))
        for shade, (css, wording) in _SHADES.items()
        if css in used
    ]
    return (*ramp, *shades)


def fill_group(css: str, *shapes: str, id_: str) -> Svg:
    """Shapes in the colours of a class."""
    return element(
        "g",
        *shapes,
        class_=css,
        fill=_FILL.get(css, f"url(#{id_}-hatch)"),
        stroke=_STROKE.get(css, "#fff"),
        stroke_dasharray="4 2" if css == "map-possible" else None,
        stroke_width=1.2 if css == "map-possible" else None,
    )


def _step_css(position: int, steps: int) -> str:
    """The step of the ramp for a class; few classes are spread over all of it."""
    return f"map-{1 + round((position - 1) * (RAMP - 1) / max(steps - 1, 1))}"


def _area(area: MapArea | None, outline: Outline) -> Svg:
    if outline.is_dot:
        x, y = outline.middle
        shape = element("circle", cx=x, cy=y, r=DOT_RADIUS)
    else:
        shape = element("path", d=outline.data)
    return linked(shape, title=area.title, href=area.href) if area else shape
