"""The reference pack, loaded once for the tests that ask it."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.pack import reference_pack


@pytest.fixture(scope="module")
def pack(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), reference_pack():
        yield
