"""Reading over HTTP: the keys that other programs rely on, and faults as documents."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pack")]

API = "/api/v1"
BACKED = {
    *("certainty", "period", "rank", "citations", "conflicts", "context", "role"),
    "under",
}
"""What the interface contract names of every role; more may stand beside it."""


def get(client: Client, path: str, **query: Any) -> dict[str, Any]:
    response = client.get(f"{API}{path}", query)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    found: dict[str, Any] = response.json()
    return found


def test_standing_answers_as_the_contract_says(client: Client) -> None:
    found = get(
        client, "/standing/iom", **{"as_of": "1994-05-01", "in": "un-general-assembly"}
    )

    assert {"organization", "as_of", "known_at", "standings"} <= set(found)
    assert (found["organization"], found["as_of"]) == ("iom", "1994-05-01")
    (role,) = found["standings"]
    assert BACKED | {"body"} <= set(role)
    assert role["body"] == "un-general-assembly"
    assert (role["role"], role["certainty"]) == ("observer", "certain")
    assert role["context"] is None
    assert role["conflicts"] == []
    assert (role["period"]["start"], role["period"]["end"]) == ("1992", "..")
    assert role["under"]["symbol"] == "A/RES/47/4"
    assert {"symbol", "title"} <= set(role["under"])
    assert role["rank"] == "preferred"
    assert {"source", "locator", "says"} <= set(role["citations"][0])


@pytest.mark.parametrize(
    "name", ["iom", "IOM", "XM-DAC-47066", "International Organization for Migration"]
)
def test_an_organization_answers_to_slug_acronym_identifier_and_name(
    client: Client, name: str
) -> None:
    assert get(client, f"/standing/{name}")["organization"] == "iom"


def test_members_answer_as_the_contract_says(client: Client) -> None:
    found = get(client, "/members/un-network-on-migration", as_of="2020-01-01")

    assert {"body", "as_of", "known_at", "members"} <= set(found)
    for role in found["members"]:
        assert BACKED | {"organization", "name"} <= set(role)
    assert {role["role"] for role in found["members"]} == {
        "member",
        "coordinator",
        "secretariat",
    }


def test_changes_answer_as_the_contract_says(client: Client) -> None:
    found = get(
        client,
        "/changes/global-migration-group",
        **{"from": "2018-01-01", "to": "2018-12-31"},
    )

    assert {"subject", "from", "to", "changes"} <= set(found)
    assert found["from"] == "2018-01-01"
    for change in found["changes"]:
        assert {"day", "kind", "summary", "claim", "citations"} == set(change)
        assert change["kind"] in {"began", "ended", "changed"}


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("/instruments", {"as_of", "known_at", "instruments"}),
        ("/instruments/A/RES/47/4", {"slug", "symbol", "title", "state", "events"}),
        (
            "/instruments/a-res-47-4",
            {"slug", "parties", "relations", "clauses", "grants"},
        ),
        ("/organizations/iom", {"slug", "name", "names", "standings", "figures"}),
        ("/countries/ken", {"iso3", "name", "organization", "standings"}),
        ("/conflicts", {"conflicts"}),
        ("/sources", {"sources"}),
    ],
)
def test_each_address_answers(client: Client, path: str, keys: set[str]) -> None:
    assert keys <= set(get(client, path))


def test_every_claim_that_is_named_can_be_opened(client: Client) -> None:
    standings = get(client, "/standing/iom")["standings"]

    for role in standings[:5]:
        claim = get(client, f"/claims/{role['claim']}")
        assert claim["claim"] == role["claim"]
        assert claim["citations"]


def test_an_answer_repeats_at_the_moment_that_it_gives(client: Client) -> None:
    first = get(client, "/members/united-nations", as_of="1990-01-01")

    again = get(
        client,
        "/members/united-nations",
        as_of="1990-01-01",
        known_at=first["known_at"],
    )
    before = get(client, "/organizations/iom", known_at=first["known_at"])

    assert again == first
    assert before["slug"] == "iom"


def test_before_the_register_knew_anything_nothing_is_answered(client: Client) -> None:
    found = get(client, "/members/united-nations", known_at="2000-01-01")

    assert found["members"] == []


PROBLEMS = [
    ("/standing/no-such-body", {}, 404, "UNKNOWN_ORGANIZATION"),
    ("/standing/%20", {}, 404, "UNKNOWN_ORGANIZATION"),
    ("/members/iom", {"as_of": "1992"}, 422, "DATE_INVALID"),
    ("/members/iom", {"as_of": "2023-02-29"}, 422, "DATE_INVALID"),
    ("/members/iom", {"known_at": "yesterday"}, 422, "MOMENT_INVALID"),
    ("/members/iom", {"known_at": "0001-01-01T00:00:00+14:00"}, 422, "MOMENT_INVALID"),
    ("/members/iom", {"as_of": "x" * 65}, 400, "REQUEST_INVALID"),
    ("/changes/iom", {}, 400, "REQUEST_INVALID"),
    ("/changes/iom", {"from": "2000-01-01", "to": "1999-01-01"}, 422, "DATE_ORDER"),
    ("/instruments", {"party": "ghost"}, 404, "UNKNOWN_ORGANIZATION"),
    ("/instruments", {"party": ["iom"] * 21}, 400, "REQUEST_INVALID"),
    ("/instruments", {"area": "ZZ99"}, 404, "UNKNOWN_AREA"),
    ("/instruments", {"expiring_within": "-1"}, 400, "REQUEST_INVALID"),
    ("/instruments", {"expiring_within": str(2**63)}, 400, "REQUEST_INVALID"),
    ("/instruments", {"expiring_within": "soon"}, 400, "REQUEST_INVALID"),
    ("/instruments/A/RES/0/0", {}, 404, "UNKNOWN_INSTRUMENT"),
    ("/countries/XXX", {}, 404, "UNKNOWN_COUNTRY"),
    ("/claims/not-an-id", {}, 400, "REQUEST_INVALID"),
    ("/claims/00000000-0000-0000-0000-000000000000", {}, 404, "UNKNOWN_CLAIM"),
]


@pytest.mark.parametrize(("path", "query", "status", "code"), PROBLEMS)
def test_what_is_wrong_is_told_as_a_problem_document(
    client: Client, path: str, query: dict[str, Any], status: int, code: str
) -> None:
    response = client.get(f"{API}{path}", query)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response["Content-Type"] == "application/problem+json"
    document = response.json()
    assert set(document) == {
        "type",
        "title",
        "status",
        "detail",
        "code",
        "hint",
        "fields",
    }
    assert document["type"] == f"/errors/{code}"
    assert document["status"] == status
    assert document["detail"]
    assert document["hint"]
    page = client.get(f"{document['type']}/")
    assert page.status_code == 200


def test_an_address_that_nothing_is_served_at_is_told_as_json(client: Client) -> None:
    response = client.get(f"{API}/nothing/here")

    assert response.status_code == 404
    assert "Traceback" not in response.content.decode()


ADDRESSES = [
    "/standing/iom",
    "/members/iom",
    "/changes/iom",
    "/instruments",
    "/instruments/a-res-47-4",
    "/organizations/iom",
    "/countries/KEN",
    "/claims/00000000-0000-0000-0000-000000000000",
    "/conflicts",
    "/sources",
    "/openapi.json",
    "/claims",
    "/claims/00000000-0000-0000-0000-000000000000/retract",
    "",
    "/",
]


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    "method", ["HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "POST", "BREW"]
)
def test_no_method_is_our_fault(client: Client, path: str, method: str) -> None:
    response = client.generic(method, f"{API}{path}", b"{}", "application/json")

    assert response.status_code < 500


def test_a_get_address_refuses_to_be_written_to(client: Client) -> None:
    assert client.post(f"{API}/standing/iom").status_code == 405


@pytest.mark.parametrize("path", ["/standing/iom", "/sources"])
def test_what_a_visitor_is_told_may_be_kept_and_asked_again(
    client: Client, path: str
) -> None:
    response = client.get(f"{API}{path}")

    assert response["Cache-Control"] == "no-cache"
    assert "Cookie" in response["Vary"]


def test_what_someone_signed_in_is_told_is_kept_by_nobody(registered: Client) -> None:
    assert registered.get(f"{API}/sources")["Cache-Control"] == "private, no-store"


SAMPLES = st.one_of(
    st.sampled_from(
        [
            *("iom", "IOM", "un-general-assembly", "A/RES/47/4", "KEN", "migration"),
            *("1992-01-01", "1992", "9999-12-31", "0001-01-01", "2026-11-23T00:00Z"),
            *("\x00", "'", "%", "../..", "\ud7ff", "ع", "🜁", "9" * 30, "-1", "NaN"),
            *("2**63", "true", "[]", "{}", " ", "%00", "a" * 199),
        ]
    ),
    st.text(max_size=30),
    st.integers(-(2**70), 2**70).map(str),
)
PATHS = (
    "standing",
    "members",
    "changes",
    "instruments",
    "organizations",
    "countries",
    "claims",
    "releases",
    "coverage",
)
NAMES = (
    "as_of",
    "known_at",
    "in",
    "from",
    "to",
    "party",
    "theme",
    "area",
    "expiring_within",
    "limit",
    "cursor",
    "by",
    "admin2_pcode",
    "q",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(PATHS),
    st.one_of(st.none(), SAMPLES),
    st.dictionaries(st.sampled_from(NAMES), SAMPLES, max_size=4),
)
def test_whatever_is_asked_is_answered_or_refused(
    path: str, key: str | None, query: dict[str, str]
) -> None:
    address = f"{API}/{path}" + ("" if key is None else f"/{quote(key, safe='')}")

    response: HttpResponse = Client().get(address, query)  # type: ignore[assignment]

    assert response.status_code < 500
    if response.status_code >= 400 and response["Content-Type"].startswith(
        "application"
    ):
        assert response["Content-Type"] == "application/problem+json"


def test_the_moment_of_an_answer_is_in_utc(client: Client) -> None:
    known_at = get(client, "/standing/iom")["known_at"]

    assert known_at.endswith("Z")
    assert datetime.fromisoformat(known_at) <= datetime.now(UTC)
