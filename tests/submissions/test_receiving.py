"""Receiving: the same again is the same, and what is kept is what was sent."""

import hashlib
import io
from pathlib import Path

import pytest

from comity.access.actors import ANONYMOUS
from comity.errors import (
    FileTooLarge,
    NotPermitted,
    SignInNeeded,
    UnknownResponse,
    UnknownTerm,
)
from comity.submissions import actions, files
from comity.submissions.models import Submission
from comity.submissions.queries import submissions
from tests.reconciliation.world import OPERATOR, OTHER, REGISTERED, RESPONSE, moment
from tests.submissions.reports import accepted, checked, line, received, table

pytestmark = pytest.mark.usefixtures("response", "home", "quick_reading")

CONTENT = table([line()])


def kept(home: Path) -> list[Path]:
    return [path for path in (home / "originals").rglob("*") if path.is_file()]


def test_the_same_bytes_again_are_the_same_submission_under_any_name(home):
    first = received(CONTENT)
    assert received(CONTENT).pk == first.pk
    assert received(CONTENT, name="another name.xlsx").pk == first.pk
    assert Submission.objects.count() == 1
    assert Submission.objects.get().file == "report.csv"
    (original,) = kept(home)
    assert original.read_bytes() == CONTENT
    assert original.name == first.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert first.size == len(CONTENT)


@pytest.mark.parametrize("take", [checked, accepted])
def test_the_same_file_is_the_same_while_it_is_checked_or_counts(take):
    first = take(CONTENT)
    assert received(CONTENT, hour=2).pk == first.pk


def test_what_was_withdrawn_or_refused_may_be_sent_again():
    first = accepted(CONTENT)
    actions.withdraw(first.pk, reason="wrong month", by=OPERATOR, at=moment(2))
    assert received(CONTENT, hour=3).pk != first.pk
    refused = checked(b"", hour=4)
    assert refused.state == "refused"
    assert received(b"", hour=5).pk != refused.pk


def test_other_options_another_response_or_one_more_byte_make_another_submission():
    given = [
        received(CONTENT),
        received(CONTENT, period="2025-01"),
        received(CONTENT, header_row=1),
        received(CONTENT, organization="hrs"),
        received(CONTENT, response=OTHER),
        received(CONTENT + b"\n"),
    ]
    assert len({one.pk for one in given}) == len(given)


def test_the_order_in_which_a_mapping_is_told_makes_no_difference():
    told = {"Organization": "org_name", "Sector": "sector"}
    turned = dict(reversed(told.items()))
    assert received(CONTENT, mapping=told).pk == received(CONTENT, mapping=turned).pk


def test_a_file_that_is_too_large_is_refused_and_not_kept(home, monkeypatch):
    monkeypatch.setattr(files, "UPLOAD_BYTES", 100)
    monkeypatch.setattr(files, "CHUNK", 30)
    with pytest.raises(FileTooLarge):
        received(b"x" * 101)
    assert not kept(home)
    assert not Submission.objects.exists()
    assert received(b"x" * 100).size == 100


def test_an_upload_that_breaks_off_leaves_nothing(home):
    class Broken(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        actions.receive(Broken(), "a.csv", response=RESPONSE, by=OPERATOR, at=moment(1))
    assert not kept(home)


@pytest.mark.parametrize(
    ("by", "refusal"), [(ANONYMOUS, SignInNeeded), (REGISTERED, NotPermitted)]
)
def test_sending_and_listing_are_for_those_who_may(home, by, refusal):
    with pytest.raises(refusal):
        actions.receive(
            io.BytesIO(CONTENT), "a.csv", response=RESPONSE, by=by, at=moment(1)
        )
    with pytest.raises(refusal):
        submissions(by=by)
    assert not kept(home)


def test_an_unknown_response_keeps_nothing(home):
    with pytest.raises(UnknownResponse):
        received(CONTENT, response="nowhere")
    assert not kept(home)


def test_a_submission_has_the_responses_class_or_the_one_that_is_given():
    assert received(CONTENT).sensitivity == "partners"
    given = received(CONTENT, sensitivity="restricted", period="2025-01")
    assert given.sensitivity == "restricted"
    with pytest.raises(UnknownTerm):
        received(CONTENT, sensitivity="secret", period="2025-02")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\reports\\May.xlsx", "May.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\u202eb\n.csv", "ab.csv"),
        ("", "unnamed"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_file_is_shown_by_a_name_that_is_safe(name, shown):
    assert received(CONTENT, name=name).file == shown
