"""Resolving: judgements change what is counted, never how many activities there are."""

import polars as pl

from comity.coverage import by_role, presence, resolve
from tests.coverage.judgements import table

NOTHING = {
    "organizations": table(org_key=["x"], org_id=["X"]),
    "places": table(place_key=["x"], admin2_pcode=["X1"]),
    "sectors": table(sector_key=["x"], sector=["X"]),
}


def resolve_on(engine, activities, **judgements):
    frames = {**NOTHING, **judgements}
    order = ("organizations", "places", "sectors")
    return resolve(engine.open(activities), *(engine.open(frames[n]) for n in order))


def test_every_activity_stays_and_unknown_names_stay_unknown(engine, activities):
    rows = activities([{"org_key": "x", "place_key": "x"}, {"org_key": "y"}, {}])
    answer = engine.read(resolve_on(engine, rows))
    found = {row["row"]: (row["org_id"], row["admin2_pcode"]) for row in answer}
    assert found == {2: ("X", "X1"), 3: (None, None), 4: (None, None)}


def test_the_same_reports_count_otherwise_once_a_judgement_is_undone(
    engine, activities
):
    rows = activities([{"org_key": "iom"}, {"org_key": "oim"}])
    both = table(org_key=["iom", "oim"], org_id=["IOM", "IOM"])
    for judged, orgs, unresolved in ((both, 1, 0), (both.head(1), 1, 1)):
        answer = presence(resolve_on(engine, rows, organizations=judged), by=[])
        assert [(r["orgs"], r["orgs_unresolved"]) for r in engine.read(answer)] == [
            (orgs, unresolved)
        ]


def test_a_judgement_for_one_response_leaves_the_others_alone(engine, activities):
    rows = activities(
        [
            {"response": "XAA24", "place_key": "centre"},
            {"response": "XBB24", "place_key": "centre"},
            {"response": "XCC24", "place_key": "centre"},
        ]
    )
    places = table(
        response=["XAA24", "XBB24"],
        place_key=["centre", "centre"],
        admin2_pcode=["XA01", "XB01"],
    )
    answer = engine.read(resolve_on(engine, rows, places=places))
    found = {row["response"]: row["admin2_pcode"] for row in answer}
    assert found == {"XAA24": "XA01", "XBB24": "XB01", "XCC24": None}


def test_each_role_that_someone_is_named_for_counts(engine, activities):
    rows = activities(
        [
            {
                "org_key": "a",
                "provider_org_type": "NGO",
                "funding_org_key": "b",
                "provider_funding_org_type": "Donor",
            },
            {"funding_org_key": "b", "provider_funding_org_type": "Donor"},
        ]
    )
    spread = by_role(engine.open(rows))
    frames = [engine.open(frame) for frame in NOTHING.values()]
    answer = presence(resolve(spread, *frames), by=["role", "org", "org_type"])
    assert [
        (r["role"], r["unresolved_org_key"], r["provider_org_type"], r["activities"])
        for r in engine.read(answer)
    ] == [("funding", "b", "Donor", 2), ("implementing", "a", "NGO", 1)]


def test_a_given_type_of_organization_comes_before_the_written_one(engine, activities):
    rows = activities([{"org_key": "a", "provider_org_type": "ngo?"}] * 2)
    organizations = table(org_key=["a"], org_id=["A"], org_type=["National NGO"])
    answer = presence(
        resolve_on(engine, rows, organizations=organizations), by=["org_type"]
    )
    assert [(r["org_type"], r["provider_org_type"]) for r in engine.read(answer)] == [
        ("National NGO", None)
    ]


def test_without_a_gazetteer_areas_are_grouped_by_what_was_written(engine, activities):
    rows = activities(
        [
            {"place_key": "a", "provider_admin2_code": "C1"},
            {"place_key": "b", "provider_admin2_name": "Bay"},
            {"place_key": "c"},
        ]
    )
    places = NOTHING["places"].head(0).cast(pl.String)
    answer = presence(resolve_on(engine, rows, places=places), by=["admin2"])
    assert [(r["admin2_pcode"], r["provider_admin2"]) for r in engine.read(answer)] == [
        (None, "Bay"),
        (None, "C1"),
        (None, None),
    ]
