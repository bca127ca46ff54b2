"""Claims at the desk: recorded, corrected, taken back, ranked, beside one another."""

from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from comity.register.queries import ask, claim_record, standing
from tests.desk.pages import told, words
from tests.reconciliation.world import OPERATOR

NEW = "/desk/claims/new/?kind=membership"

GIVEN = {
    "claim-member": "HRS",
    "claim-organization": "nww",
    "claim-role": "observer",
    "start": "1992",
    "end": "..",
    "source": "Minutes of the first meeting",
    "url": "https://example.org/minutes",
    "locator": "paragraph 4",
    "says": "Admits the society as an observer.",
    "sensitivity": "public",
}


def recorded(client: Client, **changes: str) -> UUID:
    answer = client.post(NEW, GIVEN | changes)
    assert answer.status_code == 302, words(answer)
    return UUID(answer["Location"].split("/")[-2])


def test_a_claim_is_recorded_with_its_time_and_evidence(keeper: Client) -> None:
    claim = recorded(keeper)
    said = words(keeper.get(reverse("desk:claim", args=(claim,))))
    for part in (
        "Harbour Relief Society",
        "Northern Water Works",
        "observer",
        "1992 – still so",
        "Admits the society as an observer.",
        "Minutes of the first meeting , paragraph 4",
        "keeper",
    ):
        assert part in said
    (held,) = standing("hrs", ask(OPERATOR)).standings
    assert (held.claim, held.role) == (claim, "observer")


def test_a_source_on_record_is_cited_by_its_title_alone(keeper: Client) -> None:
    first = claim_record(recorded(keeper), ask(OPERATOR))
    again = recorded(keeper, url="", **{"claim-member": "MML"})
    second = claim_record(again, ask(OPERATOR))
    assert second.citations[0].source_key == first.citations[0].source_key


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(
    keeper: Client,
) -> None:
    wrong: dict[str, dict[str, str]] = {
        "claim-member": {"claim-member": "Harbor Releif"},
        "start": {"start": "the nineties"},
        "attested_on": {"start": ""},
        "end": {"start": "1992", "end": "1991"},
        "url": {"url": "http://localhost/"},
        "locator": {"locator": ""},
    }
    for field, changes in wrong.items():
        answer = keeper.post(NEW, GIVEN | changes)
        assert answer.status_code == 422
        assert told(answer, field), field
        html = answer.content.decode()
        for name, value in (GIVEN | changes).items():
            assert name == "says" or not value or f'value="{value}"' in html
        assert "Admits the society as an observer." in html
    assert not standing("hrs", ask(OPERATOR)).standings


def test_an_unknown_organization_is_answered_with_the_nearest(keeper: Client) -> None:
    answer = keeper.post(NEW, GIVEN | {"claim-member": "Harbor Releif Society"})
    assert "Nearest: hrs" in told(answer, "claim-member")


def test_an_unknown_kind_of_claim_is_refused(keeper: Client) -> None:
    answer = keeper.get("/desk/claims/new/?kind=rumour")
    assert answer.status_code == 422
    assert "'rumour' is not a kind of claim" in words(answer)


def test_what_could_be_several_spells_is_asked(keeper: Client) -> None:
    recorded(keeper, start="1951", end="1964", about="new")
    recorded(keeper, start="1990", end="..", about="new")
    changes = {"start": "1950", "end": "2000", "locator": "paragraph 9"}
    asked = keeper.post(NEW, GIVEN | changes)
    assert asked.status_code == 422
    assert "several recorded spells" in told(asked, "about")
    html = asked.content.decode()
    assert "The spell from 1951 to 1964" in html
    assert "The spell from 1990 to now" in html
    fact = html.split(">The spell from 1951")[0].rsplit('value="', 1)[1].rstrip('"')
    claim = recorded(keeper, about=fact, **changes)
    assert str(claim_record(claim, ask(OPERATOR)).fact) == fact


def test_a_correction_starts_from_the_claim_and_shows_both(keeper: Client) -> None:
    first = recorded(keeper)
    correct = reverse("desk:correct-claim", args=(first,))
    form = keeper.get(correct)
    html = form.content.decode()
    for name, value in (("claim-member", "hrs"), ("start", "1992"), ("end", "..")):
        assert f'name="{name}" value="{value}"' in html
    assert "As it stands" in words(form)
    given = GIVEN | {"claim-role": "member", "reason": "The minutes say member."}
    answer = keeper.post(correct, given)
    second = UUID(answer["Location"].split("/")[-2])
    shown = words(keeper.get(answer["Location"]))
    assert "correcting another claim" in shown
    assert "retracted" in shown
    assert "The minutes say member." in shown
    assert claim_record(second, ask(OPERATOR)).corrects == first
    assert claim_record(first, ask(OPERATOR)).retraction_reason


def test_a_correction_needs_a_reason_and_keeps_what_was_typed(keeper: Client) -> None:
    first = recorded(keeper)
    answer = keeper.post(
        reverse("desk:correct-claim", args=(first,)), GIVEN | {"start": "1993"}
    )
    assert answer.status_code == 422
    assert told(answer, "reason")
    assert 'name="start" value="1993"' in answer.content.decode()
    assert claim_record(first, ask(OPERATOR)).retracted_at is None


def test_a_claim_is_taken_back_with_a_reason(keeper: Client) -> None:
    claim = recorded(keeper)
    address = reverse("desk:retract-claim", args=(claim,))
    refused = keeper.post(address, {"retract-reason": "  "})
    assert refused.status_code == 422
    assert told(refused, "retract-reason")
    keeper.post(address, {"retract-reason": "Another society was meant."})
    shown = words(keeper.get(reverse("desk:claim", args=(claim,))))
    assert "Another society was meant." in shown
    twice = keeper.post(address, {"retract-reason": "Again."})
    assert twice.status_code == 422
    assert "retracted already" in words(twice)


def test_a_preferred_claim_settles_a_conflict(keeper: Client) -> None:
    first = recorded(keeper, start="1991")
    second = recorded(keeper, start="1992", about=_fact(first), locator="page 2")
    assert "Unsettled 1" in words(keeper.get(reverse("desk:conflicts")))
    assert "1 conflicts unsettled" in words(keeper.get(reverse("desk:inbox")))
    given: dict[str, Any] = {"rank-rank": "preferred", "rank-reason": "The act itself."}
    keeper.post(reverse("desk:rank-claim", args=(second,)), given)
    said = words(keeper.get(reverse("desk:conflicts")))
    assert "Unsettled 0" in said
    assert "The act itself." in said
    taken = keeper.post(reverse("desk:rank-claim", args=(first,)), given)
    assert taken.status_code == 422
    assert "preferred already" in told(taken, "rank-rank")


def test_a_claim_is_found_by_the_address_of_its_page(keeper: Client) -> None:
    claim = recorded(keeper)
    found = keeper.get(
        reverse("desk:claims"), {"claim": f"https://comity.example/claims/{claim}/"}
    )
    assert found["Location"] == reverse("desk:claim", args=(claim,))
    lost = keeper.get(reverse("desk:claims"), {"claim": "observer"})
    assert "There is no id of a claim in that." in words(lost)


def test_a_field_suggests_what_it_takes(keeper: Client) -> None:
    offered = keeper.get("/desk/suggestions/organization/?claim-member=midwives")
    assert '<option value="mml">Mothers And Midwives League' in offered.content.decode()
    places = keeper.get("/desk/suggestions/area/?claim-area=brackwell")
    assert '<option value="XA0102">' in places.content.decode()


def _fact(claim: UUID) -> str:
    return str(claim_record(claim, ask(OPERATOR)).fact)
