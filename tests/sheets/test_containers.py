"""Files that are not what they say: refused with a code, a place and a hint."""

import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.sheets import Limits, Problem, Reading, ReadOptions, read, read_contained
from tests.sheets import files


def first(reading: Reading) -> Problem:
    assert reading.problems.rejects_file
    assert reading.rows.is_empty()
    problem = next(p for p in reading.problems if p.severity == "reject_file")
    assert problem.message
    assert problem.hint
    return problem


def refusal(path: Path, **options: object) -> Problem:
    return first(read(path, ReadOptions(**options)))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "FILE_EMPTY"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "TYPE_MISMATCH"),
        ("packed.csv", b"\x1f\x8b\x08\x00" + b"0" * 50, "TYPE_MISMATCH"),
        (
            "page.csv",
            b"<!DOCTYPE html><table><tr><td>Organization</td></tr></table>",
            "TYPE_MISMATCH",
        ),
        ("page.xls", b"<html><table></table></html>", "TYPE_MISMATCH"),
        (
            "old.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "TYPE_UNSUPPORTED",
        ),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            "FILE_ENCRYPTED",
        ),
        ("words.xlsx", b"not a workbook at all", "TYPE_MISMATCH"),
    ],
)
def test_the_first_bytes_decide_what_a_file_is(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).code == code


def test_a_file_over_the_limit_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * 2_000)
    assert refusal(path, limits=Limits(file_bytes=1_000)).code == "FILE_TOO_LARGE"


def test_a_plain_workbook_is_read(tmp_path: Path) -> None:
    reading = read(
        files.write_archive(tmp_path / "a.xlsx", files.members()), ReadOptions()
    )
    assert reading.summary()["applied"] == 2
    assert not reading.problems.rejects_file


@pytest.mark.parametrize(
    ("suffix", "parts", "code"),
    [
        (".xlsx", {"readme.txt": "nothing"}, "NOT_A_WORKBOOK"),
        (".xlsx", files.members() | {"xl/vbaProject.bin": "x"}, "MACRO_PRESENT"),
        (".xlsm", files.members(), "MACRO_PRESENT"),
        (
            ".xlsx",
            {"[Content_Types].xml": files.TYPES, "xl/workbook.bin": "x"},
            "TYPE_UNSUPPORTED",
        ),
        (
            ".xlsx",
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": "<x/>",
            },
            "TYPE_UNSUPPORTED",
        ),
        (".csv", files.members(), "TYPE_MISMATCH"),
        (".xlsx", files.members() | {"../../etc/cron.d/x": "x"}, "ARCHIVE_BAD_PATH"),
        (".xlsx", files.members() | {"/absolute": "x"}, "ARCHIVE_BAD_PATH"),
        (".xlsx", files.members() | {"C:/drive": "x"}, "ARCHIVE_BAD_PATH"),
        (".xlsx", files.members() | {"inner.zip": "x"}, "ARCHIVE_NESTED"),
        (
            ".xlsx",
            files.members() | {"xl/media/image.xml": b"PK\x03\x04inner"},
            "ARCHIVE_NESTED",
        ),
    ],
)
def test_an_archive_is_judged_by_its_members(
    tmp_path: Path, suffix: str, parts: dict[str, str], code: str
) -> None:
    assert refusal(files.write_archive(tmp_path / f"a{suffix}", parts)).code == code


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = files.write_archive(tmp_path / "a.xlsx", files.members())
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr("xl/worksheets/sheet1.xml", files.table_xml())
    assert refusal(path).code == "ARCHIVE_DUPLICATE_MEMBER"


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = files.write_archive(tmp_path / "a.xlsx", files.members())
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(path).code == "ARCHIVE_BAD_MEMBER"


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    parts = files.members() | {f"extra/{number}": "x" for number in range(60)}
    path = files.write_archive(tmp_path / "a.xlsx", parts)
    assert refusal(path, limits=Limits(members=50)).code == "ARCHIVE_TOO_MANY_MEMBERS"


def test_bytes_before_the_archive_are_refused(tmp_path: Path) -> None:
    path = files.write_archive(tmp_path / "a.xlsx", files.members())
    path.write_bytes(b"<p>hello</p>" + path.read_bytes())
    assert refusal(path).code == "TYPE_AMBIGUOUS"


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_workbook_that_is_cut_off_is_damaged(tmp_path: Path, share: float) -> None:
    path = files.write_archive(tmp_path / "a.xlsx", files.members())
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(path).code == "ARCHIVE_DAMAGED"


def test_a_false_checksum_names_the_member(tmp_path: Path) -> None:
    path = files.write_archive(tmp_path / "a.xlsx", files.members())
    right = struct.pack("<L", zlib.crc32(files.table_xml().encode()))
    path.write_bytes(path.read_bytes().replace(right, b"\x01\x02\x03\x04"))
    problem = refusal(path)
    assert problem.code == "ARCHIVE_DAMAGED"
    assert "sheet1.xml" in problem.message


def test_a_bomb_is_found_by_counting_what_it_unpacks_to(tmp_path: Path) -> None:
    sheet = files.table_xml(extra=files.row_xml(4, ["A" * 30_000_000]))
    path = files.write_archive(tmp_path / "a.xlsx", files.members(sheet))
    assert path.stat().st_size < 200_000
    assert refusal(path).code == "ARCHIVE_BOMB"


def test_a_size_that_lies_does_not_hide_a_bomb(tmp_path: Path) -> None:
    sheet = files.table_xml(extra=files.row_xml(4, ["A" * 30_000_000]))
    path = files.write_archive(tmp_path / "a.xlsx", files.members(sheet))
    path.write_bytes(
        path.read_bytes().replace(
            struct.pack("<L", len(sheet)), struct.pack("<L", 1024)
        )
    )
    assert refusal(path).code in ("ARCHIVE_BOMB", "ARCHIVE_DAMAGED")


BILLION = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "member",
    [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
        "docProps/core.xml",
        "[Content_Types].xml",
    ],
)
def test_a_document_type_is_forbidden_wherever_it_hides(
    tmp_path: Path, member: str
) -> None:
    parts = files.members() | {
        "xl/styles.xml": "<styleSheet/>",
        "docProps/core.xml": "<core/>",
    }
    text = str(parts[member])
    head, _, tail = text.rpartition("?>")
    parts[member] = f"{head}?>{BILLION}{tail}" if head else BILLION + text
    problem = refusal(files.write_archive(tmp_path / "a.xlsx", parts))
    assert problem.code == "XML_DTD_FORBIDDEN"
    assert member.rpartition("/")[2] in problem.message


def test_a_document_type_across_two_pieces_is_seen(tmp_path: Path) -> None:
    parts = files.members() | {
        "xl/styles.xml": "<s>" + " " * (65536 - 8) + BILLION + "</s>"
    }
    assert (
        refusal(files.write_archive(tmp_path / "a.xlsx", parts)).code
        == "XML_DTD_FORBIDDEN"
    )


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("token")
    bad = f'<!DOCTYPE s [<!ENTITY x SYSTEM "file://{secret}">]>'
    parts = files.members(files.table_xml().replace("?>", f"?>{bad}", 1))
    assert (
        refusal(files.write_archive(tmp_path / "a.xlsx", parts)).code
        == "XML_DTD_FORBIDDEN"
    )


def test_xml_nested_without_end_is_refused(tmp_path: Path) -> None:
    parts = files.members() | {"xl/styles.xml": "<a>" * 100_000 + "</a>" * 100_000}
    assert (
        refusal(files.write_archive(tmp_path / "a.xlsx", parts)).code == "XML_TOO_DEEP"
    )


def test_one_cell_at_the_far_corner_stops_nothing(tmp_path: Path) -> None:
    far = '<row r="1048576">' + files.cell("XFD1048576", "x") + "</row>"
    path = files.write_archive(
        tmp_path / "a.xlsx", files.members(files.table_xml(extra=far))
    )
    assert refusal(path).code == "SHEET_RANGE_TOO_SPARSE"
    assert first(read_contained(path, ReadOptions())).code == "SHEET_RANGE_TOO_SPARSE"


def test_a_far_cell_that_hides_in_a_near_row_kills_only_the_child(
    tmp_path: Path,
) -> None:
    near = '<row r="4">' + files.cell("XFD1048576", "x") + "</row>"
    path = files.write_archive(
        tmp_path / "a.xlsx", files.members(files.table_xml(extra=near))
    )
    problem = first(read_contained(path, ReadOptions()))
    assert problem.code in ("SHEET_RANGE_TOO_SPARSE", "SHEET_BAD_REFERENCE")


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1:B2", "A1:ZZ900000"])
def test_a_false_dimension_changes_nothing(tmp_path: Path, dimension: str) -> None:
    before = f'<dimension ref="{dimension}"/>'
    path = files.write_archive(
        tmp_path / "a.xlsx", files.members(files.table_xml(before=before))
    )
    assert read_contained(path, ReadOptions()).summary()["applied"] == 2


@pytest.mark.parametrize("row", ["0", "-3", "9999999", "2", "x"])
def test_an_impossible_or_repeated_row_is_named(tmp_path: Path, row: str) -> None:
    extra = f'<row r="{row}">{files.cell("A4", "x")}</row>'
    path = files.write_archive(
        tmp_path / "a.xlsx", files.members(files.table_xml(extra=extra))
    )
    assert refusal(path).code == "SHEET_BAD_REFERENCE"


def test_a_false_count_of_strings_is_refused_before_anything_is_reserved(
    tmp_path: Path,
) -> None:
    strings = files.STRINGS.replace('uniqueCount="1"', 'uniqueCount="4000000000"')
    parts = files.members() | {"xl/sharedStrings.xml": strings}
    assert (
        refusal(files.write_archive(tmp_path / "a.xlsx", parts)).code
        == "XLSX_BAD_COUNT"
    )


def test_a_text_index_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    extra = '<row r="4"><c r="A4" t="s"><v>77</v></c></row>'
    path = files.write_archive(
        tmp_path / "a.xlsx", files.members(files.table_xml(extra=extra))
    )
    reading = read_contained(path, ReadOptions())
    assert reading.problems.rejects_file or reading.summary()["applied"] == 2


def test_formatted_empty_rows_are_not_lines(tmp_path: Path) -> None:
    extra = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(4, 50_000))
    path = files.write_archive(
        tmp_path / "a.xlsx", files.members(files.table_xml(extra=extra))
    )
    assert read(path, ReadOptions()).summary()["lines"] == 3


def test_a_child_without_memory_is_a_problem_and_no_trace(tmp_path: Path) -> None:
    path = files.write_archive(tmp_path / "a.xlsx", files.members())
    problem = first(
        read_contained(path, ReadOptions(limits=Limits(memory_bytes=1 << 20)))
    )
    assert problem.code in ("RESOURCE_LIMIT", "FILE_UNREADABLE")
    assert "Traceback" not in problem.message


def test_a_contained_reading_equals_a_plain_one(tmp_path: Path) -> None:
    path = files.write_archive(tmp_path / "a.xlsx", files.members())
    plain, contained = read(path, ReadOptions()), read_contained(path, ReadOptions())
    assert contained.rows.equals(plain.rows)
    assert list(contained.problems) == list(plain.problems)
    assert contained.columns == plain.columns
    assert contained.accounting == plain.accounting


CHILD = """
import os, sys, time
from comity.sheets.child import die_with
die_with(int(sys.argv[1]))
print(os.getpid(), flush=True)
time.sleep(60)
"""
PARENT = """
import os, subprocess, sys
subprocess.run([sys.executable, "-c", sys.argv[1], str(os.getpid())])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells of no death")
def test_a_child_does_not_outlive_its_parent() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = Path(f"/proc/{int(parent.stdout.readline())}")
        parent.kill()
    wait_for(lambda: not child.exists() or ") Z " in (child / "stat").read_text())


def wait_for(happened: Callable[[], bool], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)
