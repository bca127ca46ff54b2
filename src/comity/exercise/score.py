"""How well a reading of the workbooks recovered their truth.

Rows are compared as sets, so that the order in which a reader numbers the
activities of a row does not matter: what it rightly asserts is right, what it
asserts besides is wrong, what it leaves out is missed.

- *organization*: a slug. Newcomers, on no list, are never to be asserted.
- *place*: the deepest P-code. One that lies around the true place is missed, not
  wrong. Where name and code contradict each other only what both allow counts,
  and deciding between them is wrong.
- *sector*: the slug of a theme.
- *dates*: the first and last possible day, each where the row gives it.
- *bounds*: all four bounds of start and end, where the row gives both.

Only rows that should be applied count. A row that should not, yet was recovered,
appears in the counts; one that holds no activity at all (a total, a note) also
makes everything asserted of it wrong.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

PARTS = ("organization", "place", "sector", "dates", "bounds")
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_LEVELS = ("admin1", "admin2", "admin3")

_Key = tuple[str, int]
_Line = dict[str, str]
_Asserted = dict[str, set[str]]


@dataclass(slots=True)
class Measure:
    """How often something was right, asserted wrongly, or missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was asserted that is right; 1 where nothing was."""
        asserted = self.right + self.wrong
        return self.right / asserted if asserted else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that was asserted; 1 where nothing is."""
        true = self.right + self.missed
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, wanted: set[str], found: set[str]) -> None:
        self.right += len(wanted & found)
        self.missed += len(wanted - found)
        self.wrong += len(found - wanted)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, in all and for the rows with each quirk.

    Args:
        overall: part -> measure.
        by_quirk: quirk -> part -> measure.
        counts: rows by what should and did become of them.
    """

    overall: dict[str, Measure]
    by_quirk: dict[str, dict[str, Measure]]
    counts: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(_table(self))


def score(truth: Path, recovered: pl.DataFrame) -> Score:
    """Compare what a system recovered from the workbooks with their truth.

    Args:
        truth: the exercise's `truth.csv`.
        recovered: one line an activity: file (its name or path), row (as the
            spreadsheet shows it), activity, organization (slug), sector (slug),
            admin1_pcode, admin2_pcode, admin3_pcode, start_earliest,
            start_latest, end_earliest, end_latest (dates or ISO text); null or
            empty where nothing was found.
    """
    true = _grouped(pl.read_csv(truth, infer_schema=False).fill_null(""))
    found = _grouped(recovered.with_columns(pl.all().cast(pl.String)).fill_null(""))
    overall = {part: Measure() for part in PARTS}
    by_quirk: dict[str, dict[str, Measure]] = defaultdict(
        lambda: {part: Measure() for part in PARTS}
    )
    for key, lines in true.items():
        if lines[0]["fate"] != "applied":
            continue
        wanted, got = _wanted(lines), _asserted(found.get(key, []), lines)
        got["place"] -= _around(wanted["place"])
        for part in PARTS:
            overall[part].add(wanted[part], got[part])
            for quirk in lines[0]["quirks"].split(";"):
                by_quirk[quirk][part].add(wanted[part], got[part])
    for key in found.keys() - true.keys():
        for part, values in _asserted(found[key], found[key]).items():
            overall[part].add(set(), values)
    return Score(overall, dict(sorted(by_quirk.items())), _counts(true, found))


def _grouped(frame: pl.DataFrame) -> dict[_Key, list[_Line]]:
    rows: dict[_Key, list[_Line]] = defaultdict(list)
    for line in frame.iter_rows(named=True):
        rows[Path(line["file"]).name, int(line["row"])].append(line)
    return rows


def _wanted(lines: list[_Line]) -> _Asserted:
    undecidable = set(lines[0]["undecidable"].split(";")) - {""}
    return {
        "organization": {
            line["organization"]
            for line in lines
            if line["listed"] == "yes" and "organization" not in undecidable
        },
        "place": {_place(line, undecidable) for line in lines} - {""},
        "sector": {line["sector"] for line in lines},
        "dates": set(_window(lines[0], lines[0])),
        "bounds": set(_all_bounds(lines[0], lines[0])),
    }


def _asserted(lines: list[_Line], true: list[_Line]) -> _Asserted:
    return {
        "organization": {line["organization"] for line in lines} - {""},
        "place": {_place(line, set()) for line in lines} - {""},
        "sector": {line["sector"] for line in lines} - {""},
        "dates": {day for line in lines for day in _window(line, true[0])},
        "bounds": {days for line in lines for days in _all_bounds(line, true[0])},
    }


def _place(line: _Line, undecidable: set[str]) -> str:
    """The deepest P-code above the first level that cannot be decided."""
    deepest = ""
    for level in _LEVELS:
        if level in undecidable:
            break
        deepest = line[f"{level}_pcode"] or deepest
    return deepest


def _around(places: set[str]) -> set[str]:
    """The P-codes around places: a code starts with its parent's."""
    return {place[:length] for place in places for length in range(len(place))}


def _window(line: _Line, true: _Line) -> Iterator[str]:
    """The first and last possible day, where the truth has them."""
    for bound in ("start_earliest", "end_latest"):
        if true[bound] and line[bound]:
            yield f"{bound} {line[bound][:10]}"


def _all_bounds(line: _Line, true: _Line) -> Iterator[str]:
    if all(true[bound] for bound in _BOUNDS) and any(line[b] for b in _BOUNDS):
        yield " ".join(line[bound][:10] or "-" for bound in _BOUNDS)


def _counts(
    true: dict[_Key, list[_Line]], found: dict[_Key, list[_Line]]
) -> dict[str, int]:
    counts = {"truth: rows": len(true), "truth: activities": _total(true)}
    for fate in ("applied", "rejected", "duplicate"):
        keys = {key for key, lines in true.items() if lines[0]["fate"] == fate}
        counts[f"rows to be {fate}"] = len(keys)
        counts[f"rows to be {fate}, recovered"] = len(keys & found.keys())
    counts["rows that hold no activity, recovered"] = len(found.keys() - true.keys())
    counts["activities recovered"] = _total(found)
    return counts


def _total(rows: dict[_Key, list[_Line]]) -> int:
    return sum(len(lines) for lines in rows.values())


def _table(result: Score) -> Iterator[str]:
    yield f"{'':28}{'precision':>10}{'recall':>8}{'F1':>7}{'right':>8}{'wrong':>7}{'missed':>8}"
    for part, measure in result.overall.items():
        yield (
            f"{part:28}{measure.precision:10.3f}{measure.recall:8.3f}{measure.f1:7.3f}"
            f"{measure.right:8}{measure.wrong:7}{measure.missed:8}"
        )
    yield ""
    yield f"{'F1 by quirk':28}" + "".join(f"{part:>14}" for part in PARTS)
    for quirk, measures in result.by_quirk.items():
        figures = "".join(f"{measures[part].f1:14.3f}" for part in PARTS)
        yield f"{quirk:28}{figures}"
    yield ""
    for label, count in result.counts.items():
        yield f"{label:40}{count:8}"
