"""A request and a reading as files, to pass between two processes."""

import json
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import polars as pl

from comity.sheets.limits import Limits
from comity.sheets.problems import Problems
from comity.sheets.reading import (
    Accounting,
    Column,
    Found,
    Question,
    Reading,
    ReadOptions,
    SheetChoice,
    SkippedRow,
)

_REQUEST, _ANSWER, _ROWS, _PROBLEMS = (
    "request.json",
    "answer.json",
    "rows.arrow",
    "problems.arrow",
)
_SETS = ("known_pcodes", "known_names", "known_sectors")


def write_request(folder: Path, path: Path, options: ReadOptions) -> None:
    """Write down what is to be read, and how."""
    told = {field.name: getattr(options, field.name) for field in fields(options)}
    told |= {name: sorted(told[name]) for name in _SETS}
    told |= {
        "known_places": {
            name: sorted(levels) for name, levels in options.known_places.items()
        },
        "limits": asdict(options.limits),
        "mapping": dict(options.mapping) if options.mapping else None,
    }
    (folder / _REQUEST).write_text(
        json.dumps({"path": str(path), "options": told}), "utf-8"
    )


def load_request(folder: Path) -> tuple[Path, ReadOptions]:
    """Read back what `write_request` wrote."""
    request = json.loads((folder / _REQUEST).read_text("utf-8"))
    told: dict[str, Any] = request["options"]
    told |= {name: frozenset(told[name]) for name in _SETS}
    told["known_places"] = {
        name: frozenset(levels) for name, levels in told["known_places"].items()
    }
    return Path(request["path"]), ReadOptions(
        **told | {"limits": Limits(**told["limits"])}
    )


def write_reading(folder: Path, reading: Reading) -> None:
    """Write a reading; the answer file comes last, so that a whole one is complete."""
    reading.rows.write_ipc(folder / _ROWS, compression="uncompressed")
    reading.problems.frame.write_ipc(folder / _PROBLEMS, compression="uncompressed")
    told = {
        field.name: getattr(reading, field.name)
        for field in fields(reading)
        if field.name not in ("rows", "problems")
    }
    for name in ("columns", "sheets", "questions"):
        told[name] = [asdict(entry) for entry in told[name]]
    told["accounting"] = asdict(reading.accounting)
    told["first_column"] = reading.problems.first_column
    (folder / _ANSWER).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def load_reading(folder: Path) -> Reading | None:
    """Read back what `write_reading` wrote, or None where it did not come so far."""
    try:
        told: dict[str, Any] = json.loads((folder / _ANSWER).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    columns = tuple(
        Column(**entry | {"found": Found(entry["found"])}) for entry in told["columns"]
    )
    accounting = dict(told["accounting"])
    accounting["skipped_rows"] = tuple(
        SkippedRow(**entry) for entry in accounting["skipped_rows"]
    )
    problems = Problems(
        pl.read_ipc(folder / _PROBLEMS),
        sheet=told["sheet"],
        headings=[column.heading for column in columns],
        first_column=told.pop("first_column"),
    )
    told |= {
        "columns": columns,
        "sheets": tuple(SheetChoice(**entry) for entry in told["sheets"]),
        "questions": tuple(
            Question(**entry | {"choices": tuple(entry["choices"])})
            for entry in told["questions"]
        ),
        "accounting": Accounting(**accounting),
    }
    return replace(Reading(problems=problems), rows=pl.read_ipc(folder / _ROWS), **told)
