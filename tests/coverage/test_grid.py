"""The grid: nobody reported, nobody there and nobody asked are three things."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.coverage import grid, presence, states
from comity.errors import ColumnsMissing
from tests.coverage.judgements import on_polars, table

AREAS = ["XA11", "XA12", "XA21"]
CODES = ["WSH", "HEA"]


def cells(engine):
    areas = table(admin2_pcode=AREAS, name=["Hill", "Lake", "Bay"])
    return grid(engine.open(areas), engine.open(table(sector=CODES)))


def plan(*requests):
    return pl.DataFrame(
        requests,
        schema={
            "org_id": pl.String,
            "admin2_pcode": pl.String,
            "sector": pl.String,
            "reported": pl.Boolean,
        },
        orient="row",
    )


def states_of(engine, resolved, rows, expected):
    found = presence(resolved(rows), by=["admin2", "sector"])
    asked = None if expected is None else engine.open(expected)
    answer = engine.read(states(found, cells(engine), asked))
    return {(row["admin2_pcode"], row["sector"]): row for row in answer}


WATER_ON_THE_HILL = [
    {"org_key": "iom", "place_key": "north hill", "sector_key": "wash"}
]


def test_without_a_plan_empty_cells_were_not_asked_for(engine, resolved):
    answer = states_of(engine, resolved, WATER_ON_THE_HILL, None)
    assert len(answer) == 6
    assert answer["XA11", "WSH"]["state"] == "reported"
    assert answer["XA11", "WSH"]["name"] == "Hill"
    del answer["XA11", "WSH"]
    assert {row["state"] for row in answer.values()} == {"not_asked"}
    assert {row["orgs"] for row in answer.values()} == {None}


def test_an_empty_cell_is_zero_only_if_all_who_were_asked_reported(engine, resolved):
    everyone = plan(("IOM", None, None, True), ("CARE", None, None, True))
    answer = states_of(engine, resolved, WATER_ON_THE_HILL, everyone)
    empty = answer["XA12", "HEA"]
    assert (empty["state"], empty["orgs"], empty["activities"]) == (
        "reported_none",
        0,
        0,
    )
    one_silent = plan(("IOM", None, None, True), ("CARE", None, None, False))
    answer = states_of(engine, resolved, WATER_ON_THE_HILL, one_silent)
    assert answer["XA11", "WSH"]["state"] == "reported"
    empty = answer["XA12", "HEA"]
    assert (empty["state"], empty["orgs"]) == ("no_report", None)


def test_a_plan_may_ask_for_some_areas_or_sectors_only(engine, resolved):
    asked = plan(
        ("CARE", "XA12", None, True),
        ("UNICEF", None, "HEA", False),
        ("IOM", "XA21", "WSH", True),
    )
    answer = states_of(engine, resolved, [], asked)
    assert {cell: row["state"] for cell, row in answer.items()} == {
        ("XA11", "WSH"): "not_asked",
        ("XA12", "WSH"): "reported_none",
        ("XA21", "WSH"): "reported_none",
        ("XA11", "HEA"): "no_report",
        ("XA12", "HEA"): "no_report",
        ("XA21", "HEA"): "no_report",
    }


def test_a_plan_for_the_response_needs_no_areas_or_sectors(engine, resolved):
    asked = table(org_id=["CARE"], reported=[False])
    answer = states_of(engine, resolved, [], asked)
    assert {row["state"] for row in answer.values()} == {"no_report"}


def test_presence_outside_of_the_grid_is_kept(engine, resolved):
    rows = [
        {"org_key": "who", "place_key": "?", "provider_admin2_name": "Nowhere"},
        {"org_key": "iom", "place_key": "north", "sector_key": "wash"},
    ]
    answer = states_of(engine, resolved, rows, None)
    assert len(answer) == 6 + 2
    assert answer[None, None]["provider_admin2"] == "Nowhere"
    assert answer[None, None]["orgs_unresolved"] == 1
    assert answer[None, "WSH"]["state"] == "reported"


def test_a_grid_of_other_things_is_refused(engine, resolved):
    found = presence(resolved([]), by=["period"])
    with pytest.raises(ColumnsMissing, match="admin2_pcode"):
        states(found, cells(engine))


requests = st.tuples(
    st.sampled_from(["IOM", "CARE"]),
    st.sampled_from([None, *AREAS]),
    st.sampled_from([None, *CODES]),
    st.booleans(),
)
sites = st.sampled_from(["north hill", "north lake", "south bay"])


@on_polars
@given(
    st.lists(requests, max_size=5),
    st.lists(st.tuples(sites, st.sampled_from(["wash", "health"])), max_size=4),
)
def test_states_are_what_reading_the_plan_by_hand_gives(
    engine, resolved, wanted, active
):
    rows = [{"place_key": place, "sector_key": sector} for place, sector in active]
    answer = states_of(engine, resolved, rows, plan(*wanted))
    assert len(answer) == 6
    codes = dict(zip(["north hill", "north lake", "south bay"], AREAS, strict=True))
    there = {(codes[place], {"wash": "WSH"}.get(s, "HEA")) for place, s in active}
    for (area, sector), row in answer.items():
        told = {
            reported
            for _, where, what, reported in wanted
            if where in (None, area) and what in (None, sector)
        }
        if (area, sector) in there:
            assert row["state"] == "reported"
        elif False in told:
            assert row["state"] == "no_report"
        else:
            assert row["state"] == ("reported_none" if told else "not_asked")
        assert (row["activities"] is None) == (
            row["state"] in ("no_report", "not_asked")
        )
