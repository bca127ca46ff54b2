"""What partners report in the small response, with canaries in all that is theirs."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson

from comity.evidence.records import SourceDraft
from comity.register.loading.areas import load_boundaries
from comity.register.models import Area
from comity.register.responses import expect
from comity.releases.actions import create_release
from comity.releases.records import ReleaseRecord
from tests.reconciliation.world import COUNTRY, OPERATOR, PERIODS, RESPONSE, moment
from tests.submissions.reports import HEADINGS, Line, accepted, line, table

JANUARY, FEBRUARY, _ = PERIODS
FEBRUARY_DAYS = ("2025-02-01", "2025-02-28")

CANARIES = ("Zugzwang", "Quokka", "Wolpertinger", "Xerocole", "Yttrium")
"""In a file's name, an unknown organization, an activity, a place, and a remark."""

RELEASED_AT = datetime(2026, 3, 1, tzinfo=UTC)


def report() -> None:
    """Two months of reports: one silent partner, one name and one place unknown."""
    expect(
        RESPONSE,
        [(who, month) for who in ("hrs", "nww", "mml") for month in PERIODS],
        by=OPERATOR,
        at=moment(0.5),
    )
    headings = (*HEADINGS, "Remarks")

    def remarked(lines: Sequence[Line]) -> list[Line]:
        return [(*one, f"{CANARIES[4]} remark") for one in lines]

    def send(lines: Sequence[Line], month: str, hour: float, **about: object) -> None:
        accepted(
            table(remarked(lines), headings),
            name=f"{CANARIES[0]} {month} {hour}.csv",
            period=month,
            hour=hour,
            **about,
        )

    send(
        [
            line("hrs", "XA0101", "WASH", f"{CANARIES[2]} trucking"),
            line("hrs", "XA0101", "EDU"),
            line("hrs", "XA0201", "WASH"),
            line("hrs", f"{CANARIES[3]} Camp", "WASH"),
        ],
        JANUARY,
        1,
        organization="hrs",
    )
    send([line("nww", "XA0101", "WASH")], JANUARY, 2, organization="nww")
    send(
        [
            line("sfev", "XA0202", "EDU"),
            line(f"{CANARIES[1]} Collective", "XA0202", "EDU"),
            line(f"{CANARIES[1]} Collective", "XA0101", "WASH"),
        ],
        JANUARY,
        3,
        organization="sfev",
    )
    send(
        [line("hrs", "XA0102", "NUT", days=FEBRUARY_DAYS)],
        FEBRUARY,
        4,
        organization="hrs",
    )


def draw(folder: Path) -> None:
    """Boundaries of the four districts and two regions, as squares."""
    features = []
    for number, (pcode, level) in enumerate(
        Area.objects.filter(country=COUNTRY, level__gt=0)
        .order_by("pcode")
        .values_list("pcode", "level")
    ):
        west = float(number)
        ring = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]
        features.append(
            {
                "type": "Feature",
                "properties": {f"admin{level}Pcode": pcode},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    path = folder / "boundaries.geojson"
    path.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features}))
    load_boundaries(
        path,
        source=SourceDraft(key="squares", title="SIMULATED squares"),
        by=OPERATOR,
        at=moment(0.2),
    )


def release(*codes: str, **about: object) -> ReleaseRecord:
    return create_release(codes or (RESPONSE,), by=OPERATOR, at=RELEASED_AT, **about)
