"""Verifying: one flipped byte is found anywhere, and a rebuild is compared."""

import hashlib
import json
import subprocess
from pathlib import Path

import polars as pl
import pytest

from comity.access.actors import ANONYMOUS
from comity.errors import SignInNeeded, UnknownRelease
from comity.reconciliation.actions import judge
from comity.reconciliation.mentions import Kind
from comity.releases.actions import withdraw_release
from comity.releases.queries import manifest_of
from comity.releases.verifying import verify
from comity.submissions.models import Life
from tests.reconciliation.world import OPERATOR
from tests.releases.reports import CANARIES, RELEASED_AT, release

pytestmark = pytest.mark.usefixtures("home")


def kinds(name: str, *, rebuild: bool = False) -> set[tuple[str, str]]:
    found = verify(name, rebuild=rebuild, by=OPERATOR)
    assert found.ok is (found.findings == ())
    return {(one.kind, one.subject) for one in found.findings}


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_release_is_as_published_and_the_stores_give_it_again() -> None:
    made = release()
    found = verify(made.name, rebuild=True, by=OPERATOR)

    assert found.ok, found.findings
    assert found.rebuilt
    assert found.files > 40


def test_one_flipped_byte_is_found_in_every_file(home: Path) -> None:
    made = release()
    folder = home / "releases" / made.name

    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        flip(path, len(content) // 2)
        assert ("altered", path.name) in kinds(made.name)
        path.write_bytes(content)
    assert kinds(made.name) == set()


def test_a_missing_and_a_foreign_file_are_found(home: Path) -> None:
    made = release()
    folder = home / "releases" / made.name
    (folder / "SIMULATED-coverage.csv").unlink()
    (folder / "extra.txt").write_text("x")

    assert kinds(made.name) == {
        ("missing", "SIMULATED-coverage.csv"),
        ("unlisted", "extra.txt"),
    }


def test_a_manifest_changed_together_with_its_file_is_found(home: Path) -> None:
    made = release()
    folder = home / "releases" / made.name
    table, manifest = folder / "SIMULATED-coverage.csv", folder / "manifest.json"
    table.write_text("forged")
    document = json.loads(manifest.read_bytes())
    document["files"][table.name]["sha256"] = hashlib.sha256(b"forged").hexdigest()
    manifest.write_text(json.dumps(document))

    assert ("altered", "manifest.json") in kinds(made.name)


def test_a_folder_that_is_gone_is_a_finding_not_a_fault(home: Path) -> None:
    made = release()
    (home / "releases" / made.name).rename(home / "elsewhere")

    assert ("missing", made.name) in kinds(made.name)


def test_anyone_can_check_the_files_with_a_common_tool(home: Path) -> None:
    made = release()
    folder = home / "releases" / made.name

    def check() -> int:
        return subprocess.run(
            ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
            cwd=folder,
            check=False,
            capture_output=True,
        ).returncode

    assert check() == 0
    flip(folder / "SIMULATED-areas.csv", 20)
    assert check() != 0


def test_a_table_hash_follows_from_its_rows_as_the_readme_says(home: Path) -> None:
    made = release()
    folder = home / "releases" / made.name
    tables = json.loads((folder / "manifest.json").read_bytes())["tables"]
    for name, told in tables.items():
        frame = pl.read_parquet(folder / f"SIMULATED-{name}.parquet")
        lines = (
            json.dumps(row, separators=(",", ":"), ensure_ascii=False, default=str)
            for row in frame.to_dicts()
        )
        text = "".join(f"{line}\n" for line in lines)
        assert hashlib.sha256(text.encode()).hexdigest() == told["sha256"], name
        assert frame.sort(told["key"], nulls_last=False).equals(frame), name


def test_a_rebuild_finds_that_the_stores_were_altered_behind_the_clock() -> None:
    made = release()
    Life.objects.order_by("pk").last().delete()

    assert kinds(made.name) == set()
    assert ("rebuilt_otherwise", "table operational_presence") in kinds(
        made.name, rebuild=True
    )


def test_a_rebuild_is_not_moved_by_what_was_judged_since() -> None:
    made = release()
    judge(
        Kind.ORGANIZATION,
        f"{CANARIES[1]} Collective",
        is_="gsc",
        by=OPERATOR,
        at=RELEASED_AT,
    )
    later = release()

    assert kinds(made.name, rebuild=True) == set()
    assert kinds(later.name, rebuild=True) == set()
    present = [
        manifest_of(one)["tables"]["operational_presence"] for one in (made, later)
    ]
    assert present[0]["rows"] + 2 == present[1]["rows"]


def test_a_rebuild_over_a_damaged_ledger_says_so(home: Path) -> None:
    made = release()
    for path in (home / "ledger").rglob("*.parquet"):
        path.write_bytes(path.read_bytes()[:-9])

    assert kinds(made.name) == set()
    assert ("not_rebuilt", made.name) in kinds(made.name, rebuild=True)


def test_a_withdrawn_release_can_still_be_checked() -> None:
    made = release()
    withdraw_release(made.name, reason="wrong", by=OPERATOR, at=RELEASED_AT)

    assert verify(made.name, rebuild=True, by=OPERATOR).ok


def test_verifying_needs_a_release_and_someone_who_may() -> None:
    with pytest.raises(UnknownRelease):
        verify("nothing", by=OPERATOR)
    with pytest.raises(SignInNeeded):
        verify(release().name, by=ANONYMOUS)
