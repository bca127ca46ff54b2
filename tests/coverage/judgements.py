"""What the names in these tests stand for: two spellings of IOM, places in places.

Questions are held against counting by hand on Polars, with many examples; that
other engines answer like Polars is held by `test_engines.py`.
"""

from typing import Any

import polars as pl
import pytest

on_polars = pytest.mark.parametrize("engine", ["polars"], indirect=True)

ORGANIZATIONS = {"iom": "IOM", "oim": "IOM", "unicef": "UNICEF", "care": "CARE"}
PLACES = {
    "north": ("XA", "XA1", None, None),
    "north hill": ("XA", "XA1", "XA11", None),
    "north hills": ("XA", "XA1", "XA11", None),
    "north lake": ("XA", "XA1", "XA12", None),
    "hill top": ("XA", "XA1", "XA11", "XA111"),
    "hill foot": ("XA", "XA1", "XA11", "XA112"),
    "south bay": ("XA", "XA2", "XA21", None),
}
SECTORS = {"wash": ("WSH", "services"), "water": ("WSH", "services")} | {
    "health": ("HEA", None)
}


def table(**columns: list[Any]) -> pl.DataFrame:
    return pl.DataFrame(columns)
