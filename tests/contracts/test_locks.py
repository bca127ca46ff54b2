"""The lock files name everything that pyproject.toml asks for, with hashes."""

import re
import tomllib

import pytest

from tests.contracts.repository import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT.get("optional-dependencies", {})


def names(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w.-]+", item).group().lower() for item in requirements}


def locked(file: str) -> dict[str, str]:
    """Each locked requirement, as `name==version` or with a marker, and its hashes."""
    text = (ROOT / file).read_text().replace("\\\n", " ")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return dict(line.split(" ", 1) for line in lines)


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("requirements.txt", names(PROJECT["dependencies"])),
        (
            "requirements-dev.txt",
            names(PROJECT["dependencies"] + EXTRAS["dev"] + EXTRAS["bench"]),
        ),
    ],
)
def test_what_is_asked_for_is_locked(file: str, wanted: set[str]) -> None:
    assert wanted <= {requirement.split("==")[0] for requirement in locked(file)}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_everything_locked_is_pinned_and_hashed(file: str) -> None:
    for requirement, hashes in locked(file).items():
        assert "==" in requirement
        assert "--hash=sha256:" in hashes


def test_development_runs_on_what_is_shipped() -> None:
    assert set(locked("requirements.txt")) <= set(locked("requirements-dev.txt"))
