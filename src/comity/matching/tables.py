"""The readable tables of words beside the matcher, in the folder `tables`."""

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table by column."""
    table = files("comity.matching").joinpath("tables", f"{name}.csv")
    return tuple(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


@cache
def word_set(name: str) -> frozenset[str]:
    """The folded words or texts of a set in `wordsets.csv`."""
    found = next(row for row in rows("wordsets") if row["set"] == name)
    return frozenset(found["words"].split("|"))


@cache
def vocabulary(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Of each row of a table of names: its acronyms, then its names, folded."""
    return tuple(
        (
            tuple(short for short in row["acronyms"].split("|") if short),
            tuple(row["names"].split("|")),
        )
        for row in rows(name)
    )
