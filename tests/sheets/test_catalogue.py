"""The list of problems in the documentation is the catalogue's."""

import re
from pathlib import Path

from comity.sheets import catalogue

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "problems.md"
SOURCES = Path(__file__).parents[2] / "src" / "comity" / "sheets"


def test_every_problem_is_documented_in_its_own_words() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert re.findall(r"^### ([A-Z_]+)$", text, re.MULTILINE) == list(catalogue())
    for kind in catalogue().values():
        assert kind.explanation in text
        assert kind.hint in text


def test_every_problem_in_the_catalogue_is_reported_somewhere() -> None:
    source = "".join(path.read_text("utf-8") for path in SOURCES.glob("*.py"))
    assert [code for code in catalogue() if f'"{code}"' not in source] == []
