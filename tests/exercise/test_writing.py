import csv
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from comity.exercise import write_exercise
from comity.exercise.partners import LISTED, PARTNERS
from comity.values.dates import PartialDate, Period


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _lines(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_one_seed_gives_the_same_bytes_in_another_process(exercise, tmp_path):
    program = (
        "import sys, pathlib; from comity.exercise import write_exercise; "
        "write_exercise(pathlib.Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "1234"},
    )
    assert _hashes(tmp_path) == _hashes(exercise.folder)


def test_another_seed_gives_another_exercise_and_leaves_no_old_workbook(
    exercise, tmp_path
):
    (tmp_path / "workbooks").mkdir()
    (tmp_path / "workbooks" / "SIMULATED_old.xlsx").write_bytes(b"old")
    other = write_exercise(tmp_path, seed=8)
    assert not (tmp_path / "workbooks" / "SIMULATED_old.xlsx").exists()
    assert other.truth.read_bytes() != exercise.truth.read_bytes()


def test_the_exercise_has_the_promised_size(exercise, truth):
    rows = truth.unique(["file", "row"]).height
    assert 2000 <= rows <= 4000
    assert len(PARTNERS) == 30
    per_partner = [
        sum(workbook.partner == partner.slug for workbook in exercise.workbooks)
        for partner in PARTNERS
    ]
    assert min(per_partner) >= 1
    assert max(per_partner) == 4


def test_workbooks_of_the_plan_arrived_but_for_a_few_that_were_expected(exercise):
    came = {(book.partner, book.period) for book in exercise.workbooks}
    plan = _lines(exercise.folder, "plan.csv")
    expected = {
        (line["partner"], line["period"]) for line in plan if line["expected"] == "yes"
    }
    assert {line["period"] for line in plan} == set(exercise.reporting_periods)
    assert 3 <= len(expected - came) <= 8
    assert {partner for partner, _ in came - expected} == {"sim-thco"}


def test_most_workbooks_need_no_option(exercise):
    given = [book.options for book in exercise.workbooks]
    assert sum(not options for options in given) > len(given) / 2
    names = {name for options in given for name in options}
    assert names <= {"org", "period", "date_order", "encoding"}


def test_simulated_stands_on_every_workbook_sheet_and_title(exercise):
    for book in exercise.workbooks:
        assert book.path.name.startswith("SIMULATED_")
        if book.path.suffix == ".xlsx":
            opened = openpyxl.load_workbook(book.path)
            assert opened.properties.title == "SIMULATED"
            assert all("SIMULATED" in name for name in opened.sheetnames)
            for sheet in opened:
                first = sheet["A1"].value or sheet["B1"].value
                if first and "5W:" in str(first):
                    assert "SIMULATED" in first
        elif book.path.suffix == ".ods":
            content = zipfile.ZipFile(book.path).read("content.xml").decode()
            assert 'table:name="SIMULATED' in content


def test_simulated_stands_in_the_reference_files(exercise):
    assert "SIMULATED" in exercise.title
    assert exercise.code.startswith("simulated-")
    for level in (1, 2, 3):
        path = exercise.folder / f"boundaries_adm{level}.geojson"
        collection = json.loads(path.read_text(encoding="utf-8"))
        assert collection["simulated"] is True
        assert "SIMULATED" in collection["name"]
    for line in _lines(exercise.folder, "instruments.csv"):
        assert line["title"].startswith("SIMULATED")
        assert line["symbol"].startswith("SIM/")
    for line in _lines(exercise.folder, "organizations.csv"):
        assert line["slug"].startswith("sim-")


def test_organizations_are_told_apart_by_slug_and_some_share_an_acronym(exercise):
    lines = _lines(exercise.folder, "organizations.csv")
    assert list(lines[0])[:3] == ["name", "acronym", "type"]
    assert len({line["slug"] for line in lines}) == len(lines) == len(LISTED)
    assert len({line["acronym"] for line in lines}) < len(lines)
    assert any(line["other_names"] for line in lines)


@pytest.mark.parametrize(
    "name", ["instrument_events.csv", "instrument_parties.csv", "clauses.csv"]
)
def test_claims_of_agreements_are_dated_and_cited(exercise, name):
    instruments = {
        line["instrument"] for line in _lines(exercise.folder, "instruments.csv")
    }
    sources = {line["source"] for line in _lines(exercise.folder, "sources.csv")}
    for line in _lines(exercise.folder, name):
        assert line["instrument"] in instruments
        assert line["source"] in sources
        assert line["locator"]
        assert line["says"]
        attested = line["attested_on"]
        Period.of(
            line["start"],
            line["end"],
            PartialDate.parse(attested).earliest if attested else None,
        )


def test_parties_and_clauses_name_partners_and_places_of_the_exercise(exercise):
    slugs = {line["slug"] for line in _lines(exercise.folder, "organizations.csv")}
    places = {line["P-Code"] for line in _lines(exercise.folder, "areas.csv")}
    for line in _lines(exercise.folder, "instrument_parties.csv"):
        assert line["organization"] in slugs
    for line in _lines(exercise.folder, "clauses.csv"):
        areas = set(filter(None, line["areas"].split(";")))
        assert areas <= places | {exercise.iso3}
