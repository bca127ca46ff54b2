"""What is found for the words that people type."""

from datetime import UTC, date, datetime

import pytest

from comity.access.actions import write
from comity.access.actors import ANONYMOUS
from comity.access.policy import Resource
from comity.errors import ValueInvalid
from comity.evidence.records import Evidence, SourceDraft
from comity.register import actions
from comity.register.entities import OrganizationDraft, keep_organizations
from comity.register.references import References
from comity.register.statements import Statement
from comity.search import Findings, search
from comity.values.dates import Period
from comity.values.sensitivity import Sensitivity
from tests.pack import OPERATOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pack")]

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def keys(found: Findings, kind: str) -> list[str]:
    return [
        one.key
        for group in found.groups
        if group.kind == kind
        for one in group.findings
    ]


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("IOM", "organization", "iom"),
        ("international organization for migration", "organization", "iom"),
        ("Migration Organization", "organization", "iom"),
        ("OIM", "organization", "iom"),
        ("Organización Internacional", "organization", "iom"),
        ("organizacion internacional", "organization", "iom"),
        ("المنظمة الدولية للهجرة", "organization", "iom"),
        ("المنظمه الدوليه", "organization", "iom"),
        ("XM-DAC-47066", "organization", "iom"),
        ("a/res/47/4", "instrument", "a-res-47-4"),
        ("observer status", "instrument", "a-res-47-4"),
        ("cote d'ivoire", "country", "CIV"),
        ("KEN", "country", "KEN"),
        ("nutrition", "theme", "nutrition"),
        ("global compact", "framework", "global-compact-for-migration"),
    ],
)
def test_a_record_is_found_by_part_of_any_of_its_names(
    text: str, kind: str, key: str
) -> None:
    assert key in keys(search(text, by=ANONYMOUS), kind)


def test_the_same_name_comes_before_a_name_that_contains_it() -> None:
    found = search("united nations", by=ANONYMOUS)

    assert keys(found, "organization")[0] == "united-nations"


def test_a_record_is_listed_once_however_many_of_its_names_fit() -> None:
    found = search("migration", by=ANONYMOUS)

    assert len(set(keys(found, "organization"))) == len(keys(found, "organization"))


def test_a_misspelt_name_is_answered_with_names_spelt_alike() -> None:
    found = search("Internatonal Organisaton for Migraton", by=ANONYMOUS)

    assert found.total == 0
    assert "International Organization for Migration" in found.suggestions


@pytest.mark.parametrize("text", ["", "   ", "…", "%", "_"])
def test_nothing_is_found_for_nothing(text: str) -> None:
    found = search(text, by=ANONYMOUS)

    assert (found.total, found.suggestions) == (0, ())


def test_a_group_lists_only_the_closest_and_counts_the_rest() -> None:
    found = search("a", by=ANONYMOUS, limit=3)

    states = next(group for group in found.groups if group.kind == "organization")
    assert len(states.findings) == 3
    assert states.total > 3


@pytest.mark.parametrize(("text", "limit"), [("x" * 201, 20), ("x", 0), ("x", 101)])
def test_a_search_is_bounded(text: str, limit: int) -> None:
    with pytest.raises(ValueInvalid):
        search(text, by=ANONYMOUS, limit=limit)


def test_what_the_actor_may_not_see_is_not_found_by_its_name_or_suggested() -> None:
    with write(
        "organizations.load",
        Resource("organization"),
        subject="test",
        by=OPERATOR,
        at=NOW,
    ) as entry:
        keep_organizations(
            [
                OrganizationDraft(
                    slug="quiet-house",
                    classification="ngo",
                    sensitivity=Sensitivity.RESTRICTED,
                )
            ],
            References(OPERATOR),
            entry,
        )
    actions.record(
        [
            Statement(
                kind="name",
                texts={
                    "organization": "quiet-house",
                    "kind": "name",
                    "language": "en",
                    "text": "Quiet House of Zanzabar",
                },
                period=Period.of(None, None, date(2026, 1, 1)),
                evidence=(Evidence("ledger-of-houses", "page 1", "It is called so."),),
            )
        ],
        sources=[SourceDraft(key="ledger-of-houses", title="Ledger of houses")],
        by=OPERATOR,
        at=NOW,
    )

    for text in ("Quiet House", "quiet-house", "Quiet Hous of Zanzabarr"):
        hidden = search(text, by=ANONYMOUS)
        assert "quiet-house" not in keys(hidden, "organization")
        assert "Quiet House of Zanzabar" not in hidden.suggestions
    assert keys(search("Quiet House", by=OPERATOR), "organization") == ["quiet-house"]


def test_a_record_is_named_as_it_was_called_on_the_day() -> None:
    found = search("iom", by=ANONYMOUS, as_of=date(1960, 6, 1))

    names = {one.key: one.name for group in found.groups for one in group.findings}
    assert names["iom"] == "Intergovernmental Committee for European Migration"
