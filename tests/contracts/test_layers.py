"""The rooms keep to their floors."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.contracts.repository import ROOT, tracked

ROOMS = ROOT / "src" / "comity"
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
        "importlinter"
    ]["contracts"]
}


def rooms() -> set[str]:
    return {
        path.parent.name
        for path in tracked()
        if path.name == "__init__.py" and path.parent.parent == ROOMS
    }


def floors() -> list[list[str]]:
    """The rooms of each floor, from the top; an absent room stands in brackets."""
    return [
        [name.strip(" ()") for name in layer.split("|")]
        for layer in CONTRACTS["rooms"]["layers"]
    ]


def test_no_room_breaks_an_import_contract() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]
    result = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", ["framework-free", "values-are-plain"])
def test_no_room_of_the_lower_floors_escapes_its_contract(contract: str) -> None:
    below = {
        "framework-free": {name for floor in floors()[-3:] for name in floor}
        | {"exercise"},
        "values-are-plain": {"values", "errors"},
    }[contract]
    expected = {f"comity.{name}" for name in below & (rooms() | {"errors"})}

    assert set(CONTRACTS[contract]["source_modules"]) == expected


def test_every_room_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in ROOMS.rglob("__init__.py")
        if path.parent.name != "migrations"
        and not path.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]

    assert silent == []


def test_every_folder_of_tests_is_a_package():
    """Otherwise what one folder keeps in the database is there for all that follow."""
    folders = [path for path in (ROOT / "tests").iterdir() if any(path.glob("*.py"))]
    assert [one.name for one in folders if not (one / "__init__.py").exists()] == []
