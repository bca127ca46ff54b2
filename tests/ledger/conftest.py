"""A ledger of its own for each test, and rows to put into it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from comity.ledger import Ledger

RowsFactory = Callable[..., pl.DataFrame]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger")


@pytest.fixture
def some_rows() -> RowsFactory:
    """Rows of a made-up submission, with columns overridden by keyword."""

    def make(count: int = 3, **columns: Any) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "row": range(2, count + 2),
                "activity": [0] * count,
                "response": ["XAA24"] * count,
                "reporter": ["iom"] * count,
                "org_key": [f"organization {row % 3}" for row in range(count)],
            }
        ).with_columns(**columns)

    return make
