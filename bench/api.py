"""Path 5: a filtered page of 100 of 884,000 rows over HTTP, beside the bare floor.

    python bench/api.py [--rows 884000] [--seconds 6] [--connections 16]

The floor is an ASGI function with SQLite and JSON and nothing else, on the same
server (granian, one worker each) over the same file, with the same question. Both
are asked in turns by the same client, which keeps 16 connections busy. The same
is run at a tenth of the rows.
"""

import argparse
import asyncio
import itertools
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

FLOOR = """
import json, os, sqlite3
from urllib.parse import parse_qsl
db = sqlite3.connect(os.environ["FLOOR_DATABASE"], check_same_thread=False)
db.execute("pragma mmap_size=1073741824")
columns = [row[1] for row in db.execute("pragma table_info(operational_presence)")]
async def application(scope, receive, send):
    if scope["type"] != "http":
        return
    query = dict(parse_qsl(scope["query_string"].decode()))
    limit = int(query.pop("limit", 100))
    where = " and ".join(f"{name}=?" for name in query if name in columns)
    rows = db.execute(
        f"select * from operational_presence where {where} order by row limit ?",
        (*query.values(), limit),
    ).fetchall()
    body = json.dumps({"data": [dict(zip(columns, row)) for row in rows]}).encode()
    await send({"type": "http.response.start", "status": 200,
                "headers": [(b"content-type", b"application/json"),
                            (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})
"""
NAME = "bench-at-000001"
COUNTRIES, REGIONS, DISTRICTS, SECTORS, ORGANIZATIONS, MONTHS = 20, 12, 20, 15, 700, 36


def fill(rows: int) -> None:
    """A published release with so many rows of presence. Runs in its own process."""
    import django
    import polars as pl
    from django.core.management import call_command

    django.setup()
    from comity.access.actions import write
    from comity.access.actors import local_operator
    from comity.access.policy import Resource
    from comity.access.queries import Moment
    from comity.releases.folders import release_folder
    from comity.releases.freezing import Contents, Plan, write_release
    from comity.releases.models import Release, ReleasedResponse
    from comity.releases.response_schema import PRESENCE
    from comity.releases.writing import file_digest, ordered

    call_command("migrate", verbosity=0, interactive=False)
    number = pl.int_range(rows, eager=True, dtype=pl.UInt64).alias("n").to_frame()

    def pick(salt: int, among: int) -> pl.Expr:
        return (pl.col("n").hash(seed=salt) % among).cast(pl.Int64)

    drawn = number.select(
        country=pick(1, COUNTRIES),
        region=pick(2, REGIONS),
        district=pick(3, DISTRICTS),
        sector=pick(4, SECTORS),
        org=pick(5, ORGANIZATIONS),
        month=pick(6, MONTHS),
    )
    country = pl.format("C{}", pl.col("country").cast(pl.String).str.zfill(2))
    region = pl.format("{}{}", country, pl.col("region").cast(pl.String).str.zfill(2))
    district = pl.format(
        "{}{}", region, pl.col("district").cast(pl.String).str.zfill(2)
    )
    start = pl.date(2022 + pl.col("month") // 12, 1 + pl.col("month") % 12, 1)
    frame = drawn.select(
        simulated=pl.lit(value=False),
        response_code=pl.lit("bench"),
        location_code=country,
        location_name=pl.format("Country {}", "country"),
        admin1_code=region,
        admin1_name=pl.format("Region {}", "region"),
        admin2_code=district,
        admin2_name=pl.format("District {}", "district"),
        admin3_code=pl.lit(None, pl.String),
        admin3_name=pl.lit(None, pl.String),
        admin_level=pl.lit(2, pl.Int64),
        sector_code=pl.format("sector-{}", "sector"),
        sector_name=pl.format("Sector number {}", "sector"),
        org_id=pl.format(
            "00000000-0000-7000-8000-{}", pl.col("org").cast(pl.String).str.zfill(12)
        ),
        org_slug=pl.format("org-{}", "org"),
        org_acronym=pl.format("ORG{}", "org"),
        org_name=pl.format("Organization for Relief, Number {}", "org"),
        org_type_code=pl.lit("international-ngo"),
        activities=pl.lit(3, pl.Int64),
        certainty=pl.lit("certain"),
        period=start.dt.strftime("%Y-%m"),
        reference_period_start=start,
        reference_period_end=start.dt.month_end(),
    )
    at = datetime(2026, 1, 1, tzinfo=UTC)
    contents = Contents(
        Plan(
            name=NAME,
            simulated=False,
            responses=(),
            known=Moment(1, at),
            as_of=date(2026, 1, 1),
        ),
        {PRESENCE: ordered(PRESENCE, frame)},
        {},
    )
    folder = release_folder(NAME)
    folder.mkdir(parents=True)
    write_release(contents, folder)
    with write(
        "release.create", Resource("release"), subject=NAME, by=local_operator(), at=at
    ) as entry:
        made = Release.objects.create(
            name=NAME,
            sequence=1,
            known_at=at,
            manifest_sha256=file_digest(folder / "manifest.json"),
            recorded=entry,
        )
        ReleasedResponse.objects.create(release=made, code="bench", country="C00")


@contextmanager
def served(target: str, interface: str, home: Path):
    """A server of one worker, for as long as it is measured."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (home / "floor.py").write_text(FLOOR)
    environment = {
        **os.environ,
        "COMITY_HOME": str(home),
        "FLOOR_DATABASE": str(home / "releases" / NAME / "comity.sqlite3"),
        "PYTHONPATH": str(home),
    }
    granian = Path(sys.executable).with_name("granian")
    server = subprocess.Popen(
        [
            granian,
            "--interface",
            interface,
            "--port",
            str(port),
            "--workers",
            "1",
            "--no-ws",
            "--log-level",
            "error",
            target,
        ],
        env=environment,
        cwd=home,
    )
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def questions(prefix: str) -> list[str]:
    """The addresses that are asked, over and over: 6 regions x 3 sectors."""
    return [
        f"{prefix}location_code=C{n:02}&admin1_code=C{n:02}{n:02}&sector_code=sector-{s}&limit=100"
        for n in range(6)
        for s in range(3)
    ]


async def load(
    port: int, paths: list[str], seconds: float, connections: int, *, tag: bool
):
    """Requests a second and the 99th percentile in milliseconds."""
    turn = itertools.cycle(paths)
    tags: dict[str, str] = {}
    times: list[float] = []
    stop = time.monotonic() + seconds

    async def ask(reader, writer, path: str) -> None:
        known = f"If-None-Match: {tags[path]}\r\n" if path in tags else ""
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{known}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status = int(head.split(" ", 2)[1])
        if status not in {200, 304}:
            raise SystemExit(f"{path} answered {head}")
        lines = dict(
            line.lower().split(": ", 1)
            for line in head.split("\r\n")[1:]
            if ": " in line
        )
        if status == 200:
            if lines.get("transfer-encoding") == "chunked":
                while size := int(await reader.readline(), 16):
                    await reader.readexactly(size + 2)
                await reader.readexactly(2)
            else:
                await reader.readexactly(int(lines["content-length"]))
            if tag:
                tags[path] = lines["etag"]

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < stop:
            began = time.perf_counter()
            await ask(reader, writer, next(turn))
            times.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(client() for _ in range(connections)))
    times.sort()
    return len(times) / seconds, times[int(len(times) * 0.99)] * 1000


def measure(rows: int, seconds: float, connections: int) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as folder:
        home = Path(folder)
        subprocess.run(
            [sys.executable, __file__, "--fill", str(rows)],
            env={
                **os.environ,
                "COMITY_HOME": folder,
                "DJANGO_SETTINGS_MODULE": "comity.project.settings",
            },
            check=True,
        )

        def run(port: int, paths: list[str], *, tag: bool = False):
            asyncio.run(load(port, paths, 1, connections, tag=tag))
            return asyncio.run(load(port, paths, seconds, connections, tag=tag))

        with (
            served("floor:application", "asgi", home) as floor,
            served("comity.project.wsgi:application", "wsgi", home) as ours,
        ):
            api = questions("/api/v1/operational-presence?")
            bare = run(floor, questions("/?"))
            page = run(ours, api)
            known = run(ours, api, tag=True)
    figures = (
        f"{rows:,}",
        f"{bare[0]:,.0f} ({bare[1]:.0f} ms)",
        f"{page[0]:,.0f} ({page[1]:.0f} ms)",
        f"{page[0] / bare[0]:.2f}",
        f"{page[1] / bare[1]:.2f}",
        f"{known[0]:,.0f}",
        f"{known[0] / bare[0]:.2f}",
    )
    return [f"| {' | '.join(figures)} |"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=884_000)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fill:
        fill(asked.fill)
        return
    lines = [
        "| rows | floor, req/s (p99) | Comity, req/s (p99) | ratio | p99 ratio | unchanged, req/s | ratio |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for rows in (asked.rows // 10, asked.rows):
        lines += measure(rows, asked.seconds, asked.connections)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
