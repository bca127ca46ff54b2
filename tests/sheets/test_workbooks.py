"""What workbooks hold besides plain text: dates, formulas, links, hidden tables."""

import struct
from pathlib import Path

import pytest
import xlsxwriter

from comity.sheets import Reading, ReadOptions, read
from tests.sheets import files

HEADS = "".join(map(files.ods_cell, files.HEADINGS))


def ods_row(organization: str, day: str, people: float) -> str:
    return "".join(
        (
            files.ods_cell(organization),
            files.ods_cell("Shelter"),
            files.ods_cell("North"),
            files.ods_cell("5 January 2024", day=day),
            files.ods_cell(people),
        )
    )


def codes(reading: Reading) -> set[str]:
    return set(reading.problems.counts())


def test_an_opendocument_table_is_read_as_others_are(tmp_path: Path) -> None:
    rows = [
        HEADS + files.ods_cell(None, repeated=1_019),
        ods_row("IOM", "2024-01-05", 10),
        files.ods_cell(None, repeated=5),
        ods_row("Mercy &amp; Co", "2024-02-01T00:00:00", 20),
    ]
    path = files.write_ods(tmp_path / "a.ods", files.ods_table("5W", rows))
    reading = read(path, ReadOptions())
    assert reading.sheet == "5W"
    assert reading.rows.select("row", "org_name", "reached_total").rows() == [
        (2, "IOM", 10.0),
        (4, "Mercy & Co", 20.0),
    ]
    assert list(map(str, reading.rows["start_earliest"])) == [
        "2024-01-05",
        "2024-02-01",
    ]
    assert (reading.accounting.lines, reading.accounting.blank) == (4, 1)


def test_hidden_opendocument_tables_are_named_and_not_read(tmp_path: Path) -> None:
    table = [HEADS, ods_row("IOM", "2024-01-05", 10)]
    tables = files.ods_table("Old", table, style="hidden") + files.ods_table(
        "5W", table
    )
    reading = read(files.write_ods(tmp_path / "a.ods", tables), ReadOptions())
    assert [(sheet.name, sheet.visible) for sheet in reading.sheets] == [
        ("Old", False),
        ("5W", True),
    ]
    assert reading.sheet == "5W"


def test_days_that_count_from_1904_are_the_days_that_were_meant(tmp_path: Path) -> None:
    """Serial 43834 is 5 January 2024 counted from 1904."""
    serial = '<c r="D2"><v>43834</v></c>'
    cells = "".join(
        files.cell(f"{letter}2", text)
        for letter, text in (("A", "IOM"), ("B", "Shelter"), ("C", "North"))
    )
    sheet = files.sheet_xml(
        files.row_xml(1, files.HEADINGS) + f'<row r="2">{cells}{serial}</row>'
    )
    parts = files.members(sheet)
    plain = read(files.write_archive(tmp_path / "a.xlsx", parts), ReadOptions())
    parts["xl/workbook.xml"] = files.BOOK.replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )
    macintosh = read(files.write_archive(tmp_path / "b.xlsx", parts), ReadOptions())
    assert [str(one.rows["start_earliest"][0]) for one in (plain, macintosh)] == [
        "2020-01-04",
        "2024-01-05",
    ]


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    path = files.write_archive(tmp_path / "a.xlsx", files.members())
    data = bytearray(path.read_bytes())
    entries = [at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]
    first = struct.unpack_from("<I", data, entries[0] + 42)[0]
    struct.pack_into("<I", data, entries[1] + 42, first + 1)
    path.write_bytes(data)
    assert codes(read(path, ReadOptions())) == {"ARCHIVE_INVALID"}


def test_formulas_count_by_their_stored_values(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("5W")
    sheet.write_row(0, 0, files.HEADINGS)
    sheet.write_row(1, 0, files.ROWS[0][:4])
    sheet.write_formula("E2", "=5+5", None, 10)
    book.close()
    reading = read(path, ReadOptions())
    assert reading.rows["reached_total"].to_list() == [10.0]
    assert {p.code: p.parameters["first"] for p in reading.problems} == {
        "FORMULA_PRESENT": "E2"
    }


def test_a_formula_without_a_stored_value_is_located(tmp_path: Path) -> None:
    row = '<row r="4">' + "".join(
        files.cell(f"{letter}4", text)
        for letter, text in (("A", "IOM"), ("B", "Health"), ("C", "North"))
    )
    sheet = files.table_xml(extra=f'{row}<c r="E4"><f>SUM(E2:E3)</f></c></row>')
    reading = read(
        files.write_archive(tmp_path / "a.xlsx", files.members(sheet)), ReadOptions()
    )
    found = [p for p in reading.problems if p.code == "FORMULA_NO_VALUE"]
    assert [(p.row, p.column) for p in found] == [(4, "E")]
    assert reading.summary()["applied"] == 3


def test_links_to_other_workbooks_are_named_and_not_followed(tmp_path: Path) -> None:
    parts = files.members() | {"xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    reading = read(files.write_archive(tmp_path / "a.xlsx", parts), ReadOptions())
    assert "EXTERNAL_LINK" in codes(reading)
    assert reading.summary()["applied"] == 2


def test_a_line_with_another_delimiter_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [",".join(row) for row in (files.HEADINGS, *files.ROWS)]
    path.write_text("\n".join([*lines, ";".join(files.ROWS[0])]) + "\n", "utf-8")
    found = [
        p for p in read(path, ReadOptions()).problems if p.code == "DELIMITER_MIXED"
    ]
    assert [p.row for p in found] == [4]


def test_a_cell_that_is_too_long_is_named_and_shown_in_short(tmp_path: Path) -> None:
    rows = [(*files.HEADINGS, "Remarks"), (*files.ROWS[0], "x" * 40_000)]
    reading = read(files.write_text(tmp_path / "a.csv", rows), ReadOptions())
    (problem,) = [p for p in reading.problems if p.code == "CELL_TOO_LONG"]
    assert (problem.row, problem.column, len(problem.excerpt)) == (2, "F", 80)
    assert reading.summary()["applied"] == 1


@pytest.mark.parametrize("written", ["12345678901234560", "1.23456789012346E+16"])
def test_digits_that_a_spreadsheet_lost_are_named(tmp_path: Path, written: str) -> None:
    rows = [(*files.HEADINGS, "Project code"), (*files.ROWS[0], written)]
    reading = read(files.write_text(tmp_path / "a.csv", rows), ReadOptions())
    assert "PRECISION_LOSS" in codes(reading)


def test_rows_that_share_a_key_and_differ_are_named(tmp_path: Path) -> None:
    rows = [
        ("Row ID", *files.HEADINGS),
        ("R-1", *files.ROWS[0]),
        ("R-2", *files.ROWS[1]),
        ("R-1", *files.ROWS[1]),
    ]
    reading = read(files.write_text(tmp_path / "a.csv", rows), ReadOptions())
    (problem,) = [p for p in reading.problems if p.code == "DUPLICATE_CONFLICT"]
    assert (problem.row, problem.column, problem.parameters["first"]) == (4, "A", 2)
    assert reading.summary()["applied"] == 3


@pytest.mark.parametrize(
    "text", ["Nationwide", "Toutes les provinces", "Todo el país", "جميع المحافظات"]
)
def test_a_whole_country_is_one_activity_and_named(tmp_path: Path, text: str) -> None:
    rows = [files.HEADINGS, ("IOM", "Shelter", text, "2024-01-05", "10")]
    reading = read(files.write_text(tmp_path / "a.csv", rows), ReadOptions())
    assert "PLACE_WHOLE_COUNTRY" in codes(reading)
    assert reading.activities == 1
