"""`comity release` and `comity coverage`: what they answer and how they leave."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from comity.cli.contents import application
from comity.errors import ComityError, UnknownDimension, UnknownRelease, ValueInvalid
from tests.reconciliation.world import RESPONSE
from tests.releases.reports import FEBRUARY, release

pytestmark = pytest.mark.usefixtures("home")


def comity(*words: str, status: int = 0) -> Any:
    done = CliRunner().invoke(application, [*words, "--json"])
    if isinstance(done.exception, ComityError):
        raise done.exception
    assert done.exit_code == status, done.output
    return json.loads(done.stdout)


def test_a_release_is_made_listed_checked_and_withdrawn(home: Path) -> None:
    made = comity("release", "create", "--response", RESPONSE)
    folder = Path(made["path"])

    assert folder == home / "releases" / made["name"]
    assert made["manifest"] == json.loads((folder / "manifest.json").read_bytes())
    assert [one["name"] for one in comity("release", "list")] == [made["name"]]
    checked = comity("release", "verify", made["name"], "--rebuild")
    assert checked["ok"]
    assert checked["rebuilt"]
    gone = comity("release", "withdraw", made["name"], "--reason", "Wrong.")
    assert gone["withdrawn_reason"] == "Wrong."


def test_a_finding_leaves_with_status_1(home: Path) -> None:
    made = release()
    (home / "releases" / made.name / "SIMULATED-areas.csv").write_text("x")

    found = comity("release", "verify", made.name, status=1)
    assert [(one["kind"], one["subject"]) for one in found["findings"]] == [
        ("altered", "SIMULATED-areas.csv")
    ]
    with pytest.raises(UnknownRelease):
        comity("release", "verify", "nothing")


def test_coverage_answers_as_the_contract_has_it() -> None:
    told = comity("coverage", RESPONSE)

    assert set(told) >= {"response", "as_of", "known_at", "by", "rows", "simulated"}
    assert told["by"] == ["admin2", "sector"]
    assert told["period"] == FEBRUARY
    reported = [row for row in told["rows"] if row["state"] == "reported"]
    assert [(row["admin2_pcode"], row["sector"], row["orgs"]) for row in reported] == [
        ("XA0102", "nourishment", 1)
    ]
    on_a_day = comity("coverage", RESPONSE, "--as-of", "2025-01-15", "--by", "admin1")
    assert {row["admin1_pcode"]: row["orgs"] for row in on_a_day["rows"]} == {
        None: 1,
        "XA01": 2,
        "XA02": 2,
    }


@pytest.mark.parametrize(
    ("ending", "read"),
    [("csv", pl.read_csv), ("parquet", pl.read_parquet)],
)
def test_coverage_is_written_to_a_file_that_says_simulated(
    tmp_path: Path, ending: str, read: Any
) -> None:
    path = tmp_path / f"out.{ending}"
    told = comity("coverage", RESPONSE, "--out", str(path))
    written = read(path)

    assert written.height == len(told["rows"])
    assert set(written["simulated"]) == {"SIMULATED"}


def test_coverage_refuses_other_files_and_other_dimensions(tmp_path: Path) -> None:
    with pytest.raises(ValueInvalid):
        comity("coverage", RESPONSE, "--out", str(tmp_path / "out.pdf"))
    with pytest.raises(UnknownDimension):
        comity("coverage", RESPONSE, "--by", "colour")
    workbook = tmp_path / "out.xlsx"
    comity("coverage", RESPONSE, "--out", str(workbook))
    assert workbook.read_bytes()[:2] == b"PK"
