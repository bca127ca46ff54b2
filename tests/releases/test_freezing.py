"""Freezing: the same stores give the same bytes; what may not be told is refused."""

import json
import os
import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from comity.access.actors import ANONYMOUS
from comity.errors import (
    NotPermitted,
    NotReleasable,
    ReasonMissing,
    ReleaseMixed,
    ReleaseWithdrawn,
    SignInNeeded,
    UnknownRelease,
    UnknownReleaseFile,
    UnknownResponse,
)
from comity.register.models import Response
from comity.register.queries.asking import ask
from comity.releases import freezing
from comity.releases.actions import create_release, withdraw_release
from comity.releases.naming import release_name
from comity.releases.queries import (
    latest_release,
    manifest_of,
    release_file,
    releases,
)
from comity.releases.records import ReleaseRecord
from comity.submissions import actions as submissions
from comity.submissions.coverage import response_coverage
from comity.submissions.models import Submission
from tests.reconciliation.world import OPERATOR, REGISTERED, RESPONSE, moment
from tests.releases.reports import FEBRUARY, JANUARY, RELEASED_AT, release
from tests.submissions.reports import accepted, line

pytestmark = pytest.mark.usefixtures("home")


def folder_of(home: Path, name: str) -> Path:
    return home / "releases" / name


def table(home: Path, name: str, which: str) -> pl.DataFrame:
    return pl.read_parquet(folder_of(home, name) / f"SIMULATED-{which}.parquet")


def test_the_same_stores_give_the_same_bytes_in_any_folder(
    home: Path, tmp_path: Path
) -> None:
    made = release()
    plan = freezing.plan_release(
        [RESPONSE.upper()], freezing.known_moment(None), OPERATOR
    )
    again = tmp_path / "elsewhere"
    again.mkdir()
    freezing.write_release(freezing.gather(plan), again)

    published = folder_of(home, made.name)
    assert {path.name for path in again.iterdir()} == {
        path.name for path in published.iterdir()
    }
    for path in again.iterdir():
        assert path.read_bytes() == (published / path.name).read_bytes(), path.name


def test_a_release_made_again_is_the_same_release(home: Path) -> None:
    first = release()

    assert release() == first
    assert releases(by=ANONYMOUS) == [first]
    assert [path.name for path in (home / "releases").iterdir()] == [first.name]


def test_a_name_tells_the_responses_and_the_sequence_and_what_is_simulated() -> None:
    assert release_name([], 7, simulated=False) == "register-at-000007"
    assert release_name(["ETH-25", "som"], 7, simulated=False) == "eth-25.som-at-000007"
    assert release_name(["xaa"], 7, simulated=True) == "simulated-xaa-at-000007"
    assert release_name(["Simulated-x"], 1, simulated=True) == "simulated-x-at-000001"
    many = [f"response-{number}" for number in range(40)]
    assert len(release_name(many, 7, simulated=True)) < 100
    assert release_name(many, 7, simulated=True) != release_name(
        [*many[1:], "other"], 7, simulated=True
    )


def test_what_is_simulated_says_so_in_every_file_and_its_name(home: Path) -> None:
    made = release()
    folder = folder_of(home, made.name)

    for path in folder.iterdir():
        assert path.name.startswith("SIMULATED-") or path.name in {
            "manifest.json",
            "SHA256SUMS",
        }
    assert made.name.startswith("simulated-")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["simulated"] is True
    assert manifest["mark"] == "SIMULATED"
    with sqlite3.connect(folder / manifest["database"]) as database:
        about = dict(database.execute('SELECT * FROM "release"'))
    assert about["simulated"] == "SIMULATED"
    assert set(table(home, made.name, "operational_presence")["simulated"]) == {True}


def test_a_real_release_has_nothing_simulated_and_a_simulated_one_nothing_real(
    home: Path,
) -> None:
    simulated, real = release(), register_release()

    with sqlite3.connect(folder_of(home, real.name) / "comity.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM organizations").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM names").fetchone() == (0,)
    assert table(home, simulated.name, "organizations").height == 6


def register_release() -> ReleaseRecord:
    return create_release((), by=OPERATOR, at=RELEASED_AT)


def test_the_simulated_and_the_real_are_never_released_together() -> None:
    Response.objects.filter(code="xaa-2026").update(simulated=False)

    with pytest.raises(ReleaseMixed):
        release(RESPONSE, "xaa-2026")


@pytest.mark.parametrize("sensitivity", ["restricted", "confidential", "whatever"])
def test_a_response_of_a_narrow_or_unknown_class_is_refused(sensitivity: str) -> None:
    Response.objects.filter(code=RESPONSE).update(sensitivity=sensitivity)

    with pytest.raises((NotReleasable, UnknownResponse)):
        release()


def test_a_response_whose_rule_nobody_knows_is_refused() -> None:
    Response.objects.filter(code=RESPONSE).update(aggregation_rule="everything")

    with pytest.raises(NotReleasable, match="everything"):
        release()
    assert releases(by=ANONYMOUS) == []


def test_only_who_may_release_releases() -> None:
    with pytest.raises(SignInNeeded):
        create_release((RESPONSE,), by=ANONYMOUS, at=RELEASED_AT)
    with pytest.raises(NotPermitted):
        create_release((RESPONSE,), by=REGISTERED, at=RELEASED_AT)


def test_an_earlier_moment_tells_what_was_known_then(home: Path) -> None:
    # The second report came in the second hour, the first in the first.
    early = release(known_at=moment(1.5))
    late = release()

    counted = {
        made.name: set(table(home, made.name, "operational_presence")["org_acronym"])
        for made in (early, late)
    }
    assert counted[early.name] == {"HRS"}
    assert counted[late.name] == {"HRS", "NWW", "SFEV"}
    assert latest_release(by=ANONYMOUS, response=RESPONSE).name == late.name
    assert early.known_at <= moment(1.5)


def test_a_response_that_was_not_known_yet_is_unknown() -> None:
    with pytest.raises(UnknownResponse):
        release(known_at=moment(-1))


@pytest.mark.parametrize("by", [("admin1", "sector"), ("admin2", "sector")])
def test_what_is_frozen_is_what_is_live(home: Path, by: tuple[str, str]) -> None:
    # The latest period has nothing unresolved, so that both answer in one form.
    live = response_coverage(RESPONSE, ask(OPERATOR), by=by)
    assert live.period == FEBRUARY
    frozen = table(home, release().name, "coverage").filter(
        counted_by=",".join(by), period=FEBRUARY
    )

    code = f"{by[0]}_pcode"
    told = {
        (row["area_code"], row["sector_code"]): (
            row["orgs"],
            row["orgs_certain"],
            row["orgs_unresolved"],
            row["activities"],
            row["state"],
        )
        for row in frozen.to_dicts()
    }
    assert told == {
        (row[code], row["sector"]): (
            row["orgs"],
            row["orgs_certain"],
            row["orgs_unresolved"],
            row["activities"],
            row["state"],
        )
        for row in live.rows
    }


def test_periods_carry_who_was_asked_who_reported_and_the_accounting(
    home: Path,
) -> None:
    january, february = table(home, release().name, "reporting_periods").to_dicts()

    assert (january["period"], february["period"]) == (JANUARY, FEBRUARY)
    assert (january["expected"], january["reported"]) == (3, 2)
    assert (february["expected"], february["reported"]) == (3, 1)
    assert january["submissions"] == 3
    for one in (january, february):
        assert one["lines"] == one["blank"] + one["skipped"] + one["read"]
        assert one["read"] == one["applied"] + one["rejected"] + one["duplicate"]


def test_silence_has_its_own_state(home: Path) -> None:
    cells = table(home, release().name, "coverage").filter(
        counted_by="admin2,sector", period=JANUARY, area_code="XA0102"
    )

    assert set(cells["state"]) == {"no_report"}
    assert cells["orgs"].null_count() == cells.height


def test_the_manifest_names_every_report_by_its_checksum_and_every_file(
    home: Path,
) -> None:
    made = release()
    manifest = manifest_of(made)
    accepted_files = Submission.objects.filter(state="accepted")
    sent = set(accepted_files.values_list("sha256", flat=True))

    assert set(manifest["inputs"][RESPONSE]) == sent
    assert manifest["known"]["sequence"] == made.sequence
    assert set(manifest["files"]) | {"manifest.json", "SHA256SUMS"} == {
        path.name for path in folder_of(home, made.name).iterdir()
    }


def test_the_dictionary_describes_every_column_of_the_database(home: Path) -> None:
    folder = folder_of(home, release().name)
    told = pl.read_csv(folder / "SIMULATED-data_dictionary.csv")
    with sqlite3.connect(folder / "SIMULATED-comity.sqlite3") as database:
        tables = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' "
                "AND name NOT LIKE 'sqlite_%' AND name != 'release'"
            )
        ]
        held = {
            (name, column[1])
            for name in tables
            for column in database.execute(f'PRAGMA table_info("{name}")')
            if column[1] != "row"
        }

    assert set(told.select("table", "column").iter_rows()) == held
    assert told["meaning"].null_count() == 0


def test_a_withdrawn_release_is_listed_but_neither_latest_nor_served() -> None:
    made = release()
    gone = withdraw_release(
        made.name, reason="A wrong list of areas.", by=OPERATOR, at=RELEASED_AT
    )

    assert gone.withdrawn_at is not None
    assert releases(by=ANONYMOUS) == [gone]
    assert latest_release(by=ANONYMOUS, response=RESPONSE) is None
    with pytest.raises(ReleaseWithdrawn, match="wrong list"):
        release_file(made.name, "manifest.json", by=ANONYMOUS)
    with pytest.raises(ReleaseWithdrawn):
        withdraw_release(made.name, reason="again", by=OPERATOR, at=RELEASED_AT)
    with pytest.raises(ReleaseWithdrawn):
        release()


def test_withdrawing_needs_a_release_and_a_reason() -> None:
    with pytest.raises(UnknownRelease):
        withdraw_release("nothing", reason="x", by=OPERATOR, at=RELEASED_AT)
    with pytest.raises(ReasonMissing):
        withdraw_release(release().name, reason=" ", by=OPERATOR, at=RELEASED_AT)


@pytest.mark.usefixtures("quick_reading")
def test_a_later_release_leaves_out_what_was_withdrawn_from_the_response(
    home: Path,
) -> None:
    before = release()
    sent = accepted(
        [line("gsc", "XA0102", "NUT")], period=JANUARY, organization="gsc", hour=6
    )
    with_it = release()
    submissions.withdraw(sent.pk, reason="wrong", by=OPERATOR, at=moment(7))
    without = release()

    def present(name: str) -> set[str]:
        return set(table(home, name, "operational_presence")["org_acronym"])

    assert "GSC" in present(with_it.name)
    assert present(without.name) == present(before.name)
    tables = [manifest_of(one)["tables"] for one in (before, without)]
    assert tables[0]["operational_presence"] == tables[1]["operational_presence"]


@pytest.mark.parametrize(
    "file", ["../secret_key", "..%2fsecret_key", "/etc/passwd", "", ".", "releases"]
)
def test_no_file_outside_of_the_manifest_is_served(home: Path, file: str) -> None:
    (home / "secret_key").write_text("secret")
    made = release()

    with pytest.raises(UnknownReleaseFile):
        release_file(made.name, file, by=ANONYMOUS)


def test_names_that_no_release_can_have_are_unknown() -> None:
    for name in ("../x", "a\x00b", "", "x" * 500, "%"):
        with pytest.raises(UnknownRelease):
            release_file(name, "manifest.json", by=ANONYMOUS)


def test_what_killed_processes_left_is_removed_after_a_day(home: Path) -> None:
    old, fresh = (home / "releases" / f".making-{name}" for name in ("old", "new"))
    for one in (old, fresh):
        one.mkdir(parents=True)
    long_ago = time.time() - timedelta(days=2).total_seconds()
    os.utime(old, (long_ago, long_ago))
    release()

    assert not old.exists()
    assert fresh.exists()
