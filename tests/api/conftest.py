"""The reference pack behind the API, and those who ask it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from comity.access.actions import create_account
from comity.access.actors import Role
from tests.pack import OPERATOR, reference_pack


@pytest.fixture(scope="module")
def pack(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), reference_pack():
        yield


def signed_in(role: Role) -> Client:
    """A browser in which someone of a role has signed in; it checks forms as others do."""
    user = create_account(
        str(role), "correct horse", role=role, by=OPERATOR, at=datetime.now(UTC)
    )
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


@pytest.fixture
def administrator(db: None) -> Client:
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def registered(db: None) -> Client:
    return signed_in(Role.REGISTERED)
