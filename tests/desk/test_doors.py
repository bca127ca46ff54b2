"""Who gets in, who is told why not, and what no page of the desk does."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import comity.desk
from tests.desk.conftest import PHRASE
from tests.desk.pages import words
from tests.reconciliation.world import RESPONSE

NOBODY = "00000000-0000-4000-8000-000000000000"
TEMPLATES = sorted((Path(comity.desk.__file__).parent / "templates").rglob("*.html"))

PAGES = (
    "/desk/",
    "/desk/claims/",
    "/desk/claims/new/?kind=figure",
    "/desk/conflicts/",
    "/desk/responses/",
    "/desk/responses/new/",
    f"/desk/responses/{RESPONSE}/",
    f"/desk/responses/{RESPONSE}/upload/",
    "/desk/submissions/",
    "/desk/names/",
    "/desk/suggestions/organization/?claim-member=harbour",
)
DEEDS = (
    "/desk/claims/new/",
    f"/desk/claims/{NOBODY}/retract/",
    f"/desk/claims/{NOBODY}/rank/",
    f"/desk/claims/{NOBODY}/correct/",
    "/desk/responses/new/",
    f"/desk/responses/{RESPONSE}/expect/",
    f"/desk/responses/{RESPONSE}/upload/",
    f"/desk/submissions/{NOBODY}/accept/",
    f"/desk/submissions/{NOBODY}/withdraw/",
    f"/desk/submissions/{NOBODY}/check-again/",
    "/desk/names/judge/",
    "/desk/names/undo/",
)


@pytest.mark.parametrize("address", PAGES)
def test_an_administrator_sees_every_page(keeper: Client, address: str) -> None:
    answer = keeper.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_is_led_to_the_sign_in_and_back(stores: Path, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("desk:sign-in"))
    at_the_door = Client().get(answer["Location"])
    assert f'name="next" value="{address}"' in at_the_door.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_reader_is_told_that_the_desk_is_not_theirs(
    reader: Client, address: str
) -> None:
    answer = reader.get(address)
    assert answer.status_code == 403
    said = words(answer)
    assert "Your account may read, but not work at the desk" in said
    assert "Sign out" in said


@pytest.mark.parametrize("address", DEEDS)
def test_nobody_but_an_administrator_does_anything(
    reader: Client, address: str
) -> None:
    assert reader.post(address).status_code == 403
    assert Client().post(address)["Location"].startswith(reverse("desk:sign-in"))


@pytest.mark.parametrize("address", DEEDS)
def test_nothing_is_done_without_the_token_of_a_form(
    keeper: Client, address: str
) -> None:
    keeper.handler.enforce_csrf_checks = True
    assert keeper.post(address).status_code == 403


def test_signing_in_leads_to_the_inbox_and_out_to_the_public_pages(
    stores: Path,
) -> None:
    client = Client()
    entered = client.post(
        reverse("desk:sign-in"), {"username": "keeper", "password": PHRASE}
    )
    assert entered["Location"] == reverse("desk:inbox")
    assert "Inbox" in words(client.get(entered["Location"]))
    assert client.get(reverse("desk:sign-in")).status_code == 302
    assert client.post(reverse("desk:sign-out"))["Location"] == "/"
    assert client.get(reverse("desk:inbox")).status_code == 302


def test_a_wrong_password_keeps_the_name_and_says_nothing_of_accounts(
    stores: Path,
) -> None:
    tried = {"username": "keeper", "password": "something else"}
    known = Client().post(reverse("desk:sign-in"), tried)
    unknown = Client().post(reverse("desk:sign-in"), tried | {"username": "nobody"})
    assert 'value="keeper"' in known.content.decode()
    assert "correct username and password" in words(known)
    assert words(known) == words(unknown)


def test_the_sign_in_leads_to_no_other_site(stores: Path) -> None:
    entered = Client().post(
        reverse("desk:sign-in"),
        {
            "username": "keeper",
            "password": PHRASE,
            "next": "https://elsewhere.example/",
        },
    )
    assert entered["Location"] == reverse("desk:inbox")


@pytest.mark.parametrize("kind", ["claims", "submissions"])
def test_what_does_not_exist_is_not_found(keeper: Client, kind: str) -> None:
    answer = keeper.get(f"/desk/{kind}/{NOBODY}/")
    assert answer.status_code == 404
    assert NOBODY in words(answer)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_security_policy_forbids(template: Path) -> None:
    html = template.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
