import csv
import json
import re
from collections import Counter
from itertools import pairwise

import pytest

from comity.exercise import Exercise
from comity.exercise.mesh import signed_area


def _features(exercise: Exercise, level: int) -> list[dict]:
    path = exercise.folder / f"boundaries_adm{level}.geojson"
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def _polygons(feature: dict) -> list[list[list[list[float]]]]:
    geometry = feature["geometry"]
    whole = geometry["coordinates"]
    return [whole] if geometry["type"] == "Polygon" else whole


def _rings(feature: dict) -> list[list[tuple[float, float]]]:
    return [
        [tuple(point) for point in ring]
        for polygon in _polygons(feature)
        for ring in polygon
    ]


def _sides(features: list[dict]) -> Counter:
    return Counter(
        (a, b)
        for feature in features
        for ring in _rings(feature)
        for a, b in pairwise(ring)
    )


def _area(features: list[dict]) -> float:
    return sum(signed_area(ring) for feature in features for ring in _rings(feature))


def _areas(exercise: Exercise, name: str = "areas.csv") -> list[dict[str, str]]:
    with (exercise.folder / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("level", [1, 2, 3])
def test_rings_are_closed_and_outer_ones_run_anticlockwise(exercise, level):
    for feature in _features(exercise, level):
        for outer, *holes in _polygons(feature):
            assert outer[0] == outer[-1]
            assert signed_area(outer) > 0
            assert all(signed_area(hole) < 0 for hole in holes)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_neighbours_share_every_point_of_their_border(exercise, level):
    sides = _sides(_features(exercise, level))
    assert set(sides.values()) == {1}
    shared = sum((b, a) in sides for a, b in sides)
    assert shared > len(sides) / 3


def test_each_level_covers_the_same_country(exercise):
    coasts = []
    for level in (1, 2, 3):
        sides = _sides(_features(exercise, level))
        coasts.append({side for side in sides if side[::-1] not in sides})
    assert coasts[0] == coasts[1] == coasts[2]
    whole = _area(_features(exercise, 1))
    assert _area(_features(exercise, 2)) == pytest.approx(whole)
    assert _area(_features(exercise, 3)) == pytest.approx(whole)


def test_boundaries_and_gazetteer_name_the_same_areas(exercise):
    areas = {(line["P-Code"], line["Name"]) for line in _areas(exercise)}
    drawn = {
        (
            feature["properties"][f"admin{level}Pcode"],
            feature["properties"][f"admin{level}Name"],
        )
        for level in (1, 2, 3)
        for feature in _features(exercise, level)
    }
    assert drawn == areas


@pytest.mark.parametrize("name", ["areas.csv", "areas_2019.csv"])
def test_codes_are_well_formed_unique_and_nested(exercise, name):
    lines = _areas(exercise, name)
    codes = [line["P-Code"] for line in lines]
    assert len(set(codes)) == len(codes)
    for line in lines:
        level = int(line["Admin Level"])
        assert re.fullmatch(rf"XT(\d\d){{{level}}}", line["P-Code"])
        parent = line["Parent P-Code"]
        if level == 1:
            assert parent == exercise.iso3
        else:
            assert parent == line["P-Code"][:-2]
            assert parent in codes


def test_the_country_has_a_user_assigned_code(exercise):
    assert "XAA" <= exercise.iso3 <= "XZZ"


def test_names_come_in_two_scripts(exercise):
    for line in _areas(exercise):
        assert line["Name"].isascii()
        assert re.search(r"[\u0600-\u06ff]", line["Name (ar)"])


def test_the_earlier_edition_retires_some_codes_and_gives_others_another_meaning(
    exercise,
):
    now = {line["P-Code"]: line["Name"] for line in _areas(exercise)}
    then = {line["P-Code"]: line["Name"] for line in _areas(exercise, "areas_2019.csv")}
    assert then.keys() - now.keys()
    assert any(now[code] != name for code, name in then.items() if code in now)


def test_two_districts_bear_one_name(exercise):
    names = Counter(
        line["Name"] for line in _areas(exercise) if line["Admin Level"] == "2"
    )
    assert 2 in names.values()


def test_nobody_needs_more_than_there_are(exercise):
    folder = exercise.folder
    with (folder / "population.csv").open(encoding="utf-8") as lines:
        people = {
            line["admin2_pcode"]: int(line["population"])
            for line in csv.DictReader(lines)
        }
    with (folder / "needs.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            assert 0 <= int(line["in_need"]) <= people[line["admin2_pcode"]]
    districts = {
        line["P-Code"] for line in _areas(exercise) if line["Admin Level"] == "2"
    }
    assert people.keys() == districts
