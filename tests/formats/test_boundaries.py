"""Boundaries as files give them, and what is refused with its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from comity.errors import BoundariesInvalid
from comity.formats import read_boundaries
from comity.formats.boundaries import dissolve

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]


def collection(*geometries: Any) -> bytes:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"code": f"A{n}"}, "geometry": each}
                for n, each in enumerate(geometries)
            ],
        }
    ).encode()


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


# Two squares side by side that share the arc from (1, 0) to (1, 1).
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
    "objects": {
        "areas": {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "Polygon",
                    "id": 1,
                    "arcs": [[0, 1]],
                    "properties": {"n": "W"},
                },
                {"type": "Polygon", "id": "2", "arcs": [[2, -1]]},
                {"type": None},
            ],
        }
    },
}


def topology(**changes: Any) -> bytes:
    return json.dumps(TOPOLOGY | changes).encode()


def test_topology_is_put_back_on_the_globe_and_arcs_are_shared_backwards() -> None:
    west, east = read_boundaries(topology())
    assert west.id == "1"
    assert west.properties == {"n": "W"}
    assert west.shape == ((((11, 20), (11, 21), (10, 21), (10, 20), (11, 20)),),)
    assert east.shape == ((((11, 20), (12, 20), (12, 21), (11, 21), (11, 20)),),)


def test_topology_without_quantization_is_taken_as_it_is() -> None:
    arcs = [[[0, 0], [2, 0], [2, 2], [0, 0]]]
    objects = {"a": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0]]]}]}}
    document = {"type": "Topology", "arcs": arcs, "objects": objects}
    (area,) = read_boundaries(json.dumps(document).encode())
    assert area.shape == ((((0, 0), (2, 0), (2, 2), (0, 0)),),)


def test_features_without_geometry_are_left_out_and_holes_kept() -> None:
    hole = [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 0.5]]
    multi = {"type": "MultiPolygon", "coordinates": [[SQUARE, hole], [SQUARE]]}
    (area,) = read_boundaries(collection(None, multi))
    assert area.properties == {"code": "A1"}
    assert [len(rings) for rings in area.shape] == [2, 1]


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b"{", "line 1", "not JSON"),
        (b"[]", "the top", "not an object"),
        (b'{"type": "Thing"}', "the top", "neither"),
        (collection(polygon(SQUARE), polygon(SQUARE[:-1])), "feature 2", "not closed"),
        (collection({"type": "Point", "coordinates": [0, 0]}), "feature 1", "Point"),
        (collection({"type": "Polygon"}), "feature 1", "not lists"),
        (collection(polygon([[0, 0], ["a", 1]])), "feature 1", "two numbers"),
        (collection(polygon([[0, 0], [None, 1]])), "feature 1", "two numbers"),
        (collection(polygon([[500000, 0]] * 4)), "feature 1", "not in degrees"),
        (topology(arcs=[[[0, 0]]]), "geometry 1", "not there"),
        (topology(arcs=[["x"]]), "arcs", "transform"),
        (topology(transform={"scale": [1]}), "arcs", "transform"),
        (topology(objects={}), "objects", "no collection"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_place(
    data: bytes, place: str, reason: str
) -> None:
    with pytest.raises(BoundariesInvalid) as refused:
        read_boundaries(data)
    assert place in refused.value.place
    assert reason in refused.value.reason


def test_dissolving_takes_away_what_two_polygons_share() -> None:
    west, east = read_boundaries(topology())
    assert dissolve(west.shape + east.shape) == (
        (
            (
                (10, 20),
                (11, 20),
                (12, 20),
                (12, 21),
                (11, 21),
                (10, 21),
                (10, 20),
            ),
        ),
    )


def test_small_file_that_names_one_arc_very_often_is_refused() -> None:
    arcs = [[[n / 1000, n / 1000] for n in range(30_000)]]
    held = {"a": {"geometries": [{"type": "Polygon", "arcs": [[0, -1] * 40]}]}}
    document = {"type": "Topology", "arcs": arcs, "objects": held}
    with pytest.raises(BoundariesInvalid) as refused:
        read_boundaries(json.dumps(document).encode())
    assert "more than" in refused.value.reason


@pytest.mark.real_data
def test_published_boundaries_are_read_whole(shared_data: Path) -> None:
    counts = {"SOM_adm2": 74, "COD_adm2": 189, "NPL_adm1": 7, "MLI_adm3": 701}
    for name, count in counts.items():
        data = (shared_data / "geo" / f"{name}.topojson").read_bytes()
        areas = read_boundaries(data)
        assert len(areas) == count
        assert all(area.shape for area in areas)
        assert all(
            ring[0] == ring[-1]
            for area in areas
            for rings in area.shape
            for ring in rings
        )
