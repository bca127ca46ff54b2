"""From degrees to the plane: the world in Equal Earth, a country as it lies.

Source: Šavrič, Patterson and Jenny, The Equal Earth map projection (2018).
"""

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from comity.formats.boundaries import Position, Ring, Shape

Projection = Callable[[float, float], Position]
"""Longitude and latitude in degrees -> x to the right, y downwards."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
_LONGEST_STEP = 5.0


def equal_earth(longitude: float, latitude: float) -> Position:
    """Project with equal areas, centred on Greenwich; x lies within ±2.71, y ±1.32."""
    theta = asin(_M * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    spread = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = radians(longitude) * cos(theta) / (_M * spread)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, -y


def as_it_lies(shapes: Iterable[Shape]) -> Projection:
    """An equirectangular projection true to scale at the middle of some shapes.

    Shapes that lie on both sides of the 180th meridian are kept together.
    """
    points = [
        point
        for shape in shapes
        for polygon in shape
        for ring in polygon
        for point in ring
    ]
    latitudes = [latitude for _, latitude in points] or [0.0]
    narrow = cos(radians((min(latitudes) + max(latitudes)) / 2))
    plain = [longitude for longitude, _ in points] or [0.0]
    turned = [longitude % 360 for longitude in plain]
    turn = max(turned) - min(turned) < max(plain) - min(plain) - 1

    def project(longitude: float, latitude: float) -> Position:
        return (longitude % 360 if turn else longitude) * narrow, -latitude

    return project


def cut(ring: Ring) -> list[Ring]:
    """The parts of a ring on either side of the 180th meridian, one where it stays.

    A step of more than half the globe is taken to cross that meridian. A ring
    around a pole is left as it is.
    """
    unrolled = list(ring[:1])
    for (before, _), (longitude, latitude) in pairwise(ring):
        step = (longitude - before + 180) % 360 - 180
        unrolled.append((unrolled[-1][0] + step, latitude))
    around_pole = abs(unrolled[-1][0] - unrolled[0][0]) > 180
    if around_pole or all(abs(longitude) <= 180 for longitude, _ in unrolled):
        return [ring]
    parts = []
    for turn in (-360, 0, 360):
        part = [(longitude - turn, latitude) for longitude, latitude in unrolled]
        for edge, side in ((-180.0, 1), (180.0, -1)):
            part = _clipped(part, edge, side)
        if len(part) > 2:
            parts.append((*part, part[0]))
    return parts


def _clipped(points: list[Position], edge: float, side: int) -> list[Position]:
    """What lies east (side 1) or west (side -1) of a meridian; Sutherland-Hodgman."""
    kept: list[Position] = []
    for (x0, y0), (x1, y1) in pairwise([*points, *points[:1]]):
        inside, next_inside = (x0 - edge) * side >= 0, (x1 - edge) * side >= 0
        if inside:
            kept.append((x0, y0))
        if inside != next_inside:
            kept.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
    return kept


def dense(ring: Ring) -> Ring:
    """The ring with long sides cut up, so that a curved projection bends them."""
    points = list(ring[:1])
    for (x0, y0), (x1, y1) in pairwise(ring):
        steps = int(max(abs(x1 - x0), abs(y1 - y0)) // _LONGEST_STEP) + 1
        points.extend(
            (x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps)
            for step in range(1, steps + 1)
        )
    return tuple(points)
