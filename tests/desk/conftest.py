"""The small response at the desk: an administrator, a reader and a visitor."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from comity import sheets
from comity.access.actions import create_account
from comity.access.actors import Role
from comity.reconciliation import lists
from comity.sheets import Reading, ReadOptions
from comity.submissions import checking
from tests.reconciliation.world import OPERATOR, START, world

PHRASE = "a long pass phrase"


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), world(tmp_path_factory.mktemp("lists")):
        for name, role in (
            ("keeper", Role.ADMINISTRATOR),
            ("reader", Role.REGISTERED),
        ):
            create_account(name, PHRASE, role=role, by=OPERATOR, at=START)
        yield


@pytest.fixture
def stores(
    loaded: None,
    db: None,
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """The response with a home of its own; files are read in this process."""

    def read(path: Path, options: ReadOptions, **_: object) -> Reading:
        return sheets.read(path, options)

    monkeypatch.setattr(checking, "read_contained", read)
    settings.COMITY_HOME = tmp_path / "home"
    lists._indexes.clear()
    yield tmp_path / "home"
    lists._indexes.clear()


@pytest.fixture
def keeper(stores: Path) -> Client:
    """An administrator who is signed in."""
    return signed_in("keeper")


@pytest.fixture
def reader(stores: Path) -> Client:
    """Somebody who is signed in and may only read."""
    return signed_in("reader")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client
