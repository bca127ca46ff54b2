"""JSON of records and errors: what programs on the other side rely on."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import cast

import pytest

from comity.errors import DateInvalid
from comity.formats import as_plain, problem_document, to_json
from comity.values.dates import PartialDate, Period


class Colour(StrEnum):
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Citation:
    source: str
    locator: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    role: str
    as_of: date
    period: Period
    citations: tuple[Citation, ...]
    areas: frozenset[str]


def standing() -> Standing:
    return Standing(
        role="observer",
        as_of=date(1994, 5, 1),
        period=Period.of("1992", ".."),
        citations=(Citation("A/RES/47/4", None),),
        areas=frozenset({"SO22", "SO11"}),
    )


def test_record_keeps_its_declared_order_and_the_contract_shape_of_a_period() -> None:
    assert to_json(standing()) == (
        b'{"role":"observer","as_of":"1994-05-01",'
        b'"period":{"start":"1992","end":".."},'
        b'"citations":[{"source":"A/RES/47/4","locator":null}],'
        b'"areas":["SO11","SO22"]}'
    )


def test_same_record_gives_the_same_bytes() -> None:
    assert to_json(standing()) == to_json(standing())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (PartialDate.parse("2016-09"), b'"2016-09"'),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), b'"2026-01-02T03:04:05Z"'),
        (
            datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=3))),
            b'"2026-01-02T03:04:05+03:00"',
        ),
        (uuid.UUID(int=1), b'"00000000-0000-0000-0000-000000000001"'),
        (Colour.BLUE, b'"blue"'),
        ({Colour.BLUE: 1}, b'{"blue":1}'),
        (MappingProxyType({"a": 1}), b'{"a":1}'),
        (Decimal("2.50"), b"2.5"),
        (Decimal("3.00"), b"3"),
        (float("nan"), b"null"),
        (Path("/var/lib/upload.xlsx"), b'"upload.xlsx"'),
        ("المنظمة", '"المنظمة"'.encode()),
    ],
)
def test_values_of_the_field_have_one_form(value: object, text: bytes) -> None:
    assert to_json(value) == text


def test_indented_is_the_same_document() -> None:
    assert as_plain(standing()) == json.loads(to_json(standing(), indented=True))


def test_unknown_kind_of_value_is_an_error_not_its_repr() -> None:
    with pytest.raises(TypeError):
        to_json(object())


def test_problem_document_says_what_where_and_what_to_do() -> None:
    error = DateInvalid(value="31.02.2024", reason="there is no such day")
    document = problem_document(error, 422)
    assert list(document) == [
        "type",
        "title",
        "status",
        "detail",
        "code",
        "hint",
        "fields",
    ]
    assert document["type"] == "/errors/DATE_INVALID"
    assert document["title"] == "Date invalid"
    assert document["status"] == 422
    assert "31.02.2024" in document["detail"]
    assert document["fields"] == {
        "value": "31.02.2024",
        "reason": "there is no such day",
    }
    assert "status" not in problem_document(error)


def test_problem_document_gives_no_folder_of_this_machine() -> None:
    path = cast("str", Path("/srv/home/secret/upload.xlsx"))
    document = problem_document(DateInvalid(value=path, reason="it is a file"))
    assert b"secret" not in to_json(document)
    assert document["fields"]["value"] == "upload.xlsx"
    assert document["detail"].startswith("'upload.xlsx' is not a date")
