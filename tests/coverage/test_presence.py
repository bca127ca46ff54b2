"""Presence: distinct organizations, certain or possible, held against brute force."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import product

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.coverage import DIMENSIONS, MEASURES, columns, presence, trend
from comity.errors import ColumnsMissing, UnknownDimension
from tests.coverage.judgements import ORGANIZATIONS, PLACES, SECTORS, on_polars

DAYS = [date(2024, 3, 1) + timedelta(days=number) for number in range(8)]
ASKED = DAYS[2:6]
BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@st.composite
def bounds(draw):
    starts = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=2)))
    ends = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=2)))
    days = dict(zip(BOUNDS, [*starts, *ends], strict=True))
    for name in draw(st.sets(st.sampled_from(BOUNDS))):
        days[name] = None
    return days


reports = st.builds(
    lambda days, **texts: {**days, **texts},
    bounds(),
    org_key=st.sampled_from([*ORGANIZATIONS, "nobody", "who", None]),
    place_key=st.sampled_from([*PLACES, "elsewhere", None]),
    sector_key=st.sampled_from([*SECTORS, "juggling", None]),
    provider_sector=st.sampled_from(["WASH", "Juggling", None]),
    provider_admin2_code=st.sampled_from(["old code", None]),
    provider_admin2_name=st.sampled_from(["Hill", None]),
    period=st.sampled_from(["2024-03", None]),
    provider_status=st.sampled_from(["Ongoing", None]),
)


def active(report, first, last):
    """Whether the activity touches the days: in every, in some or in no reading."""

    def readings(earliest, latest):
        return [d for d in DAYS if (earliest or d) <= d <= (latest or d)]

    starts = readings(report["start_earliest"], report["start_latest"])
    ends = readings(report["end_earliest"], report["end_latest"])
    touching = [s <= last and e >= first for s, e in product(starts, ends)]
    return any(touching), all(touching)


def group(report, by):
    """The columns of an answer that a report falls under."""
    org = ORGANIZATIONS.get(report["org_key"])
    pcode = (PLACES.get(report["place_key"]) or (None,) * 4)[2]
    sector, theme = SECTORS.get(report["sector_key"]) or (None, None)
    written = report["provider_admin2_code"] or report["provider_admin2_name"]
    known = {
        "org_id": org,
        "unresolved_org_key": None if org else report["org_key"],
        "admin2_pcode": pcode,
        "provider_admin2": None if pcode else written,
        "sector": sector,
        "provider_sector": None if sector else report["provider_sector"],
        "theme": theme,
        "period": report["period"],
        "provider_status": report["provider_status"],
    }
    return tuple((column, known[column]) for column in columns(by))


def expected_presence(rows, by, windows):
    groups = defaultdict(list)
    for report in rows:
        touched = [active(report, *window) for window in windows]
        if all(possible for possible, _ in touched):
            groups[group(report, by)].append((report, all(sure for _, sure in touched)))
    answer = []
    for key, members in groups.items():
        orgs = {ORGANIZATIONS.get(report["org_key"]) for report, _ in members}
        certain = {ORGANIZATIONS.get(r["org_key"]) for r, sure in members if sure}
        names = {r["org_key"] for r, _ in members} - {*ORGANIZATIONS}
        counts = (len(found - {None}) for found in (orgs, certain, names))
        measures = zip(MEASURES, (*counts, len(members)), strict=True)
        answer.append(dict([*key, *measures]))
    return sorted(answer, key=repr)


@on_polars
@given(
    rows=st.lists(reports, min_size=1, max_size=12),
    by=st.sets(
        st.sampled_from(["org", "admin2", "sector", "theme", "period", "status"]),
        min_size=1,
    ),
    as_of=st.none() | st.sampled_from(ASKED),
    period=st.none() | st.tuples(*[st.sampled_from(ASKED)] * 2).map(sorted).map(tuple),
)
def test_presence_is_what_counting_by_hand_gives(
    engine, resolved, rows, by, as_of, period
):
    by = sorted(by)
    windows = [(as_of, as_of)] if as_of else []
    windows += [period] if period else []
    answer = presence(resolved(rows), by=by, as_of=as_of, period=period)
    assert engine.read(answer) == expected_presence(rows, by, windows)


@on_polars
@given(rows=st.lists(reports, min_size=1, max_size=12))
def test_a_trend_is_presence_window_by_window(engine, activities, resolved, rows):
    spans = {"first days": (ASKED[0], ASKED[1]), "later": (ASKED[1], ASKED[3])}
    windows = pl.DataFrame(
        [(name, *span) for name, span in spans.items()],
        schema=["window", "first", "last"],
        orient="row",
    )
    answer = trend(resolved(rows), engine.open(windows), by=["sector"])
    apart = [
        {"window": name, **row}
        for name, span in spans.items()
        for row in expected_presence(rows, ["sector"], [span])
    ]
    assert engine.read(answer) == sorted(apart, key=repr)


def test_two_names_of_one_organization_are_one_organization(engine, resolved):
    rows = [{"org_key": name, "sector_key": "wash"} for name in ("iom", "oim", "iom")]
    assert engine.read(presence(resolved(rows), by=["sector"])) == [
        {"sector": "WSH", "provider_sector": None, "orgs": 1, "orgs_certain": 1}
        | {"orgs_unresolved": 0, "activities": 3}
    ]


def test_undated_activities_are_possible_on_any_day_and_certain_on_none(
    engine, resolved
):
    answer = engine.read(presence(resolved([{"org_key": "iom"}]), by=[], as_of=DAYS[0]))
    assert answer == [
        {"orgs": 1, "orgs_certain": 0, "orgs_unresolved": 0, "activities": 1}
    ]


def test_names_that_nobody_judged_are_counted_apart(engine, resolved):
    rows = [{"org_key": name} for name in ("who", "who", "nobody", "care", None)]
    assert engine.read(presence(resolved(rows), by=[])) == [
        {"orgs": 1, "orgs_certain": 1, "orgs_unresolved": 2, "activities": 5}
    ]


def test_nothing_reported_is_no_groups_and_zero_over_all(engine, resolved):
    assert engine.read(presence(resolved([]), by=["sector"])) == []
    assert engine.read(presence(resolved([]), by=[])) == [dict.fromkeys(MEASURES, 0)]


def test_asking_by_something_unknown_names_what_is_known(resolved):
    with pytest.raises(UnknownDimension, match="colour") as refusal:
        presence(resolved([{}]), by=["colour"])
    assert all(name in str(refusal.value) for name in DIMENSIONS)


def test_a_frame_without_what_is_asked_for_is_named(resolved):
    with pytest.raises(ColumnsMissing, match="role"):
        presence(resolved([{}]), by=["role"])
