"""A mesh of jittered hexagons, from which an invented country is cut.

Every corner and every wiggle of an edge is made once and shared by the cells on
both sides, so that the borders of neighbours agree point for point at each level.
In a mesh of hexagons three edges meet at a corner: outlines never cross or touch
themselves.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

Cell = tuple[int, int]
Corner = tuple[int, int]
Point = tuple[float, float]
Ring = list[Point]

_CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
_WEST, _NORTH = 68.0, -21.0
_WIDE, _HIGH = 0.105, 0.058
"""Degrees per half width and per quarter height of a cell: open sea, no State's land."""


@dataclass(slots=True)
class Mesh:
    """Cells inside a coastline, with their shared corners and edges."""

    seed: int
    mainland: set[Cell]
    island: set[Cell]
    _corners: dict[Corner, Point] = field(default_factory=dict)
    _edges: dict[tuple[Corner, Corner], Ring] = field(default_factory=dict)

    @classmethod
    def grow(cls, seed: int, *, columns: int = 36, rows: int = 32) -> "Mesh":
        """Cut a coastline with one island off it."""
        draw = Random(f"{seed}:coast")
        waves = [
            (k, draw.uniform(0.02, 0.13), draw.uniform(0, math.tau))
            for k in (2, 3, 5, 7)
        ]
        mainland = set()
        for row in range(rows):
            for column in range(columns):
                x, y = _middle((column, row))
                east = (x / (2 * columns) - 0.5) * 2
                south = (y / (3 * rows) - 0.5) * 2
                angle = math.atan2(south, east)
                coast = 0.8 + sum(
                    high * math.sin(k * angle + turn) for k, high, turn in waves
                )
                if math.hypot(east, south) < coast:
                    mainland.add((column, row))
        mainland = max(_pieces(mainland), key=len)
        last = max(column for column, _ in mainland)
        anchor = (last + 5, rows - 8)
        island = {
            (column, row)
            for column in range(last + 2, last + 9)
            for row in range(rows - 14, rows)
            if math.dist(_middle((column, row)), _middle(anchor)) < 6.5
        }
        return cls(seed, mainland, island)

    def outline(self, cells: Iterable[Cell]) -> list[list[Ring]]:
        """The polygons around cells: each an outer ring and its holes, closed.

        Outer rings run anticlockwise and holes clockwise (RFC 7946).
        """
        around = {edge for cell in cells for edge in _edges_of(cell)}
        following = {a: b for a, b in sorted(around) if (b, a) not in around}
        rings = []
        while following:
            start, corner = following.popitem()
            line = self._edge(start, corner)[:-1]
            while corner != start:
                onward = following.pop(corner)
                line += self._edge(corner, onward)[:-1]
                corner = onward
            rings.append([*line, line[0]])
        rings.sort(key=lambda ring: (-abs(signed_area(ring)), ring))
        outer_sign = math.copysign(1, signed_area(rings[0]))
        outers = [ring for ring in rings if signed_area(ring) * outer_sign > 0]
        holes = [ring for ring in rings if signed_area(ring) * outer_sign < 0]
        polygons = [[_turned(ring, 1)] for ring in outers]
        polygons[0] += [_turned(ring, -1) for ring in holes]
        return polygons

    def centre(self, cells: set[Cell]) -> Point:
        """Longitude and latitude of the cell nearest to the middle of all."""
        x = sum(_middle(cell)[0] for cell in cells) / len(cells)
        y = sum(_middle(cell)[1] for cell in cells) / len(cells)
        return _degrees(
            *min(
                (_middle(cell) for cell in sorted(cells)),
                key=lambda at: math.dist(at, (x, y)),
            )
        )

    def _corner(self, corner: Corner) -> Point:
        if corner not in self._corners:
            draw = Random(f"{self.seed}:corner:{corner}")
            x, y = corner
            self._corners[corner] = _degrees(
                x + draw.uniform(-0.35, 0.35), y + draw.uniform(-0.55, 0.55)
            )
        return self._corners[corner]

    def _edge(self, a: Corner, b: Corner) -> Ring:
        """The wiggling line from one corner to the next, the same from both sides."""
        first, last = min(a, b), max(a, b)
        if (first, last) not in self._edges:
            draw = Random(f"{self.seed}:edge:{first}:{last}")
            self._edges[first, last] = _wiggle(
                [self._corner(first), self._corner(last)], draw
            )
        line = self._edges[first, last]
        return line if a == first else line[::-1]


def split(cells: set[Cell], parts: int, draw: Random) -> list[set[Cell]]:
    """Part connected cells into connected parts of about the same size."""
    ordered = sorted(cells)
    seeds = [draw.choice(ordered)]
    while len(seeds) < parts:
        seeds.append(
            max(
                ordered,
                key=lambda cell: min(
                    math.dist(_middle(cell), _middle(s)) for s in seeds
                ),
            )
        )
    grown = [{seed} for seed in seeds]
    free = cells - set(seeds)
    while free:
        reach = [
            (len(part), number, sorted(free & _around(part)))
            for number, part in enumerate(grown)
        ]
        _, number, border = min(option for option in reach if option[2])
        some = draw.sample(border, k=min(3, len(border)))
        cell = max(some, key=lambda one: len(grown[number] & set(_neighbours(one))))
        grown[number].add(cell)
        free.remove(cell)
    return grown


def contact(cells: set[Cell], others: set[Cell]) -> int:
    """How many of the others lie directly beside the cells."""
    return len(_around(cells) & others)


def signed_area(ring: Ring) -> float:
    """Area by the shoelace formula; positive where the ring runs anticlockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _middle(cell: Cell) -> Corner:
    column, row = cell
    return 2 * column + row % 2, 3 * row


def _edges_of(cell: Cell) -> list[tuple[Corner, Corner]]:
    x, y = _middle(cell)
    ring = [(x + dx, y + dy) for dx, dy in _CORNERS]
    return list(zip(ring, ring[1:] + ring[:1], strict=True))


def _around(cells: set[Cell]) -> set[Cell]:
    return {near for cell in cells for near in _neighbours(cell)}


def _neighbours(cell: Cell) -> list[Cell]:
    column, row = cell
    left = column - 1 + row % 2
    return [
        (column - 1, row),
        (column + 1, row),
        *((left + step, row + up) for step in (0, 1) for up in (-1, 1)),
    ]


def _pieces(cells: set[Cell]) -> list[set[Cell]]:
    free, pieces = set(cells), []
    while free:
        piece = {min(free)}
        while border := (_around(piece) & free) - piece:
            piece |= border
        pieces.append(piece)
        free -= piece
    return pieces


def _degrees(x: float, y: float) -> Point:
    return round(_WEST + x * _WIDE, 4), round(_NORTH - y * _HIGH, 4)


def _wiggle(line: Ring, draw: Random) -> Ring:
    for _ in range(2):
        finer = [line[0]]
        for (ax, ay), (bx, by) in pairwise(line):
            aside = draw.uniform(-0.14, 0.14)
            finer.append(
                (
                    round((ax + bx) / 2 - (by - ay) * aside, 4),
                    round((ay + by) / 2 + (bx - ax) * aside, 4),
                )
            )
            finer.append((bx, by))
        line = finer
    return line


def _turned(ring: Ring, sign: int) -> Ring:
    return ring if signed_area(ring) * sign > 0 else ring[::-1]
