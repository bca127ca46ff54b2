"""The pages of responses and releases, as visitors and as those who may see live numbers."""

import csv
import hashlib
import io
import json
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client

from comity.access.actions import create_account
from comity.access.actors import Role
from comity.releases.actions import withdraw_release
from comity.submissions import actions
from tests.reconciliation.world import OPERATOR, RESPONSE, moment
from tests.releases.reports import FEBRUARY, JANUARY, RELEASED_AT, draw, release
from tests.submissions.reports import accepted, line

pytestmark = pytest.mark.usefixtures("home")

PAGE = f"/responses/{RESPONSE}/"


def text(client: Client, address: str, status: int = HTTPStatus.OK) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:500]
    shown = re.sub(
        r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def sign_in(client: Client, role: Role = Role.ADMINISTRATOR) -> None:
    client.force_login(
        create_account(
            "ada", "a long pass phrase", role=role, by=OPERATOR, at=RELEASED_AT
        )
    )


def test_visitors_find_the_response_only_once_it_is_released(client: Client) -> None:
    assert client.get(PAGE).status_code == HTTPStatus.NOT_FOUND
    assert "No response is released yet" in text(client, "/responses/")
    made = release()
    shown = text(client, PAGE)
    assert "SIMULATED" in shown
    assert made.name in shown
    assert RESPONSE in text(client, "/responses/")


def test_the_matrix_tells_the_four_states_apart_in_words(client: Client) -> None:
    release()
    january = text(client, f"{PAGE}?level=2&period={JANUARY}")

    assert "1 organization and 1 name not resolved, 2 activities" in january
    assert "no report" in january
    assert "Place not told by the list of areas" in january


def test_filters_stand_in_the_address_and_unknown_ones_are_refused(
    client: Client,
) -> None:
    release()

    assert "Water" in text(client, f"{PAGE}?sector=water&period={JANUARY}")
    inside = text(client, f"{PAGE}?level=2&within=XA02&period={JANUARY}")
    assert "XA0201" in inside
    assert "XA0101" not in inside
    for wrong in ("sector=x", "level=9", "period=2020", "within=XA01", "page=0"):
        text(client, f"{PAGE}?{wrong}", HTTPStatus.UNPROCESSABLE_ENTITY)
    text(client, f"{PAGE}?release=nothing", HTTPStatus.NOT_FOUND)


def test_the_map_is_drawn_where_there_are_boundaries(
    client: Client, tmp_path: Path
) -> None:
    release()
    assert "<figure" not in client.get(PAGE).content.decode()
    draw(tmp_path)
    made = release()
    shown = client.get(f"{PAGE}?period={JANUARY}").content.decode()

    assert 'class="map-' in shown
    assert "do not imply official endorsement" in shown
    assert f"Release {made.name}" in shown
    assert "Norrin: 2 organizations" in shown


def test_the_same_address_gives_data(client: Client) -> None:
    release()
    record = client.get(f"/responses/{RESPONSE}.json", {"period": JANUARY}).json()
    rows = list(
        csv.DictReader(
            io.StringIO(
                client.get(
                    f"/responses/{RESPONSE}.csv", {"period": JANUARY, "level": 2}
                ).content.decode()
            )
        )
    )

    assert record["head"]["simulated"] is True
    assert record["total"]["orgs"] == 3
    assert record["reporters"] == []
    assert {row["simulated"] for row in rows} == {"true"}
    assert [
        (row["orgs"], row["orgs_unresolved"])
        for row in rows
        if row["admin2_pcode"] == "XA0202" and row["sector"] == "schooling"
    ] == [("1", "1")]


@pytest.mark.usefixtures("quick_reading")
def test_those_who_may_see_live_numbers_switch_to_them(client: Client) -> None:
    release()
    sent = accepted(
        [line("gsc", "XA0102", "NUT", days=("2025-02-01", "2025-02-28"))],
        period=FEBRUARY,
        organization="gsc",
        hour=6,
    )
    released_page = text(client, PAGE)
    assert "Show live numbers" not in released_page
    assert "Grain And Seed" not in released_page
    sign_in(client)
    live = text(client, f"{PAGE}?view=live")
    assert "Live numbers, not released" in live
    assert "Grain And Seed" in live
    assert "Northern Water Works" not in text(client, f"{PAGE}?period={FEBRUARY}")
    assert "NWW no report" in live
    actions.withdraw(sent.pk, reason="wrong", by=OPERATOR, at=moment(7))
    assert "Grain And Seed" not in text(client, f"{PAGE}?view=live")


def test_live_numbers_are_not_for_everyone(client: Client) -> None:
    release()

    assert "Live numbers" not in text(client, f"{PAGE}?view=live")
    sign_in(client, Role.REGISTERED)
    assert "Live numbers" not in text(client, f"{PAGE}?view=live")


def test_a_release_lists_every_file_and_serves_it_as_published(client: Client) -> None:
    made = release()
    shown = text(client, f"/releases/{made.name}/")
    record = client.get(f"/releases/{made.name}.json").json()

    for name, told in record["manifest"]["files"].items():
        answer = client.get(f"/releases/{made.name}/files/{name}")
        content = b"".join(answer.streaming_content)
        assert hashlib.sha256(content).hexdigest() == told["sha256"]
        assert told["sha256"] in shown
        assert answer["Content-Type"] == told["type"]
        assert f'filename="{name}"' in answer["Content-Disposition"]
    again = client.get(
        f"/releases/{made.name}/files/{name}", headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    manifest = client.get(f"/releases/{made.name}/files/manifest.json")
    assert json.loads(b"".join(manifest.streaming_content)) == record["manifest"]


@pytest.mark.parametrize(
    "file", ["..%2F..%2Fsecret_key", "%2Fetc%2Fpasswd", "register.sqlite3", "%00"]
)
def test_nothing_else_is_served(client: Client, home: Path, file: str) -> None:
    made = release()
    (home / "secret_key").write_text("secret")
    (home / "releases" / made.name / "register.sqlite3").write_text("not listed")

    answer = client.get(f"/releases/{made.name}/files/{file}")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_withdrawn_release_says_so_at_its_address(client: Client) -> None:
    made = release()
    withdraw_release(
        made.name, reason="A wrong list of areas.", by=OPERATOR, at=RELEASED_AT
    )

    shown = text(client, f"/releases/{made.name}/")
    assert "Withdrawn on" in shown
    assert "A wrong list of areas." in shown
    gone = client.get(f"/releases/{made.name}/files/manifest.json")
    assert gone.status_code == HTTPStatus.GONE
    assert client.get(PAGE).status_code == HTTPStatus.NOT_FOUND
    assert "withdrawn" in text(client, "/releases/")


def test_the_code_of_a_response_is_taken_in_any_case(client: Client) -> None:
    release()

    assert client.get(f"/responses/{RESPONSE.upper()}/").headers["Location"] == PAGE
