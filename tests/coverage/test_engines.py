"""The same question on the same rows has the same answer on every engine."""

import random
from datetime import date, timedelta

import polars as pl
import pytest

from comity.coverage import (
    against_need,
    difference,
    grid,
    people,
    presence,
    states,
    trend,
)
from tests.coverage.judgements import ORGANIZATIONS, PLACES, SECTORS, table

FIRST = date(2024, 1, 1)


def some_reports(seed):
    chance = random.Random(seed)  # noqa: S311 # rows, not secrets

    def maybe(*values):
        return chance.choice([*values, None])

    def days():
        return sorted(FIRST + timedelta(chance.randrange(90)) for _ in range(4))

    rows = []
    for _ in range(300):
        start_earliest, start_latest, end_earliest, end_latest = days()
        rows.append(
            {
                "org_key": maybe(*ORGANIZATIONS, "nobody", "who"),
                "funding_org_key": maybe("care", "who"),
                "place_key": maybe(*PLACES, "elsewhere"),
                "sector_key": maybe(*SECTORS, "juggling"),
                "start_earliest": maybe(start_earliest),
                "start_latest": start_latest,
                "end_earliest": maybe(end_earliest),
                "end_latest": maybe(end_latest),
                "period": maybe("2024-01", "2024-02"),
                "reached_total": maybe(5.0, 50.0),
                "reached_women": maybe(3.0),
                "targeted_female": maybe(7.0, 70.0),
                "provider_sector": maybe("WASH", "مياه"),
                "provider_org_type": maybe("NGO"),
                "provider_admin2_name": maybe("Hill", "Lake"),
                "provider_status": maybe("Ongoing"),
            }
        )
    return rows


QUESTIONS = {}


def question(ask):
    QUESTIONS[ask.__name__] = ask
    return ask


@question
def everyone(open_, resolved):
    return presence(resolved, by=[])


@question
def by_area_and_sector_on_a_day(open_, resolved):
    return presence(resolved, by=["admin2", "sector"], as_of=FIRST + timedelta(40))


@question
def by_everything_else_in_a_period(open_, resolved):
    by = ["org", "org_type", "theme", "admin1", "period", "status", "population_group"]
    return presence(resolved, by=by, period=(FIRST, FIRST + timedelta(30)))


@question
def month_by_month(open_, resolved):
    windows = table(
        window=["2024-01", "2024-02"],
        first=[FIRST, date(2024, 2, 1)],
        last=[date(2024, 1, 31), date(2024, 2, 29)],
    )
    return trend(resolved, open_(windows), by=["sector"])


@question
def states_of_the_grid(open_, resolved):
    asked = pl.DataFrame(
        {
            "org_id": ["IOM", "CARE", "UNICEF"],
            "sector": [None, "WSH", "HEA"],
            "admin2_pcode": ["XA12", None, "XA22"],
            "reported": [True, False, True],
        }
    )
    cells = grid(
        open_(table(admin2_pcode=["XA11", "XA12", "XA22"])),
        open_(table(sector=["WSH", "HEA", "EDU"])),
    )
    found = presence(resolved, by=["admin2", "sector"], as_of=FIRST)
    return states(found, cells, open_(asked))


@question
def people_of_all(open_, resolved):
    return people(resolved, by=[])


@question
def people_against_need(open_, resolved):
    by = ["admin2", "sector"]
    needs = table(
        admin2_pcode=["XA11", "XA22"], sector=["WSH", "HEA"], in_need=[90.0, 9.0]
    )
    return against_need(people(resolved, by=by), open_(needs), by=by)


@question
def difference_of_two_days(open_, resolved):
    by = ["admin1", "sector"]
    before, after = (
        presence(resolved, by=by, as_of=FIRST + timedelta(day)) for day in (5, 60)
    )
    return difference(before, after, by=by)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_engine_answers_like_polars(engine, polars, resolve_on, name):
    rows = some_reports(seed=7)
    theirs, ours = (
        each.read(QUESTIONS[name](each.open, resolve_on(each, rows)))
        for each in (engine, polars)
    )
    assert ours
    assert theirs == ours
