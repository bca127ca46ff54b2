"""Each command of the register: for people, for programs, and how it refuses."""

from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from comity.access.models import Transaction
from comity.register.models import Area, Membership
from tests.cli.conftest import Comity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pack")]

READS: list[tuple[list[str], str, dict[str, Any], str]] = [
    (
        ["standing", "iom", "--in", "un-general-assembly", "--as-of", "1994-05-01"],
        "/standing/iom",
        {"in": "un-general-assembly", "as_of": "1994-05-01"},
        "observer",
    ),
    (
        ["members", "un-network-on-migration", "--as-of", "2020-01-01"],
        "/members/un-network-on-migration",
        {"as_of": "2020-01-01"},
        "coordinator",
    ),
    (
        ["changes", "dpko", "--from", "2018-01-01", "--to", "2019-12-31"],
        "/changes/dpko",
        {"from": "2018-01-01", "to": "2019-12-31"},
        "2019-01-01",
    ),
    (
        ["instruments", "--party", "iom", "--party", "unicef", "--as-of", "2023-01-01"],
        "/instruments",
        {"party": ["iom", "unicef"], "as_of": "2023-01-01"},
        "2022",
    ),
    (
        ["instruments", "--theme", "child-protection"],
        "/instruments",
        {"theme": "child-protection"},
        "UNICEF",
    ),
    (
        ["instruments", "--expiring-within", "90", "--as-of", "2028-11-01"],
        "/instruments",
        {"expiring_within": 90, "as_of": "2028-11-01"},
        "2028",
    ),
    (["claim", "conflicts"], "/conflicts", {}, "disagree"),
]


@pytest.mark.parametrize(
    ("arguments", "path", "query", "word"), READS, ids=lambda it: str(it)[:40]
)
def test_a_question_is_answered_to_people_and_as_the_api_does(
    comity: Comity,
    client: Client,
    arguments: list[str],
    path: str,
    query: dict[str, Any],
    word: str,
) -> None:
    shown = comity(*arguments)
    answered = comity(*arguments, "--json")

    assert (shown.status, answered.status) == (0, 0)
    assert word in shown.out
    assert (shown.err, answered.err) == ("", "")
    assert answered.answer == client.get(f"/api/v1{path}", query).json()


def test_what_was_known_at_a_moment_is_asked_with_known_at(comity: Comity) -> None:
    before = comity("members", "iom", "--known-at", "2000-01-01", "--json")

    assert before.answer["members"] == []
    assert (
        comity("members", "iom", "--known-at", "2000-01-01")
        .out.strip()
        .endswith("nothing recorded.")
    )


REFUSED = [
    (["standing", "no-such-body"], "UNKNOWN_ORGANIZATION"),
    (["standing", "iom", "--as-of", "1992"], "DATE_INVALID"),
    (["members", "iom", "--known-at", "soon"], "MOMENT_INVALID"),
    (["changes", "iom", "--from", "2000-01-01", "--to", "1999-01-01"], "DATE_ORDER"),
    (["instruments", "--area", "ZZ99"], "UNKNOWN_AREA"),
    (["claim", "show", "not-an-id"], "UNKNOWN_CLAIM"),
    (
        ["claim", "retract", "00000000-0000-0000-0000-000000000000", "--reason", "x"],
        "UNKNOWN_CLAIM",
    ),
    (["load", "organizations", "ghost.csv", "--source", "A list"], "FILE_UNREADABLE"),
]


@pytest.mark.parametrize(("arguments", "code"), REFUSED, ids=lambda it: str(it)[:40])
def test_a_refusal_is_one_line_or_a_problem_document_and_status_1(
    comity: Comity, arguments: list[str], code: str
) -> None:
    told = comity(*arguments)
    documented = comity(*arguments, "--json")

    assert (told.status, documented.status) == (1, 1)
    assert (told.out, documented.out) == ("", "")
    assert told.err.startswith(f"{code} ")
    assert len(told.err.strip().splitlines()) == 1
    assert documented.problem["code"] == code
    assert documented.problem["type"] == f"/errors/{code}"
    assert documented.problem["hint"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["standing"],
        ["standing", "iom", "--colour", "red"],
        ["changes", "iom"],
        ["no-such-command"],
        ["instruments", "--expiring-within", "soon"],
        ["instruments", "--expiring-within", "-1"],
        ["claim", "retract", "x"],
        ["serve", "--port", "0"],
    ],
)
def test_wrong_usage_leaves_with_status_2(comity: Comity, arguments: list[str]) -> None:
    left = comity(*arguments)

    assert left.status == 2
    assert left.out == ""
    assert "Usage" in left.err


RECORD = [
    *("claim", "record", "membership"),
    *("member=unicef", "organization=iom-council", "role=observer"),
    *("--start", "2001-05", "--end", "..", "--source", "The Gazette"),
    *("--locator", "page 1", "--says", "It watches the Council."),
]


def test_a_claim_is_recorded_shown_ranked_corrected_and_retracted(
    comity: Comity,
) -> None:
    recorded = comity(*RECORD, "--json").answer
    claim = recorded["claim"]
    assert (recorded["kind"], set(recorded)) == (
        "membership",
        {"claim", "fact", "kind", "sequence"},
    )

    shown = comity("claim", "show", claim)
    assert "It watches the Council." in " ".join(shown.out.split())
    ranked = comity("claim", "rank", claim, "preferred", "--reason", "the act")
    assert (ranked.status, claim in ranked.out) == (0, True)
    correction = [
        "claim",
        "correct",
        claim,
        *RECORD[3:6],
        "--start",
        "2002",
        *RECORD[8:],
    ]
    corrected = comity(*correction, "--reason", "misread", "--json").answer
    assert corrected["fact"] == recorded["fact"]
    retracted = comity("claim", "retract", corrected["claim"], "--reason", "gone")
    assert retracted.status == 0

    old = comity("claim", "show", claim, "--json").answer
    assert (old["rank"], old["retraction_reason"]) == ("preferred", "misread")
    by = Transaction.objects.order_by("-sequence").values_list("by", "action")[:4]
    assert {who.partition(":")[0] for who, _ in by} == {"operator"}
    assert [what for _, what in by] == [
        "claim.retract",
        "claim.correct",
        "claim.rank",
        "claim.record",
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"role=observer": "role=boss"}, "UNKNOWN_TERM"),
        ({"role=observer": "colour=red"}, "UNKNOWN_FIELD"),
        ({"role=observer": "observer"}, "UNKNOWN_FIELD"),
        ({"member=unicef": "member=ghost"}, "UNKNOWN_ORGANIZATION"),
        ({"member=unicef": "member=iom-council"}, "OWN_MEMBER"),
        ({"2001-05": "2001-13"}, "DATE_INVALID"),
        ({"..": "1999"}, "DATE_ORDER"),
        ({"page 1": ""}, "EVIDENCE_INCOMPLETE"),
        ({"membership": "gossip"}, "UNKNOWN_KIND"),
    ],
)
def test_a_claim_that_cannot_stand_is_refused_and_nothing_written(
    comity: Comity, changed: dict[str, str], code: str
) -> None:
    before = (Transaction.objects.count(), Membership.objects.count())

    left = comity(*(changed.get(it, it) for it in RECORD), "--json")

    assert (left.status, left.problem["code"]) == (1, code)
    assert (Transaction.objects.count(), Membership.objects.count()) == before


LOADS = {
    "organizations": ("name,acronym,type\nAlpha Relief,AR,NGO\n", "new", 1),
    "areas": (
        "Location,Admin Level,P-Code,Name,Parent P-Code\nKEN,1,KE01,Coast,KEN\n",
        "new",
        1,
    ),
    "memberships": (
        "member,organization,role\nunicef,iom-council,observer\n",
        "recorded",
        1,
    ),
    "boundaries": (
        (
            '{"type":"Feature","properties":{"adm1_pcode":"KE09","adm1_name":"X"},'
            '"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}}'
        ),
        "shapes",
        1,
    ),
}


@pytest.mark.parametrize("what", LOADS)
def test_a_list_is_loaded_and_loaded_again_without_harm(
    comity: Comity, tmp_path: Path, what: str
) -> None:
    text, counted, number = LOADS[what]
    path = tmp_path / "list.csv"
    path.write_text(text)
    arguments = [
        "load",
        what,
        str(path),
        "--source",
        "A list",
        "--retrieved-on",
        "2025-05-01",
    ]
    if what == "boundaries":
        arguments += ["--country", "KEN"]

    first = comity(*arguments, "--json").answer
    again = comity(*arguments)

    assert first[counted] == number
    assert again.status == 0
    if what == "areas":
        assert Area.objects.filter(pcode="KE01").count() == 1


def test_a_bad_line_is_named_by_file_and_number(comity: Comity, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("member,organization,role\nunicef,iom-council,boss\n")

    left = comity("load", "memberships", str(path), "--source", "A list", "--json")

    assert left.problem["code"] == "LINE_REFUSED"
    assert left.problem["fields"]["file"] == "list.csv"
    assert left.problem["fields"]["line"] == 2
    assert str(tmp_path) not in left.err


def test_stores_that_are_whole_pass_the_check(comity: Comity) -> None:
    checked = comity("check", "--json")

    assert (checked.status, checked.answer["ok"]) == (0, True)
    assert checked.answer["sequence"] == Transaction.objects.latest("sequence").sequence
    assert comity("check").status == 0


def test_an_altered_audit_entry_fails_the_check(comity: Comity) -> None:
    Transaction.objects.filter(sequence=1).update(action="pack.unload")

    checked = comity("check", "--json")
    told = comity("check")

    assert (checked.status, checked.answer["ok"]) == (1, False)
    assert "sequence 1" in told.out


def test_stores_of_an_older_version_are_not_asked(comity: Comity) -> None:
    MigrationRecorder.Migration.objects.filter(app="register").delete()

    left = comity("standing", "iom", "--json")

    assert (left.status, left.problem["code"]) == (1, "STORES_MISSING")
    assert "comity init" in left.problem["hint"]
    assert comity("standing", "--help").status == 0
