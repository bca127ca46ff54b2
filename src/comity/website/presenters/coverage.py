"""The coverage of a response as figures, a matrix and a map.

The four states of a cell are told apart by text and by pattern, never by colour
alone: a number, 0 for "reported, none there", ? for "no report", – for "not asked".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from comity.formats import (
    MapArea,
    Picture,
    Shade,
    Shape,
    area_map,
    read_boundaries,
)
from comity.formats.shading import css_of, steps_of
from comity.releases.numbers import Cell, Numbers, Place
from comity.releases.words import DISCLAIMER, LICENCE_TITLE
from comity.website.links import Links

NOT_TOLD = "Place not told by the list of areas"
NO_SECTOR = "Sector not resolved"

STATES: Mapping[str, tuple[str, str]] = {
    "reported_none": ("0", "reported, none there"),
    "no_report": ("?", "no report"),
    "not_asked": ("–", "not asked"),
}
"""State -> how a cell shows it, and says it."""

KEPT_SHAPES = 8

_Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of the matrix.

    Args:
        css: a step of the ramp or a state.
        shown: number or sign; said: the same for those who hear it.
        more: names that are not resolved, besides.
    """

    css: str
    shown: str
    said: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An area of the matrix with its cells and its total over all sectors."""

    code: str
    name: str
    around: str
    href: str | None
    cells: tuple[MatrixCell, ...]
    total: MatrixCell


@dataclass(frozen=True, slots=True)
class Matrix:
    """Areas against sectors: distinct organizations."""

    sectors: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[MatrixCell, ...]
    total: MatrixCell


def shown_areas(numbers: Numbers, within: str | None) -> tuple[Place, ...]:
    """The areas of the level, or those of them that lie in another."""
    return tuple(
        area for area in numbers.areas if within is None or area.parent == within
    )


def matrix(
    numbers: Numbers,
    areas: Sequence[Place],
    sector: str | None,
    *,
    links: Links,
    query: Mapping[str, str],
    unplaced: bool,
) -> Matrix:
    """Lay the cells out.

    Args:
        sector: the only column, where one is chosen.
        query: what links to narrower areas keep.
        unplaced: whether to show what lies in no listed area.
    """
    cells = {(one.area, one.sector): one for one in numbers.cells}
    by_area = {one.area: one for one in numbers.by_area}
    by_sector = {one.sector: one for one in numbers.by_sector}
    columns: list[str | None] = [sector] if sector else list(numbers.sectors)
    if not sector and None in by_sector:
        columns.append(None)
    codes: list[tuple[str | None, Place | None]] = [(one.code, one) for one in areas]
    if unplaced and None in by_area:
        codes.append((None, None))
    wanted = [(area, column) for area, _ in codes for column in columns]
    steps = steps_of(_as_area("", cells.get(key)) for key in wanted)
    across = steps_of(_as_area("", by_area.get(area)) for area, _ in codes)

    def cell(found: Cell | None, of: list) -> MatrixCell:  # type: ignore[type-arg]
        return _cell(found, css_of(_as_area("", found), of))

    deeper = next((one for one in numbers.levels if one > numbers.level), None)
    return Matrix(
        sectors=tuple(
            numbers.sectors.get(one, one) if one else NO_SECTOR for one in columns
        ),
        rows=tuple(
            MatrixRow(
                code=area or "",
                name=place.name if place else NOT_TOLD,
                around=numbers.around.get(place.parent or "", "") if place else "",
                href=links.to(
                    "response", numbers.head.code, **query, level=deeper, within=area
                )
                if deeper and place
                else None,
                cells=tuple(cell(cells.get((area, one)), steps) for one in columns),
                total=cell(by_area.get(area), across),
            )
            for area, place in codes
        ),
        totals=tuple(_cell(by_sector.get(one), "total") for one in columns),
        total=_cell(numbers.total, "total"),
    )


def coverage_map(
    numbers: Numbers,
    areas: Sequence[Place],
    sector: str | None,
    *,
    links: Links,
    query: Mapping[str, str],
) -> Picture | None:
    """A choropleth of the organizations present; None where no shape is known."""
    listed = {area.code for area in areas}
    shapes = _shapes(
        tuple((code, text) for code, text in numbers.shapes.items() if code in listed)
    )
    if not shapes:
        return None
    found = {
        one.area: one
        for one in (numbers.cells if sector else numbers.by_area)
        if one.sector == sector
    }
    deeper = next((one for one in numbers.levels if one > numbers.level), None)
    drawn = {
        area.code: _as_area(
            area.name,
            found.get(area.code),
            href=links.to(
                "response", numbers.head.code, **query, level=deeper, within=area.code
            )
            if deeper
            else None,
        )
        for area in areas
        if area.code in shapes
    }
    what = numbers.sectors.get(sector, sector) if sector else "all sectors"
    mark = "SIMULATED: " if numbers.head.simulated else ""
    return area_map(
        shapes,
        drawn,
        title=f"{mark}Organizations present by area, {what}, {numbers.period.label}",
        description="The matrix below has the same numbers.",
        notes=notes(numbers),
        id_="presence",
    )


def notes(numbers: Numbers) -> tuple[str, ...]:
    """What every picture and table of these numbers is shown with."""
    return (DISCLAIMER, origin(numbers), f"Licence: {LICENCE_TITLE}.")


def origin(numbers: Numbers) -> str:
    """Where the numbers come from, in a sentence."""
    if numbers.release is None:
        return "Live numbers, not released: they change as reports are accepted."
    known = numbers.release.known_at
    when = f", as known on {known:%Y-%m-%d}" if known else ""
    return f"Release {numbers.release.name}{when}."


def coverage_rows(numbers: Numbers) -> list[dict[str, object]]:
    """The cells as flat rows, for data."""
    names = {area.code: area.name for area in numbers.areas}
    return [
        {
            "simulated": numbers.head.simulated,
            "response_code": numbers.head.code,
            "period": numbers.period.label,
            f"admin{numbers.level}_pcode": one.area,
            f"admin{numbers.level}_name": names.get(one.area or ""),
            "sector": one.sector,
            "orgs": one.orgs,
            "orgs_certain": one.orgs_certain,
            "orgs_unresolved": one.orgs_unresolved,
            "activities": one.activities,
            "state": one.state,
        }
        for one in numbers.cells
    ]


def _as_area(name: str, found: Cell | None, href: str | None = None) -> MapArea:
    if found is None:
        return MapArea(f"{name}: not asked", Shade.NOT_ASKED, href=href)
    said = f"{name}: {_said(found)}" if name else ""
    if found.state == "reported":
        return MapArea(said, Shade.REPORTED, found.orgs or 0, href)
    return MapArea(said, Shade(found.state), href=href)


def _cell(found: Cell | None, css: str) -> MatrixCell:
    if found is None:
        return MatrixCell("matrix__blank", "", "nothing reported")
    if found.state != "reported":
        return MatrixCell(css, *STATES[found.state])
    return MatrixCell(
        css, str(found.orgs or 0), _said(found), found.orgs_unresolved or 0
    )


def _said(found: Cell) -> str:
    if found.state != "reported":
        return STATES[found.state][1]
    orgs = _counted(found.orgs or 0, "organization")
    names = found.orgs_unresolved or 0
    more = f" and {_counted(names, 'name')} not resolved" if names else ""
    return f"{orgs}{more}, {_counted(found.activities or 0, 'activity', 'activities')}"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@lru_cache(maxsize=KEPT_SHAPES)
def _shapes(texts: tuple[tuple[str, str], ...]) -> dict[str, Shape]:
    return dict(_read_shapes(texts))


def _read_shapes(texts: Iterable[tuple[str, str]]) -> Iterable[tuple[str, Shape]]:
    for code, text in texts:
        feature = f'{{"type":"Feature","properties":{{}},"geometry":{text}}}'
        for read in read_boundaries(feature.encode()):
            yield code, read.shape
