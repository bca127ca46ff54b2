"""How terms, dates and groups read on a page."""

from uuid import uuid4

import pytest

from comity.register.records import PeriodRecord, StandingRecord
from comity.website.links import Links
from comity.website.presenters.roles import weighed
from comity.website.presenters.words import dated, plural, role, word


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1992", "1992"),
        ("2016-09-19", "2016-09-19"),
        ("[2022-11-01..2026-11-23]", "between 2022-11-01 and 2026-11-23"),
        ("[..1992]", "by 1992"),
        ("[1992..]", "1992 or later"),
        ("[1991,1992]", "1991 or 1992"),
        ("1992~", "about 1992"),
        ("1992?", "perhaps 1992"),
        ("199X", "199X"),
        (None, ""),
    ],
)
def test_a_partial_date_reads_as_words(text: str | None, said: str) -> None:
    assert dated(text) == said


@pytest.mark.parametrize(
    ("term", "one", "several"),
    [
        ("standing-invitee", "standing invitee", "Standing invitees"),
        ("un-entity", "UN entity", "UN entities"),
        ("ngo", "NGO", "NGOs"),
        ("area-of-responsibility", "area of responsibility", "Areas of responsibility"),
        ("co-lead", "co-lead", "Co-leads"),
    ],
)
def test_a_term_reads_as_words(term: str, one: str, several: str) -> None:
    assert (word(term), plural(term)) == (one, several)


def test_a_role_tells_the_context_that_limits_it() -> None:
    assert role("lead", "natural-disaster") == "lead, natural disaster"
    assert role("lead", None) == "lead"


def standing(body: str, role: str, start: str | None, certainty: str) -> StandingRecord:
    return StandingRecord(
        claim=uuid4(),
        fact=uuid4(),
        certainty=certainty,
        period=PeriodRecord(start, None),
        rank="normal",
        rank_reason="",
        in_conflict=False,
        citations=(),
        conflicts=(),
        recorded_at=None,  # type: ignore[arg-type]
        recorded_by="",
        body=body,
        body_name=body,
        body_classification="network",
        role=role,
        context=None,
        area=None,
        under=None,
    )


def test_roles_that_lead_and_are_dated_come_first() -> None:
    roles = [
        standing("a", "participant", "2000", "certain"),
        standing("b", "member", None, "certain"),
        standing("c", "member", "2001", "certain"),
        standing("d", "chair", "2002", "possible"),
        standing("e", "lead", None, "certain"),
    ]

    assert [one.body for one in weighed(roles, "certain")] == ["e", "c", "b", "a"]
    assert [one.body for one in weighed(roles, "possible")] == ["d"]


def test_a_link_keeps_the_day_and_leaves_out_what_is_empty() -> None:
    links = Links({"as_of": "1994-05-01"})

    assert links.organization("iom") == "/organizations/iom/?as_of=1994-05-01"
    assert links.country("ken") == "/countries/KEN/?as_of=1994-05-01"
    assert (
        links.to("search", form="json", q="a&b", kind=None, page="")
        == "/search.json?as_of=1994-05-01&q=a%26b"
    )
