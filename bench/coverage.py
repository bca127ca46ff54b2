"""Path 4: sector x admin2 x month over the ledger, beside DuckDB on the same files.

    python bench/coverage.py [--rows 1000000] [--rounds 5]

Both read the ledger's Parquet files, join the same three judgements, and count
distinct organizations, those that are certain, names that nobody judged, and
activities. The answers are compared before the times are. The same is run at a
tenth of the rows, and the slope is the exponent between the two (1 is linear).
"""

import argparse
import math
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from comity.coverage import presence, resolve
from comity.ledger import Ledger

BY = ("sector", "admin2", "period")
SEED = 7
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)]
SECTORS, AREAS, ORGANIZATIONS = 15, 774, 700
LINES_IN_SUBMISSION = 20_000

QUERY = """
create or replace temp table answer as
select s.sector, case when s.sector is null then provider_sector end as provider_sector,
       admin2_pcode, case when admin2_pcode is null
         then coalesce(provider_admin2_code, provider_admin2_name) end as provider_admin2,
       period,
       count(distinct org_id) as orgs, count(distinct org_id) as orgs_certain,
       count(distinct case when org_id is null then a.org_key end) as orgs_unresolved,
       count(*) as activities
from read_parquet({files}) a
left join organizations o on a.org_key = o.org_key
left join places p on a.place_key = p.place_key
left join sectors s on a.sector_key = s.sector_key
where submission in (select submission from live)
group by all
"""


def judgements() -> dict[str, pl.DataFrame]:
    """Two spellings of each organization and sector; one in twenty never judged."""
    orgs = [n for n in range(2 * ORGANIZATIONS) if n % 20]
    areas = [n for n in range(AREAS) if n % 20]
    return {
        "organizations": pl.DataFrame(
            {
                "org_key": [f"organization for relief number {n}" for n in orgs],
                "org_id": [f"organization-{n // 2}" for n in orgs],
            }
        ),
        "places": pl.DataFrame(
            {
                "place_key": [f"district of the river {n}" for n in areas],
                "admin0_pcode": ["XA"] * len(areas),
                "admin1_pcode": [f"XA{n // 30:02}" for n in areas],
                "admin2_pcode": [f"XA{n // 30:02}{n:04}" for n in areas],
            }
        ),
        "sectors": pl.DataFrame(
            {
                "sector_key": [f"sector {n}" for n in range(2 * SECTORS)],
                "sector": [f"S{n // 2:02}" for n in range(2 * SECTORS)],
            }
        ),
    }


def activities(rows: int, start: int) -> pl.DataFrame:
    """Made-up activities, skewed towards some sectors and organizations as real ones."""
    number = pl.int_range(start, start + rows, eager=True, dtype=pl.UInt64).alias("n")

    def pick(salt: int, among: int, *, skewed: bool = False) -> pl.Expr:
        share = (pl.col("n").hash(seed=SEED + salt) % 2**32) / 2**32
        return ((share * share if skewed else share) * among).cast(pl.Int32)

    drawn = number.to_frame().select(
        org=pick(1, 2 * ORGANIZATIONS, skewed=True),
        sector=pick(2, 2 * SECTORS, skewed=True),
        place=pick(3, AREAS),
        month=pick(4, len(MONTHS)),
    )
    org, sector, place, month = (pl.col(name) for name in drawn.columns)
    period = month.replace_strict(dict(enumerate(MONTHS)), return_dtype=pl.String)
    day = (period + "-01").str.to_date()
    return drawn.select(
        row=pl.int_range(2, rows + 2, dtype=pl.Int32),
        activity=pl.lit(0, pl.Int16),
        response=pl.lit("XAA24"),
        reporter=pl.lit("coordination"),
        period=period,
        org_key=pl.format("organization for relief number {}", org),
        sector_key=pl.format("sector {}", sector),
        place_key=pl.format("district of the river {}", place),
        start_earliest=day,
        start_latest=day,
        end_earliest=day.dt.month_end(),
        end_latest=day.dt.month_end(),
        reached_total=(place * 13 % 997).cast(pl.Float64),
        provider_org_name=pl.format("Organization for Relief, Number {}", org),
        provider_sector=pl.format("Sector {}", sector),
        provider_admin2_name=pl.format("District of the River {}", place),
        provider_activity=pl.format("Distribution of kits, round {}", month),
        provider_status=pl.lit("Ongoing"),
    )


def filled(root: Path, rows: int) -> tuple[Ledger, list[str]]:
    ledger, live = Ledger(root), []
    for start in range(0, rows, LINES_IN_SUBMISSION):
        live.append(f"submission-{start:09}")
        ledger.append(
            live[-1], activities(min(LINES_IN_SUBMISSION, rows - start), start)
        )
    ledger.compact()
    return ledger, live


def best(rounds: int, *contestants: Callable[[], object]) -> list[float]:
    """The best time of each, taken in turns so that noise falls on all alike."""
    times = [math.inf] * len(contestants)
    for _ in range(rounds):
        for place, contestant in enumerate(contestants):
            began = time.perf_counter()
            contestant()
            times[place] = min(times[place], time.perf_counter() - began)
    return times


def measure(rows: int, rounds: int) -> tuple[float, float]:
    """Seconds of Comity and of DuckDB."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as session:
        ledger, live = filled(Path(folder) / "ledger", rows)
        judged = judgements() | {"live": pl.DataFrame({"submission": live})}
        for name, frame in judged.items():
            frame.write_parquet(Path(folder) / f"{name}.parquet")
            path = f"{folder}/{name}.parquet"
            session.execute(f"create table {name} as from read_parquet('{path}')")
        query = QUERY.format(files=[str(path) for path in ledger.files()])

        def comity() -> pl.DataFrame:
            frames = (judged[n].lazy() for n in ("organizations", "places", "sectors"))
            return presence(resolve(ledger.rows(live), *frames), by=BY).collect()

        times = best(rounds, comity, lambda: session.execute(query))
        session.execute(f"copy answer to '{folder}/answer.parquet'")
        peer = pl.read_parquet(f"{folder}/answer.parquet")
        ours = comity()
        same = ours.sort(pl.all()).equals(
            peer.select(pl.col(c).cast(ours.schema[c]) for c in ours.columns).sort(
                pl.all()
            )
        )
        if not same:
            raise SystemExit("the two answers differ")
        return times[0], times[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print("| rows | Comity | DuckDB | ratio |\n| --- | --- | --- | --- |")
    seconds = []
    for rows in (asked.rows // 10, asked.rows):
        ours, peer = measure(rows, asked.rounds)
        seconds.append(ours)
        print(f"| {rows:,} | {ours:.3f} s | {peer:.3f} s | {ours / peer:.2f} |")
    print(f"\nslope {math.log10(seconds[1] / seconds[0]):.2f}")


if __name__ == "__main__":
    main()
