"""Published files through the whole path, by command: read, matched, counted.

`found.json` is what was found: counts, positions and hashes. It is rewritten only
with COMITY_GOLDEN=1 (`make golden`) and reviewed as a difference. What can be
counted without Comity is counted again here, with csv and openpyxl.
"""

import csv
import json
import os
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from comity.values.names import fold
from tests.real.conftest import FILES, Stores

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

FOUND = Path(__file__).parent / "found.json"


def plain(stores: Stores, case: str) -> list[tuple[str, ...]]:
    """Every line of the file as text, the first being row 1."""
    path = stores.data / FILES[case][1]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [tuple(cell.strip() for cell in row) for row in csv.reader(file)]
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    lines = [
        tuple("" if cell is None else str(cell).strip() for cell in row)
        for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    book.close()
    return lines


def column(lines: list[tuple[str, ...]], heading: str) -> list[str]:
    """The cells under a heading, of the lines that are not blank."""
    place = lines[0].index(heading)
    return [line[place] for line in lines[1:] if any(line)]


def gazetteer(stores: Stores, country: str) -> dict[str, tuple[str, str]]:
    """P-code to name and parent, as the list itself has them."""
    path = stores.data / "places/global_pcodes_adm_1_2.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            line["P-Code"]: (line["Name"], line["Parent P-Code"])
            for line in csv.DictReader(file)
            if line["Location"] == country
        }


def found(stores: Stores, case: str) -> dict[str, Any]:
    document = stores.documents[case]
    rows = stores.coverage(case)
    places: dict[str, list[str]] = {}
    for one in document["problems"]:
        listed = places.setdefault(one["code"], [])
        if len(listed) < 20:
            listed.append(f"{one['column'] or ''}{one['row'] or ''}")
    return {
        "header_row": document["header_row"],
        "mapping": sha256(json.dumps(document["mapping"]).encode()).hexdigest(),
        "rows": document["rows"],
        "activities": document["activities"],
        "names": document["names"],
        "reporter": document["scope"]["reporter"],
        "problem_counts": document["problem_counts"],
        "problem_places": places,
        "coverage": {
            "cells": len(rows),
            "states": dict(Counter(row["state"] for row in rows)),
            "activities": sum(row["activities"] or 0 for row in rows),
            "resolved": sum(
                row["activities"]
                for row in rows
                if row["activities"] and row["admin2_pcode"] and row["sector"]
            ),
            "digest": sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest(),
        },
    }


@pytest.mark.parametrize("case", FILES)
def test_a_published_file_goes_through_as_before(stores: Stores, case: str) -> None:
    now = found(stores, case)
    kept = json.loads(FOUND.read_text("utf-8")) if FOUND.exists() else {}
    if os.environ.get("COMITY_GOLDEN") == "1":
        kept[case] = now
        FOUND.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    assert now == kept[case]


@pytest.mark.parametrize("case", FILES)
def test_every_line_is_accounted_for_as_a_plain_reading_counts(
    stores: Stores, case: str
) -> None:
    rows, lines = stores.documents[case]["rows"], plain(stores, case)
    blank = sum(not any(line) for line in lines)
    above = 2 if case == "afg" else 1
    assert rows["lines"] == len(lines)
    assert rows["blank"] == blank
    assert rows["skipped"] == above
    assert rows["read"] == len(lines) - blank - above
    mapped = [lines[0].index(heading) for heading in stores.documents[case]["mapping"]]
    said = [
        tuple(line[place] for place in mapped) for line in lines[above:] if any(line)
    ]
    assert rows["duplicate"] == len(said) - len(set(said))
    assert rows["rejected"] == 0
    assert rows["applied"] == rows["read"] - rows["duplicate"]


@pytest.mark.parametrize("case", FILES)
def test_coverage_has_every_activity_once(stores: Stores, case: str) -> None:
    counted = sum(row["activities"] or 0 for row in stores.coverage(case))
    assert counted == stores.documents[case]["activities"]
    whole = stores.coverage(case, "--by", "admin0")
    assert sum(row["activities"] for row in whole) == counted


@pytest.mark.parametrize("case", FILES)
def test_names_are_matched_or_queued_and_none_is_lost(
    stores: Stores, case: str
) -> None:
    names = stores.documents[case]["names"]
    for counts in names.values():
        assert counts["distinct"] == counts["matched"] + counts["queued"]
    waiting = Counter(f"{one['name']['kind']}s" for one in stores.queue(case))
    assert {kind: counts["queued"] for kind, counts in names.items()} == {
        kind: waiting[kind] for kind in names
    }


def test_the_same_file_again_changes_nothing(stores: Stores) -> None:
    before = stores.coverage("eth")
    again = stores.intake("eth")
    assert again["submission"] == stores.documents["eth"]["submission"]
    assert again["state"] == "accepted"
    assert stores.comity("accept", again["submission"])["state"] == "accepted"
    assert stores.coverage("eth") == before
    assert len(stores.comity("submissions", "--response", "eth-test")) == 1


def test_a_matrix_of_all_partners_is_told_from_a_partners_own_file(
    stores: Stores,
) -> None:
    assert {one["scope"]["reporter"] for one in stores.documents.values()} == {None}


def test_a_code_that_is_an_error_value_is_reported_where_it_stands(
    stores: Stores,
) -> None:
    lines = plain(stores, "som")
    (where,) = [number for number, line in enumerate(lines, 1) if "#N/A" in line]
    (problem,) = [
        one for one in stores.documents["som"]["problems"] if one["excerpt"] == "#N/A"
    ]
    assert problem["row"] == where
    assert "ABCDEFGH"[lines[where - 1].index("#N/A")] == problem["column"]
    assert lines[0][lines[where - 1].index("#N/A")] == problem["heading"]
    assert problem["sheet"] == stores.documents["som"]["sheet"]
    assert problem["severity"] == "warn"


def test_districts_whose_name_and_code_disagree_are_queued_with_both(
    stores: Stores,
) -> None:
    """Names that the list gives to another district of the same region."""
    lines, areas = plain(stores, "som"), gazetteer(stores, "SOM")
    by_name = {(fold(name), parent): code for code, (name, parent) in areas.items()}
    clashes = set()
    for code, name in zip(
        column(lines, "DistrictPcode"), column(lines, "District"), strict=True
    ):
        listed, region = areas.get(code, ("", ""))
        other = by_name.get((fold(name), region))
        if other and other != code and fold(listed) != fold(name):
            clashes.add((code, other))
    assert {code for code, _ in clashes} == {"SO2201", "SO2202", "SO2208", "SO2209"}
    queued = {
        (
            one["name"]["detail"]["levels"][2][0],
            frozenset(candidate["id"] for candidate in one["name"]["candidates"]),
        )
        for one in stores.queue("som")
        if one["name"]["kind"] == "place"
    }
    assert {(code, frozenset((code, other))) for code, other in clashes} <= queued


def test_codes_of_level_three_count_in_the_district_and_region_around_them(
    stores: Stores,
) -> None:
    lines, areas = plain(stores, "eth"), gazetteer(stores, "ETH")
    written = Counter(code[:6] for code in column(lines, "WoredaPcod"))
    counted: Counter[str | None] = Counter()
    for row in stores.coverage("eth", "--by", "admin2"):
        counted[row["admin2_pcode"]] += row["activities"] or 0
    beside = counted.pop(None)
    assert set(counted) <= set(areas)
    for pcode, activities in counted.items():
        assert activities <= written[pcode] + beside, pcode
    exact = sum(activities == written[pcode] for pcode, activities in counted.items())
    assert exact >= 0.8 * sum(activities > 0 for activities in counted.values())
    regions: Counter[str | None] = Counter()
    for row in stores.coverage("eth", "--by", "admin1"):
        regions[row["admin1_pcode"]] += row["activities"] or 0
    for region in set(regions) - {None}:
        inside = [code for code in counted if areas[code][1] == region]
        assert regions[region] >= sum(counted[code] for code in inside)


def test_withdrawing_leaves_nothing_and_reinstating_brings_all_back(
    stores: Stores,
) -> None:
    before = stores.coverage("som")
    submission = stores.documents["som"]["submission"]
    stores.comity("withdraw", submission, "--reason", "a test")
    assert sum(row["activities"] or 0 for row in stores.coverage("som")) == 0
    stores.comity("reinstate", submission)
    assert stores.coverage("som") == before


def test_a_dry_run_finds_the_same_and_keeps_nothing(
    stores: Stores, tmp_path: Path
) -> None:
    kept = len(stores.comity("submissions"))
    told = stores.intake("som", "--dry-run", "--problems", tmp_path / "problems.csv")
    document = stores.documents["som"]
    assert told["submission"] is None
    for part in ("rows", "activities", "mapping", "problem_counts", "problems"):
        assert told[part] == document[part], part
    with (tmp_path / "problems.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.DictReader(file))) == len(document["problems"])
    assert len(stores.comity("submissions")) == kept
