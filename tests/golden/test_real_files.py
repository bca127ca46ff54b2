"""What was found in published files: counts, mapping, problems, a hash of the rows.

The files stay outside the repository. `found.json` beside each case is what was
found; it is rewritten only with COMITY_GOLDEN=1 (`make golden`) and reviewed as a
difference. The counts are checked against a plain reading that shares no code.
"""

import csv
import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from comity.sheets import Reading, ReadOptions, read_contained

CASES = {
    "eth_3w_august_2025": "3w/eth_3w_august_2025.csv",
    "som_3w_january_april_2025": "3w/som_3w_january_april_2025.xlsx",
    "afg_3w_january_march_2024": "3w/afg_3w_january_march_2024.csv",
    "tcd_3w_avr2025": "3w/tcd_3w_avr2025.xlsx",
    "hxlshow_rowca_3w": "3w/hxlshow_rowca-3w-hxl.csv",
    "hxlshow_unhcr_3w": "3w/hxlshow_unhcr-3w.csv",
}
LISTED = 50
"""Positions of one problem code that are kept."""


def found(reading: Reading) -> dict[str, Any]:
    places: dict[str, list[str]] = {}
    for problem in reading.problems:
        listed = places.setdefault(problem.code, [])
        if len(listed) < LISTED:
            listed.append(f"{problem.column or ''}{problem.row or ''}")
    rows = reading.rows
    text = rows.select(sorted(rows.columns)).write_csv()
    return {
        "header_row": reading.header_row,
        "sheet": len(reading.sheets),
        "mapping": {column.letter: column.field for column in reading.columns},
        "rows": reading.summary(),
        "activities": reading.activities,
        "period": reading.period,
        "skipped": [[row.row, row.kind] for row in reading.accounting.skipped_rows],
        "problem_counts": dict(sorted(reading.problems.counts().items())),
        "problem_places": dict(sorted(places.items())),
        "rows_sha256": sha256(text.encode()).hexdigest(),
    }


def plain_rows(path: Path) -> list[tuple[str, ...]]:
    """Every row of the first sheet as text, read with csv or openpyxl."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [tuple(cell.strip() for cell in row) for row in csv.reader(file)]
    book = openpyxl.load_workbook(path, read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    found = [
        tuple("" if cell is None else str(cell).strip() for cell in row) for row in rows
    ]
    book.close()
    return found


@pytest.mark.real_data
@pytest.mark.parametrize("case", CASES)
def test_a_published_file_is_read_as_before(case: str, shared_data: Path) -> None:
    reading = read_contained(shared_data / CASES[case], ReadOptions())
    kept = Path(__file__).parent / case / "found.json"
    now = json.dumps(found(reading), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("COMITY_GOLDEN") == "1":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(now, "utf-8")
    assert json.loads(now) == json.loads(kept.read_text("utf-8"))


@pytest.mark.real_data
@pytest.mark.parametrize("case", CASES)
def test_the_counts_agree_with_a_plain_reading(case: str, shared_data: Path) -> None:
    path = shared_data / CASES[case]
    reading = read_contained(path, ReadOptions())
    rows = plain_rows(path)
    while not any(rows[-1]) and path.suffix == ".xlsx":
        rows.pop()
    blank = sum(1 for row in rows if not any(row))
    skipped = 1 + sum(
        1
        for row in rows[:25]
        if any(cell.startswith("#") for cell in row[:12]) and "#N/A" not in row
    )
    assert reading.summary()["lines"] == len(rows)
    assert reading.summary()["blank"] == blank
    assert reading.summary()["read"] == len(rows) - blank - skipped
    used = [place for place, column in enumerate(reading.columns) if column.field]
    data = [
        tuple(row[place] for place in used if place < len(row))
        for row in rows[skipped:]
        if any(row)
    ]
    assert reading.summary()["duplicate"] == len(data) - len(set(data))
