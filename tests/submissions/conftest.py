"""The small response, loaded once; a home and quick reading for each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from comity import sheets
from comity.reconciliation import lists
from comity.sheets import Reading, ReadOptions
from comity.submissions import checking
from tests.reconciliation.world import world


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), world(tmp_path_factory.mktemp("lists")):
        yield


@pytest.fixture
def response(loaded: None, db: None) -> Iterator[None]:
    """The small response, with what a test writes to it gone afterwards."""
    lists._indexes.clear()
    yield
    lists._indexes.clear()


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A home of its own for the originals, the staged files and the ledger."""
    settings.COMITY_HOME = tmp_path / "home"
    return tmp_path / "home"


@pytest.fixture
def quick_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: containment is proved in tests/sheets."""

    def read(path: Path, options: ReadOptions, **_: object) -> Reading:
        return sheets.read(path, options)

    monkeypatch.setattr(checking, "read_contained", read)
