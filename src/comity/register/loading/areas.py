"""Loading lists of areas with P-codes, and boundaries of areas."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.models import Transaction
from comity.access.policy import Resource
from comity.errors import BoundaryUnplaced, FieldMissing, FileUnreadable, ValueInvalid
from comity.evidence.actions import keep_source
from comity.evidence.models import Source
from comity.evidence.records import SourceDraft
from comity.formats import to_json
from comity.formats.boundaries import Feature, read_boundaries
from comity.register.entities import BATCH, AreaDraft, keep_areas, keep_edition
from comity.register.loading.tables import Line, day_of, located, read_table
from comity.register.models import Area, AreaShape
from comity.values.identity import key_of
from comity.values.sensitivity import Sensitivity

DEEPEST = 4
LONGEST = {"P-Code": 40, "Name": 300}
"""Column to the characters that are kept of it."""

_NAME_IN = re.compile(r"Name \((\w{2,8})\)")
_LEVELLED = re.compile(r"adm(?:in)?(\d)_?(?:Name|Pcode)", re.IGNORECASE)
_ISO3 = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class AreasLoaded:
    """What loading a list or boundaries did.

    Args:
        lines: of the list, or shapes of the file.
        new: areas that the edition did not have.
        shapes: boundaries that were kept.
    """

    edition: str
    lines: int
    new: int
    shapes: int = 0


def load_areas(
    path: Path,
    *,
    source: SourceDraft,
    edition: str = "",
    country_names: Mapping[str, str] | None = None,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    by: Actor,
    at: datetime,
) -> AreasLoaded:
    """Keep the areas of a list in an edition, all or none; twice adds nothing.

    Args:
        path: CSV as HDX publishes its global list of P-codes: Location (ISO3),
            Admin Level, P-Code, Name, Parent P-Code, perhaps Valid from date, and
            "Name (ar)" and the like for names in further languages.
        edition: its title; the source's title where none is given.
        country_names: ISO3 to name, of countries that the register may not know;
            one that it does not know and that is not named goes by its code.

    Raises:
        FileUnreadable, ColumnMissing, LineRefused, SignInNeeded, NotPermitted.
    """
    lines = read_table(
        path, ("Location", "Admin Level", "P-Code", "Name", "Parent P-Code")
    )
    drafts = []
    for line in lines:
        if not line.cells["Location"].startswith("#"):
            with located(path, line):
                drafts.append(_draft(path, line))
    title = edition or source.title
    with write(
        "areas.load", Resource("area"), subject=source.key, by=by, at=at
    ) as entry:
        kept = keep_edition(
            key_of(title), title, keep_source(source, entry), entry, sensitivity
        )
        new = keep_areas([*_countries(drafts, country_names or {}), *drafts], kept)
    return AreasLoaded(title, len(drafts), new)


def load_boundaries(
    path: Path,
    *,
    source: SourceDraft,
    edition: str = "",
    country: str = "",
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    by: Actor,
    at: datetime,
) -> AreasLoaded:
    """Keep the boundaries of areas, and the areas that no list has, all or none.

    An area is told by P-code and level, in the edition named or else the latest
    that has it. One that is in none is kept in the edition named (or one named
    for the source), under the area whose P-code its own begins with.

    Args:
        path: TopoJSON or GeoJSON; properties such as admin2Pcode and admin2Name.
        edition: whose areas these are.
        country: ISO3, needed only where no area is loaded for the country.

    Raises:
        FileUnreadable, BoundariesInvalid, BoundaryUnplaced, SignInNeeded,
        NotPermitted.
    """
    try:
        features = read_boundaries(path.read_bytes())
    except OSError as error:
        raise FileUnreadable(file=path.name, reason=str(error.strerror)) from error
    shapes = [_coded(number, feature) for number, feature in enumerate(features, 1)]
    title = edition or source.title
    with write(
        "boundaries.load", Resource("area"), subject=source.key, by=by, at=at
    ) as entry:
        kept_source = keep_source(source, entry)
        gazetteer = _Gazetteer(edition, country.upper())
        missing = [
            gazetteer.draft(number, *coded)
            for number, coded in enumerate(shapes, 1)
            if gazetteer.find(coded[0], coded[1]) is None
        ]
        new = 0
        if missing:
            kept = keep_edition(key_of(title), title, kept_source, entry, sensitivity)
            new = keep_areas(missing, kept)
            gazetteer = _Gazetteer(edition, country.upper())
        placed = [
            (gazetteer.find(pcode, level), feature)
            for (pcode, level, _), feature in zip(shapes, features, strict=True)
        ]
        _keep_shapes(placed, kept_source, entry)
    return AreasLoaded(title, len(features), new, len(placed))


class _Gazetteer:
    """Areas by P-code and level, the latest edition first."""

    def __init__(self, edition: str, country: str) -> None:
        self._country = country
        areas = Area.objects.order_by("edition__recorded", "edition")
        if country:
            areas = areas.filter(country=country)
        self._areas = {
            (area.pcode, area.level): area
            for area in areas.only("id", "pcode", "level", "country", "edition")
        }
        if edition:
            self._areas |= {
                (area.pcode, area.level): area
                for area in areas.filter(edition__key=key_of(edition))
            }

    def find(self, pcode: str, level: int) -> Area | None:
        return self._areas.get((pcode, level))

    def draft(self, number: int, pcode: str, level: int, name: str) -> AreaDraft:
        """An area that no edition has, under the one that its P-code begins with.

        Raises:
            BoundaryUnplaced: its country cannot be told.
        """
        above = self._above(pcode, level)
        country = self._country or (above.country if above else "")
        if not _ISO3.fullmatch(country):
            raise BoundaryUnplaced(number=number, pcode=pcode[:40])
        return AreaDraft(
            country=country,
            pcode=pcode,
            level=level,
            name=name or pcode,
            parent_id=above.pk if above else None,
        )

    def _above(self, pcode: str, level: int) -> Area | None:
        """The area around one, by the longest beginning that its code shares."""
        for above in range(level - 1, -1, -1):
            for length in range(len(pcode) - 1, 1, -1):
                found = self.find(pcode[:length], above)
                if found is not None:
                    return found
        return None


def _countries(
    drafts: Iterable[AreaDraft], names: Mapping[str, str]
) -> Iterator[AreaDraft]:
    """The countries of a list that no list has, as areas of level 0."""
    listed = {draft.country for draft in drafts}
    listed -= {draft.pcode for draft in drafts if draft.level == 0}
    known = Area.objects.filter(level=0, country__in=listed)
    for country in sorted(listed - set(known.values_list("country", flat=True))):
        yield AreaDraft(
            country=country,
            pcode=country,
            level=0,
            name=names.get(country, country),
        )


def _coded(number: int, feature: Feature) -> tuple[str, int, str]:
    """P-code, level and name from a shape's properties, at its deepest level."""
    found: dict[int, dict[str, str]] = {}
    for key, value in feature.properties.items():
        levelled = _LEVELLED.match(key)
        if levelled and value not in {None, ""}:
            part = "pcode" if "code" in key.lower() else "name"
            found.setdefault(int(levelled[1]), {}).setdefault(part, str(value).strip())
    coded = [level for level, parts in found.items() if "pcode" in parts]
    if not coded:
        raise BoundaryUnplaced(number=number, pcode=str(feature.id or "")[:40])
    level = max(coded)
    return found[level]["pcode"], level, found[level].get("name", "")


def _keep_shapes(
    placed: list[tuple[Area | None, Feature]], source: Source, entry: Transaction
) -> None:
    AreaShape.objects.bulk_create(
        [
            AreaShape(
                area=area,
                geometry=to_json(
                    {"type": "MultiPolygon", "coordinates": feature.shape}
                ).decode(),
                source=source,
                recorded=entry,
            )
            for area, feature in {
                area.pk: (area, one) for area, one in placed if area
            }.values()
        ],
        update_conflicts=True,
        unique_fields=["area"],
        update_fields=["geometry", "source", "recorded"],
        batch_size=BATCH // 2,
    )


def _draft(path: Path, line: Line) -> AreaDraft:
    cells: dict[str, Any] = dict(line.cells)
    for column in ("Location", "Admin Level", "P-Code", "Name"):
        if not cells[column]:
            raise FieldMissing(kind="area", field=column)
    for column, longest in LONGEST.items():
        if len(cells[column]) > longest:
            raise ValueInvalid(
                field=column,
                value=cells[column][:40] + "…",
                wanted=f"at most {longest} characters",
            )
    country = cells["Location"].upper()
    if not _ISO3.fullmatch(country):
        raise ValueInvalid(
            field="Location", value=country[:20], wanted="an ISO 3166-1 alpha-3 code"
        )
    level = cells["Admin Level"]
    if not level.isdecimal() or int(level) > DEEPEST:
        raise ValueInvalid(
            field="Admin Level", value=level[:20], wanted=f"a level from 0 to {DEEPEST}"
        )
    return AreaDraft(
        country=country,
        pcode=cells["P-Code"],
        level=int(level),
        name=cells["Name"],
        parent=cells["Parent P-Code"],
        valid_from=day_of(cells.get("Valid from date", "")),
        other_names=tuple(
            (named[1], text)
            for column, text in cells.items()
            if text and column and (named := _NAME_IN.fullmatch(column))
        ),
        origin=(path.name, line.number),
    )
