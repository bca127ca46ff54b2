"""A year of activities: what every partner truly does, where and when.

Activities run for weeks to months, so that most appear in several reports.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from comity.exercise.country import Area, Country
from comity.exercise.partners import FUNDERS, PARTNERS, Partner
from comity.exercise.sectors import BY_SLUG, Sector
from comity.values.dates import Period

YEAR = 2025
PERIODS = tuple(f"{YEAR}-{m:02d}/{YEAR}-{m + 2:02d}" for m in (1, 4, 7, 10))
"""The four reporting periods, as EDTF intervals of months."""

FIRST_DAYS_ONLY = frozenset({"sim-rdw", "sim-cwan"})
"""Partners whose work starts and ends in the first twelve days of a month, so
that no date of theirs shows whether the day or the month is written first."""


@dataclass(frozen=True, slots=True)
class People:
    """People reached, by sex and age."""

    women: int
    men: int
    girls: int
    boys: int

    @property
    def total(self) -> int:
        return self.women + self.men + self.girls + self.boys


@dataclass(frozen=True, slots=True)
class Activity:
    """What one partner does in one place in one sector.

    Args:
        key: the partner's own number for it.
        programme: the partner whose programme it is; often the same.
        kind: which of the sector's activities.
        targeted: people targeted over the whole activity.
        reached: people reached by its end.
    """

    key: str
    partner: Partner
    programme: Partner
    funding: Partner
    sector: Sector
    kind: int
    place: Area
    start: date
    end: date
    targeted: int
    reached: People

    def status(self, day: date) -> str:
        if self.start > day:
            return "planned"
        return "completed" if self.end <= day else "ongoing"

    def reached_by(self, day: date) -> People:
        """People reached by a day, in proportion to the days gone."""
        gone = (min(day, self.end) - self.start).days + 1
        share = gone / ((self.end - self.start).days + 1)
        people = self.reached
        return People(
            math.ceil(people.women * share),
            math.ceil(people.men * share),
            math.ceil(people.girls * share),
            math.ceil(people.boys * share),
        )


def first_day(period: str) -> date:
    """The first day of a reporting period."""
    return Period.parse(period).starts.earliest


def last_day(period: str) -> date:
    """The last day of a reporting period."""
    return Period.parse(period).ends.latest


def make_activities(country: Country, seed: int) -> tuple[Activity, ...]:
    return tuple(
        activity
        for partner in PARTNERS
        for activity in _activities_of(
            partner, country, Random(f"{seed}:{partner.slug}")
        )
    )


def during(
    activities: tuple[Activity, ...], partner: Partner, period: str
) -> list[Activity]:
    """A partner's activities that run on some day of a reporting period."""
    first, last = first_day(period), last_day(period)
    return [
        activity
        for activity in activities
        if activity.partner is partner
        and activity.start <= last
        and activity.end >= first
    ]


def _activities_of(
    partner: Partner, country: Country, draw: Random
) -> Iterator[Activity]:
    regions = draw.sample(country.level(1), k=draw.randint(2, 4))
    communes = [
        commune for commune in country.level(3) if country.around(commune, 1) in regions
    ]
    sites = draw.sample(communes, k=min(len(communes), 18))
    friends = [other for other in PARTNERS if other.sectors[0] in partner.sectors]
    for number in count(1):
        if number > partner.size:
            return
        start, end = _days(draw, first_only=partner.slug in FIRST_DAYS_ONLY)
        sector = BY_SLUG[draw.choice(partner.sectors)]
        targeted = round(math.exp(draw.gauss(6.3, 0.9))) + 20
        yield Activity(
            key=f"{partner.acronym}-{YEAR}-{number:03d}",
            partner=partner,
            programme=draw.choice(friends) if draw.random() < 0.3 else partner,
            funding=draw.choice(FUNDERS),
            sector=sector,
            kind=draw.randrange(4),
            place=draw.choice(sites),
            start=start,
            end=end,
            targeted=targeted,
            reached=_people(round(targeted * draw.uniform(0.4, 1.1)), draw),
        )


def _days(draw: Random, *, first_only: bool) -> tuple[date, date]:
    start = date(YEAR - 1, 11, 15) + timedelta(days=draw.randrange(400))
    end = start + timedelta(days=draw.randint(20, 170))
    if first_only:
        end += timedelta(days=20)
        return start.replace(day=draw.randint(1, 12)), end.replace(
            day=draw.randint(1, 12)
        )
    return start, end


def _people(total: int, draw: Random) -> People:
    women = round(total * draw.uniform(0.24, 0.32))
    men = round(total * draw.uniform(0.2, 0.26))
    girls = round(total * draw.uniform(0.22, 0.28))
    return People(women, men, girls, max(total - women - men - girls, 1))
