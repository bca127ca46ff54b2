"""TopoJSON: shared arcs, perhaps quantized, and the rings that are made of them.

An arc is stored once though two areas meet in it; a ring names its arcs in order,
and one that it runs backwards by its complement (~3 is -4). In a quantized
topology the positions of an arc are whole numbers, each the step from the one
before, until the transform puts them back on the globe.

Source: The TopoJSON Format Specification 1.0.
"""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from comity.errors import BoundariesInvalid

Arc = list[tuple[float, float]]

POSITION_LIMIT = 2_000_000
"""Positions in one geometry: a small file can name one long arc very often."""


def decode_arcs(document: Mapping[str, Any]) -> list[Arc]:
    """Every arc of a topology, as positions in degrees.

    Raises:
        BoundariesInvalid: the arcs or the transform are not as specified.
    """
    transform = document.get("transform")
    try:
        arcs = [[(point[0], point[1]) for point in arc] for arc in document["arcs"]]
        if transform is None:
            return arcs
        (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
        return [
            [
                (x * kx + dx, y * ky + dy)
                for x, y in accumulate(
                    arc, lambda a, step: (a[0] + step[0], a[1] + step[1])
                )
            ]
            for arc in arcs
        ]
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise BoundariesInvalid(
            place="arcs", reason="they are not lists of positions with their transform"
        ) from error


def geometries(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The geometries of the topology's largest object, each with its place.

    Raises:
        BoundariesInvalid: there is no object that holds geometries.
    """
    objects = document.get("objects")
    collections = {
        name: held["geometries"]
        for name, held in (objects.items() if isinstance(objects, dict) else ())
        if isinstance(held, dict) and isinstance(held.get("geometries"), list)
    }
    if not collections:
        raise BoundariesInvalid(place="objects", reason="no collection of geometries")
    name = max(collections, key=lambda key: len(collections[key]))
    for number, geometry in enumerate(collections[name], 1):
        place = f"object {name}, geometry {number}"
        if not isinstance(geometry, dict):
            raise BoundariesInvalid(place=place, reason="it is not an object")
        if geometry.get("type") is not None:
            yield place, geometry


def polygons(
    geometry: Mapping[str, Any], arcs: list[Arc], place: str
) -> list[list[Arc]]:
    """The rings of a geometry, by polygon; those with no width are left out.

    Raises:
        BoundariesInvalid: the geometry is no polygon, or names an arc that is not
            there.
    """
    kind, held = geometry.get("type"), geometry.get("arcs")
    if kind == "Polygon":
        held = [held]
    elif kind != "MultiPolygon":
        raise BoundariesInvalid(
            place=place, reason=f"a polygon is needed, not {str(kind)[:40]}"
        )
    try:
        named = (index for polygon in held or () for ring in polygon for index in ring)
        size = sum(len(arcs[max(index, ~index)]) for index in named)
        if size > POSITION_LIMIT:
            raise BoundariesInvalid(
                place=place, reason=f"it has more than {POSITION_LIMIT:,} positions"
            )
        rings = [[_ring(ring, arcs) for ring in polygon] for polygon in held or ()]
    except (IndexError, TypeError) as error:
        raise BoundariesInvalid(
            place=place, reason="it names an arc that is not there"
        ) from error
    wide = [[ring for ring in polygon if len(set(ring)) > 2] for polygon in rings]
    return [polygon for polygon in wide if polygon]


def _ring(indices: list[int], arcs: list[Arc]) -> Arc:
    ring: Arc = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring
