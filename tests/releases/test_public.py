"""What is public of a response: presence, and nothing that partners wrote."""

import json
import sqlite3
from pathlib import Path

import polars as pl
import pytest
from django.test import Client

from comity.register.models import Area, AreaEdition, Name, Organization
from tests.reconciliation.world import RESPONSE
from tests.releases.reports import CANARIES, JANUARY, release
from tests.submissions.reports import accepted, line

pytestmark = pytest.mark.usefixtures("home")


def contents(home: Path, name: str) -> dict[str, bytes]:
    """Every file of a release, Parquet and SQLite also as text."""
    folder = home / "releases" / name
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.glob("*.parquet"):
        found[f"{path.name} read"] = pl.read_parquet(path).write_json().encode()
    with sqlite3.connect(folder / "SIMULATED-comity.sqlite3") as database:
        found["database read"] = "\n".join(database.iterdump()).encode()
    return found


def coverage(home: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(home / "releases" / name / "SIMULATED-coverage.parquet")


def test_nothing_that_partners_wrote_is_in_any_file(home: Path) -> None:
    held = contents(home, release().name)

    for canary in CANARIES:
        for spelling in (canary, canary.lower(), canary.upper()):
            leaks = [name for name, data in held.items() if spelling.encode() in data]
            assert leaks == [], canary


def test_nothing_that_partners_wrote_is_on_a_page_or_in_an_answer(
    client: Client,
) -> None:
    made = release()
    addresses = (
        "/responses/",
        f"/responses/{RESPONSE}/",
        f"/responses/{RESPONSE}/?level=2&period={JANUARY}",
        f"/responses/{RESPONSE}.json",
        f"/responses/{RESPONSE}.csv",
        "/releases/",
        f"/releases/{made.name}/",
        f"/releases/{made.name}.json",
        "/api/v1/releases",
        f"/api/v1/releases/{made.name}",
        "/api/v1/operational-presence",
        "/api/v1/operational-presence?output_format=csv",
        f"/api/v1/coverage/{RESPONSE}",
    )
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        for canary in CANARIES:
            assert canary.lower() not in answer.content.decode().lower(), address


def test_names_that_no_list_resolves_are_counted_and_not_named(home: Path) -> None:
    made = release()
    cell = coverage(home, made.name).filter(
        counted_by="admin2,sector",
        period=JANUARY,
        area_code="XA0202",
        sector_code="schooling",
    )

    assert cell.select("orgs", "orgs_unresolved", "activities").rows() == [(1, 1, 2)]
    everywhere = coverage(home, made.name).filter(counted_by="all", period=JANUARY)
    assert everywhere.select("orgs", "orgs_unresolved").rows() == [(3, 1)]
    present = pl.read_parquet(
        home / "releases" / made.name / "SIMULATED-operational_presence.parquet"
    )
    assert present["org_name"].null_count() == 0
    assert set(present["org_acronym"]) == {"HRS", "NWW", "SFEV"}


def test_a_place_that_no_list_resolves_has_no_code_and_no_name(home: Path) -> None:
    unplaced = coverage(home, release().name).filter(
        pl.col("area_code").is_null(), counted_by="admin2,sector", period=JANUARY
    )

    assert unplaced.select("area_name", "sector_code", "orgs").rows() == [
        (None, "water", 1)
    ]


@pytest.mark.usefixtures("quick_reading")
@pytest.mark.parametrize("sensitivity", ["restricted", "confidential"])
def test_reports_of_a_narrower_class_than_partners_are_left_out(
    home: Path, sensitivity: str
) -> None:
    before = coverage(home, release().name)
    sent = accepted(
        [line("gsc", "XA0102", "NUT")],
        period=JANUARY,
        organization="gsc",
        hour=6,
        sensitivity=sensitivity,
    )
    made = release()

    assert coverage(home, made.name).equals(before)
    manifest = json.loads(
        (home / "releases" / made.name / "manifest.json").read_bytes()
    )
    assert sent.sha256 not in manifest["inputs"][RESPONSE]


def test_an_organization_that_is_not_public_is_counted_as_unresolved(
    home: Path,
) -> None:
    Organization.objects.filter(slug="nww").update(sensitivity="partners")
    made = release()
    cell = coverage(home, made.name).filter(
        counted_by="admin2,sector",
        period=JANUARY,
        area_code="XA0101",
        sector_code="water",
    )

    assert cell.select("orgs", "orgs_unresolved").rows() == [(1, 2)]
    for name, data in contents(home, made.name).items():
        assert b"Northern Water Works" not in data, name
        assert b"nww" not in data.lower(), name


def test_areas_that_are_not_public_are_not_told(home: Path) -> None:
    hidden = Area.objects.get(pcode="XA0101").edition_id
    AreaEdition.objects.filter(pk=hidden).update(sensitivity="partners")
    made = release()

    for name, data in contents(home, made.name).items():
        assert b"XA0101" not in data, name
        assert b"Abbermouth" not in data, name


def test_claims_that_are_not_public_are_not_in_the_register_slice(home: Path) -> None:
    Name.objects.filter(text="Grain And Seed Cooperative").update(
        sensitivity="partners"
    )
    made = release()

    for name, data in contents(home, made.name).items():
        assert b"Grain And Seed" not in data, name
