"""Path 8: freeze a release of many ledger rows, beside writing its files alone.

    python bench/freeze.py [--rows 1000000] [--rounds 2]

The stores are made in a temporary home: a gazetteer, organizations and sectors,
judgements for most names, and one accepted report for every 20,000 rows. Freezing
reads the ledger, resolves, counts every period and writes all files; its peer
writes the same tables as Parquet and SQLite and does nothing else. The same is
run at a tenth of the rows, and the slope is the exponent between the two.
"""

import argparse
import math
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

HOME = tempfile.TemporaryDirectory(prefix="comity-bench-")
os.environ["COMITY_HOME"] = HOME.name
os.environ["DJANGO_SETTINGS_MODULE"] = "comity.project.settings"

import django  # noqa: E402

django.setup()

import coverage as made  # noqa: E402 (bench/coverage.py: the same made-up rows)
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from comity.access.actions import write  # noqa: E402
from comity.access.actors import local_operator  # noqa: E402
from comity.access.models import Transaction  # noqa: E402
from comity.access.policy import Resource  # noqa: E402
from comity.evidence.actions import keep_source  # noqa: E402
from comity.evidence.records import SourceDraft  # noqa: E402
from comity.formats import write_parquet  # noqa: E402
from comity.reconciliation.mentions import Kind  # noqa: E402
from comity.reconciliation.models import Judgement, Verdict  # noqa: E402
from comity.register.entities import (  # noqa: E402
    AreaDraft,
    OrganizationDraft,
    ThemeDraft,
    keep_areas,
    keep_edition,
    keep_organizations,
    keep_themes,
)
from comity.register.references import References  # noqa: E402
from comity.register.responses import (  # noqa: E402
    PeriodDraft,
    ResponseDraft,
    create_response,
)
from comity.releases import freezing  # noqa: E402
from comity.releases.writing import write_database  # noqa: E402
from comity.submissions.models import Life, State, Submission  # noqa: E402
from comity.submissions.queries import ledger  # noqa: E402

CODE, COUNTRY = "bench", "XAA"
BY = local_operator()
AT = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = SourceDraft(key="bench", title="Made up for a measurement")


def prepare(rows: int) -> None:
    """Stores with a response that has so many live activities."""
    call_command("flush", verbosity=0, interactive=False)
    settings.COMITY_HOME = Path(HOME.name) / str(rows)
    with write("load", Resource("area"), subject="bench", by=BY, at=AT) as entry:
        _lists(entry)
    response = create_response(
        ResponseDraft(code=CODE, country=COUNTRY, simulated=True),
        periods=[PeriodDraft(month) for month in made.MONTHS],
        by=BY,
        at=AT,
    )
    with write(
        "accept", Resource("submission"), subject="bench", by=BY, at=AT
    ) as entry:
        for start in range(0, rows, made.LINES_IN_SUBMISSION):
            count = min(made.LINES_IN_SUBMISSION, rows - start)
            sent = Submission.objects.create(
                response=response,
                reporter="",
                period=made.MONTHS[start // made.LINES_IN_SUBMISSION % 36],
                file="made-up.csv",
                sha256=f"{start:064}",
                size=0,
                state=State.ACCEPTED,
                recorded=entry,
            )
            ledger().append(str(sent.pk), made.activities(count, start))
            Life.objects.create(submission=sent, since=entry)
    ledger().compact()


def _lists(entry: Transaction) -> None:
    source = keep_source(SOURCE, entry)
    edition = keep_edition("bench", "Bench", source, entry)
    levels = [
        AreaDraft(country=COUNTRY, pcode=COUNTRY, level=0, name="Anywhere"),
        *(
            AreaDraft(
                country=COUNTRY,
                pcode=f"XA{n:02}",
                level=1,
                name=f"Region {n}",
                parent=COUNTRY,
            )
            for n in range(26)
        ),
        *(
            AreaDraft(
                country=COUNTRY,
                pcode=f"XA{n // 30:02}{n:04}",
                level=2,
                name=f"District {n}",
                parent=f"XA{n // 30:02}",
            )
            for n in range(made.AREAS)
        ),
    ]
    keep_areas(levels, edition)
    organizations = keep_organizations(
        [
            OrganizationDraft(slug=f"org-{n}", classification="ngo", simulated=True)
            for n in range(made.ORGANIZATIONS)
        ],
        References(BY),
        entry,
    )
    keep_themes(
        [
            ThemeDraft(
                slug=f"s{n:02}", name=f"Sector {n}", vocabulary="sector", source="bench"
            )
            for n in range(made.SECTORS)
        ],
        {"bench": source},
        References(BY),
        entry,
    )
    meant = [
        *(
            (
                Kind.ORGANIZATION,
                f"organization for relief number {n}",
                str(organizations[n // 2].pk),
            )
            for n in range(2 * made.ORGANIZATIONS)
            if n % 20
        ),
        *(
            (Kind.PLACE, f"district of the river {n}", f"XA{n // 30:02}{n:04}")
            for n in range(made.AREAS)
            if n % 20
        ),
        *(
            (Kind.SECTOR, f"sector {n}", f"s{n // 2:02}")
            for n in range(2 * made.SECTORS)
        ),
    ]
    Judgement.objects.bulk_create(
        [
            Judgement(
                kind=kind,
                key=key,
                referent=referent,
                verdict=Verdict.POSITIVE,
                by_matcher=False,
                recorded=entry,
            )
            for kind, key, referent in meant
        ],
        batch_size=500,
    )


def measure(rows: int, rounds: int) -> tuple[float, float, int]:
    """Seconds of freezing and of writing alone, and the rows of presence."""
    prepare(rows)
    ours = peer = math.inf
    present = 0
    for number in range(rounds):
        began = time.perf_counter()
        plan = freezing.plan_release([CODE], freezing.known_moment(None), BY)
        contents = freezing.gather(plan)
        counted = time.perf_counter() - began
        folder = Path(HOME.name) / f"release-{rows}-{number}"
        folder.mkdir()
        freezing.write_release(contents, folder)
        ours = min(ours, time.perf_counter() - began)
        alone = Path(HOME.name) / f"alone-{rows}-{number}"
        alone.mkdir()
        began = time.perf_counter()
        for table, frame in contents.frames.items():
            write_parquet(frame, alone / f"{table.name}.parquet")
        write_database(contents.frames, {}, alone / "comity.sqlite3")
        peer = min(peer, time.perf_counter() - began)
        present = max(frame.height for frame in contents.frames.values())
        print(f"  {rows:,} rows: counted in {counted:.1f} s", flush=True)
    return ours, peer, present


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0, interactive=False)
    table = [
        "| ledger rows | rows of presence | freeze | files alone | ratio |",
        "| --- | --- | --- | --- | --- |",
    ]
    seconds = []
    for rows in (asked.rows // 10, asked.rows):
        ours, peer, present = measure(rows, asked.rounds)
        seconds.append(ours)
        table.append(
            f"| {rows:,} | {present:,} | {ours:.2f} s | {peer:.2f} s | {ours / peer:.2f} |"
        )
    print("\n".join(table))
    print(f"\nslope {math.log10(seconds[1] / seconds[0]):.2f}")


if __name__ == "__main__":
    main()
