"""People: the largest figure stands for a place, and sectors are never added."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from comity.coverage import PEOPLE_METHOD, against_need, people
from tests.coverage.judgements import PLACES, SECTORS, on_polars, table


def report(place, sector, reached, **more):
    return {
        "place_key": place,
        "sector_key": sector,
        "reached_total": reached,
    } | more


def reached(engine, resolved, rows, by=()):
    answer = engine.read(people(resolved(rows), by=by))
    return answer[0]["reached"] if not by else answer


def test_the_same_people_reached_twice_are_counted_once(engine, resolved):
    rows = [
        report("north hill", "wash", 100.0),
        report("north hills", "water", 80.0),
        report("north hill", "health", 120.0),
        report("north lake", "wash", 10.0),
    ]
    assert reached(engine, resolved, rows) == 130.0
    by_sector = reached(engine, resolved, rows, ["sector"])
    assert {(r["sector"], r["reached"]) for r in by_sector} == {
        ("WSH", 110.0),
        ("HEA", 120.0),
    }
    assert {row["method"] for row in by_sector} == {PEOPLE_METHOD}


def test_a_place_inside_another_is_not_added_to_it(engine, resolved):
    rows = [
        report("hill top", "wash", 30.0),
        report("hill foot", "wash", 40.0),
        report("north hill", "wash", 50.0),
    ]
    assert reached(engine, resolved, rows) == 70.0
    assert reached(engine, resolved, [*rows, report("north", "wash", 500.0)]) == 500.0
    by_area = reached(engine, resolved, rows, ["admin2"])
    assert [(row["admin2_pcode"], row["reached"]) for row in by_area] == [
        ("XA11", 70.0)
    ]


def test_a_missing_total_is_made_from_its_parts(engine, resolved):
    rows = [
        {"place_key": "north hill", "reached_women": 5.0, "reached_boys": 2.0},
        {"place_key": "north lake", "reached_female": 4.0, "reached_male": 4.0},
        {"place_key": "south bay", "reached_total": 1.0, "reached_women": 99.0},
    ]
    assert reached(engine, resolved, rows) == 16.0


def test_no_figure_is_not_zero(engine, resolved):
    answer = engine.read(people(resolved([report("north hill", "wash", None)]), by=[]))
    assert answer == [{"targeted": None, "reached": None, "method": PEOPLE_METHOD}]


def test_reach_is_set_beside_need_and_unknown_reach_stays_unknown(engine, resolved):
    rows = [
        report("north hill", "wash", 25.0),
        report("south bay", "wash", 5.0),
        report("nowhere", "wash", 7.0),
    ]
    needs = table(
        admin2_pcode=["XA11", "XA12"], sector=["WSH", "WSH"], in_need=[100.0, 50.0]
    )
    by = ["admin2", "sector"]
    figures = people(resolved(rows), by=by)
    answer = engine.read(against_need(figures, engine.open(needs), by=by))
    assert {
        row["admin2_pcode"]: (row["in_need"], row["reached"], row["share"])
        for row in answer
    } == {
        "XA11": (100.0, 25.0, 0.25),
        "XA12": (50.0, None, None),
        "XA21": (None, 5.0, None),
    }


reports = st.builds(
    report,
    st.sampled_from([*PLACES, "elsewhere", "nowhere"]),
    st.sampled_from([*SECTORS, "juggling"]),
    st.none() | st.integers(0, 50).map(float),
)


def by_hand(rows):
    """One figure for all: from the leaves of the tree of places upwards."""
    at = defaultdict(list)
    for row in rows:
        if row["reached_total"] is not None:
            path = PLACES.get(row["place_key"]) or (row["place_key"],)
            at[tuple(code for code in path if code)].append(row["reached_total"])
    for depth in (4, 3, 2):
        inner = defaultdict(float)
        for path in [path for path in at if len(path) == depth]:
            inner[path[:-1]] += max(at.pop(path))
        for path, total in inner.items():
            at[path].append(total)
    return sum(max(figures) for figures in at.values()) if at else None


@on_polars
@given(st.lists(reports, min_size=1, max_size=10))
def test_people_are_what_counting_by_hand_gives(engine, resolved, rows):
    assert reached(engine, resolved, rows) == by_hand(rows)
    sectors = {
        row["sector"]: row for row in reached(engine, resolved, rows, ["sector"])
    }
    for code in ("WSH", "HEA"):
        members = [r for r in rows if SECTORS.get(r["sector_key"], ("",))[0] == code]
        if members:
            assert sectors[code]["reached"] == by_hand(members)
