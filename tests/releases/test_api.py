"""The public API over releases: filters and pages against brute force, and its refusals."""

import csv
import io
import random
from http import HTTPStatus
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client

from comity.access.actions import create_account
from comity.access.actors import Role
from comity.releases.actions import withdraw_release
from comity.releases.presence import BOUNDS, EQUAL
from tests.reconciliation.world import OPERATOR, RESPONSE, moment
from tests.releases.reports import FEBRUARY, JANUARY, RELEASED_AT, release

pytestmark = pytest.mark.usefixtures("home")

PRESENCE = "/api/v1/operational-presence"
COVERAGE = f"/api/v1/coverage/{RESPONSE}"


def ask(client: Client, **query: object) -> dict[str, Any]:
    answer = client.get(PRESENCE, query)
    assert answer.status_code == HTTPStatus.OK, answer.content
    return answer.json()


def walk(client: Client, **query: object) -> list[dict[str, Any]]:
    rows, cursor = [], None
    for _ in range(200):
        page = ask(client, **query, **({"cursor": cursor} if cursor else {}))
        rows += page["data"]
        cursor = page["next"]
        if cursor is None:
            return rows
    pytest.fail("the pages never end")


def refused(client: Client, address: str, **query: object) -> tuple[int, str]:
    answer = client.get(address, query)
    assert answer["Content-Type"] == "application/problem+json", answer.content
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def rows(home: Path) -> list[dict[str, Any]]:
    made = release()
    folder = home / "releases" / made.name
    frame = pl.read_parquet(folder / "SIMULATED-operational_presence.parquet")
    return [
        {
            key: str(value) if hasattr(value, "isoformat") else value
            for key, value in row.items()
        }
        for row in frame.to_dicts()
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
def test_walking_the_pages_gives_every_row_once_and_in_order(
    client: Client, rows: list[dict[str, Any]], limit: int
) -> None:
    assert walk(client, limit=limit) == rows


def test_filters_find_what_brute_force_finds(
    client: Client, rows: list[dict[str, Any]]
) -> None:
    chance = random.Random(7)  # noqa: S311
    values = {
        name: sorted({str(row[name]) for row in rows if row[name] is not None})
        for name in EQUAL
    }
    days = sorted(
        {row["reference_period_start"] for row in rows}
        | {row["reference_period_end"] for row in rows}
    )
    for _ in range(60):
        query: dict[str, str] = {
            name: chance.choice(values[name])
            for name in chance.sample(EQUAL, chance.randint(0, 3))
            if values[name]
        }
        for name in chance.sample(list(BOUNDS), chance.randint(0, 2)):
            query[name] = chance.choice(days)
        expected = [
            row for row in rows if all(fits(row, *one) for one in query.items())
        ]

        assert walk(client, **query, limit=chance.randint(1, 4)) == expected, query


def fits(row: dict[str, Any], name: str, value: str) -> bool:
    if name in EQUAL:
        return str(row[name]) == value
    column, _, bound = name.rpartition("_")
    return row[column] >= value if bound == "min" else row[column] <= value


def test_codes_are_taken_in_any_case(client: Client, rows: list[Any]) -> None:
    assert walk(client, location_code="xaa", admin1_code="xa01") == [
        row for row in rows if row["admin1_code"] == "XA01"
    ]


def test_csv_is_the_same_and_links_to_the_next_page(
    client: Client, rows: list[dict[str, Any]]
) -> None:
    answer = client.get(PRESENCE, {"output_format": "csv", "limit": 2})
    read = list(csv.DictReader(io.StringIO(answer.content.decode())))

    assert [one["org_acronym"] for one in read] == [
        row["org_acronym"] for row in rows[:2]
    ]
    assert {one["simulated"] for one in read} == {"true"}
    assert "SIMULATED" in answer["Content-Disposition"]
    following = answer["Link"].split(">")[0].lstrip("<")
    more = client.get(following.replace("http://localhost", ""))
    (after, *_) = csv.DictReader(io.StringIO(more.content.decode()))
    assert after["org_slug"] == rows[2]["org_slug"]
    assert after["admin1_code"] == rows[2]["admin1_code"]


def test_an_answer_that_is_known_is_not_sent_again(client: Client, rows: Any) -> None:
    first = client.get(PRESENCE, {"limit": 2})
    known = client.get(PRESENCE, {"limit": 2}, headers={"if-none-match": first["ETag"]})
    other = client.get(PRESENCE, {"limit": 3}, headers={"if-none-match": first["ETag"]})

    assert known.status_code == HTTPStatus.NOT_MODIFIED
    assert known.content == b""
    assert other.status_code == HTTPStatus.OK
    assert first["Cache-Control"].startswith("public")


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 10_001},
        {"limit": "many"},
        {"limit": 2**70},
        {"offset": -1},
        {"offset": 2**63},
        {"output_format": "xml"},
        {"admin_level": 9},
        {"reference_period_start_min": "yesterday"},
        {"location_code": "X" * 61},
        {"location_code": "a\x00b"},
        {"unheard_of": "1"},
        {"order_by": "org_name"},
    ],
)
def test_what_cannot_be_read_is_refused(
    client: Client, rows: Any, query: dict[str, object]
) -> None:
    assert refused(client, PRESENCE, **query) == (400, "REQUEST_INVALID")


def test_a_cursor_is_bound_to_its_release_and_its_filters(
    client: Client, rows: Any
) -> None:
    page = ask(client, limit=1, sector_code="water")
    cursor, name = page["next"], page["release"]["name"]

    assert refused(client, PRESENCE, cursor=cursor) == (422, "CURSOR_INVALID")
    assert refused(client, PRESENCE, cursor=cursor + "x", sector_code="water") == (
        422,
        "CURSOR_INVALID",
    )
    assert refused(
        client, PRESENCE, cursor=cursor, sector_code="water", release="other"
    ) == (422, "CURSOR_INVALID")
    assert refused(client, PRESENCE, cursor=cursor, sector_code="water", offset=1) == (
        422,
        "CURSOR_INVALID",
    )
    assert ask(client, cursor=cursor, sector_code="water", release=name)["data"]


def test_a_cursor_goes_on_in_its_release_when_a_later_one_appears(
    client: Client, home: Path
) -> None:
    early = release(known_at=moment(3.5))
    page = ask(client, limit=1)
    release()

    following = ask(client, limit=1, cursor=page["next"])
    assert following["release"]["name"] == early.name
    assert ask(client, limit=1)["release"]["name"] != early.name


def test_an_unknown_value_finds_nothing_and_an_unknown_release_is_refused(
    client: Client, rows: Any
) -> None:
    assert ask(client, sector_code="no-such-sector")["data"] == []
    assert refused(client, PRESENCE, release="nothing") == (404, "UNKNOWN_RELEASE")


def test_without_any_release_there_is_none_to_ask(client: Client) -> None:
    assert refused(client, PRESENCE) == (404, "UNKNOWN_RELEASE")
    assert refused(client, COVERAGE) == (404, "UNKNOWN_RESPONSE")
    assert client.get("/api/v1/releases").json() == {"releases": []}


def test_a_withdrawn_release_answers_that_it_is_gone(client: Client) -> None:
    made = release()
    cursor = ask(client, limit=1)["next"]
    withdraw_release(made.name, reason="Wrong.", by=OPERATOR, at=RELEASED_AT)

    assert refused(client, PRESENCE, release=made.name) == (410, "RELEASE_WITHDRAWN")
    assert refused(client, PRESENCE, cursor=cursor) == (410, "RELEASE_WITHDRAWN")
    told = client.get(f"/api/v1/releases/{made.name}").json()
    assert told["withdrawn_reason"] == "Wrong."
    assert told["manifest"] is None


def test_coverage_for_visitors_comes_from_the_release(
    client: Client, rows: Any
) -> None:
    told = client.get(COVERAGE).json()

    assert told["release"]["mark"] == "SIMULATED"
    assert told["by"] == ["admin2", "sector"]
    assert told["period"]["label"] == FEBRUARY
    assert {
        "admin2_pcode": "XA0102",
        "sector": "nourishment",
        "orgs": 1,
        "orgs_certain": 1,
        "orgs_unresolved": 0,
        "activities": 1,
        "state": "reported",
    } in told["rows"]
    on_a_day = client.get(COVERAGE, {"as_of": "2025-01-15", "by": "sector"}).json()
    assert on_a_day["period"]["label"] == JANUARY
    assert {row["sector"] for row in on_a_day["rows"]} == {"water", "schooling"}


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ({"by": "org"}, (422, "UNKNOWN_DIMENSION")),
        ({"by": "admin1,admin2"}, (422, "UNKNOWN_DIMENSION")),
        ({"as_of": "2030-01-01"}, (422, "VALUE_INVALID")),
        ({"as_of": "2025"}, (422, "DATE_INVALID")),
        ({"period": "2024-12"}, (422, "VALUE_INVALID")),
        ({"known_at": "never"}, (422, "MOMENT_INVALID")),
        ({"known_at": "2020-01-01"}, (404, "UNKNOWN_RESPONSE")),
        ({"unheard_of": "1"}, (400, "REQUEST_INVALID")),
    ],
)
def test_coverage_refuses_what_it_cannot_tell(
    client: Client, rows: Any, query: dict[str, str], answer: tuple[int, str]
) -> None:
    assert refused(client, COVERAGE, **query) == answer


def test_coverage_is_live_for_those_who_may_see_reports(client: Client) -> None:
    account = create_account(
        "ada",
        "a long pass phrase",
        role=Role.ADMINISTRATOR,
        by=OPERATOR,
        at=RELEASED_AT,
    )
    client.force_login(account)
    told = client.get(COVERAGE)

    assert told.json()["period"] == FEBRUARY
    assert "release" not in told.json()
    assert told["Cache-Control"] == "private, no-store"


def test_presence_is_the_same_whoever_asks(client: Client, rows: Any) -> None:
    visitor = client.get(PRESENCE)
    client.force_login(
        create_account(
            "ada",
            "a long pass phrase",
            role=Role.ADMINISTRATOR,
            by=OPERATOR,
            at=RELEASED_AT,
        )
    )
    signed_in = client.get(PRESENCE)

    assert signed_in.content == visitor.content
    assert signed_in["ETag"] == visitor["ETag"]
