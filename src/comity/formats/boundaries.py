"""Boundaries of areas, read from GeoJSON or TopoJSON.

What cannot be drawn is refused with the place in the file where it stands: a
boundary that is quietly left out would look like an area where nobody works.

Source: RFC 7946 (GeoJSON); WGS 84 degrees, longitude first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any

import orjson

from comity.errors import BoundariesInvalid
from comity.formats import topology

Position = tuple[float, float]
Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]
Shape = tuple[Polygon, ...]
"""Polygons in degrees: an outer ring and its holes, each closed."""

FEATURE_LIMIT = 100_000
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Feature:
    """One area as a file gives it: its id, its properties, its polygons."""

    id: str | None
    properties: Mapping[str, Any]
    shape: Shape


def read_boundaries(data: bytes) -> list[Feature]:
    """Read the areas of a TopoJSON or GeoJSON document.

    Features without a geometry, and topologies' other objects, are left out.

    Raises:
        BoundariesInvalid: not such a document, or a geometry that is no polygon,
            is not closed, or has positions that are not on the globe.
    """
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise BoundariesInvalid(
            place=f"line {error.lineno}, column {error.colno}", reason="it is not JSON"
        ) from error
    if not isinstance(document, dict):
        raise BoundariesInvalid(place="the top", reason="it is not an object")
    if document.get("type") == "Topology":
        return read_topology(document)
    return read_features(document)


def read_topology(document: Mapping[str, Any]) -> list[Feature]:
    """Read the polygons of a TopoJSON topology, of its largest object.

    Raises:
        BoundariesInvalid: see `read_boundaries`.
    """
    arcs = topology.decode_arcs(document)
    features = []
    for place, geometry in topology.geometries(document):
        rings = topology.polygons(geometry, arcs, place)
        shape = tuple(_polygon(polygon, place) for polygon in rings)
        features.append(_feature(geometry, shape, place))
    return features


def read_features(document: Mapping[str, Any]) -> list[Feature]:
    """Read the polygons of a GeoJSON feature collection or feature.

    Raises:
        BoundariesInvalid: see `read_boundaries`.
    """
    if document.get("type") == "Feature":
        listed: Any = [document]
    else:
        listed = document.get("features")
    if not isinstance(listed, list) or len(listed) > FEATURE_LIMIT:
        raise BoundariesInvalid(
            place="the top",
            reason=f"it is neither a topology nor at most {FEATURE_LIMIT} features",
        )
    features = []
    for number, feature in enumerate(listed, 1):
        place = f"feature {number}"
        if not isinstance(feature, dict):
            raise BoundariesInvalid(place=place, reason="it is not an object")
        geometry = feature.get("geometry")
        if geometry is not None:
            features.append(_feature(feature, _geojson_shape(geometry, place), place))
    return features


def dissolve(shape: Shape) -> Shape:
    """Take away the boundaries that a shape's polygons share, position by position.

    Returns:
        One polygon of all rings that are left, to be filled by the even-odd rule.
    """
    sides = {
        side
        for polygon in shape
        for ring in polygon
        for side in pairwise(ring)
        if side[0] != side[1]
    }
    onward: dict[Position, list[Position]] = {}
    for start, end in sorted(sides):
        if (end, start) not in sides:
            onward.setdefault(start, []).append(end)
    rings = []
    while onward:
        ring = [next(iter(onward))]
        while ends := onward.get(ring[-1]):
            step = ends.pop()
            if not ends:
                del onward[ring[-1]]
            ring.append(step)
        rings.append(tuple(ring))
    return (tuple(rings),)


def _feature(source: Mapping[str, Any], shape: Shape, place: str) -> Feature:
    properties = source.get("properties") or {}
    if not isinstance(properties, dict):
        raise BoundariesInvalid(place=place, reason="its properties are not an object")
    identifier = source.get("id")
    return Feature(None if identifier is None else str(identifier), properties, shape)


def _geojson_shape(geometry: Any, place: str) -> Shape:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        coordinates = [coordinates]
    elif kind != "MultiPolygon":
        raise BoundariesInvalid(
            place=place, reason=f"a polygon is needed, not {str(kind)[:40]}"
        )
    if not isinstance(coordinates, list):
        raise BoundariesInvalid(place=place, reason="it has no coordinates")
    try:
        shape = tuple(_polygon(polygon, place) for polygon in coordinates)
    except TypeError as error:
        raise BoundariesInvalid(
            place=place, reason="its coordinates are not lists of positions"
        ) from error
    if any(ring[0] != ring[-1] or len(ring) < 4 for poly in shape for ring in poly):
        raise BoundariesInvalid(place=place, reason="a ring is not closed")
    return shape


def _polygon(rings: Sequence[Any], place: str) -> Polygon:
    return tuple(tuple(_position(point, place) for point in ring) for ring in rings)


def _position(point: Any, place: str) -> Position:
    try:
        longitude, latitude = float(point[0]), float(point[1])
    except (TypeError, ValueError, IndexError, KeyError) as error:
        raise BoundariesInvalid(
            place=place, reason="a position is not two numbers"
        ) from error
    if not (
        isfinite(longitude + latitude)
        and abs(longitude) <= 180 + _TOLERANCE
        and abs(latitude) <= 90 + _TOLERANCE
    ):
        raise BoundariesInvalid(
            place=place,
            reason=f"the position {longitude:g}, {latitude:g} is not in degrees",
        )
    return longitude, latitude
