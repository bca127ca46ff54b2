"""Tables as partners lay them out: found, mapped and accounted for."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.sheets import Reading, ReadOptions, read
from tests.sheets import files

HEADINGS = files.HEADINGS
ROWS = files.ROWS


def from_text(
    tmp_path: Path, rows: list[tuple[str, ...]], **options: object
) -> Reading:
    return read(files.write_text(tmp_path / "a.csv", rows), ReadOptions(**options))


def codes(reading: Reading) -> set[str]:
    return set(reading.problems.counts())


def test_a_banner_and_blank_rows_above_the_header_are_skipped(tmp_path: Path) -> None:
    banner = ("Monthly 5W matrix March 2024", "", "", "", "")
    reading = from_text(tmp_path, [banner, ("", "", "", "", ""), HEADINGS, *ROWS])
    assert reading.header_row == 3
    assert [(row.row, row.kind) for row in reading.accounting.skipped_rows] == [
        (1, "banner"),
        (3, "header"),
    ]
    assert reading.accounting.blank == 1
    assert reading.period == "2024-03"


def test_a_tag_row_maps_columns_whatever_their_headings_say(tmp_path: Path) -> None:
    rows = [
        ("A", "B", "C"),
        ("#org +name", "#sector", "#adm1 + code"),
        ("IOM", "Shelter", "XA01"),
    ]
    reading = from_text(tmp_path, rows)
    assert reading.mapping == {"A": "org_name", "B": "sector", "C": "admin1_code"}
    assert reading.summary() == {
        "lines": 3,
        "blank": 0,
        "skipped": 2,
        "read": 1,
        "applied": 1,
        "rejected": 0,
        "duplicate": 0,
    }


def test_a_tag_row_may_stand_above_the_headings(tmp_path: Path) -> None:
    rows = [
        ("#org", "#sector", "#adm1"),
        ("Organization", "Sector", "Province"),
        ("IOM", "Shelter", "North"),
    ]
    reading = from_text(tmp_path, rows)
    assert reading.header_row == 2
    assert reading.summary()["read"] == 1


def test_headings_over_two_rows_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    sheet.merge_range("A1:A2", "Organization")
    sheet.merge_range("B1:B2", "Sector")
    sheet.merge_range("C1:C2", "District")
    sheet.merge_range("D1:E1", "People targeted")
    sheet.merge_range("F1:G1", "People reached")
    for column, text in zip("DEFG", ("Men", "Women", "Men", "Women"), strict=True):
        sheet.write(f"{column}2", text)
    sheet.write_row("A3", ["IOM", "Shelter", "Xa", 1, 2, 3, 4])
    book.close()
    reading = read(path, ReadOptions())
    assert [column.field for column in reading.columns] == [
        "org_name",
        "sector",
        "admin2_name",
        "targeted_men",
        "targeted_women",
        "reached_men",
        "reached_women",
    ]
    assert reading.header_row == 2
    assert reading.rows["reached_women"].to_list() == [4.0]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            (
                "Organisation chef de file",
                "Partenaire de mise en œuvre",
                "Secteur",
                "Région",
                "Département",
                "Personnes atteintes",
            ),
            [
                "programme_org_name",
                "org_name",
                "sector",
                "admin1_name",
                "admin2_name",
                "reached_total",
            ],
        ),
        (
            (
                "Socio implementador",
                "Donante",
                "Sector",
                "Departamento",
                "Municipio",
                "Fecha de inicio",
            ),
            [
                "org_name",
                "funding_org_name",
                "sector",
                "admin1_name",
                "admin2_name",
                "start",
            ],
        ),
        (
            (
                "Parceiro implementador",
                "Doador",
                "Setor",
                "Província",
                "Distrito",
                "Data de fim",
            ),
            [
                "org_name",
                "funding_org_name",
                "sector",
                "admin1_name",
                "admin2_name",
                "end",
            ],
        ),
        (
            (
                "المنظمة المنفذة",
                "الجهة المانحة",
                "القطاع",
                "المحافظة",
                "المديرية",
                "تاريخ البدء",
            ),
            [
                "org_name",
                "funding_org_name",
                "sector",
                "admin1_name",
                "admin2_name",
                "start",
            ],
        ),
        (
            (
                "Organization name\n(please select from the list)",
                "Donor Acronym",
                "Cluster *",
                "Governorate",
                "District Pcode",
                "# of women reached",
            ),
            [
                "org_name",
                "funding_org_acronym",
                "sector",
                "admin1_name",
                "admin2_code",
                "reached_women",
            ],
        ),
    ],
)
def test_headings_are_understood_in_five_languages(
    tmp_path: Path, headings: tuple[str, ...], fields: list[str]
) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("5W")
    sheet.write_row(0, 0, headings)
    sheet.write_row(1, 0, ["IOM", "ECHO", "Shelter", "North", "Xa", "12"])
    book.close()
    assert [column.field for column in read(path, ReadOptions()).columns] == fields


def test_a_local_word_gets_its_level_from_the_codes(tmp_path: Path) -> None:
    rows = [
        ("Partner", "Sector", "Woreda", "Woreda code"),
        ("IOM", "Shelter", "Bulen", "ET060207"),
    ]
    reading = from_text(
        tmp_path, rows, known_pcodes=frozenset({"ET06", "ET0602", "ET060207"})
    )
    assert reading.mapping == {
        "Partner": "org_name",
        "Sector": "sector",
        "Woreda": "admin3_name",
        "Woreda code": "admin3_code",
    }


def test_a_total_a_note_and_a_repeated_header_are_not_data(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ROWS[0],
        HEADINGS,
        ROWS[1],
        ("Total", "", "", "", "30"),
        ("Source: partners' reports", "", "", "", ""),
    ]
    reading = from_text(tmp_path, rows)
    assert [row.kind for row in reading.accounting.skipped_rows] == [
        "header",
        "header",
        "total",
        "note",
    ]
    assert {"ROW_SUSPECT_TOTAL", "ROW_NOTE"} <= codes(reading)
    assert reading.summary()["applied"] == 2


def test_a_repeated_row_is_listed_and_not_counted(tmp_path: Path) -> None:
    reading = from_text(tmp_path, [HEADINGS, *ROWS, ROWS[0]])
    assert reading.summary()["duplicate"] == 1
    problem = next(p for p in reading.problems if p.code == "ROW_DUPLICATE")
    assert (problem.row, problem.parameters["first"]) == (4, 2)
    assert reading.rows.filter(pl.col("fate") == "duplicate")["row"].to_list() == [4]


def test_a_row_without_organization_or_without_place_and_sector_is_rejected(
    tmp_path: Path,
) -> None:
    reading = from_text(
        tmp_path,
        [
            HEADINGS,
            *ROWS,
            ("", "Shelter", "North", "2024", "1"),
            ("IOM", "n/a", "-", "2024-02", "5"),
        ],
    )
    assert reading.summary()["rejected"] == 2
    assert {
        "ORGANIZATION_MISSING": 1,
        "PLACE_AND_SECTOR_MISSING": 1,
    }.items() <= reading.problems.counts().items()


def test_several_organizations_and_places_become_activities(tmp_path: Path) -> None:
    heads = ("Organization", "Sector", "District", "District Pcode")
    rows = [
        heads,
        ("IOM + UNHCR", "Shelter", "Xa; Xb", "XA0101; XA0102"),
        ("Food and Agriculture Organization", "Food", "Xa", "XA0101"),
    ]
    reading = from_text(tmp_path, rows)
    split = (
        reading.rows.filter(pl.col("row") == 2)
        .select("activity", "org_name", "admin2_name", "admin2_code")
        .rows()
    )
    assert split == [
        (1, "IOM", "Xa", "XA0101"),
        (2, "IOM", "Xb", "XA0102"),
        (3, "UNHCR", "Xa", "XA0101"),
        (4, "UNHCR", "Xb", "XA0102"),
    ]
    assert reading.activities == 5
    assert reading.summary()["applied"] == 2
    assert reading.rows["provider_org_name"].to_list()[:4] == ["IOM + UNHCR"] * 4


def test_a_name_with_a_mark_beside_one_acronym_stays_whole(tmp_path: Path) -> None:
    heads = ("Organization Name", "Organization Acronym", "Sector", "District")
    reading = from_text(
        tmp_path,
        [heads, ("Norwegian Office / Rural Association", "NORA", "Health", "Xa")],
    )
    assert reading.rows["org_name"].to_list() == [
        "Norwegian Office / Rural Association"
    ]


def test_a_given_mapping_wins_and_may_ignore(tmp_path: Path) -> None:
    reading = from_text(
        tmp_path,
        [HEADINGS, *ROWS],
        mapping={"C": "place_name", "People reached": "ignore"},
    )
    assert reading.mapping["Province"] == "place_name"
    assert "reached_total" not in reading.mapping.values()


@pytest.mark.parametrize("mapping", [{"Nothing": "sector"}, {"A": "no_such_field"}])
def test_a_mapping_that_does_not_fit_refuses_the_file(
    tmp_path: Path, mapping: dict[str, str]
) -> None:
    assert codes(from_text(tmp_path, [HEADINGS, *ROWS], mapping=mapping)) == {
        "MAPPING_UNKNOWN"
    }


def test_personal_columns_are_named_and_left_out(tmp_path: Path) -> None:
    rows = [
        (*HEADINGS, "Focal point e-mail"),
        (*ROWS[0], "a.b@example.org"),
        (*ROWS[1], "c@example.org"),
    ]
    reading = from_text(tmp_path, rows)
    assert "SENSITIVE_CANDIDATE" in codes(reading)
    assert not any(
        "example.org" in str(value) for row in reading.rows.rows() for value in row
    )


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    for name in ("Lists", "Report", "Old"):
        sheet = book.add_worksheet(name)
        for number, cells in enumerate(
            [HEADINGS, *ROWS] if name != "Lists" else [("Yes",), ("No",)]
        ):
            sheet.write_row(number, 0, cells)
        if name == "Old":
            sheet.hide()
    book.close()
    reading = read(path, ReadOptions())
    assert reading.sheet == "Report"
    assert {choice.name: choice.visible for choice in reading.sheets} == {
        "Lists": True,
        "Report": True,
        "Old": False,
    }
    assert read(path, ReadOptions(sheet="Old")).summary()["applied"] == 2
    assert codes(read(path, ReadOptions(sheet="None"))) == {"SHEET_UNKNOWN"}


def test_the_order_of_day_and_month_is_asked_once_and_can_be_given(
    tmp_path: Path,
) -> None:
    rows = [
        HEADINGS,
        ("IOM", "Shelter", "North", "03/04/2024", "1"),
        ("IOM", "Shelter", "South", "05/06/2024", "1"),
    ]
    reading = from_text(tmp_path, rows)
    assert [question.about for question in reading.questions] == ["date_order"]
    assert reading.problems.counts()["DATE_AMBIGUOUS"] == 2
    told = from_text(tmp_path, rows, date_order="dmy")
    assert str(told.rows["start_earliest"][0]) == "2024-04-03"
    assert not told.questions


def test_a_month_without_a_year_takes_it_from_the_given_period(tmp_path: Path) -> None:
    rows = [
        ("Month", "Organization", "Sector", "Province"),
        ("August", "IOM", "Shelter", "North"),
    ]
    bare = from_text(tmp_path, rows)
    assert "PERIOD_UNKNOWN" in codes(bare)
    assert bare.rows["period"].to_list() == [None]
    dated = from_text(tmp_path, rows, period="2025")
    assert dated.rows["period"].to_list() == ["2025-08"]
    assert str(dated.rows["end_latest"][0]) == "2025-08-31"


cells = st.sampled_from(
    [
        "",
        " ",
        "IOM",
        "UNICEF",
        "Shelter",
        "North",
        "2024",
        "Total",
        "n/a",
        "-",
        "#N/A",
        "12",
        "x; y",
        "A + B",
    ]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(cells, cells, cells, cells, cells), max_size=12))
def test_every_line_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    reading = from_text(folder, [HEADINGS, *rows])
    if reading.problems.rejects_file:
        assert codes(reading) <= {"NO_DATA_ROWS", "ROW_SUSPECT_TOTAL", "ROW_NOTE"}
        return
    count = reading.accounting
    assert count.lines == len(rows) + 1
    fates = reading.rows.unique("row")["fate"].value_counts()
    assert dict(fates.iter_rows()) == {
        fate: number
        for fate, number in (
            ("applied", count.applied),
            ("rejected", count.rejected),
            ("duplicate", count.duplicate),
        )
        if number
    }
    assert reading.activities == reading.rows.filter(pl.col("fate") == "applied").height
