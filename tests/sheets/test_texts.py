"""Text files: encodings, delimiters, quotes and widths."""

from pathlib import Path

import pytest

from comity.sheets import Reading, ReadOptions, read
from tests.sheets import files

TABLE = "Organization,Sector,Province\nIOM,Shelter,Nord\nSanté Sud,Santé,Thiès\n"


def of(tmp_path: Path, data: bytes, **options: object) -> Reading:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    return read(path, ReadOptions(**options))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    reading = of(tmp_path, TABLE.encode(encoding))
    assert reading.rows["org_name"].to_list() == ["IOM", "Santé Sud"]
    assert ("ENCODING_GUESSED" in reading.problems.counts()) == (encoding == "cp1252")


def test_arabic_of_one_byte_is_inferred(tmp_path: Path) -> None:
    table = "المنظمة,القطاع,المحافظة\nالهلال الأحمر,الصحة,عدن\n"
    reading = of(tmp_path, table.encode("cp1256"))
    assert reading.encoding == "cp1256"
    assert reading.rows["org_name"].to_list() == ["الهلال الأحمر"]


def test_one_bad_byte_in_utf8_is_located(tmp_path: Path) -> None:
    data = (
        (TABLE + "Équipe,Eau,Kédougou\n")
        .encode()
        .replace("Thiès".encode(), b"Thi\xe8s")
    )
    problem = of(tmp_path, data).problems[0]
    assert (problem.code, problem.row) == ("ENCODING_INVALID", 3)
    assert problem.parameters["offset"] == data.index(b"\xe8s")


def test_a_nul_byte_is_located(tmp_path: Path) -> None:
    problem = of(tmp_path, TABLE.encode().replace(b"Nord", b"No\x00d")).problems[0]
    assert (problem.code, problem.row) == ("CONTROL_CHARACTER", 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    reading = of(tmp_path, TABLE.replace(",", delimiter).encode())
    assert reading.delimiter == delimiter
    assert reading.summary()["applied"] == 2


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_gives_the_same_rows(tmp_path: Path, ending: str) -> None:
    assert of(tmp_path, TABLE.replace("\n", ending).encode()).summary()["lines"] == 3


def test_a_quotation_that_never_closes_is_located(tmp_path: Path) -> None:
    lines = ["Organization,Sector,Province"] + ["IOM,Shelter,Nord"] * 500
    lines[9] = 'IOM,"Shelter,Nord'
    problem = of(tmp_path, "\n".join(lines).encode()).problems[0]
    assert (problem.code, problem.row) == ("QUOTE_UNCLOSED", 10)


def test_a_quotation_open_at_the_end_is_located(tmp_path: Path) -> None:
    problem = of(tmp_path, (TABLE + 'IOM,WASH,"North').encode()).problems[0]
    assert (problem.code, problem.row) == ("QUOTE_UNCLOSED", 4)


def test_line_breaks_and_delimiters_inside_quotes_belong_to_the_cell(
    tmp_path: Path,
) -> None:
    data = TABLE + '"A ""B"", C",WASH,"North\nEast"\nIOM,"5"" pipe",South\n'
    reading = of(tmp_path, data.encode())
    assert reading.rows["provider_org_name"].to_list()[2] == 'A "B", C'
    assert reading.summary()["lines"] == 5


def test_cells_beyond_the_header_are_reported(tmp_path: Path) -> None:
    reading = of(
        tmp_path, (TABLE + "IOM,WASH,North,surplus\nIOM,Food,North,\n").encode()
    )
    problem = next(p for p in reading.problems if p.code == "ROW_WIDTH")
    assert (problem.row, problem.excerpt) == (4, "surplus")
    assert reading.problems.counts()["ROW_WIDTH"] == 1


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    wide = ",".join(["Organization"] * 513)
    assert of(tmp_path, f"{wide}\n{wide}\n".encode()).problems[0].code == "COLUMN_LIMIT"


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    assert (
        of(tmp_path, TABLE.encode() + b"x" * 1_100_000).problems[0].code
        == "LINE_TOO_LONG"
    )


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert (
        "NO_DATA_ROWS"
        in of(tmp_path, TABLE.split("\n", maxsplit=1)[0].encode()).problems.counts()
    )


def test_error_values_are_missing_and_located(tmp_path: Path) -> None:
    reading = of(tmp_path, (TABLE + "#REF!,WASH,North\nIOM,#N/A,North\n").encode())
    found = [
        (p.row, p.column, p.severity)
        for p in reading.problems
        if p.code == "CELL_ERROR_VALUE"
    ]
    assert found == [(4, "A", "reject_row"), (5, "B", "warn")]


def test_invisible_direction_marks_are_shown(tmp_path: Path) -> None:
    reading = of(tmp_path, (TABLE + "abc\u202edef,WASH,North\n").encode())
    problem = next(p for p in reading.problems if p.code == "NAME_CONTROL_CHARACTER")
    assert "U+202E" in problem.excerpt
    assert "\u202e" not in problem.excerpt


def test_formulas_are_text_and_stay_as_they_are(tmp_path: Path) -> None:
    reading = of(tmp_path, (TABLE + "=1+1,WASH,@SUM(A1)\n").encode())
    assert reading.rows["provider_org_name"].to_list()[2] == "=1+1"


@pytest.mark.parametrize(
    "text", ["\u00a0", "-", "n/a", "NULL", "  ", "néant", "sin dato", "لا يوجد"]
)
def test_texts_that_stand_for_nothing_are_missing(tmp_path: Path, text: str) -> None:
    reading = of(tmp_path, (TABLE + f"IOM,{text},North\n").encode())
    assert reading.rows["sector"].to_list()[2] is None
    assert reading.rows["provider_sector"].to_list()[2] in (text, None)


def test_numbers_and_points_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    rows = [
        (
            "Organization",
            "Sector",
            "Latitude",
            "Longitude",
            "People reached",
            "Women reached",
        ),
        ("IOM", "Shelter", "91", "12", "-5", "1"),
        ("IOM", "WASH", "0", "0", "10", "12"),
        ("IOM", "Food", "9.5", "41.2", "1.5", "many"),
    ]
    reading = read(files.write_text(tmp_path / "n.csv", rows), ReadOptions())
    counts = reading.problems.counts()
    assert {
        "GEO_OUT_OF_RANGE": 1,
        "GEO_SUSPECT": 1,
        "VALUE_RANGE": 1,
        "PEOPLE_FRACTION": 1,
        "TOTAL_MISMATCH": 1,
        "NUMBER_INVALID": 1,
    }.items() <= counts.items()
    assert reading.rows["fate"].to_list() == ["rejected", "applied", "applied"]
    assert reading.rows["reached_total"].to_list() == [-5.0, 10.0, None]
    assert reading.rows["latitude"].to_list() == [None, None, 9.5]


def test_an_export_that_comes_back_is_what_it_was(tmp_path: Path) -> None:
    """Exports put an apostrophe before what a spreadsheet would run (values.cells)."""
    rows = [
        ("Organization", "Sector", "Province", "Remarks"),
        ("'+Vida", "Shelter", "North", "'=1+1"),
        ("'IOM'", "Health", "North", "'tis so"),
    ]
    reading = read(files.write_text(tmp_path / "a.csv", rows), ReadOptions())
    assert reading.rows.select("org_name", "provider_remarks").rows() == [
        ("+Vida", "=1+1"),
        ("'IOM'", "'tis so"),
    ]
