"""A partner's file at the desk: sent, checked, reviewed, accepted, withdrawn."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from comity.submissions import files
from comity.submissions.queries import submissions
from tests.desk.pages import checked, told, words
from tests.reconciliation.world import OPERATOR, RESPONSE
from tests.submissions.reports import HEADINGS, line, table

UPLOAD = f"/desk/responses/{RESPONSE}/upload/"


def send(client: Client, content: bytes, name: str = "report.csv", **said: str) -> Any:
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content), **said})


def sent(client: Client, lines: list[Any], **said: str) -> str:
    """The address of the review of a file that was sent and checked."""
    answer = send(client, table(lines), **said)
    assert answer.status_code == 302, words(answer)
    checked()
    return str(answer["Location"])


def states() -> list[str]:
    return sorted(one.state for one in submissions(by=OPERATOR))


def test_a_file_goes_from_upload_to_acceptance_and_back(keeper: Client) -> None:
    answer = send(keeper, table([line(), line("nww", "XA0102")]))
    review = answer["Location"]
    waiting = keeper.get(review)
    assert "It will be checked next." in words(waiting)
    assert 'hx-trigger="every 1s"' in waiting.content.decode()

    checked()
    page = keeper.get(review)
    said = words(page)
    assert "every 1s" not in page.content.decode()
    assert "3 lines = 0 blank + 1 skipped + 2 read" in said
    assert "2 read = 2 would be applied + 0 rejected + 0 duplicate" in said
    assert "2 rows added" in said
    assert "Harbour Relief Society" in said
    assert "Brackwell (XA0102)" in said
    assert "row 1" in said

    keeper.post(f"{review}accept/")
    assert states() == ["accepted"]
    assert "2 read = 2 applied" in words(keeper.get(review))
    keeper.post(f"{review}withdraw/", {"withdraw-reason": "It was last year's file."})
    assert states() == ["withdrawn"]
    assert "It was last year's file." in words(keeper.get(review))
    keeper.post(f"{review}reinstate/")
    assert states() == ["accepted"]


def test_the_same_file_again_and_a_second_click_change_nothing(
    keeper: Client,
) -> None:
    first = send(keeper, table([line()]))["Location"]
    assert send(keeper, table([line()]))["Location"] == first
    checked()
    for _ in range(2):
        assert keeper.post(f"{first}accept/").status_code == 302
    assert send(keeper, table([line()]))["Location"] == first
    assert states() == ["accepted"]


def test_a_new_report_of_the_same_scope_shows_what_it_replaces_and_changes(
    keeper: Client,
) -> None:
    first = sent(keeper, [line(), line(where="XA0102")])
    keeper.post(f"{first}accept/")
    second = sent(keeper, [line(), line(where="XA0201")])
    said = words(keeper.get(second))
    assert "1 rows added 0 changed 1 removed 1 unchanged" in said
    assert "replaces report.csv" in said
    keeper.post(f"{second}accept/")
    assert states() == ["accepted", "superseded"]


def test_a_column_is_given_another_field_by_checking_again(keeper: Client) -> None:
    headings = tuple("Xyzzy" if one == "Activity" else one for one in HEADINGS)
    answer = send(keeper, table([line(doing="Trucking")], headings))
    checked()
    review = answer["Location"]
    page = keeper.get(review)
    assert "Xyzzy" in words(page)
    columns = {f"column-{letter}": "" for letter in "ABCDEFGHI"}
    found = page.context["review"].findings["columns"]
    given = columns | {f"column-{one['letter']}": one["field"] or "" for one in found}
    again = keeper.post(
        f"{review}check-again/", given | {"column-C": "activity", "date_order": ""}
    )
    assert again.status_code == 302
    assert again["Location"] != review
    checked()
    said = words(keeper.get(again["Location"]))
    assert "as you said" in said
    assert "Trucking" in said
    assert states() == ["checked", "withdrawn"]
    assert "Read again in another way." in words(keeper.get(review))


def test_a_sender_may_say_who_reports_and_for_when(keeper: Client) -> None:
    review = sent(keeper, [line("nww")], organization="HRS", period="2025-01/2025-02")
    said = words(keeper.get(review))
    assert "who reports hrs" in said
    assert "2025-01/2025-02" in said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organization", "No Such League"),
        ("period", "spring"),
        ("header_row", "0"),
        ("date_order", "ymd"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_received(
    keeper: Client, field: str, value: str
) -> None:
    answer = send(keeper, table([line()]), **{field: value, "encoding": "utf-8"})
    assert answer.status_code == 422
    assert told(answer, field)
    assert 'value="utf-8"' in answer.content.decode()
    assert states() == []


def test_no_file_and_too_large_a_file_are_refused_at_the_form(
    keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(keeper.post(UPLOAD), "file")
    monkeypatch.setattr(files, "UPLOAD_BYTES", 10)
    answer = send(keeper, table([line()]))
    assert answer.status_code == 422
    assert "larger than" in told(answer, "file")
    assert states() == []


def test_a_file_that_is_no_table_is_refused_with_the_reason(keeper: Client) -> None:
    review = send(keeper, b"%PDF-1.7\n\x00\x01\x02 not a table", "report.pdf")[
        "Location"
    ]
    checked()
    page = keeper.get(review)
    assert page.status_code == 200
    assert states() == ["refused"]
    assert "the file" in words(page)
    refused = keeper.post(f"{review}accept/")
    assert refused.status_code == 409
    assert "too late or too early to accept" in words(refused)


def test_problems_are_filtered_paged_and_downloaded_harmlessly(
    keeper: Client,
) -> None:
    lines = [line(days=("=HYPERLINK(1)", "2025-01-31")) for _ in range(30)]
    lines = [(*one[:2], f"Trucking {n}", *one[3:]) for n, one in enumerate(lines)]
    review = sent(keeper, lines)
    everything = keeper.get(review)
    problems = everything.context["problems"]
    assert problems.total >= 30
    assert "Page 1 of" in words(everything)
    code = max(problems.codes, key=lambda one: problems.codes[one])
    some = keeper.get(review, {"code": code, "page": "2"})
    shown = some.context["problems"].problems
    assert {one["code"] for one in shown} == {code}
    assert len(shown) == min(25, problems.codes[code] - 25)
    for page in ("0", "-1", "x", "9" * 30):
        assert keeper.get(review, {"page": page}).status_code == 200

    file = keeper.get(f"{review}problems.csv")
    assert file["Content-Disposition"] == 'attachment; filename="report-problems.csv"'
    rows = list(csv.DictReader(io.StringIO(file.content.decode())))
    assert len(rows) == problems.total
    assert not any(
        cell.startswith(("=", "+", "@")) for one in rows for cell in one.values()
    )


def test_a_withdrawal_needs_a_reason(keeper: Client) -> None:
    review = sent(keeper, [line()])
    answer = keeper.post(f"{review}withdraw/", {"withdraw-reason": ""})
    assert answer.status_code == 422
    assert told(answer, "withdraw-reason")
    assert states() == ["checked"]


def test_no_other_step_exists(keeper: Client) -> None:
    review = sent(keeper, [line()])
    assert keeper.post(f"{review}delete/").status_code == 404
    assert keeper.get(f"{review}accept/").status_code == 405


def test_foreign_text_is_shown_as_text(keeper: Client) -> None:
    hostile = "<script>alert(1)</script>"
    review = sent(keeper, [line(hostile, doing=hostile)])
    for address in (review, reverse("desk:names"), reverse("desk:inbox")):
        assert "<script>alert" not in keeper.get(address).content.decode()


def test_a_damaged_original_is_said_and_costs_nothing_else(
    keeper: Client, stores: Path
) -> None:
    review = sent(keeper, [line()])
    for original in (stores / "originals").glob("*/*"):
        original.write_bytes(b"altered")
    page = keeper.get(review)
    columns = page.context["review"].findings["columns"]
    given = {f"column-{one['letter']}": one["field"] or "" for one in columns}
    answer = keeper.post(f"{review}check-again/", given | {"period": "2025-02"})
    assert answer.status_code == 422
    assert "altered on disk" in words(answer)


def test_submissions_are_listed_by_response_and_state(keeper: Client) -> None:
    sent(keeper, [line()])
    address = reverse("desk:submissions")
    assert "report.csv" in words(keeper.get(address, {"state": "checked"}))
    assert "report.csv" not in words(keeper.get(address, {"state": "accepted"}))
    assert keeper.get(address, {"response": "no-such"}).status_code == 404
