"""Killed at any moment and resumed: nothing is lost, nothing is doubled.

The parent keeps a journal outside of the stores of what was acknowledged, each
line on disk before the next is read, and compares the stores with it.
"""

import json
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import pytest

from tests.torture.conftest import Prepared
from tests.torture.homes import Home

FAILPOINTS = [
    f"{step}:{when}:kill"
    for step in ("check", "ledger.append", "accept", "release.create")
    for when in ("before", "inside", "after")
]
KILLED = -9
STATES = {
    "received": {"received", "checking", "checked", "accepted", "superseded"},
    "checked": {"checked", "accepted", "superseded"},
    "accepted": {"accepted", "superseded"},
    "withdrawn": {"withdrawn"},
}
"""Acknowledged step -> the states that a submission may be in from then on, but
that one which was withdrawn may also have been accepted before."""


@dataclass
class Journal:
    """What was acknowledged, kept outside of what is tortured."""

    path: Path
    lines: list[str] = field(default_factory=list)

    def note(self, line: str) -> None:
        with self.path.open("a") as kept:
            kept.write(line)
            kept.flush()
            os.fsync(kept.fileno())
        self.lines.append(line.strip())

    def read(self, said: TextIO, most: int | None = None) -> int:
        """Note complete lines as they come, until the process ends or `most` came."""
        came = 0
        while came != most and (line := said.readline()).endswith("\n"):
            self.note(line)
            came += 1
        return came


@dataclass
class Trial:
    """A home, and the journal of what was done in it."""

    home: Home
    sending: Path
    journal: Journal

    @contextmanager
    def running(self, failpoint: str = "") -> Iterator[Any]:
        with self.home.start(
            "take", self.sending, self.journal.path, failpoint=failpoint
        ) as process:
            yield process
            process.kill()

    def finish(self) -> None:
        with self.running() as process:
            self.journal.read(process.stdout)
            assert process.wait(300) == 0

    def stores(self) -> dict[str, Any]:
        return json.loads(self.home.run("tell"))


@pytest.fixture
def trial(
    prepared: Prepared, fresh_home: Callable[[], Home], tmp_path: Path
) -> Callable[[], Trial]:
    def begin() -> Trial:
        home = fresh_home()
        journal = home.folder.with_suffix(".journal")
        journal.touch()
        return Trial(home, prepared.sending, Journal(journal))

    return begin


def assert_kept(journal: Journal, stores: dict[str, Any]) -> None:
    """Everything that was acknowledged is there, once."""
    states: dict[str, list[str]] = {}
    for one in stores["submissions"]:
        states.setdefault(one["file"].split()[0], []).append(one["state"])
    for line in journal.lines:
        step, what = line.split(" ", 1)
        if step in STATES:
            (state,) = states[what]
            assert state in STATES[step] | STATES["withdrawn"]
    assert len(set(journal.lines)) == len(journal.lines)
    assert stores["findings of the ledger"] == []
    assert stores["audit trail broken at"] is None


def test_killed_at_each_step_and_resumed_it_ends_as_if_undisturbed(trial, undisturbed):
    """One history, killed before, inside and after each of its steps in turn."""
    run = trial()
    for failpoint in FAILPOINTS:
        with run.running(failpoint) as process:
            run.journal.read(process.stdout)
            assert process.wait(300) == KILLED, failpoint
    run.finish()
    stores = run.stores()
    assert_kept(run.journal, stores)
    assert stores == undisturbed


def test_killed_at_random_moments_and_resumed_it_ends_as_if_undisturbed(
    trial, undisturbed, request
):
    """Each run is killed a little after something new was acknowledged."""
    chance = random.Random()  # noqa: S311 # moments, not secrets
    left = request.config.getoption("--kills", 5)
    while left:
        run = trial()
        while left:
            with run.running() as process:
                came = run.journal.read(process.stdout, most=chance.randint(1, 3))
                time.sleep(chance.uniform(0, 1.2))
                process.kill()
                came += run.journal.read(process.stdout)
                ended = process.wait(300)
            if ended == KILLED:
                left -= 1
            if not came or ended != KILLED:
                break
        assert_kept(run.journal, run.stores())
        run.finish()
        stores = run.stores()
        assert_kept(run.journal, stores)
        assert stores == undisturbed
