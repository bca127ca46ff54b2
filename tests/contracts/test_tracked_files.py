"""What is in the repository holds for everyone who clones it."""

import hashlib
import re

from tests.contracts.repository import ROOT, texts, tracked

MACHINE_PATH = re.compile(r"(?<![\w./>-])/(?:work|root|opt|home/\w+|Users/\w+)/[\w.]")
REGISTRY = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org"
    r"|registry\.yarnpkg\.com|conda\.anaconda\.org)\b|--(?:extra-)?index-url|--find-links"
)


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in texts()
        for match in pattern.finditer(text)
        if path.name != "test_tracked_files.py"
    ]


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert found(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert found(REGISTRY) == []


def test_every_vendored_file_is_what_its_checksum_says() -> None:
    listed = {
        ROOT / name: checksum
        for path in tracked()
        if path.name == "SHA256SUMS"
        for checksum, name in (
            line.split("  ", 1) for line in path.read_text().splitlines()
        )
    }
    vendored = {
        path
        for path in tracked()
        if "vendor" in path.parts and path.name != "SHA256SUMS"
    }

    assert vendored <= set(listed)
    for path, checksum in listed.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == checksum, path
