"""Killed while freezing: nothing is half published, and the next try succeeds."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

COMITY = Path(sys.executable).with_name("comity")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    assert run(home, "init").returncode == 0
    return home


def run(
    home: Path, *words: str, failpoint: str = ""
) -> subprocess.CompletedProcess[bytes]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COMITY_")
    }
    testing = (
        {"COMITY_TESTING": "1", "COMITY_FAILPOINT": failpoint} if failpoint else {}
    )
    return subprocess.run(
        [COMITY, *words],
        env={**kept, **testing, "COMITY_HOME": str(home)},
        capture_output=True,
        check=False,
    )


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_nothing_half_published(stores: Path) -> None:
    for when in ("before", "inside", "after"):
        killed = run(
            stores, "release", "create", failpoint=f"release.create:{when}:kill"
        )
        assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert json.loads(run(stores, "release", "list", "--json").stdout) == []
    made = run(stores, "release", "create", "--json")
    assert made.returncode == 0, made.stderr
    name = json.loads(made.stdout)["name"]
    again = run(stores, "release", "verify", name, "--rebuild", "--json")
    assert json.loads(again.stdout)["ok"] is True
    damaged = stores / "releases" / name / "names.csv"
    damaged.write_bytes(damaged.read_bytes() + b"\n")
    found = run(stores, "release", "verify", name, "--json")
    assert found.returncode == 1
    assert json.loads(found.stdout)["findings"][0]["subject"] == "names.csv"
