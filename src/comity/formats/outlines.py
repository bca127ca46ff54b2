"""Shapes in degrees as paths in pixels, thinned so that neighbours still meet.

Every position is moved to the nearest whole pixel, and what then repeats or runs
straight on is dropped. Two areas that share a boundary lose the same positions,
so no gap opens between them. An area too small for one pixel becomes a dot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.formats.boundaries import Shape
from comity.formats.projections import Projection, cut, dense
from comity.formats.svg import Pixel, path_data

SMALLEST = 4
"""Areas narrower and lower than this many pixels get a dot that can be seen."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One area, drawn: path data, and the middle of its box in pixels."""

    data: str
    middle: Pixel
    is_dot: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Areas drawn to one scale: outlines by code, and the size of the picture."""

    outlines: Mapping[str, Outline]
    width: int
    height: int


def draw(
    shapes: Mapping[str, Shape],
    project: Projection,
    *,
    width: int,
    tallest: int,
    whole_globe: bool = False,
) -> Sheet:
    """Project shapes and fit them into a picture.

    Args:
        shapes: code -> polygons in degrees.
        project: degrees -> plane.
        width: of the picture, in pixels of its view box.
        tallest: how high the picture may become; it is narrowed where needed.
        whole_globe: cut shapes at the 180th meridian, and bend their long sides.
    """
    planes = {
        code: [
            [project(*point) for point in (dense(part) if whole_globe else part)]
            for polygon in shape
            for ring in polygon
            for part in (cut(ring) if whole_globe else [ring])
        ]
        for code, shape in shapes.items()
    }
    points = [point for rings in planes.values() for ring in rings for point in ring]
    if not points:
        return Sheet({}, width, 1)
    left, top = min(x for x, _ in points), min(y for _, y in points)
    across = max(x for x, _ in points) - left
    down = max(y for _, y in points) - top
    scale = min(width / (across or 1), tallest / (down or 1))

    outlines = {
        code: _outline(
            [
                [(round((x - left) * scale), round((y - top) * scale)) for x, y in ring]
                for ring in rings
            ]
        )
        for code, rings in planes.items()
        if rings
    }
    return Sheet(outlines, max(1, round(across * scale)), max(1, round(down * scale)))


def _outline(rings: Sequence[Sequence[Pixel]]) -> Outline:
    points = [point for ring in rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    small = max(xs) - min(xs) < SMALLEST and max(ys) - min(ys) < SMALLEST
    kept = [thin for ring in rings if len(thin := _thin(ring)) > 2]
    return Outline(path_data(kept), middle, small or not kept)


def _thin(ring: Sequence[Pixel]) -> list[Pixel]:
    """Drop what repeats, what turns back on itself and what runs straight on."""
    kept: list[Pixel] = []
    for point in ring:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _straight(first: Pixel, middle: Pixel, last: Pixel) -> bool:
    (ax, ay), (bx, by), (cx, cy) = first, middle, last
    return (bx - ax) * (cy - ay) == (by - ay) * (cx - ax)
