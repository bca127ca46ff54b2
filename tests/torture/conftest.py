"""A prepared home, and what its stores hold after a run that nobody disturbed."""

import json
import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.torture.homes import Home, new_home


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--kills",
        type=int,
        default=5,
        help="at how many random moments the torture kills (make torture: 20)",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Stores with a response that is open, and files to be sent.

    Args:
        sending: the folder of the files and of the plan of what is sent.
    """

    home: Home
    sending: Path


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("torture")
    home = new_home(folder / "home", os.environ.get("COMITY_DATABASE_URL", ""))
    home.run("prepare", folder / "sending")
    return Prepared(home, folder / "sending")


@pytest.fixture(scope="session")
def undisturbed(
    prepared: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What the stores hold after all steps were taken in one go."""
    folder = tmp_path_factory.mktemp("undisturbed")
    home = prepared.home.copy(folder / "home")
    (folder / "journal").touch()
    home.run("take", prepared.sending, folder / "journal")
    told = json.loads(home.run("tell"))
    assert told["findings of the ledger"] == []
    assert told["releases"] == [True]
    assert {one["state"] for one in told["submissions"]} == {
        *("accepted", "superseded", "withdrawn")
    }
    return told


_numbers = count(1)


@pytest.fixture
def fresh_home(prepared: Prepared, tmp_path: Path) -> Any:
    """A copy of the prepared home, as many as are asked for."""

    def copy() -> Home:
        return prepared.home.copy(tmp_path / f"home{next(_numbers)}")

    return copy
