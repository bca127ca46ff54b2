"""The register's lists as the matcher takes them, kept while the register stands still."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, cast

from comity.access.policy import visible
from comity.matching import (
    OrganizationEntry,
    OrganizationIndex,
    PlaceEntry,
    PlaceIndex,
    SectorEntry,
    SectorIndex,
)
from comity.register.queries.asking import Asking
from comity.register.queries.gazetteer import AreaRecord, areas_of, areas_version
from comity.register.queries.responses import (
    organization_entries,
    organizations_version,
    themes,
    themes_version,
)

Index = TypeVar("Index")

KEPT = 12
"""How many indexes are kept at once; the oldest goes first."""

_indexes: OrderedDict[tuple[object, ...], object] = OrderedDict()


def organization_index(asking: Asking, *, simulated: bool) -> OrganizationIndex:
    """Every organization that can be reported, by its names and acronyms."""
    return _kept(
        ("organizations", simulated, _seen(asking), organizations_version(asking)),
        lambda: OrganizationIndex(
            OrganizationEntry(
                id=str(entry.id),
                names=entry.names or (entry.slug,),
                acronyms=entry.acronyms,
                type=entry.classification,
            )
            for entry in organization_entries(asking, simulated=simulated)
        ),
    )


def place_index(country: str, asking: Asking) -> PlaceIndex:
    """The areas of a country, of the latest editions."""
    return _kept(
        ("places", country, _seen(asking), areas_version(asking)),
        lambda: PlaceIndex(
            country,
            [
                PlaceEntry(
                    pcode=area.pcode,
                    name=area.name,
                    level=area.level,
                    parent=area.parent,
                    other_names=area.other_names,
                    former_codes=area.former_codes,
                )
                for area in areas_of(country, asking)
            ],
        ),
    )


def sector_index(asking: Asking) -> SectorIndex:
    """The themes of the register, by their labels and codes."""
    return _kept(
        ("sectors", themes_version(asking)),
        lambda: SectorIndex(
            SectorEntry(
                id=theme.slug,
                labels=theme.labels,
                codes=theme.codes,
                acronyms=theme.acronyms,
            )
            for theme in themes(asking)
        ),
    )


def gazetteer(country: str, asking: Asking) -> dict[str, AreaRecord]:
    """P-code to area, of the latest editions of a country's lists."""
    return _kept(
        ("gazetteer", country, _seen(asking), areas_version(asking)),
        lambda: {area.pcode: area for area in areas_of(country, asking)},
    )


def _kept(key: tuple[object, ...], make: Callable[[], Index]) -> Index:
    if key not in _indexes:
        _indexes[key] = make()
        while len(_indexes) > KEPT:
            _indexes.popitem(last=False)
    _indexes.move_to_end(key)
    return cast("Index", _indexes[key])


def _seen(asking: Asking) -> tuple[str, ...]:
    return visible(asking.by, "organization")
