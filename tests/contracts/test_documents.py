"""The documents say what the code does."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import comity
from tests.contracts.repository import ROOT, tracked

DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize(
    "source",
    [
        "errors",
        "settings",
        "commands",
        "openapi",
        pytest.param("tour", marks=pytest.mark.slow),
    ],
)
def test_what_is_made_from_the_code_is_up_to_date(source: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "docs.generate", "--check", source],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_page_is_listed() -> None:
    index = ROOT / "docs" / "README.md"
    listed = {
        (index.parent / link).resolve()
        for link in LINK.findall(index.read_text(encoding="utf-8"))
    }
    written = {
        path
        for path in DOCUMENTS
        if path.parent.name in {"tutorials", "how-to", "explanation"}
    }

    assert written <= listed


def test_every_decision_has_the_same_four_parts() -> None:
    for decision in (ROOT / "docs" / "decisions").glob("*.md"):
        text = decision.read_text(encoding="utf-8")
        parts = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)

        assert re.match(r"\d{4}-[a-z0-9-]+$", decision.stem), decision.name
        assert parts == ["Status", "Context", "Decision", "Consequences"], decision.name


def test_the_change_log_knows_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert getattr(comity, "__version__", version) == version
