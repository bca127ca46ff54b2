"""The queue of names: judged with reasons in view, remembered, undone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from comity.submissions.queries import waiting_names
from tests.desk.pages import checked, words
from tests.desk.test_uploads import send
from tests.reconciliation.world import OPERATOR, RESPONSE
from tests.submissions.reports import line, table

QUEUE = "/desk/names/"
JUDGE = "/desk/names/judge/"
MISSPELT = "Lantern Fund for Protectors"


@pytest.fixture
def waiting(keeper: Client) -> Client:
    """An administrator before whom one misspelt organization and one place wait."""
    lines = [line(MISSPELT), line(MISSPELT, "XA0102"), line("hrs", "Nowhereville")]
    send(keeper, table(lines))
    checked()
    return keeper


def queued(kind: str = "organization") -> list[str]:
    return [w.name.text for w in waiting_names(by=OPERATOR) if w.name.kind == kind]


def key(text: str = MISSPELT) -> str:
    return next(w.name.key for w in waiting_names(by=OPERATOR) if w.name.text == text)


def judgement(client: Client) -> str:
    html = client.get(QUEUE).content.decode()
    found = re.search(r'name="judgement" value="([^"]+)"', html)
    assert found
    return found[1]


def test_a_name_waits_with_what_hangs_on_it_and_its_candidates(
    waiting: Client,
) -> None:
    said = words(waiting.get(QUEUE, {"kind": "organization"}))
    assert MISSPELT in said
    assert "2 rows hang on it" in said
    assert "Lantern Protection Fund" in said
    assert "Nowhereville" not in said
    assert MISSPELT in words(waiting.get(reverse("desk:inbox")))


def test_taking_a_candidate_settles_the_name_and_undoing_opens_it_again(
    waiting: Client,
) -> None:
    given = {"kind": "organization", "key": key(), "text": MISSPELT, "is": "lpf"}
    answer = waiting.post(JUDGE, given | {"label": "Lantern Protection Fund"})
    assert MISSPELT not in queued()
    said = words(waiting.get(answer["Location"]))
    assert f"“{MISSPELT}” now means Lantern Protection Fund." in said
    assert f"{MISSPELT} is lpf" in said

    undone = judgement(waiting)
    for _ in range(2):
        assert (
            waiting.post("/desk/names/undo/", {"judgement": undone}).status_code == 302
        )
    assert MISSPELT in queued()
    assert "undone" in words(waiting.get(QUEUE))


def test_what_is_not_the_same_is_no_candidate_any_more(waiting: Client) -> None:
    given = {"kind": "organization", "key": key(), "is_not": "lpf", "label": "the fund"}
    waiting.post(JUDGE, given)
    (name,) = [w for w in waiting_names(by=OPERATOR) if w.name.text == MISSPELT]
    assert "Lantern Protection Fund" not in {
        one["name"] for one in name.name.candidates
    }


def test_after_a_judgement_one_is_at_the_same_place_with_the_same_filters(
    waiting: Client,
) -> None:
    given = {"kind": "organization", "key": key(), "is": "lpf", "place": "3"}
    answer = waiting.post(JUDGE, given | {"of": "organization", "response": RESPONSE})
    parts = urlsplit(answer["Location"])
    assert parts.fragment == "name-3"
    assert parse_qs(parts.query) == {"kind": ["organization"], "response": [RESPONSE]}


def test_something_else_is_searched_and_chosen(waiting: Client) -> None:
    for kind, text, sought, expected in (
        ("organization", MISSPELT, "midwives", "mml"),
        ("place", queued("place")[0], "corring", "XA0201"),
    ):
        page = waiting.get(
            "/desk/names/one/", {"kind": kind, "key": key(text), "q": sought}
        )
        assert f'name="is" value="{expected}"' in page.content.decode()
        waiting.post(JUDGE, {"kind": kind, "key": key(text), "is": expected})
        assert text not in queued(kind)


def test_a_judgement_of_nothing_known_is_refused_and_said(waiting: Client) -> None:
    asked = {"kind": "organization", "key": "never met"}
    assert waiting.post(JUDGE, asked).status_code == 404
    assert waiting.post(JUDGE, asked | {"kind": "x", "is": "lpf"}).status_code == 404
    assert waiting.get("/desk/names/one/", asked).status_code == 404
    unknown = waiting.post(
        JUDGE, {"kind": "organization", "key": key(), "is": "no-such"}, follow=True
    )
    assert "has no organization 'no-such'" in words(unknown)
    for given in ("nonsense", "00000000-0000-4000-8000-000000000000"):
        assert waiting.post(
            "/desk/names/undo/", {"judgement": given}, follow=True
        ).status_code in {200, 404}
    assert MISSPELT in queued()


def test_counts_at_the_review_follow_a_judgement(waiting: Client) -> None:
    review = waiting.get(reverse("desk:submissions")).content.decode()
    address = re.search(r'href="(/desk/submissions/[0-9a-f-]+/)"', review)
    assert address
    assert "organizations 2 1 1" in words(waiting.get(address[1]))
    waiting.post(JUDGE, {"kind": "organization", "key": key(), "is": "lpf"})
    assert "organizations 2 2 0" in words(waiting.get(address[1]))
