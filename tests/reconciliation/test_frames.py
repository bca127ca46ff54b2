"""What names mean, as frames that are joined to reported rows; and the queue."""

import pytest

from comity.access.actions import write
from comity.access.policy import Resource
from comity.evidence.actions import keep_source
from comity.reconciliation.actions import judge
from comity.reconciliation.mentions import (
    Kind,
    Mention,
    organization_mention,
    place_mention,
    sector_mention,
)
from comity.reconciliation.models import MetName
from comity.reconciliation.queries import (
    organization_frame,
    place_frame,
    queue,
    sector_frame,
)
from comity.register.entities import AreaDraft, keep_areas, keep_edition
from comity.register.queries.asking import ask
from tests.reconciliation.world import (
    COUNTRY,
    OPERATOR,
    RESPONSE,
    SOURCE,
    meet,
    moment,
    organization_id,
)

CODES = [f"admin{level}_pcode" for level in range(5)]


def place(*pairs: tuple[str, str], below: str = "") -> Mention:
    return place_mention(COUNTRY, [("", ""), *pairs], below)


def codes(mention: Mention) -> list[str | None]:
    frame = place_frame([mention.key], COUNTRY, RESPONSE, ask(OPERATOR))
    return list(frame.select(CODES).row(0)) if frame.height else []


def test_a_place_comes_with_every_area_that_it_lies_in():
    district = place(("", ""), ("XA0102", "Brackwell"))
    meet(district)
    assert codes(district) == [COUNTRY, "XA01", "XA0102", None, None]


def test_a_place_that_is_not_resolved_has_the_area_around_it():
    unknown = place(("XA02", "Suvale"), ("", "Nowhereville"))
    meet(unknown)
    assert codes(unknown) == [COUNTRY, "XA02", None, None, None]


def test_a_place_whose_code_and_name_disagree_is_queued_in_the_area_of_both():
    clash = place(("XA01", "Norrin"), ("XA0101", "Brackwell"))
    meet(clash)
    assert codes(clash) == [COUNTRY, "XA01", None, None, None]
    (waiting,) = queue({Kind.PLACE: [clash.key]}, RESPONSE, ask(OPERATOR))
    assert {one["id"] for one in waiting.candidates} == {"XA0101", "XA0102"}


def test_a_place_of_which_nothing_is_known_has_no_row():
    unknown = place(below="Camp 4")
    meet(unknown)
    assert codes(unknown) == []


def test_a_judged_place_leaves_the_area_that_the_matcher_had_put_around_it():
    unknown = place(("XA02", "Suvale"), ("", "Nowhereville"))
    meet(unknown)
    judge(Kind.PLACE, unknown.key, is_="XA0101", by=OPERATOR, at=moment(2))
    assert codes(unknown) == [COUNTRY, "XA01", "XA0101", None, None]


def test_an_area_inside_one_of_the_same_code_is_found_and_ends():
    """As where a city is a region and its only district by one code."""
    with write(
        "areas.load", Resource("area"), subject="x", by=OPERATOR, at=moment(1)
    ) as it:
        edition = keep_edition(
            "simulated-2024", "SIMULATED 2024", keep_source(SOURCE, it), it
        )
        keep_areas(
            [
                AreaDraft(country=COUNTRY, pcode="XA03", level=1, name="Eastport"),
                AreaDraft(
                    country=COUNTRY,
                    pcode="XA03",
                    level=2,
                    name="Eastport",
                    parent="XA03",
                ),
            ],
            edition,
        )
    city = place(("XA03", "Eastport"), ("XA03", "Eastport"))
    meet(city, hour=2)
    assert codes(city)[2] == "XA03"


def test_organizations_come_with_their_type_and_sectors_with_their_theme():
    names = [
        organization_mention("Harbour Relief Society", None, None),
        organization_mention(None, "NWW", None),
        organization_mention("Nobody in particular", None, None),
    ]
    sectors = [sector_mention("WASH"), sector_mention("dance")]
    meet(*names, *sectors)
    asking = ask(OPERATOR)
    organizations = organization_frame([one.key for one in names], RESPONSE, asking)
    assert sorted(organizations.rows()) == [
        ("harbour relief society", organization_id("HRS"), "national-ngo"),
        ("nww", organization_id("NWW"), "national-ngo"),
    ]
    themes = sector_frame([one.key for one in sectors], RESPONSE, asking)
    assert themes.rows() == [("wash", "water")]


def test_frames_of_no_names_have_their_columns_and_no_row():
    asking = ask(OPERATOR)
    assert organization_frame([], RESPONSE, asking).is_empty()
    assert place_frame([], COUNTRY, RESPONSE, asking).columns == ["place_key", *CODES]
    assert sector_frame([], RESPONSE, asking).columns == ["sector_key", "sector"]


def test_the_queue_has_the_likeliest_first_and_only_what_was_asked_for():
    names = [
        organization_mention(text, None, None)
        for text in ("Harbor Releif Soc", "Zzz", "Lantern Protektion")
    ]
    elsewhere = organization_mention("Grain And Sead Coop", None, None)
    meet(*names, elsewhere)
    waiting = queue(
        {Kind.ORGANIZATION: [one.key for one in names]}, RESPONSE, ask(OPERATOR)
    )
    assert {one.key for one in waiting} <= {one.key for one in names}
    scores = [one.score for one in waiting]
    assert scores == sorted(scores, reverse=True)
    assert waiting[-1].text == "Zzz"
    assert waiting[0].candidates[0]["reasons"]


@pytest.mark.parametrize("times", [1, 3])
def test_meeting_a_name_again_keeps_one_of_it_and_one_meaning(times):
    name = organization_mention("Harbour Relief Society", None, None)
    place_ = place(("XA02", "Suvale"), ("", "Nowhereville"))
    for hour in range(1, times + 1):
        meet(name, place_, hour=hour)
    assert MetName.objects.count() == 2
    frame = organization_frame([name.key], RESPONSE, ask(OPERATOR))
    assert frame.height == 1
    assert codes(place_) == [COUNTRY, "XA02", None, None, None]
