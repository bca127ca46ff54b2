"""Tables that leave: nothing in them runs, nothing in them is lost."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.errors import CellTooLong, TableTooLong
from comity.formats import tables
from comity.formats.tables import (
    csv_chunks,
    frame_of,
    to_csv,
    to_parquet,
    to_xlsx,
    write_csv,
    write_parquet,
    write_xlsx,
)
from comity.values.cells import is_runnable, neutralize, restore

RUN = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    '=HYPERLINK("http://example.org")',
    " =1",
    '"=1',
    "'=1",
    "\u00a0=1",
    "\ufeff=1",
]
STILL = ["-5", "-12.5", "IOM", "a=b", "5-6", "", "O'Brien", "'quoted'", "#org+name"]


@pytest.mark.parametrize("text", RUN)
def test_text_that_would_run_is_kept_still_in_csv(text: str) -> None:
    written = to_csv(pl.DataFrame({"name": [text]})).decode()
    cell = list(csv.reader(io.StringIO(written, newline="")))[1][0]
    assert cell == "'" + text
    assert restore(cell) == text


@pytest.mark.parametrize("text", STILL)
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert neutralize(text) == text
    assert restore(text) == text


@given(st.text(alphabet="'\"=+-@ \t\r\n＝ab1.\u00a0\u200f"))
@example("''=1")
@example("'-5")
def test_restore_undoes_neutralize_for_every_text(text: str) -> None:
    assert restore(neutralize(text)) == text


@settings(max_examples=50)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
        min_size=1,
        max_size=8,
    )
)
def test_csv_keeps_text_still_exactly_where_the_rule_for_one_text_says_so(
    texts: list[str],
) -> None:
    frame = pl.DataFrame({"row": range(len(texts)), "text": texts})
    written = io.StringIO(to_csv(frame).decode(), newline="")
    back = [cells[1] for cells in list(csv.reader(written))[1:]]
    assert back == [neutralize(text) for text in texts]


def test_column_headings_are_kept_still_too() -> None:
    assert to_csv(pl.DataFrame({"=evil": ["x"]})) == b"'=evil\nx\n"


def test_negative_numbers_stay_numbers() -> None:
    frame = pl.DataFrame({"change": [-5, 3], "share": [-0.5, None]})
    assert to_csv(frame) == b"change,share\n-5,-0.5\n3,\n"
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx({"Data": frame})))["Data"]
    assert [cell.value for cell in sheet[2]] == [-5, -0.5]


@pytest.mark.parametrize("text", RUN)
def test_workbook_holds_such_text_verbatim_and_marked_as_text(text: str) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(to_xlsx({"Data": pl.DataFrame({"name": [text]})}))
    )
    cell = book["Data"]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.replace("_x000D_", "\r") == text


def test_hxl_tags_make_a_second_row() -> None:
    frame = pl.DataFrame({"org": ["IOM"], "note": ["x"]})
    hxl = {"org": "#org+name"}
    assert to_csv(frame, hxl=hxl) == b'org,note\n#org+name,""\nIOM,x\n'
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx({"D": frame}, hxl=hxl)))["D"]
    assert [cell.value for cell in sheet[2]] == ["#org+name", None]
    assert [cell.value for cell in sheet[3]] == ["IOM", "x"]


def everything() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": [date(2024, 2, 29), date(1864, 8, 22)],
            "moment": [datetime(2024, 1, 1, 12, tzinfo=UTC)] * 2,
            "orgs": [["IOM", "UNHCR"], None],
            "people": [12, None],
            "rate": [float("nan"), 1.5],
            "live": [True, None],
            "name": ["المنظمة", "a,b"],
        }
    )


def test_every_kind_of_value_has_one_form_and_the_unknown_is_empty() -> None:
    assert to_csv(everything()).decode().splitlines() == [
        "day,moment,orgs,people,rate,live,name",
        "2024-02-29,2024-01-01T12:00:00Z,IOM; UNHCR,12,,true,المنظمة",
        '1864-08-22,2024-01-01T12:00:00Z,,,1.5,,"a,b"',
    ]


def test_workbook_has_the_same_values() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx({"D": everything()})))["D"]
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(2))
    assert first[0].date() == date(2024, 2, 29)
    assert first[1:] == [
        "2024-01-01T12:00:00Z",
        "IOM; UNHCR",
        12,
        None,
        True,
        "المنظمة",
    ]
    assert second[0] == "1864-08-22"


def test_same_frame_gives_the_same_bytes(tmp_path: Path) -> None:
    frame = everything()
    assert to_xlsx({"D": frame}) == to_xlsx({"D": frame})
    assert to_parquet(frame) == to_parquet(frame)
    for name, write in (("a.csv", write_csv), ("a.parquet", write_parquet)):
        write(frame, tmp_path / name)
    write_xlsx({"D": frame}, tmp_path / "a.xlsx")
    assert (tmp_path / "a.csv").read_bytes() == to_csv(frame)
    assert (tmp_path / "a.xlsx").read_bytes() == to_xlsx({"D": frame})
    assert pl.read_parquet(tmp_path / "a.parquet").equals(frame)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.csv",
        "a.parquet",
        "a.xlsx",
    ]


def test_workbook_tells_nothing_of_this_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx({"D": everything()}))) as book:
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")
        assert {info.date_time[0] for info in book.infolist()} == {1980}


def test_long_table_streams_in_order_and_keeps_every_row() -> None:
    frame = pl.LazyFrame({"n": range(1000)})
    chunks = list(csv_chunks(frame, rows=100))
    assert len(chunks) > 5
    assert b"".join(chunks) == b"n\n" + b"".join(b"%d\n" % n for n in range(1000))


def test_workbook_refuses_what_it_cannot_hold_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")
    with pytest.raises(CellTooLong) as refused:
        write_xlsx({"D": pl.DataFrame({"t": ["x" * 32_768]})}, path)
    assert (refused.value.row, refused.value.column) == (2, "t")
    monkeypatch.setattr(tables, "XLSX_ROWS", 3)
    with pytest.raises(TableTooLong):
        write_xlsx({"D": pl.DataFrame({"t": ["x"] * 3})}, path)
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def test_empty_frame_is_its_header() -> None:
    frame = pl.DataFrame(schema={"a": pl.String, "b": pl.Int64})
    assert to_csv(frame) == b"a,b\n"
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx({"D": frame})))["D"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["a", "b"]]


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    since: date | None


def test_records_make_a_frame() -> None:
    frame = frame_of([Member("A", None), Member("B", date(2000, 1, 1))])
    assert frame.to_dicts() == [
        {"name": "A", "since": None},
        {"name": "B", "since": date(2000, 1, 1)},
    ]


def test_a_runnable_text_is_the_same_for_python_and_for_the_tables() -> None:
    assert all(is_runnable(text) for text in RUN)
    assert not any(is_runnable(text) for text in STILL)
