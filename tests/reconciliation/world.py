"""A small response: two regions, four districts, six organizations, three sectors."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import transaction

from comity.access.actions import write
from comity.access.actors import Actor, Role
from comity.access.policy import Resource
from comity.evidence.actions import keep_source
from comity.evidence.records import SourceDraft
from comity.reconciliation import lists
from comity.reconciliation.actions import keep_matches, match_names
from comity.reconciliation.mentions import Mention
from comity.register.entities import ThemeDraft, keep_themes
from comity.register.loading.areas import load_areas
from comity.register.loading.organizations import load_organizations
from comity.register.models import Organization
from comity.register.queries.asking import ask
from comity.register.references import References
from comity.register.responses import PeriodDraft, ResponseDraft, create_response

OPERATOR = Actor("operator:test", "test", Role.OPERATOR)
REGISTERED = Actor("user:1", "somebody", Role.REGISTERED)
START = datetime(2026, 1, 1, tzinfo=UTC)

COUNTRY = "XAA"
RESPONSE, OTHER = "xaa-2025", "xaa-2026"
PERIODS = ("2025-01", "2025-02", "2025-03")

ORGANIZATIONS = """\
name,acronym,type
Harbour Relief Society,HRS,national-ngo
Northern Water Works,NWW,national-ngo
Schools For Every Valley,SFEV,international-ngo
Mothers And Midwives League,MML,national-ngo
Lantern Protection Fund,LPF,international-ngo
Grain And Seed Cooperative,GSC,national-ngo
"""
AREAS = """\
Location,Admin Level,P-Code,Name,Parent P-Code
XAA,1,XA01,Norrin,XAA
XAA,1,XA02,Suvale,XAA
XAA,2,XA0101,Abbermouth,XA01
XAA,2,XA0102,Brackwell,XA01
XAA,2,XA0201,Corringham,XA02
XAA,2,XA0202,Dunmarrow,XA02
"""
SECTORS = {
    "water": ("Water, Sanitation and Hygiene", "WASH"),
    "schooling": ("Education", "EDU"),
    "nourishment": ("Nutrition", "NUT"),
}
SOURCE = SourceDraft(key="lists", title="Invented lists", url="https://example.org/l")


def moment(number: float) -> datetime:
    """The n-th hour of a test."""
    return START + timedelta(hours=number)


def make_world(folder: Path) -> None:
    """Load the lists and open two responses in the country."""
    lists._indexes.clear()
    for name, text in (("organizations.csv", ORGANIZATIONS), ("areas.csv", AREAS)):
        (folder / name).write_text(text, encoding="utf-8")
    with write("load", Resource("theme"), subject="test", by=OPERATOR, at=START) as it:
        source = keep_source(SOURCE, it)
        keep_themes(
            [
                ThemeDraft(
                    slug=slug,
                    name=label,
                    vocabulary="sector",
                    source="lists",
                    codes=(("cluster-acronym", code, "", "en"),),
                )
                for slug, (label, code) in SECTORS.items()
            ],
            {"lists": source},
            References(OPERATOR),
            it,
        )
    load_areas(
        folder / "areas.csv",
        source=SOURCE,
        edition="SIMULATED 2024",
        country_names={COUNTRY: "Anywhere (SIMULATED)"},
        by=OPERATOR,
        at=START,
    )
    load_organizations(
        folder / "organizations.csv",
        source=SOURCE,
        simulated=True,
        by=OPERATOR,
        at=START,
    )
    for code in (RESPONSE, OTHER):
        create_response(
            ResponseDraft(code=code, country=COUNTRY, simulated=True),
            periods=[PeriodDraft(label) for label in PERIODS],
            by=OPERATOR,
            at=START,
        )


@contextmanager
def world(folder: Path) -> Iterator[None]:
    """The lists in a transaction that is rolled back, so that no other test sees them."""
    with transaction.atomic():
        make_world(folder)
        yield
        transaction.set_rollback(True)
    lists._indexes.clear()


@contextmanager
def rolled_back() -> Iterator[None]:
    """Everything written inside is gone afterwards, for one example among many."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    lists._indexes.clear()


def organization_id(acronym: str) -> str:
    """The id, as judgements name it, of one of the organizations."""
    return str(Organization.objects.get(slug=acronym.lower()).pk)


def meet(*mentions: Mention, scope: str = RESPONSE, hour: int = 1) -> None:
    """Let a check find names, match them and keep what it found."""
    matched = match_names(
        mentions,
        country=COUNTRY,
        scope=scope,
        simulated=True,
        asking=ask(OPERATOR),
    )
    with write(
        "submission.check",
        Resource("submission"),
        subject="test",
        by=OPERATOR,
        at=moment(hour),
    ) as entry:
        keep_matches(matched, entry)
