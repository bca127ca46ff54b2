"""The reference pack in the test database, loaded once for a folder of tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction

from comity.access.actors import Actor, Role
from comity.register.loading.pack import load_pack

OPERATOR = Actor("operator:test", "test", Role.OPERATOR)
LOADED_AT = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def reference_pack() -> Iterator[None]:
    """Load the pack in a transaction that is rolled back, so that no other test sees it."""
    with transaction.atomic():
        load_pack(by=OPERATOR, at=LOADED_AT)
        yield
        transaction.set_rollback(True)
