"""Checking: every line accounted for, and nothing of a damaged file believed."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.access.actors import ANONYMOUS
from comity.errors import NotPermitted, SignInNeeded, UnknownSubmission
from comity.submissions import actions
from comity.submissions.files import (
    original_path,
    staged_folder,
    staged_problems,
    staged_rows,
)
from comity.submissions.models import BroughtName, Submission
from comity.submissions.queries import intake_document, submission_record
from tests.reconciliation.world import OPERATOR, REGISTERED, moment, rolled_back
from tests.submissions.reports import HEADINGS, checked, line, received, state, table

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")

BLANK = ("",) * len(HEADINGS)
SOME = (
    BLANK,
    line("hrs"),
    line("nww", "XA0202"),
    line("Nobody In Particular", "Nowhere"),
    line("hrs", days=("31 February 2025", "2025-03-01")),
    line("", "XA0101", "", "", ("", "")),
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(SOME), max_size=14))
def test_every_line_is_accounted_for_however_the_rows_lie(lines):
    with rolled_back():
        told = checked([line("gsc"), *lines, line("lpf")]).findings
    rows = told["rows"]
    assert rows["lines"] == rows["blank"] + rows["skipped"] + rows["read"]
    assert rows["read"] == rows["applied"] + rows["rejected"] + rows["duplicate"]
    assert rows["lines"] == len(lines) + 3
    assert rows["blank"] == lines.count(BLANK)
    written = Counter(one for one in lines if one != BLANK)
    assert rows["duplicate"] <= sum(count - 1 for count in written.values())
    for repeated in SOME[1:3]:
        assert rows["duplicate"] >= written[repeated] - bool(written[repeated])
    assert told["activities"] >= rows["applied"]


def test_what_is_staged_is_what_was_counted():
    got = checked([line("hrs"), line("hrs"), line("nww", "XA0102"), BLANK])
    assert got.findings["rows"] == {
        "lines": 5,
        "blank": 1,
        "skipped": 1,
        "read": 3,
        "applied": 2,
        "rejected": 0,
        "duplicate": 1,
    }
    rows = staged_rows(got.pk)
    assert rows["row"].to_list() == [2, 4]
    assert set(rows["provider_org_name"]) == {
        "Harbour Relief Society",
        "Northern Water Works",
    }
    brought = BroughtName.objects.filter(submission=got, kind="organization")
    assert dict(brought.values_list("key", "rows")) == {
        "harbour relief society": 1,
        "northern water works": 1,
    }


def test_a_row_of_several_organizations_is_one_row_and_several_activities():
    got = checked([line("Harbour Relief Society; Northern Water Works")])
    assert got.findings["rows"]["applied"] == 1
    assert got.findings["activities"] == 2
    rows = staged_rows(got.pk)
    assert rows.select("row", "activity").rows() == [(2, 0), (2, 1)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 not a table",
        b"\x00\x01\x02" * 50,
        b"PK\x03\x04 not a workbook",
        b"a,b\n1,2\n",
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_refused_with_a_reason(content):
    got = checked(content, name="report.xlsx" if content[:2] == b"PK" else "report.csv")
    assert got.state == "refused"
    assert got.reason
    assert got.findings["problem_counts"]
    problems = staged_problems(got.pk)
    assert "reject_file" in set(problems["severity"])
    assert got.reason in set(problems["message"])
    document = intake_document(got.pk, by=OPERATOR)
    assert document["state"] == "refused"
    assert document["problems"]


def test_a_refused_file_brings_no_name_and_cannot_be_accepted():
    got = checked(b"a,b\n1,2\n")
    assert not BroughtName.objects.exists()
    with pytest.raises(actions.StateForbids):
        actions.accept(got.pk, by=OPERATOR, at=moment(2))


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_an_original_that_is_no_longer_what_was_received_is_not_read(damage):
    got = received([line()])
    path = original_path(got.sha256)
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(table([line("nww")]))
    done = actions.check(got.pk, by=OPERATOR, at=moment(2))
    assert done.state == "refused"
    assert "original" in done.reason.lower() or got.sha256[:12] in done.reason
    assert not staged_folder(got.pk).exists()
    assert intake_document(got.pk, by=OPERATOR)["problems"] == []


def test_a_damaged_original_is_whole_again_when_it_is_sent_again():
    got = received([line()])
    original_path(got.sha256).write_bytes(b"altered")
    assert received([line()]).pk == got.pk
    assert actions.check(got.pk, by=OPERATOR, at=moment(2)).state == "checked"


@pytest.mark.parametrize("option", ["organization", "period"])
def test_options_that_cannot_be_are_a_stated_refusal(option):
    got = checked([line()], **{option: "no such thing"})
    assert got.state == "refused"
    assert got.reason


def test_checking_again_changes_nothing():
    got = checked([line()])
    before = (staged_folder(got.pk) / "rows.parquet").stat().st_mtime_ns
    again = actions.check(got.pk, by=OPERATOR, at=moment(2))
    assert again.state == "checked"
    assert again.tries == 1
    assert (staged_folder(got.pk) / "rows.parquet").stat().st_mtime_ns == before


def test_a_check_leaves_nothing_but_the_original_and_what_was_staged(home: Path):
    got = checked([line()])
    left = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    assert left == {
        f"originals/{got.sha256[:2]}/{got.sha256}",
        f"staged/{got.pk}/rows.parquet",
        f"staged/{got.pk}/problems.parquet",
    }


@pytest.mark.parametrize(
    ("by", "refusal"), [(ANONYMOUS, SignInNeeded), (REGISTERED, NotPermitted)]
)
def test_checking_and_reading_a_check_are_for_those_who_may(by, refusal):
    got = received([line()])
    with pytest.raises(refusal):
        actions.check(got.pk, by=by, at=moment(2))
    with pytest.raises(refusal):
        intake_document(got.pk, by=by)
    assert state(got) == "received"


@pytest.mark.parametrize("asked", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_submission_that_is_not_there_is_unknown(asked):
    with pytest.raises(UnknownSubmission):
        submission_record(asked, by=OPERATOR)


def test_the_document_of_a_submission_that_waits_is_whole():
    document = intake_document(received([line()]).pk, by=OPERATOR)
    assert document["state"] == "received"
    assert document["problems"] == []
    assert set(document["difference"].values()) == {0}
    assert Submission.objects.count() == 1
