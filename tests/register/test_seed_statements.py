"""Each statement of the page on IOM and the United Nations, asked on days around it.

The table of the reference pack's README says where each statement went; here each is
asked as a user would ask it, on days before, during and after, with what the sources
beside the page make of it.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from comity.access.actors import ANONYMOUS
from comity.register import queries
from comity.register.queries.frameworks import framework_profile
from comity.register.queries.histories import members_difference
from comity.register.records import FigureRecord, StandingRecord

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pack")]

PAGE = "iom-and-the-un"


def ask(day: str) -> queries.Asking:
    return queries.ask(ANONYMOUS, as_of=date.fromisoformat(day))


def held(
    organization: str, body: str, role: str, day: str, context: str | None = None
) -> StandingRecord | None:
    found = [
        one
        for one in queries.standing(organization, ask(day), body=body).standings
        if (one.role, one.context) == (role, context)
    ]
    assert len(found) <= 1
    return found[0] if found else None


ROLES: list[tuple[str, str, str, str | None, dict[str, str]]] = [
    # First element: observer in the General Assembly since 1992.
    (
        "iom",
        "un-general-assembly",
        "observer",
        None,
        {
            "1991-12-31": "no",
            "1992-06-01": "possible",
            "1993-01-01": "certain",
            "2026-11-23": "certain",
        },
    ),
    # Second: standing invitee of the Committee; a source says from 1991; member since.
    (
        "iom",
        "inter-agency-standing-committee",
        "standing-invitee",
        None,
        {
            "1990-12-31": "no",
            "1991-06-01": "possible",
            "1992-06-01": "possible",
            "1993-01-01": "certain",
            "2016-09-18": "certain",
            "2017-06-01": "possible",
        },
    ),
    (
        "iom",
        "inter-agency-standing-committee",
        "member",
        None,
        {
            "2016-05-15": "no",
            "2016-09-18": "no",
            "2016-10-01": "possible",
            "2017-01-01": "certain",
            "2026-11-23": "certain",
        },
    ),
    # Fourth: part of the system as a related organization since September 2016.
    (
        "iom",
        "united-nations",
        "related-organization",
        None,
        {
            "2016-08-31": "no",
            "2016-09-18": "no",
            "2016-09-19": "certain",
            "2026-11-23": "certain",
        },
    ),
    # Chiefs of Mission in country teams since September 2016.
    (
        "iom",
        "un-country-teams",
        "member",
        None,
        {
            "2016-08-31": "no",
            "2016-09-15": "possible",
            "2016-10-01": "certain",
            "2026-11-23": "certain",
        },
    ),
    # The Permanent Observer Office: liaison, under the names of the page's time.
    *(
        (
            "iom",
            body,
            "liaison",
            None,
            {
                "2015-01-01": "possible",
                "2026-11-23": "certain",
                "2030-01-01": "possible",
            },
        )
        for body in ("un-secretariat", "ocha", "desa", "undss")
    ),
    (
        "iom",
        "dpko",
        "liaison",
        None,
        {
            "1992-02-29": "no",
            "2010-01-01": "possible",
            "2018-12-31": "certain",
            "2019-01-01": "no",
        },
    ),
    ("iom", "undss", "liaison", None, {"2004-12-31": "no", "2010-01-01": "possible"}),
    # Exchange in New York; partners in the field.
    *(
        (
            "iom",
            body,
            "liaison",
            None,
            {
                "2015-01-01": "possible",
                "2026-11-23": "certain",
                "2030-01-01": "possible",
            },
        )
        for body in ("unfpa", "unicef", "undp", "unhcr", "ilo", "wfp", "unaids")
    ),
    # Working groups and consultations.
    *(
        (
            "iom",
            body,
            "participant",
            None,
            {
                "2015-01-01": "possible",
                "2026-11-23": "certain",
                "2030-01-01": "possible",
            },
        )
        for body in (
            "ocha-working-groups",
            "un-emergency-working-groups",
            "un-consultations-on-women-and-gender-equality",
        )
    ),
    (
        "iom",
        "undg-working-groups",
        "participant",
        None,
        {
            "1997-06-30": "no",
            "2010-01-01": "possible",
            "2016-12-31": "certain",
            "2019-01-01": "no",
        },
    ),
    # Clusters: the lead in natural disasters is a past period, as later sources say.
    (
        "iom",
        "global-cccm-cluster",
        "lead",
        "natural-disaster",
        {
            "2004-12-31": "no",
            "2005-06-01": "possible",
            "2006-01-01": "certain",
            "2015-01-01": "certain",
            "2022-10-31": "certain",
            "2026-06-01": "possible",
            "2026-11-24": "no",
        },
    ),
    (
        "unhcr",
        "global-cccm-cluster",
        "lead",
        "conflict",
        {"2004-12-31": "no", "2015-01-01": "certain", "2026-06-01": "possible"},
    ),
    *(
        (
            "iom",
            body,
            "participant",
            None,
            {
                "2015-01-01": "possible",
                "2026-11-23": "certain",
                "2030-01-01": "possible",
            },
        )
        for body in ("global-shelter-cluster", "global-logistics-cluster")
    ),
    # The Network: coordinator and secretariat since its founding in May 2018.
    *(
        (
            "iom",
            "un-network-on-migration",
            role,
            None,
            {
                "2018-04-30": "no",
                "2018-05-01": "possible",
                "2018-12-19": "certain",
                "2026-11-23": "certain",
            },
        )
        for role in ("coordinator", "secretariat")
    ),
]
CASES = [
    pytest.param(*role[:4], day, certainty, id=f"{role[0]}-{role[1]}-{role[2]}-{day}")
    for role in ROLES
    for day, certainty in role[4].items()
]


@pytest.mark.parametrize(
    ("organization", "body", "role", "context", "day", "certainty"), CASES
)
def test_who_was_what_on_a_day(
    organization: str,
    body: str,
    role: str,
    context: str | None,
    day: str,
    certainty: str,
) -> None:
    found = held(organization, body, role, day, context)

    assert (found.certainty if found else "no") == certainty


@pytest.mark.parametrize(
    ("body", "role", "day"),
    [
        (role[1], role[2], next(day for day, it in role[4].items() if it != "no"))
        for role in ROLES
        if role[0] == "iom" and role[3] is None and role[2] != "member"
    ],
)
def test_each_role_on_the_page_cites_the_page_at_a_place(
    body: str, role: str, day: str
) -> None:
    found = held("iom", body, role, day)

    assert found is not None
    told = [*found.citations, *(it for one in found.conflicts for it in one.citations)]
    assert PAGE in {it.source_key for it in told}
    assert all(it.locator and it.says for it in told)


@pytest.mark.parametrize(
    ("body", "role", "day", "symbol_or_slug"),
    [
        ("un-general-assembly", "observer", "1994-05-01", "A/RES/47/4"),
        (
            "inter-agency-standing-committee",
            "standing-invitee",
            "1994-05-01",
            "A/RES/46/182",
        ),
        (
            "united-nations",
            "related-organization",
            "2017-01-01",
            "un-iom-relationship-agreement-2016",
        ),
        (
            "un-country-teams",
            "member",
            "2017-01-01",
            "un-iom-relationship-agreement-2016",
        ),
        (
            "un-network-on-migration",
            "coordinator",
            "2020-01-01",
            "global-compact-for-migration",
        ),
        ("global-cccm-cluster", "lead", "2015-01-01", "iasc-cluster-approach-2005"),
    ],
)
def test_each_role_names_the_instrument_that_grants_it(
    body: str, role: str, day: str, symbol_or_slug: str
) -> None:
    context = "natural-disaster" if role == "lead" else None

    found = held("iom", body, role, day, context)

    assert found is not None
    assert found.under is not None
    assert symbol_or_slug in {found.under.symbol, found.under.slug}


def test_the_two_years_of_the_standing_invitation_stand_side_by_side() -> None:
    found = held(
        "iom", "inter-agency-standing-committee", "standing-invitee", "2000-01-01"
    )

    assert found is not None
    assert found.in_conflict
    years = {found.period.start, *(one.period.start for one in found.conflicts)}
    assert years == {"1991", "1992"}
    keys = {it.source_key for one in found.conflicts for it in one.citations} | {
        it.source_key for it in found.citations
    }
    assert {PAGE, "iom-iasc"} <= keys


def test_a_claim_that_cannot_be_right_is_kept_with_the_reason() -> None:
    found = held("iom", "inter-agency-standing-committee", "member", "2020-01-01")

    assert found is not None
    deprecated = [one for one in found.conflicts if one.relation == "deprecated"]
    assert [one.period.start for one in deprecated] == ["2016-05"]
    assert deprecated[0].reason


STATES = [
    ("a-res-47-4", {"1991-12-31": "not yet", "1993-01-01": "adopted"}),
    ("a-res-46-182", {"1991-12-18": "not yet", "1991-12-19": "adopted"}),
    (
        "un-iom-cooperation-agreement-1996",
        {
            "1996-06-24": "not yet",
            "1996-06-25": "in force",
            "2016-09-18": "in force",
            "2016-09-19": "superseded",
        },
    ),
    (
        "un-iom-relationship-agreement-2016",
        {
            "2015-11-23": "not yet",
            "2016-07-01": "in preparation",
            "2016-09-18": "in preparation",
            "2016-09-19": "in force",
        },
    ),
    (
        "iom-council-decision-2016-06-30",
        {"2016-06-29": "not yet", "2016-06-30": "adopted"},
    ),
    ("network-decision-2018-05-23", {"2018-04-30": "not yet", "2018-05-23": "adopted"}),
]


@pytest.mark.parametrize(
    ("instrument", "day", "state"),
    [(slug, day, state) for slug, days in STATES for day, state in days.items()],
)
def test_what_an_instrument_was_on_a_day(instrument: str, day: str, state: str) -> None:
    found = queries.instrument_profile(instrument, ask(day))

    assert (found.state, found.state_certainty) == (state, "certain")


def test_the_agreement_of_2016_was_approved_on_both_sides_and_then_signed() -> None:
    found = queries.instrument_profile(
        "un-iom-relationship-agreement-2016", ask("2026-11-23")
    )

    told = {(it.kind, it.organization): it.period.start for it in found.events}
    assert told["approved", "iom-council"] == "2016-06-30"
    assert told["approved", "un-general-assembly"] == "2016-07-25"
    assert told["signed", None] == "2016-09-19"
    assert {it.organization for it in found.parties} == {"iom", "united-nations"}
    related = {(it.kind, it.inverse, it.instrument.slug) for it in found.relations}
    assert ("supersedes", False, "un-iom-cooperation-agreement-1996") in related


def test_the_memoranda_with_new_york_are_one_entry_and_not_counted_apart() -> None:
    found = queries.instrument_profile("iom-new-york-memoranda", ask("2026-11-23"))

    assert found.state == "not recorded"
    assert [it.place for it in found.clauses] == ["each memorandum"]
    assert {it.organization for it in found.parties} == {"iom"}


def figures(organization: str, measure: str) -> list[FigureRecord]:
    profile = queries.organization_profile(organization, ask("2026-11-23"))
    return [one for one in profile.figures if one.measure == measure]


def test_iom_counts_its_members_and_the_countries_where_it_is() -> None:
    members = {it.period.start: it.value for it in figures("iom", "member-states")}

    assert members["1996-11"] == 59
    assert members["2016-06-30"] == 165
    assert members["2026-11-23"] == 175
    assert [it.value for it in figures("iom", "countries-of-presence")] == [171]
    page = figures("iom", "member-states")[-1].citations
    assert [it.source_key for it in page] == [PAGE]


def test_iom_dates_from_1951() -> None:
    profile = queries.organization_profile("iom", ask("2026-11-23"))

    (founded,) = [one for one in profile.events if one.kind == "founded"]
    assert founded.period.start == "1951-12"
    assert not founded.in_conflict
    assert PAGE in {it.source_key for it in founded.citations}


def test_the_observer_office_is_part_of_iom() -> None:
    office = queries.organization_profile(
        "iom-permanent-observer-office", ask("2026-11-23")
    )

    assert office.parent is not None
    assert office.parent.slug == "iom"


def test_the_sizes_of_the_migration_group_are_figures_with_their_times() -> None:
    sizes = figures("global-migration-group", "members")

    told = {it.value for it in sizes} | {
        float(one.says["value"]) for it in sizes for one in it.conflicts
    }
    assert told == {10, 16, 18, 21, 22}
    times = [it.period.start for it in sizes]
    assert times == sorted(times, key=str)


def test_the_network_took_the_place_of_the_migration_group() -> None:
    changes = queries.changes(
        "global-migration-group",
        date(2017, 1, 1),
        date(2019, 12, 31),
        ask("2026-11-23"),
    )

    (replaced,) = [it for it in changes.changes if it.kind == "changed"]
    assert replaced.day == "2018"
    assert replaced.summary.startswith("replaced")
    assert PAGE in {it.source_key for it in replaced.citations}
    for day, size in (("2010-01-01", 16), ("2019-01-01", 0)):
        roles = queries.members("global-migration-group", ask(day)).members
        assert len([it for it in roles if it.role == "member"]) == size


def test_the_network_was_founded_in_may_2018_and_december_is_kept_beside() -> None:
    profile = queries.organization_profile("un-network-on-migration", ask("2026-11-23"))

    (founded,) = [one for one in profile.events if one.kind == "founded"]
    assert (founded.period.start, founded.rank) == ("2018-05-23", "preferred")
    assert founded.rank_reason
    others = {one.period.start for one in founded.conflicts}
    assert "2018-12" in others


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("1945-10-23", 0),
        # Fifty-one States, two of which exist no more and are not in the pack.
        ("1945-12-31", 49),
        ("1991-09-18", 164),
        ("2002-09-10", 190),
        ("2011-07-13", 192),
        ("2011-07-14", 193),
        ("2026-11-23", 193),
    ],
)
def test_members_of_the_united_nations_on_a_day(day: str, members: int) -> None:
    found = queries.members("united-nations", ask(day)).members

    counted = Counter(it.certainty for it in found if it.role == "member")
    assert counted == ({"certain": members} if members else {})


def test_states_that_left_iom_and_came_back_have_two_spells() -> None:
    told = {
        day: found.certainty
        if (found := held("canada", "iom", "member", day))
        else "no"
        for day in ("1955-01-01", "1970-01-01", "2000-01-01")
    }

    assert told == {
        "1955-01-01": "certain",
        "1970-01-01": "no",
        "2000-01-01": "certain",
    }


def test_members_of_the_committee_today_are_certain_and_cited() -> None:
    found = queries.members(
        "inter-agency-standing-committee", ask("2026-11-23")
    ).members

    members = [it for it in found if it.role == "member"]
    assert {"iom", "unhcr", "unicef", "wfp", "ocha"} <= {
        it.organization for it in members
    }
    assert {it.certainty for it in members} == {"certain"}
    assert all(it.citations for it in found)


def test_what_changed_between_two_days_is_asked_of_the_board() -> None:
    found = members_difference(
        "un-chief-executives-board", date(2016, 9, 18), ask("2026-11-23")
    )

    assert [(it.organization, it.role) for it in found.began] == [("iom", "member")]
    assert found.ended == ()


def test_the_peacekeeping_department_became_the_department_of_peace_operations() -> (
    None
):
    changes = queries.changes(
        "dpko", date(2018, 1, 1), date(2019, 12, 31), ask("2026-11-23")
    )

    assert [(it.day, it.kind) for it in changes.changes if it.kind == "changed"] == [
        ("2019-01-01", "changed")
    ]


def test_lead_of_a_country_cluster_is_asked_by_its_own_body() -> None:
    found = held("iom", "timor-leste-cccm-cluster", "lead", "2015-01-01")

    assert found is not None
    assert (found.area, found.certainty) == ("TLS", "possible")


def test_instruments_of_two_parties_and_what_each_level_adds() -> None:
    found = queries.instruments(
        ask("2026-11-23"), parties=("iom", "unicef")
    ).instruments

    assert {it.slug for it in found} == {
        "iom-unicef-framework-2022",
        "iom-unicef-framework-2024",
        "iom-unicef-mou",
    }
    on_children = queries.instruments(
        ask("2026-11-23"), parties=("iom",), theme="child-protection"
    ).instruments
    assert {it.slug for it in found} == {it.slug for it in on_children}


@pytest.mark.parametrize(
    ("day", "within", "expiring"),
    [
        ("2022-06-01", 90, set()),
        ("2023-11-01", 90, {"iom-unicef-framework-2022"}),
        ("2028-11-01", 90, {"iom-unicef-framework-2024"}),
        ("2026-11-23", 90, set()),
    ],
)
def test_agreements_that_may_expire_within_so_many_days(
    day: str, within: int, expiring: set[str]
) -> None:
    found = queries.instruments(ask(day), expiring_within=within).instruments

    assert {it.slug for it in found} == expiring


def test_where_sources_disagree_each_says_what_and_where() -> None:
    found = queries.conflicts(ask("2026-11-23"))

    assert {it.settled for it in found} == {True, False}
    assert [it.settled for it in found] == sorted(it.settled for it in found)
    for conflict in found:
        assert len(conflict.claims) > 1
        assert all(claim.citations for claim in conflict.claims)
        if conflict.settled:
            assert any(claim.rank != "normal" for claim in conflict.claims)
            assert all(
                claim.rank_reason for claim in conflict.claims if claim.rank != "normal"
            )


def test_the_compact_has_its_objectives_principles_and_reviews() -> None:
    profile: Any = framework_profile("global-compact-for-migration", ask("2026-11-23"))

    kinds = Counter(it.kind for it in profile.objectives)
    assert kinds == {"objective": 23, "principle": 10}
    numbered = [it.code for it in profile.objectives if it.kind == "objective"]
    assert numbered == [str(number) for number in range(1, 24)]
    regional = Counter(it.round for it in profile.reviews if it.kind == "regional")
    assert (regional[1], regional[2]) == (5, 5)
    assert {it.status for it in profile.links} == {"indicative"}


def test_every_answer_of_the_pack_is_cited() -> None:
    for slug in ("iom", "united-nations", "un-network-on-migration"):
        profile = queries.organization_profile(slug, ask("2020-01-01"))
        for part in (
            "names",
            "identifiers",
            "standings",
            "members",
            "events",
            "figures",
        ):
            for one in getattr(profile, part):
                assert one.citations, (slug, part, one)
