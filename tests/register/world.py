"""A small world to record: organizations, statements about them, and who does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from comity.access.actions import write
from comity.access.actors import Actor, Role
from comity.access.policy import Resource
from comity.evidence.records import Evidence, SourceDraft
from comity.register.entities import (
    InstrumentDraft,
    OrganizationDraft,
    keep_instruments,
    keep_organizations,
)
from comity.register.models import Instrument, Organization
from comity.register.references import References
from comity.register.statements import Statement
from comity.values.dates import Period
from comity.values.sensitivity import Sensitivity

OPERATOR = Actor("operator:test", "test", Role.OPERATOR)
ADMINISTRATOR = Actor("user:0", "an administrator", Role.ADMINISTRATOR)
REGISTERED = Actor("user:1", "somebody", Role.REGISTERED)

START = datetime(2026, 1, 1, tzinfo=UTC)
"""When the first of a test's records is made."""

SOURCE = SourceDraft(
    key="gazette", title="The Gazette", url="https://gazette.example.org/1"
)


def moment(number: int) -> datetime:
    """The n-th hour of a test."""
    return START + timedelta(hours=number)


def keep(
    *slugs: str,
    classification: str = "un-entity",
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    **further: Any,
) -> list[Organization]:
    """Organizations of these slugs, without names."""
    with write(
        "organizations.load",
        Resource("organization"),
        subject="test",
        by=OPERATOR,
        at=START,
    ) as entry:
        return keep_organizations(
            [
                OrganizationDraft(
                    slug=slug,
                    classification=classification,
                    sensitivity=sensitivity,
                    **further,
                )
                for slug in slugs
            ],
            References(OPERATOR),
            entry,
        )


def keep_text(
    slug: str,
    *,
    title: str = "",
    symbol: str = "",
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
) -> Instrument:
    """An instrument of this slug."""
    with write(
        "instruments.load",
        Resource("instrument"),
        subject="test",
        by=OPERATOR,
        at=START,
    ) as entry:
        return keep_instruments(
            [
                InstrumentDraft(
                    slug=slug,
                    symbol=symbol,
                    title=title or slug,
                    kind="resolution",
                    level="global",
                    sensitivity=sensitivity,
                )
            ],
            References(OPERATOR),
            entry,
        )[0]


def stated(
    kind: str,
    texts: dict[str, str],
    start: str | None = "2000",
    end: str | None = "..",
    *,
    attested: date | None = None,
    locator: str = "page 1",
    says: str = "It says so.",
    source: str = SOURCE.key,
    **further: Any,
) -> Statement:
    """A claim of a kind with one passage of the gazette."""
    return Statement(
        kind=kind,
        texts=texts,
        period=Period.of(start, end, attested),
        evidence=(Evidence(source, locator, says),),
        **further,
    )


def membership(
    member: str = "alpha",
    organization: str = "body",
    role: str = "member",
    start: str | None = "2000",
    end: str | None = "..",
    **further: Any,
) -> Statement:
    """A claim that one is in the other."""
    optional = {
        name: further.pop(name)
        for name in ("context", "area", "under")
        if name in further
    }
    texts = {"member": member, "organization": organization, "role": role, **optional}
    return stated("membership", texts, start, end, **further)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Everything written inside is gone afterwards, for one example among many."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
