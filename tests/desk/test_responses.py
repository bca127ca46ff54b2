"""Responses at the desk: opened, and who is expected to report."""

from django.test import Client
from django.urls import reverse

from comity.register.queries import ask
from comity.register.queries.responses import expected_reporters, response_record
from tests.desk.pages import told, words
from tests.desk.test_uploads import sent
from tests.reconciliation.world import OPERATOR, RESPONSE
from tests.submissions.reports import line

NEW = "/desk/responses/new/"
GIVEN = {
    "code": "xaa-floods",
    "country": "XAA",
    "title": "SIMULATED: floods",
    "start": "2025-01-01",
    "periods": "2025-01, 2025-02-10\n\n2025-02/2025-03",
    "sensitivity": "partners",
    "simulated": "on",
}


def test_a_response_is_opened_with_its_periods(keeper: Client) -> None:
    answer = keeper.post(NEW, GIVEN)
    assert answer["Location"] == reverse("desk:response", args=("xaa-floods",))
    made = response_record("xaa-floods", ask(OPERATOR))
    assert [(one.label, str(one.due_on)) for one in made.periods] == [
        ("2025-01", "2025-02-10"),
        ("2025-02/2025-03", "None"),
    ]
    said = words(keeper.get(answer["Location"]))
    assert "simulated" in said
    assert "due 2025-02-10" in said


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    keeper: Client,
) -> None:
    for field, value in (
        ("code", RESPONSE),
        ("code", "x y"),
        ("country", "XZZ"),
        ("sensitivity", ""),
        ("periods", "spring"),
        ("start", "2025"),
    ):
        answer = keeper.post(NEW, GIVEN | {field: value})
        assert answer.status_code == 422, field
        assert told(answer, field), field
        assert 'value="SIMULATED: floods"' in answer.content.decode()
    unmarked = {name: value for name, value in GIVEN.items() if name != "simulated"}
    assert told(keeper.post(NEW, unmarked), "simulated")


def test_who_should_report_is_said_once_and_shown(keeper: Client) -> None:
    address = reverse("desk:expect", args=(RESPONSE,))
    given = {"periods": ["2025-01", "2025-02"], "organizations": "HRS\nlpf\n"}
    for _ in range(2):
        assert keeper.post(address, given).status_code == 302
    assert len(expected_reporters(RESPONSE, ask(OPERATOR))) == 4
    said = words(keeper.get(reverse("desk:response", args=(RESPONSE,))))
    assert "Harbour Relief Society not yet" in said
    assert "2025-03 Nobody is expected to report." in said


def test_an_unknown_reporter_is_named_and_none_is_expected(keeper: Client) -> None:
    answer = keeper.post(
        reverse("desk:expect", args=(RESPONSE,)),
        {"periods": ["2025-01"], "organizations": "HRS\nNo Such League"},
    )
    assert answer.status_code == 422
    assert "No Such League" in told(answer, "organizations")
    assert expected_reporters(RESPONSE, ask(OPERATOR)) == []


def test_who_has_reported_follows_what_counts(keeper: Client) -> None:
    given = {"periods": ["2025-01", "2025-02"], "organizations": "HRS"}
    keeper.post(reverse("desk:expect", args=(RESPONSE,)), given)
    review = sent(keeper, [line()], organization="HRS")
    page = reverse("desk:response", args=(RESPONSE,))
    assert "Society reported" not in words(keeper.get(page))
    keeper.post(f"{review}accept/")
    said = words(keeper.get(page))
    assert said.count("Harbour Relief Society reported") == 1
    assert said.count("Harbour Relief Society not yet") == 1
