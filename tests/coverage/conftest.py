"""Every question is asked of every engine that is installed here.

Polars is always there; DuckDB comes with the extra `bench`, Spark with `spark`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from comity.coverage import resolve
from comity.ledger import ACTIVITIES
from tests.coverage.judgements import ORGANIZATIONS, PLACES, SECTORS, table


@dataclass
class Engine:
    """Opens Polars frames as an engine's own lazy frames, and reads answers back."""

    name: str
    folder: Path
    session: Any = None
    numbers: Iterator[int] = field(default_factory=count)

    def open(self, frame: pl.DataFrame) -> Any:
        if self.name == "polars":
            return frame.lazy()
        path = self.folder / f"{next(self.numbers)}.parquet"
        frame.write_parquet(path)
        if self.name == "duckdb":
            return self.session.read_parquet(str(path))
        return self.session.read.parquet(str(path))

    def read(self, answer: Any) -> list[dict[str, Any]]:
        """The rows of an answer, in an order of their own."""
        if self.name == "polars":
            rows = answer.collect().to_dicts()
        elif self.name == "duckdb":
            rows = [
                dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()
            ]
        else:
            rows = [row.asDict() for row in answer.collect()]
        return sorted(rows, key=repr)


@pytest.fixture(scope="session", params=["polars", "duckdb", "spark"])
def engine(request, tmp_path_factory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "polars":
        yield Engine("polars", folder)
    elif request.param == "duckdb":
        duckdb = pytest.importorskip("duckdb", reason="the extra `bench` is missing")
        with duckdb.connect() as session:
            yield Engine("duckdb", folder, session)
    else:
        sql = pytest.importorskip("pyspark.sql", reason="the extra `spark` is missing")
        builder = sql.SparkSession.builder.master("local[2]").config(
            map={
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.driver.host": "127.0.0.1",
                "spark.sql.shuffle.partitions": "2",
                "spark.ui.enabled": "false",
            }
        )
        session = builder.getOrCreate()
        yield Engine("spark", folder, session)
        session.stop()


@pytest.fixture(scope="session")
def activities():
    """Frames in the ledger's shape, from a few columns; the rest is null."""

    def make(rows: list[dict[str, Any]]) -> pl.DataFrame:
        numbered = [
            {"submission": "s", "row": number, "activity": 0, "response": "XAA24"}
            | {"reporter": "iom"}
            | row
            for number, row in enumerate(rows, 2)
        ]
        return pl.DataFrame(numbered, schema=ACTIVITIES)

    return make


@pytest.fixture(scope="session")
def polars(tmp_path_factory) -> Engine:
    """The engine that the others are held against."""
    return Engine("polars", tmp_path_factory.mktemp("polars"))


@pytest.fixture(scope="session")
def resolve_on(activities):
    """Activities resolved by the judgements of these tests, on an engine."""
    levels = list(zip(*PLACES.values(), strict=True))
    judged = [
        table(org_key=[*ORGANIZATIONS], org_id=[*ORGANIZATIONS.values()]),
        table(
            place_key=[*PLACES],
            **{f"admin{n}_pcode": [*codes] for n, codes in enumerate(levels)},
        ),
        table(
            sector_key=[*SECTORS],
            sector=[sector for sector, _ in SECTORS.values()],
            theme=[theme for _, theme in SECTORS.values()],
        ),
    ]

    def make(engine: Engine, rows: list[dict[str, Any]]) -> Any:
        return resolve(*(engine.open(frame) for frame in [activities(rows), *judged]))

    return make


@pytest.fixture(scope="session")
def resolved(engine, resolve_on):
    """The same on the engine in turn."""
    return partial(resolve_on, engine)
