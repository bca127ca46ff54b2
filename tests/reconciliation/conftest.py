"""The small response, loaded once for all tests of the room."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from comity.reconciliation import lists
from tests.reconciliation.world import world


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), world(tmp_path_factory.mktemp("lists")):
        yield


@pytest.fixture(autouse=True)
def small_response(loaded: None, db: None) -> Iterator[None]:
    lists._indexes.clear()
    yield
    lists._indexes.clear()
