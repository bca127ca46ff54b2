"""The small response with its reports, loaded once; a home for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from comity import sheets
from comity.reconciliation import lists
from comity.releases import lately
from comity.submissions import checking
from tests.reconciliation.world import world
from tests.releases.reports import report


@pytest.fixture(scope="package")
def reported(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The home of a response into which partners reported."""
    home = tmp_path_factory.mktemp("reported")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(configured, "COMITY_HOME", home)
        patch.setattr(
            checking,
            "read_contained",
            lambda path, given, **_: sheets.read(path, given),
        )
        with world(tmp_path_factory.mktemp("lists")):
            report()
            yield home


@pytest.fixture
def home(reported: Path, db: None, tmp_path: Path, settings: object) -> Iterator[Path]:
    """A copy of it; what a test writes to the stores is gone afterwards."""
    lists._indexes.clear()
    lately.forget()
    copy = tmp_path / "home"
    shutil.copytree(reported, copy)
    settings.COMITY_HOME = copy
    yield copy
    lists._indexes.clear()


@pytest.fixture
def quick_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: containment is proved in tests/sheets."""
    monkeypatch.setattr(
        checking, "read_contained", lambda path, given, **_: sheets.read(path, given)
    )


@pytest.fixture
def client() -> Client:
    return Client(SERVER_NAME="localhost", raise_request_exception=False)
