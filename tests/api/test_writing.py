"""Writing over HTTP: signed in, with the form's token, in one's role, whole or not at all."""

from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from comity.access.models import Transaction
from comity.register.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pack")]

API = "/api/v1/claims"
GHOST = UUID(int=0)
BODY: dict[str, Any] = {
    "kind": "membership",
    "fields": {"member": "unicef", "organization": "iom-council", "role": "observer"},
    "start": "2001-05",
    "end": "..",
    "source": {"title": "The Gazette", "url": "https://gazette.example.org/1"},
    "locator": "page 1",
    "says": "It watches the Council.",
}
WRITES = {
    "record": ("", BODY),
    "retract": (f"/{GHOST}/retract", {"reason": "x"}),
    "correct": (f"/{GHOST}/correct", {**BODY, "reason": "x"}),
    "rank": (f"/{GHOST}/rank", {"rank": "normal", "reason": "x"}),
}
WRITES["correct"][1].pop("kind")


def post(
    client: Client, path: str, body: object, *, token: bool = True
) -> HttpResponse:
    headers = {}
    if token:
        client.cookies["csrftoken"] = "a" * 32
        headers = {"X-CSRFToken": "a" * 32}
    return client.post(  # type: ignore[return-value]
        f"{API}{path}", body, content_type="application/json", headers=headers
    )


def problem(response: Any) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["code"]


@pytest.mark.parametrize("write", WRITES)
def test_a_visitor_is_asked_to_sign_in(write: str) -> None:
    before = Transaction.objects.count()

    response = post(Client(enforce_csrf_checks=True), *WRITES[write])

    assert problem(response) == (401, "SIGN_IN_NEEDED")
    assert Transaction.objects.count() == before


@pytest.mark.parametrize("write", ["record", "retract", "rank"])
def test_someone_without_the_role_is_refused(registered: Client, write: str) -> None:
    before = Transaction.objects.count()

    response = post(registered, *WRITES[write])

    assert problem(response) == (403, "NOT_PERMITTED")
    assert Transaction.objects.count() == before


@pytest.mark.parametrize("write", WRITES)
def test_a_request_without_the_forms_token_is_refused(
    administrator: Client, write: str
) -> None:
    before = Transaction.objects.count()

    response = post(administrator, *WRITES[write], token=False)

    assert problem(response) == (403, "NOT_PERMITTED")
    assert Transaction.objects.count() == before


def test_a_claim_is_recorded_corrected_ranked_and_retracted(
    administrator: Client,
) -> None:
    recorded = post(administrator, "", BODY)
    assert recorded.status_code == 201
    claim = recorded.json()["claim"]

    ranked = post(administrator, f"/{claim}/rank", {"rank": "preferred", "reason": "x"})
    corrected = post(
        administrator,
        f"/{claim}/correct",
        {**WRITES["correct"][1], "start": "2002", "reason": "misread"},
    )
    new = corrected.json()["claim"]
    retracted = post(administrator, f"/{new}/retract", {"reason": "gone"})

    assert [it.status_code for it in (ranked, corrected, retracted)] == [200, 201, 200]
    assert recorded.json()["fact"] == corrected.json()["fact"]
    shown = administrator.get(f"{API}/{claim}").json()
    assert (shown["rank"], shown["retraction_reason"]) == ("preferred", "misread")
    assert administrator.get(f"{API}/{new}").json()["corrects"] == claim
    assert shown["recorded_by"] == "administrator"


def test_what_is_recorded_is_answered_at_once_and_to_everyone(
    administrator: Client, client: Client
) -> None:
    path = "/api/v1/standing/unicef"
    query = {"in": "iom-council", "as_of": "2010-01-01"}
    before = client.get(path, query).json()

    post(administrator, "", BODY)

    after = client.get(path, query).json()
    assert before["standings"] == []
    assert [it["role"] for it in after["standings"]] == ["observer"]
    then = client.get(path, {**query, "known_at": before["known_at"]}).json()
    assert then["standings"] == []


def test_a_restricted_claim_is_told_to_no_visitor(
    administrator: Client, client: Client
) -> None:
    claim = post(administrator, "", {**BODY, "sensitivity": "restricted"}).json()[
        "claim"
    ]

    assert client.get(f"{API}/{claim}").status_code == 404
    assert administrator.get(f"{API}/{claim}").status_code == 200
    assert "Gazette" not in client.get("/api/v1/sources").content.decode()


def changed(**changes: Any) -> dict[str, Any]:
    return {**BODY, **changes}


REFUSED: list[tuple[Any, int, str]] = [
    ("{", 400, "REQUEST_INVALID"),
    ([], 400, "REQUEST_INVALID"),
    ({}, 400, "REQUEST_INVALID"),
    (changed(is_staff=True), 400, "REQUEST_INVALID"),
    (changed(recorded_by="me"), 400, "REQUEST_INVALID"),
    (changed(fact="not-an-id"), 400, "REQUEST_INVALID"),
    (changed(says="x" * 5001), 400, "REQUEST_INVALID"),
    (changed(fields={"member": "x" * 501}), 400, "REQUEST_INVALID"),
    (changed(kind="gossip"), 422, "UNKNOWN_KIND"),
    (changed(rank="best"), 422, "UNKNOWN_TERM"),
    (changed(rank="preferred"), 422, "RANK_REASON_MISSING"),
    (changed(sensitivity="secret"), 422, "UNKNOWN_TERM"),
    (changed(start="2001-13"), 422, "DATE_INVALID"),
    (changed(start="2001", end="1999"), 422, "DATE_ORDER"),
    (changed(start=None), 422, "ATTESTATION_MISSING"),
    (changed(locator=" "), 422, "EVIDENCE_INCOMPLETE"),
    (changed(source={"title": ""}), 422, "EVIDENCE_INCOMPLETE"),
    (changed(source={"title": "x", "url": "javascript:x"}), 422, "URL_FORBIDDEN"),
    (changed(fields={**BODY["fields"], "role": "boss"}), 422, "UNKNOWN_TERM"),
    (changed(fields={**BODY["fields"], "colour": "red"}), 422, "UNKNOWN_FIELD"),
    (changed(fields={"member": "unicef"}), 422, "FIELD_MISSING"),
    (
        changed(fields={**BODY["fields"], "member": "ghost"}),
        404,
        "UNKNOWN_ORGANIZATION",
    ),
    (changed(fields={**BODY["fields"], "member": "iom-council"}), 422, "OWN_MEMBER"),
    (changed(fact=str(GHOST)), 404, "UNKNOWN_RECORD"),
    (changed(says="a\x00b"), 400, "REQUEST_INVALID"),
]


@pytest.mark.parametrize(("body", "status", "code"), REFUSED)
def test_a_claim_that_cannot_stand_is_refused_by_name(
    administrator: Client, body: Any, status: int, code: str
) -> None:
    before = (Transaction.objects.count(), Membership.objects.count())

    assert problem(post(administrator, "", body)) == (status, code)

    assert (Transaction.objects.count(), Membership.objects.count()) == before


@pytest.mark.parametrize("write", ["retract", "correct", "rank"])
def test_a_claim_that_nobody_recorded_is_not_found(
    administrator: Client, write: str
) -> None:
    assert problem(post(administrator, *WRITES[write])) == (404, "UNKNOWN_CLAIM")


def test_a_claim_is_retracted_once(administrator: Client) -> None:
    claim = post(administrator, "", BODY).json()["claim"]
    path = f"/{claim}/retract"

    assert problem(post(administrator, path, {"reason": " "})) == (
        422,
        "REASON_MISSING",
    )
    assert post(administrator, path, {"reason": "x"}).status_code == 200
    assert problem(post(administrator, path, {"reason": "x"})) == (
        409,
        "ALREADY_RETRACTED",
    )


def test_two_sources_of_long_titles_are_two_sources(administrator: Client) -> None:
    title = (
        "A report on the cooperation of organizations in the field of migration " * 3
    )
    for url in ("https://one.example.org/", "https://two.example.org/"):
        source = {"title": title, "url": url}

        assert (
            post(administrator, "", changed(source=source, new_fact=True)).status_code
            == 201
        )
