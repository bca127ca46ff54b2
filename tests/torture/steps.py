"""The steps of a trial, taken in a process of its own that may be killed anywhere.

    prepare FOLDER     lists, response, workbooks to send
    take FOLDER DONE   all steps but those that were acknowledged
    receive FOLDER N   one file, by N threads at once
    check              work until nothing is due
    tell               what the stores hold, canonically

Each step is acknowledged by a line of its own once it is done, never before.
"""

import hashlib
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl
from django.db import close_old_connections, connection

from comity.access.queries import audit_break
from comity.cli.answers import now
from comity.cli.demo import OPTIONS, open_response
from comity.cli.stores import initialise
from comity.exercise import Exercise, write_exercise
from comity.reconciliation.models import Judgement, MetName
from comity.register.queries.asking import ask
from comity.releases.actions import create_release
from comity.releases.queries import releases
from comity.releases.verifying import verify
from comity.submissions import actions
from comity.submissions.checking import IntakeOptions
from comity.submissions.coverage import resolve_live, response_coverage
from comity.submissions.models import BroughtName, State, Submission
from comity.submissions.queries import ledger
from comity.submissions.tasks import WORKER as BY
from comity.submissions.tasks import work

SENT = (2, 5, 30)
"""Which workbooks of the exercise are sent: CSV, XLSX and ODS."""

CORRECTED, WITHDRAWN = 2, 5
"""One of them is sent again with one more blank line, one is withdrawn."""


def main() -> None:
    task, *told = sys.argv[1:]
    match task:
        case "prepare":
            prepare(Path(told[0]))
        case "take":
            take(Path(told[0]), set(Path(told[1]).read_text().splitlines()))
        case "receive":
            receive_at_once(Path(told[0]), int(told[1]))
        case "check":
            work(once=True, told=lambda line: acknowledge("said", line))
        case "tell":
            sys.stdout.write(json.dumps(tell(), sort_keys=True, default=str))


def prepare(folder: Path) -> None:
    """Load the exercise's lists, open its response, and lay out what is sent."""
    initialise()
    exercise = write_exercise(folder)
    open_response(exercise)
    files = [_sending(exercise, number) for number in SENT]
    corrected = _sending(exercise, CORRECTED)
    again = Path(corrected["path"]).with_name("SIMULATED_corrected.csv")
    again.write_bytes(Path(corrected["path"]).read_bytes() + b"\r\n")
    files.append(corrected | {"path": str(again)})
    plan = {
        "response": exercise.code,
        "files": files,
        "withdrawn": Path(_sending(exercise, WITHDRAWN)["path"]).name,
    }
    (folder / "sending.json").write_text(json.dumps(plan))


def take(folder: Path, done: set[str]) -> None:
    """Receive, check, accept, withdraw, release; each step that is not done yet."""
    plan = json.loads((folder / "sending.json").read_text())
    for told in plan["files"]:
        path = Path(told["path"])
        if f"received {path.name}" not in done:
            with path.open("rb") as content:
                actions.receive(
                    content,
                    path.name,
                    response=plan["response"],
                    options=IntakeOptions(**told["options"]),
                    by=BY,
                    at=now(),
                )
            acknowledge("received", path.name)
    work(once=True, told=_acknowledge_check)
    for held in Submission.objects.order_by("recorded"):
        if f"accepted {held.file}" not in done:
            actions.accept(held.pk, by=BY, at=now())
            acknowledge("accepted", held.file)
    if f"withdrawn {plan['withdrawn']}" not in done:
        for held in Submission.objects.filter(
            file=plan["withdrawn"], state=State.ACCEPTED
        ):
            actions.withdraw(held.pk, reason="sent in error", by=BY, at=now())
        acknowledge("withdrawn", plan["withdrawn"])
    if f"released {plan['response']}" not in done:
        create_release([plan["response"]], by=BY, at=now())
        acknowledge("released", plan["response"])


def receive_at_once(folder: Path, threads: int) -> None:
    """Let many send the same file at once; say which submission each was told."""
    plan = json.loads((folder / "sending.json").read_text())
    path = Path(plan["files"][0]["path"])

    def send(_: int) -> str:
        try:
            with path.open("rb") as content:
                got = actions.receive(
                    content, path.name, response=plan["response"], by=BY, at=now()
                )
            return str(got.pk)
        finally:
            connection.close()

    close_old_connections()
    with ThreadPoolExecutor(threads) as pool:
        for answer in pool.map(send, range(threads)):
            acknowledge("received", answer)


def tell() -> dict[str, Any]:
    """What the stores hold, with nothing that differs from one home to another."""
    submissions = list(Submission.objects.select_related("response"))
    names = {str(one.pk): f"{one.file} {one.sha256}" for one in submissions}
    code = submissions[0].response.code
    live = resolve_live(code, ask(BY))
    counted = response_coverage(code, ask(BY))
    held = ledger().rows().collect()
    return {
        "submissions": [
            {
                "file": names[str(one.pk)],
                "scope": [one.reporter, one.period, one.sheet],
                "state": one.state,
                "reason": one.reason,
                "findings": _digest(one.findings),
                "rows": one.findings.get("rows"),
                "lives": one.lives.count(),
                "counts": one.lives.filter(until__isnull=True).count(),
            }
            for one in sorted(submissions, key=lambda one: names[str(one.pk)])
        ],
        "live rows": _rows(live.activities.collect(), names),
        "ledger": _rows(held, names),
        "coverage": _digest(counted.rows),
        "period": counted.period,
        "findings of the ledger": [
            str(one)
            for one in ledger().check(
                [str(one.pk) for one in submissions if one.lives.exists()]
            )
        ],
        "brought": _sorted(BroughtName.objects, "kind", "key", "rows"),
        "met": _sorted(MetName.objects, "kind", "key", "proposed", "score"),
        "judgements": _sorted(
            Judgement.objects.filter(undone__isnull=True),
            *("kind", "key", "scope", "verdict", "referent", "by_matcher"),
        ),
        "audit trail broken at": audit_break(),
        "releases": [verify(one.name, by=BY).ok for one in releases(by=BY)],
    }


def acknowledge(step: str, what: str) -> None:
    sys.stdout.write(f"{step} {what}\n")
    sys.stdout.flush()


def _acknowledge_check(line: str) -> None:
    if not line.startswith("Checking"):
        acknowledge("checked", line.split(":", 1)[0])


def _sending(exercise: Exercise, number: int) -> dict[str, Any]:
    book = exercise.workbooks[number]
    options = {"period": book.period}
    options |= {OPTIONS[name]: value for name, value in book.options.items()}
    return {"path": str(book.path), "options": options}


def _rows(rows: pl.DataFrame, names: dict[str, str]) -> dict[str, Any]:
    """How many rows each file has, and one digest of all that they say."""
    named = rows.with_columns(pl.col("submission").replace_strict(names))
    ordered = named.sort("submission", "row", "activity")
    counts = ordered.group_by("submission", maintain_order=True).len()
    return {"files": counts.rows(), "digest": _digest(ordered.rows())}


def _sorted(held: Any, *columns: str) -> list[Any]:
    return sorted(map(list, held.values_list(*columns)))


def _digest(what: Any) -> str:
    text = json.dumps(what, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
