"""Coverage: who is present where, on what and when, as functions of frames.

Frames in, frames out; nothing is stored and nothing is guessed. The same text
runs on Polars, DuckDB and Spark through Narwhals: give lazy frames of one
engine and the answer is a lazy frame of that engine, in no particular order.

    resolved = resolve(ledger.rows(live), organizations, places, sectors)
    present = presence(resolved, by=("admin2", "sector"), as_of=day)
    answer = states(present, grid(areas, sectors), expected)

Reported and canonical stay apart: `provider_*` is what a provider wrote, a bare
name is what a judgement says, and null where there is none.
"""

from comity.coverage.difference import difference
from comity.coverage.dimensions import DIMENSIONS, columns
from comity.coverage.grid import grid, states
from comity.coverage.people import PEOPLE_METHOD, against_need, people
from comity.coverage.presence import MEASURES, presence, trend
from comity.coverage.resolution import ROLES, by_role, resolve

__all__ = [
    "DIMENSIONS",
    "MEASURES",
    "PEOPLE_METHOD",
    "ROLES",
    "against_need",
    "by_role",
    "columns",
    "difference",
    "grid",
    "people",
    "presence",
    "resolve",
    "states",
    "trend",
]
