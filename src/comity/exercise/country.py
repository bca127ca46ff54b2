"""Tamarra, an invented country: areas on three levels, two editions of P-codes.

In the current edition the last region has been parted from a neighbour; its
districts were given new codes and their old ones retired. In the first region the districts were
renumbered, so that old codes now mean other places.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from comity.exercise.mesh import Cell, Mesh, Point, contact, split
from comity.exercise.placenames import PlaceNames, sided

ISO3 = "XTM"
PREFIX = "XT"
NAME = "Tamarra"
NAMES = {"en": "Tamarra", "fr": "Tamarra", "es": "Tamarra", "ar": "تمارا"}
EDITION_DAY, FORMER_EDITION_DAY = "2024-01-15", "2019-06-01"
_REGIONS = 8


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area of the current edition.

    Args:
        parent: the P-code of the area around it; the country's ISO code at level 1.
        former_pcode: its code in the earlier edition.
        cells: the cells of the mesh that it covers.
        centre: longitude and latitude of a point inside.
    """

    pcode: str
    level: int
    parent: str
    name: str
    name_ar: str
    former_pcode: str
    cells: frozenset[Cell]
    centre: Point

    def named(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name


@dataclass(frozen=True)
class Country:
    """All areas of the invented country, with the mesh that they are cut from."""

    mesh: Mesh
    areas: tuple[Area, ...]

    @cached_property
    def by_pcode(self) -> dict[str, Area]:
        return {area.pcode: area for area in self.areas}

    @cached_property
    def namesakes(self) -> tuple[Area, ...]:
        """Districts whose name another district bears too."""
        names = [area.name for area in self.level(2)]
        return tuple(area for area in self.level(2) if names.count(area.name) > 1)

    def level(self, level: int) -> list[Area]:
        return [area for area in self.areas if area.level == level]

    def within(self, parent: Area) -> list[Area]:
        return [area for area in self.areas if area.parent == parent.pcode]

    def around(self, area: Area, level: int) -> Area:
        """The area of a level that an area lies in; itself where it is of that level."""
        while area.level > level:
            area = self.by_pcode[area.parent]
        return area


def make_country(seed: int) -> Country:
    mesh = Mesh.grow(seed)
    return Country(mesh, tuple(_areas(mesh, seed)))


def _areas(mesh: Mesh, seed: int) -> Iterator[Area]:
    draw, names = Random(f"{seed}:areas"), PlaceNames(seed)
    shared = names.fresh(plain=True)
    regions = sorted(split(mesh.mainland, _REGIONS, draw), key=min)
    nearest = max(range(_REGIONS), key=lambda at: max(regions[at]))
    parted = max(range(1, _REGIONS), key=lambda r: contact(regions[-1], regions[r - 1]))
    for r, cells in enumerate(regions, start=1):
        pcode = f"{PREFIX}{r:02d}"
        former_region = f"{PREFIX}{parted:02d}" if r == _REGIONS else pcode
        island = mesh.island if r - 1 == nearest else set()
        yield _area(
            mesh, pcode, ISO3, names.fresh(plain=True), former_region, cells | island
        )
        districts = split(cells, draw.randint(4, 6), draw)
        if island:
            districts.append(island)
        halves = names.fresh(plain=True)
        for d, district in enumerate(districts, start=1):
            name = names.fresh()
            if d <= 2 and r % 3 == 0:
                name = sided(halves, east=d == 1)
            elif d == 3 and r in {2, 5}:
                name = shared
            code = f"{pcode}{d:02d}"
            former = _former(r, d, len(districts), former_region)
            yield _area(mesh, code, pcode, name, former, district)
            communes = split(district, draw.randint(2, 4), draw)
            for c, commune in enumerate(communes, start=1):
                called = name if c == 1 and d % 2 else names.fresh()
                yield _area(
                    mesh, f"{code}{c:02d}", code, called, f"{former}{c:02d}", commune
                )


def _former(region: int, district: int, districts: int, former_region: str) -> str:
    if region == 1:
        return f"{former_region}{district % districts + 1:02d}"
    if region == _REGIONS:
        return f"{former_region}{district + 20:02d}"
    return f"{former_region}{district:02d}"


def _area(
    mesh: Mesh,
    pcode: str,
    parent: str,
    name: tuple[str, str],
    former_pcode: str,
    cells: set[Cell],
) -> Area:
    level = (len(pcode) - len(PREFIX)) // 2
    return Area(
        pcode, level, parent, *name, former_pcode, frozenset(cells), mesh.centre(cells)
    )
