"""Frozen records as JSON: made here once, so that every face says the same.

Keys keep the order in which a record declares them. Dates are ISO 8601, moments
are UTC and end in Z, a partial date is its EDTF text, a period its start and end,
a set a sorted list. What is unknown is null.

Source: RFC 8259; RFC 9457 (problem documents).
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

from comity.errors import ComityError
from comity.values.dates import PartialDate, Period

_OPTIONS = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def to_json(record: object, *, indented: bool = False) -> bytes:
    """Write records, mappings and lists of them as JSON, UTF-8.

    Args:
        record: frozen dataclasses, mappings, sequences, sets, dates, moments,
            UUIDs, enumerations, partial dates, periods, errors and plain values.
        indented: for people: two spaces a level and a final line feed.

    Raises:
        TypeError: a value of another kind; JSON has no answer for it.
    """
    options = _OPTIONS
    if indented:
        options |= orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(record, default=_plain, option=options)


def as_plain(record: object) -> Any:
    """The same as `to_json`, as dictionaries, lists, text and numbers."""
    return orjson.loads(to_json(record))


def problem_document(error: ComityError, status: int | None = None) -> dict[str, Any]:
    """Describe an error to a program: type, title, status, detail, code, hint, fields.

    Folders of this machine are left out: a path is given by its last part.

    Source: RFC 9457; `code`, `hint` and `fields` are our extension members.
    """
    document: dict[str, Any] = {
        "type": f"/errors/{error.code}",
        "title": error.code.replace("_", " ").capitalize(),
    }
    if status is not None:
        document["status"] = status
    paths = [value for value in error.fields.values() if isinstance(value, Path)]
    document["detail"] = _without_folders(error.message, paths)
    document["code"] = error.code
    document["hint"] = _without_folders(error.advice, paths)
    document["fields"] = as_plain(error.fields)
    return document


def _without_folders(text: str, paths: list[Path]) -> str:
    for path in paths:
        text = text.replace(str(path), path.name)
    return text


def _plain(value: object) -> object:
    """What orjson is to write for a value that it leaves to us."""
    match value:
        case PartialDate():
            return value.text
        case Period():
            return {"start": value.start, "end": value.end}
        case ComityError():
            return problem_document(value)
        case Path():
            return value.name
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Mapping():
            return dict(value)
        case AbstractSet():
            return sorted(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")
