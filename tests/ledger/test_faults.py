"""Killed, crowded out or out of room: nothing is lost, nothing is doubled."""

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest

from comity.errors import LedgerUnwritable
from comity.ledger import Appended, Ledger, table
from comity.ledger.files import scan, write

CHILD = """
import resource, sys
from pathlib import Path
import polars as pl
from comity.errors import LedgerUnwritable
from comity.ledger import Ledger

root, count, limit, *submissions = sys.argv[1:]
if int(limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
ledger = Ledger(Path(root))
rows = pl.DataFrame({
    "row": range(2, int(count) + 2), "activity": [0] * int(count),
    "response": "XAA24", "reporter": "iom",
    "org_key": [f"organization {row % 3}" for row in range(int(count))],
})
for submission in submissions:
    if submission == "--compact":
        ledger.compact()
        continue
    try:
        print(ledger.append(submission, rows).submission, flush=True)
    except LedgerUnwritable as refusal:
        print(refusal.code, flush=True)
"""


def start(ledger_root, *submissions, count=3, limit=0, failpoint=""):
    """A process of its own that appends, and prints what was acknowledged."""
    return subprocess.Popen(
        [
            *(sys.executable, "-c", CHILD),
            *(str(ledger_root), str(count), str(limit), *submissions),
        ],
        env={**os.environ, "COMITY_TESTING": "1", "COMITY_FAILPOINT": failpoint},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def root(tmp_path):
    return tmp_path / "ledger"


@pytest.mark.parametrize(
    ("when", "held"), [("before", False), ("inside", False), ("after", True)]
)
def test_an_append_killed_anywhere_is_there_wholly_or_not_at_all(
    root, some_rows, when, held
):
    ledger = Ledger(root)
    ledger.append("earlier", some_rows(2))
    child = start(root, "s", failpoint=f"ledger.append:{when}:kill")
    assert child.wait(60) == -9
    child.stdout.close()
    assert ledger.holds("s") is held
    assert ledger.rows(["s"]).collect().height == (3 if held else 0)
    assert ledger.check(["earlier"]) == []
    assert ledger.append("s", some_rows(3)) == Appended("s", 3)
    assert ledger.rows().collect().height == 5
    assert ledger.check(["earlier", "s"]) == []


def test_a_compaction_killed_before_its_commit_changes_nothing(root, some_rows):
    ledger = Ledger(root)
    for name in "abc":
        ledger.append(name, some_rows(2))
    files = ledger.files()
    child = start(root, "--compact", failpoint="ledger.compact:inside:kill")
    assert child.wait(60) == -9
    child.stdout.close()
    assert ledger.files() == files
    assert ledger.check("abc") == []


def test_failpoints_are_dead_outside_tests(root, monkeypatch, some_rows):
    monkeypatch.delenv("COMITY_TESTING", raising=False)
    monkeypatch.setenv("COMITY_FAILPOINT", "ledger.append:before:kill")
    assert Ledger(root).append("s", some_rows(1)) == Appended("s", 1)


def test_writers_killed_at_random_lose_nothing_acknowledged(root, some_rows):
    chance = random.Random(7)  # noqa: S311 # moments, not secrets
    acknowledged = set()
    for turn in range(4):
        child = start(root, *(f"s{turn}-{number}" for number in range(200)))
        acknowledged.add(child.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.4))
        child.kill()
        lines = child.stdout.read().splitlines(keepends=True)
        child.stdout.close()
        child.wait(60)
        acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
    ledger = Ledger(root)
    assert len(acknowledged) > 4
    assert ledger.check(acknowledged) == []
    counts = ledger.rows().group_by("submission").len().collect()
    assert set(counts["len"]) == {3}
    assert acknowledged <= set(counts["submission"])


def test_processes_appending_the_same_and_others_at_once_agree(root):
    own = [f"own{number}" for number in range(4)]
    children = [start(root, "shared", name, "shared2") for name in own]
    said = [child.communicate(timeout=120)[0].split() for child in children]
    assert said == [["shared", name, "shared2"] for name in own]
    ledger = Ledger(root)
    assert ledger.check(["shared", "shared2", *own]) == []
    assert ledger.rows().collect().height == 6 * 3


def test_writers_without_a_common_lock_still_append_once(root, some_rows, monkeypatch):
    """As on two machines that share a folder, where a file lock may not hold."""
    monkeypatch.setattr(table, "exclusive", nullcontext)
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(
                lambda name: Ledger(root).append(name, some_rows(3)),
                ["shared", "a", "shared", "b", "shared", "c"],
            )
        )
    assert answers[0] == answers[2] == answers[4] == Appended("shared", 3)
    assert Ledger(root).check(["shared", "a", "b", "c"]) == []
    assert Ledger(root).rows().collect().height == 12


def test_a_disk_that_refuses_is_a_stated_error_and_no_rows(root, some_rows):
    ledger = Ledger(root)
    ledger.append("earlier", some_rows(2))
    child = start(root, "s", count=20_000, limit=20_000)
    assert child.communicate(timeout=60)[0].split() == ["LEDGER_UNWRITABLE"]
    assert not ledger.holds("s")
    assert not list(ledger.files()[0].parent.glob("incoming-*"))
    assert ledger.append("s", some_rows(3)) == Appended("s", 3)
    assert ledger.check(["earlier", "s"]) == []


def test_a_folder_that_cannot_be_made_is_a_stated_error(tmp_path, some_rows):
    (tmp_path / "ledger").write_text("a file where the folder should be")
    with pytest.raises(LedgerUnwritable):
        Ledger(tmp_path / "ledger").append("s", some_rows(1))


def test_compacting_beside_writers_loses_nothing(root, some_rows):
    ledger = Ledger(root)
    for number in range(4):
        ledger.append(f"early{number}", some_rows(3))
    children = [start(root, *(f"late{n}-{m}" for m in range(6))) for n in range(2)]
    children += [start(root, "--compact", "--compact") for _ in range(2)]
    for child in children:
        child.communicate(timeout=120)
        assert child.returncode == 0
    submissions = {f"late{n}-{m}" for n in range(2) for m in range(6)}
    assert ledger.check({f"early{n}" for n in range(4)} | submissions) == []
    assert ledger.rows().collect().height == 16 * 3


def test_of_two_compactions_of_the_same_files_one_counts(root, some_rows):
    ledger = Ledger(root)
    for name in "abc":
        ledger.append(name, some_rows(2))
    files = table.Table(root / "activities").files()
    slow, quick = (write(root / "activities", scan(files)) for _ in range(2))
    assert table.Table(root / "activities").exchange(files, quick)
    assert not table.Table(root / "activities").exchange(files, slow)
    assert ledger.check("abc") == []
