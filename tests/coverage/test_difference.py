"""Differences: what came, went or changed, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.coverage import MEASURES, difference, presence
from comity.errors import ColumnsMissing
from tests.coverage.judgements import on_polars

reports = st.builds(
    lambda org, place: {"org_key": org, "place_key": place},
    st.sampled_from(["iom", "oim", "care", "who"]),
    st.sampled_from(["north hill", "north lake", "elsewhere", None]),
)


@on_polars
@given(st.lists(reports, max_size=8), st.lists(reports, max_size=8))
def test_a_difference_is_what_comparing_by_hand_gives(engine, resolved, old, new):
    before, after = (presence(resolved(rows), by=["admin2"]) for rows in (old, new))

    def groups(answer):
        return {row["admin2_pcode"]: row for row in engine.read(answer)}

    was, now = groups(before), groups(after)
    found = {
        row["admin2_pcode"]: row
        for row in engine.read(difference(before, after, by=["admin2"]))
    }
    assert set(found) == {
        place for place in {*was, *now} if was.get(place) != now.get(place)
    }
    for place, row in found.items():
        kind = {(False, True): "added", (True, False): "removed"}.get(
            (place in was, place in now), "changed"
        )
        assert row["change"] == kind
        for side, rows in (("before", was), ("after", now)):
            measured = rows.get(place, dict.fromkeys(MEASURES))
            assert [row[f"{name}_{side}"] for name in MEASURES] == [
                measured[name] for name in MEASURES
            ]


def test_answers_by_other_dimensions_are_not_compared(resolved):
    by_area, by_period = (
        presence(resolved([]), by=[name]) for name in ("admin2", "period")
    )
    with pytest.raises(ColumnsMissing, match="admin2_pcode"):
        difference(by_area, by_period, by=["admin2"])
