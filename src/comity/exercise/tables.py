"""The reference tables of the exercise: who and where there is, need, plan, agreements.

`organizations.csv`, `areas.csv`, the boundaries and the agreements have the
formats that `comity load` reads.
"""

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from comity.exercise.activities import PERIODS
from comity.exercise.agreements import (
    CLAUSES,
    DAY,
    EVENTS,
    INSTRUMENTS,
    PARTIES,
    SOURCE,
    SOURCES,
)
from comity.exercise.country import (
    EDITION_DAY,
    FORMER_EDITION_DAY,
    ISO3,
    NAME,
    Area,
    Country,
)
from comity.exercise.partners import LISTED, PARTNERS
from comity.exercise.sectors import SECTORS
from comity.exercise.styles import STYLES
from comity.exercise.truth import Row

_CLAIM = (
    "start",
    "end",
    "attested_on",
    "source",
    "locator",
    "says",
    "rank",
    "rank_reason",
    "fact",
    "sensitivity",
)
_SAYS = "Part of a simulated exercise."


def organization_rows() -> Iterator[Row]:
    yield "name", "acronym", "type", "slug", "other_names", "other_languages"
    for partner in LISTED:
        others, languages = ";".join(partner.other_names), ";".join(partner.known)
        yield (
            partner.name,
            partner.acronym,
            partner.type,
            partner.slug,
            others,
            languages,
        )


def area_rows(country: Country) -> Iterator[Row]:
    """The current edition, in the format of HDX's global P-code list."""
    yield _AREA_COLUMNS
    for area in country.areas:
        yield (
            ISO3,
            area.level,
            area.pcode,
            area.name,
            area.parent,
            EDITION_DAY,
            area.name_ar,
        )


def former_area_rows(country: Country) -> Iterator[Row]:
    """The earlier edition, before a region was parted and districts renumbered."""
    yield _AREA_COLUMNS
    rows = {}
    for area in country.areas:
        parent = country.by_pcode.get(area.parent)
        code = area.former_pcode
        if code not in rows:
            rows[code] = (
                ISO3,
                area.level,
                code,
                area.name,
                parent.former_pcode if parent else ISO3,
                FORMER_EDITION_DAY,
                area.name_ar,
            )
    yield from sorted(rows.values(), key=lambda row: (len(row[2]), row[2]))


def population_rows(country: Country, seed: int) -> Iterator[Row]:
    yield "admin2_pcode", "admin2_name", "population"
    for area in country.level(2):
        yield area.pcode, area.name, _population(area, seed)


def need_rows(country: Country, seed: int) -> Iterator[Row]:
    yield "admin2_pcode", "sector", "in_need"
    for area in country.level(2):
        draw, population = Random(f"{seed}:need:{area.pcode}"), _population(area, seed)
        severity = draw.betavariate(2, 3)
        for sector in SECTORS:
            if sector.slug != "logistics":
                share = severity * draw.uniform(0.2, 1)
                yield area.pcode, sector.slug, round(population * share)


def plan_rows() -> Iterator[Row]:
    yield "partner", "period", "expected"
    for partner in PARTNERS:
        for quarter, period in enumerate(PERIODS, start=1):
            expected = quarter in STYLES[partner.slug].quarters
            yield partner.slug, period, "yes" if expected else "no"


def agreement_tables() -> Iterator[tuple[str, list[Row]]]:
    """File name and rows of the simulated agreements, in the pack's format."""
    sources = "source,title,publisher,url,kind,published_on,retrieved_on,note"
    yield "sources.csv", [tuple(sources.split(",")), *SOURCES]
    instruments = "instrument,symbol,title,kind,level,parent"
    yield (
        "instruments.csv",
        [
            (*instruments.split(","), "source", "locator", "says", "attested_on"),
            *((*line, SOURCE, line[1], _SAYS, DAY) for line in INSTRUMENTS),
        ],
    )
    yield (
        "instrument_events.csv",
        [
            ("instrument", "kind", "organization", *_CLAIM),
            *((*line[:3], *_claim(line[3], line[3], "dates")) for line in EVENTS),
        ],
    )
    yield (
        "instrument_parties.csv",
        [
            ("instrument", "organization", "role", *_CLAIM),
            *(
                (instrument, party, "party", *_claim(None, None, "parties"))
                for instrument, parties in PARTIES
                for party in parties
            ),
        ],
    )
    yield (
        "clauses.csv",
        [
            ("instrument", "locator_in_text", "heading", "themes", "areas", *_CLAIM),
            *((*line[:5], *_claim(line[5], line[6], line[1])) for line in CLAUSES),
        ],
    )


def boundaries(country: Country, level: int) -> str:
    """The areas of a level as GeoJSON, one feature a line."""
    features = ",\n".join(
        json.dumps(_feature(country, area), ensure_ascii=False)
        for area in country.level(level)
    )
    name = json.dumps(f"SIMULATED {NAME} admin {level}")
    return (
        f'{{"type": "FeatureCollection", "name": {name}, "simulated": true,\n'
        f'"features": [\n{features}\n]}}\n'
    )


def write_lines(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as UTF-8 CSV, quoted where needed."""
    path.write_text(
        "".join(",".join(map(_quoted, row)) + "\n" for row in rows), encoding="utf-8"
    )


_AREA_COLUMNS = (
    "Location",
    "Admin Level",
    "P-Code",
    "Name",
    "Parent P-Code",
    "Valid from date",
    "Name (ar)",
)


def _quoted(value: str | int | None) -> str:
    text = "" if value is None else str(value)
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _population(area: Area, seed: int) -> int:
    draw = Random(f"{seed}:population:{area.pcode}")
    return round(len(area.cells) * 4200 * math.exp(draw.gauss(0, 0.7)))


def _claim(start: str | None, end: str | None, locator: str) -> Row:
    attested = DAY if start is None or end is None else None
    return (start, end, attested, SOURCE, locator, _SAYS, None, None, None, None)


def _feature(country: Country, area: Area) -> dict[str, object]:
    properties: dict[str, object] = {"simulated": True}
    for level in range(1, area.level + 1):
        around = country.around(area, level)
        properties |= {
            f"admin{level}Name": around.name,
            f"admin{level}Name_ar": around.name_ar,
            f"admin{level}Pcode": around.pcode,
        }
    polygons = country.mesh.outline(area.cells)
    geometry = (
        {"type": "Polygon", "coordinates": polygons[0]}
        if len(polygons) == 1
        else {"type": "MultiPolygon", "coordinates": polygons}
    )
    return {"type": "Feature", "properties": properties, "geometry": geometry}
