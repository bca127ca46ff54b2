"""Coverage of a small response, counted by hand, on days and at moments past."""

from datetime import date, datetime

import pytest

from comity.access.actors import ANONYMOUS
from comity.errors import (
    NotPermitted,
    SignInNeeded,
    UnknownDimension,
    UnknownResponse,
)
from comity.reconciliation.actions import judge, undo
from comity.reconciliation.mentions import Kind
from comity.register.queries.asking import ask
from comity.register.responses import expect
from comity.submissions import actions
from comity.submissions.coverage import response_coverage
from tests.reconciliation.world import OPERATOR, REGISTERED, RESPONSE, moment
from tests.submissions.reports import WHERE, WHO, accepted, line

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")

JANUARY, FEBRUARY = ("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")


def cells(
    on: date | None = None,
    known_at: datetime | None = None,
    by: tuple[str, ...] = ("admin2", "sector"),
) -> dict[tuple[str | None, str | None], tuple[int | None, ...]]:
    asking = ask(OPERATOR, known_at=known_at)
    found = response_coverage(RESPONSE, asking, on=on, by=by)
    return {
        (row.get("admin2_pcode"), row.get("sector")): (
            row["orgs"],
            row["orgs_certain"],
            row["orgs_unresolved"],
            row["activities"],
            row["state"],
        )
        for row in found.rows
    }


def plan(*who: str, period: str = "2025-01", hour: float = 0.5) -> None:
    expect(RESPONSE, [(one, period) for one in who], by=OPERATOR, at=moment(hour))


def report(who: str, *lines, hour: float = 1, period: str = "2025-01"):
    return accepted(
        list(lines), name=f"{who}.csv", organization=who, period=period, hour=hour
    )


def test_a_cell_counts_distinct_organizations_and_every_activity():
    report("hrs", line("hrs", doing="Trucking"), line("hrs", doing="Drilling"))
    report("nww", line("nww"), line("nww", "XA0202", "EDU"), hour=2)
    report("gsc", line("Unknown Helpers"), hour=3)
    found = cells()
    assert found["XA0101", "water"] == (2, 2, 1, 4, "reported")
    assert found["XA0202", "schooling"] == (1, 1, 0, 1, "reported")
    assert found["XA0202", "water"] == (None, None, None, None, "not_asked")


def test_the_grid_is_every_area_with_every_sector_that_is_reported():
    report("hrs", line("hrs"), line("hrs", "XA0202", "EDU"))
    districts = ("XA0101", "XA0102", "XA0201", "XA0202")
    expected = {(where, what) for where in districts for what in ("water", "schooling")}
    assert set(cells()) == expected


def test_silence_is_told_apart_from_nothing_to_report_and_from_not_being_asked():
    report("hrs", line("hrs"))
    assert cells()["XA0102", "water"] == (None, None, None, None, "not_asked")
    plan("hrs", hour=2)
    assert cells()["XA0102", "water"] == (0, 0, 0, 0, "reported_none")
    plan("nww", hour=3)
    assert cells()["XA0102", "water"] == (None, None, None, None, "no_report")
    assert cells()["XA0101", "water"] == (1, 1, 0, 1, "reported")
    report("nww", line("nww"), hour=4)
    assert cells()["XA0102", "water"] == (0, 0, 0, 0, "reported_none")


def test_who_was_expected_for_another_period_is_not_missed_in_this_one():
    report("hrs", line("hrs"))
    plan("hrs")
    plan("nww", period="2025-03")
    assert cells()["XA0102", "water"][-1] == "reported_none"
    assert cells(date(2025, 3, 15))["XA0102", "water"][-1] == "no_report"


def test_a_day_counts_what_goes_on_that_day():
    report("hrs", line("hrs", days=JANUARY))
    report("nww", line("nww", days=("2025-01-20", "2025-02-10")), hour=2)
    assert cells(date(2025, 1, 10))["XA0101", "water"][:4] == (1, 1, 0, 1)
    assert cells(date(2025, 1, 25))["XA0101", "water"][:4] == (2, 2, 0, 2)
    assert cells(date(2025, 2, 5))["XA0101", "water"][:4] == (1, 1, 0, 1)
    assert cells(date(2025, 3, 1))["XA0101", "water"][-1] == "not_asked"


def test_an_activity_of_a_month_is_possible_on_a_day_of_it():
    report("hrs", line("hrs", days=("2025-01", "2025-01")))
    orgs, certain, *_ = cells(date(2025, 1, 15))["XA0101", "water"]
    assert (orgs, certain) == (1, 0)


def test_without_a_day_the_latest_accepted_period_is_counted():
    report("hrs", line("hrs", days=JANUARY))
    report("hrs", line("hrs", "XA0202", days=FEBRUARY), period="2025-02", hour=2)
    found = cells()
    assert found["XA0202", "water"][-1] == "reported"
    assert found["XA0101", "water"][-1] == "not_asked"


def test_what_was_withdrawn_later_still_counted_before():
    got = report("hrs", line("hrs"), hour=1)
    report("nww", line("nww"), hour=2)
    actions.withdraw(got.pk, reason="wrong file", by=OPERATOR, at=moment(5))
    assert cells()["XA0101", "water"][0] == 1
    assert cells(known_at=moment(4))["XA0101", "water"][0] == 2
    assert cells(known_at=moment(1.5))["XA0101", "water"][0] == 1
    assert cells(known_at=moment(0.9)) == {}
    actions.reinstate(got.pk, by=OPERATOR, at=moment(6))
    assert cells()["XA0101", "water"][0] == 2
    assert cells(known_at=moment(5.5))["XA0101", "water"][0] == 1


def test_what_was_replaced_later_still_counted_before():
    report("hrs", line("hrs"), hour=1)
    report("hrs", line("hrs", "XA0202"), hour=2)
    assert cells()["XA0101", "water"][-1] == "not_asked"
    assert cells()["XA0202", "water"][:4] == (1, 1, 0, 1)
    assert cells(known_at=moment(1.5))["XA0101", "water"][:4] == (1, 1, 0, 1)


def test_a_judgement_changes_the_count_and_undoing_it_changes_it_back():
    report("gsc", line("Harbor Releif Soc"), line("hrs"))
    assert cells()["XA0101", "water"][:4] == (1, 1, 1, 2)
    passed = judge(
        Kind.ORGANIZATION, "Harbor Releif Soc", is_="nww", by=OPERATOR, at=moment(2)
    )
    assert cells()["XA0101", "water"][:4] == (2, 2, 0, 2)
    undo(passed.id, by=OPERATOR, at=moment(3))
    assert cells()["XA0101", "water"][:4] == (1, 1, 1, 2)
    assert cells(known_at=moment(2.5))["XA0101", "water"][:4] == (2, 2, 0, 2)
    assert cells(known_at=moment(1.5))["XA0101", "water"][:4] == (1, 1, 1, 2)


def test_a_plan_made_later_was_not_known_before():
    report("hrs", line("hrs"), hour=1)
    plan("nww", hour=2)
    assert cells()["XA0102", "water"][-1] == "no_report"
    assert cells(known_at=moment(1.5))["XA0102", "water"][-1] == "not_asked"


def test_a_place_that_is_not_resolved_stands_beside_the_grid_as_it_was_written():
    report("hrs", line("hrs", "Nowhere In Particular"))
    asking = ask(OPERATOR)
    rows = response_coverage(RESPONSE, asking).rows
    (beside,) = [row for row in rows if row["admin2_pcode"] is None]
    assert beside["provider_admin2"] == "Nowhere In Particular"
    assert (beside["orgs"], beside["state"]) == (1, "reported")


def test_what_reports_from_a_region_counts_for_the_region():
    report("hrs", line("hrs"), line("hrs", "XA0102"), line("nww", "XA0202"))
    rows = response_coverage(RESPONSE, ask(OPERATOR), by=("admin1",)).rows
    assert {row["admin1_pcode"]: (row["orgs"], row["activities"]) for row in rows} == {
        "XA01": (1, 2),
        "XA02": (1, 1),
    }


def test_one_who_reports_for_others_is_who_was_expected():
    plan("hrs")
    accepted([line("nww"), line("gsc", "XA0202")], organization="hrs", period="2025-01")
    assert cells()["XA0102", "water"][-1] == "reported_none"


@pytest.mark.parametrize(
    ("by", "refusal"), [(ANONYMOUS, SignInNeeded), (REGISTERED, NotPermitted)]
)
def test_live_coverage_is_for_those_who_may(by, refusal):
    with pytest.raises((refusal, UnknownResponse)):
        response_coverage(RESPONSE, ask(by))


def test_only_known_dimensions_can_be_asked_by():
    report("hrs", line("hrs"))
    with pytest.raises(UnknownDimension):
        response_coverage(RESPONSE, ask(OPERATOR), by=("colour",))


def matrix(*days: tuple[str, str], period: str, hour: float = 1):
    lines = [line(who, where, days=on) for who in WHO for where in WHERE for on in days]
    got = accepted(lines, name="matrix.csv", period=period, hour=hour)
    assert got.reporter == ""
    return got


def test_a_partners_own_report_stands_in_for_what_a_matrix_repeats_of_it():
    matrix(JANUARY, period="2025-01")
    report("hrs", line("hrs", doing="Drilling"), hour=2)
    assert cells()["XA0101", "water"][:4] == (6, 6, 0, 6)
    assert cells()["XA0202", "water"][:4] == (5, 5, 0, 5)


def test_a_partners_report_of_one_month_leaves_what_a_matrix_says_of_others():
    matrix(JANUARY, FEBRUARY, period="2025-01/2025-03")
    report("hrs", line("hrs", doing="Drilling"), hour=2)
    assert cells(date(2025, 1, 15))["XA0202", "water"][:4] == (5, 5, 0, 5)
    assert cells(date(2025, 2, 15))["XA0202", "water"][:4] == (6, 6, 0, 6)
