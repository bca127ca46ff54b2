"""The areas of a country, of the edition in force at each level.

Lists of areas come in editions: codes are reused, places split and renamed. At
each level the latest edition counts; one that has less than half of the areas
of the fullest is a supplement, whose areas are added. Codes of earlier editions
are remembered as former codes of the area of the same name in the same place.

Source: OCHA common operational data sets; docs/explanation/places.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max

from comity.register.models import Area, AreaName, AreaShape
from comity.register.queries.asking import Asking

SUPPLEMENT = 0.5
"""The share of the fullest edition below which an edition only supplements."""


@dataclass(frozen=True, slots=True)
class AreaRecord:
    """An area of a country.

    Args:
        parent: P-code of the area that it lies in, or None.
        other_names: in other languages and scripts, or former.
        former_codes: P-codes that it had in earlier editions.
    """

    pcode: str
    name: str
    level: int
    parent: str | None
    country: str
    other_names: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()


def areas_of(country: str, asking: Asking) -> list[AreaRecord]:
    """The areas of a country, by level and P-code; a P-code once a level."""
    held = list(
        Area.objects.filter(asking.of_records("area", "edition__"), country=country)
        .select_related("parent")
        .order_by("edition__recorded", "edition")
    )
    by_level: dict[int, list[Area]] = defaultdict(list)
    for area in held:
        by_level[area.level].append(area)
    names = _other_names(country)
    records = []
    for level in sorted(by_level):
        current, former = _in_force(by_level[level])
        codes = _former_codes(current, former)
        records += [
            AreaRecord(
                pcode=area.pcode,
                name=area.name,
                level=level,
                parent=area.parent.pcode if area.parent else None,
                country=country,
                other_names=names.get(area.pk, ()),
                former_codes=codes.get(area.pcode, ()),
            )
            for area in sorted(current, key=lambda area: area.pcode)
        ]
    return records


def shapes_of(country: str, level: int, asking: Asking) -> dict[str, str]:
    """P-code to GeoJSON geometry text, for the areas of a level that have one."""
    held = AreaShape.objects.filter(
        asking.of_records("area", "area__edition__"),
        area__country=country,
        area__level=level,
    ).order_by("recorded")
    return dict(held.values_list("area__pcode", "geometry"))


def areas_version(asking: Asking) -> tuple[int | None, ...]:
    """What changes whenever `areas_of` would answer otherwise."""
    held = Area.objects.filter(asking.of_records("area", "edition__"))
    counted = held.aggregate(last=Max("edition__recorded"), areas=Count("pk"))
    return counted["last"], counted["areas"]


def _in_force(areas: Sequence[Area]) -> tuple[list[Area], list[Area]]:
    """The areas of a level that count, and those of editions that no longer do."""
    sizes = Counter(area.edition_id for area in areas)
    full = [
        edition
        for edition, size in sizes.items()
        if size >= SUPPLEMENT * max(sizes.values())
    ]
    latest = next(
        area.edition_id for area in reversed(areas) if area.edition_id in full
    )
    current = {area.pcode: area for area in areas if area.edition_id == latest}
    for area in areas:
        if area.edition_id not in full:
            current.setdefault(area.pcode, area)
    counted = {area.pk for area in current.values()}
    return list(current.values()), [area for area in areas if area.pk not in counted]


def _former_codes(
    current: Iterable[Area], former: Iterable[Area]
) -> dict[str, tuple[str, ...]]:
    """Current P-code to earlier ones, where name and surrounding area tell them."""
    held = list(current)
    taken = {area.pcode for area in held}
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for area in held:
        by_name[area.folded, _around(area)].append(area.pcode)
    codes: dict[str, list[str]] = defaultdict(list)
    for area in former:
        same = by_name.get((area.folded, _around(area)), [])
        if len(same) == 1 and area.pcode not in taken:
            codes[same[0]].append(area.pcode)
    return {pcode: tuple(dict.fromkeys(earlier)) for pcode, earlier in codes.items()}


def _around(area: Area) -> str:
    return area.parent.folded if area.parent else ""


def _other_names(country: str) -> dict[UUID, tuple[str, ...]]:
    names: dict[UUID, list[str]] = defaultdict(list)
    held = AreaName.objects.filter(area__country=country, area__level__gt=0)
    for area, text in held.order_by("id").values_list("area", "text"):
        names[area].append(text)
    return {area: tuple(texts) for area, texts in names.items()}
