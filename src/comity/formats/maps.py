"""Maps as SVG, made on the server: they print, need no script and read in grey.

The world is drawn in Equal Earth, a country as it lies. Each area carries its
title, and a link where it has one.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from comity.formats.boundaries import Shape, dissolve, read_boundaries
from comity.formats.outlines import Sheet, draw
from comity.formats.pictures import Picture
from comity.formats.projections import as_it_lies, equal_earth
from comity.formats.shading import MapArea, shade_areas

WORLD_WIDTH = 1000
AREA_WIDTH = 1000
SOUTHERN_LIMIT = -58.0

DRAWN_WITH = {"Somaliland": "SOM", "N. Cyprus": "CYP"}
"""Shapes of the world's outlines that have no code, and the country that maps of
the United Nations draw them with."""


def world_map(
    areas: Mapping[str, MapArea],
    *,
    codes: Mapping[str, str],
    title: str,
    description: str = "",
    labels: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    id_: str = "world",
) -> Picture:
    """Draw the world in Equal Earth, with some countries shaded.

    Args:
        areas: ISO 3166-1 alpha-3 -> what the map says of it; others are plain land.
        codes: ISO 3166-1 numeric, three digits -> alpha-3, from the caller's list.
        title: what the map shows, on which day.
        description: the same in a sentence or two, for those who do not see it.
        labels: wording of the legend by the value of a shade.
        notes: boundary disclaimer, source, licence, release: shown with the map.
        id_: unique on its page.
    """
    return _map(
        _world_sheet(frozenset(codes.items())),
        areas,
        title=title,
        description=description,
        labels=labels,
        notes=notes,
        id_=id_,
    )


def area_map(
    shapes: Mapping[str, Shape],
    areas: Mapping[str, MapArea],
    *,
    title: str,
    description: str = "",
    labels: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    id_: str = "areas",
) -> Picture:
    """Draw the areas of a country, shaded by class of number and by state.

    Args:
        shapes: P-code -> polygons in degrees.
        areas: P-code -> what the map says of it; others are plain land.
        title, description, labels, notes, id_: as for `world_map`.
    """
    sheet = draw(
        shapes, as_it_lies(shapes.values()), width=AREA_WIDTH, tallest=AREA_WIDTH
    )
    return _map(
        sheet,
        areas,
        title=title,
        description=description,
        labels=labels,
        notes=notes,
        id_=id_,
    )


def world_shapes(codes: Mapping[str, str]) -> dict[str, Shape]:
    """The world's outlines by alpha-3; those without a code by their name.

    Source: world-atlas 2.0.2 (Natural Earth, 1:50 million, public domain).
    """
    data = resources.files("comity.formats") / "data" / "countries-50m.json"
    shapes: dict[str, Shape] = {}
    for feature in read_boundaries(data.read_bytes()):
        name = str(feature.properties.get("name", ""))
        code = codes.get(feature.id or "") or DRAWN_WITH.get(name) or name
        shown = tuple(
            polygon
            for polygon in feature.shape
            if any(latitude > SOUTHERN_LIMIT for _, latitude in polygon[0])
        )
        if code in shapes:
            shapes[code] = dissolve(shapes[code] + shown)
        elif shown:
            shapes[code] = shown
    return shapes


@cache
def _world_sheet(codes: frozenset[tuple[str, str]]) -> Sheet:
    shapes = world_shapes(dict(codes))
    return draw(
        shapes, equal_earth, width=WORLD_WIDTH, tallest=WORLD_WIDTH, whole_globe=True
    )


def _map(
    sheet: Sheet,
    areas: Mapping[str, MapArea],
    *,
    title: str,
    description: str,
    labels: Mapping[str, str] | None,
    notes: Sequence[str],
    id_: str,
) -> Picture:
    body, legend = shade_areas(sheet, areas, labels=labels or {}, id_=id_)
    return Picture(
        id=id_,
        title=title,
        description=description,
        width=sheet.width,
        height=sheet.height,
        body=body,
        legend=legend,
        notes=tuple(notes),
    )
