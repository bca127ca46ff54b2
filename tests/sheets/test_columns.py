"""Which column is what: by heading, by values, and by the column beside it."""

from pathlib import Path

import pytest

from comity.sheets import Reading, ReadOptions, read
from tests.sheets import files

LEVELS = {
    "north": frozenset({1}),
    "south": frozenset({1}),
    "xa": frozenset({2}),
    "xb": frozenset({2, 3}),
    "xc": frozenset({2}),
}


def from_text(
    tmp_path: Path, rows: list[tuple[str, ...]], **options: object
) -> Reading:
    return read(files.write_text(tmp_path / "a.csv", rows), ReadOptions(**options))


def fields(reading: Reading) -> list[str | None]:
    return [column.field for column in reading.columns]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("From", "To"),
        ("Du", "Au"),
        ("Desde", "Hasta"),
        ("De", "Até"),
        ("من", "إلى"),
        ("Period from", "Period to"),
        ("Start", "End"),
    ],
)
def test_a_preposition_over_dates_is_a_start_or_an_end(
    tmp_path: Path, first: str, last: str
) -> None:
    rows = [
        ("Organization", "Sector", first, last),
        ("IOM", "Shelter", "05/03/2024", "30/04/2024"),
        ("IOM", "Health", "06/03/2024", "28/04/2024"),
        ("IOM", "WASH", "07/03/2024", "27/04/2024"),
    ]
    reading = from_text(tmp_path, rows)
    assert fields(reading) == ["org_name", "sector", "start", "end"]
    assert str(reading.rows["start_earliest"][0]) == "2024-03-05"


def test_a_preposition_over_places_is_no_date(tmp_path: Path) -> None:
    rows = [
        ("Organization", "Sector", "District", "From", "To"),
        ("IOM", "Shelter", "Xa", "Xb", "Xc"),
    ]
    assert fields(from_text(tmp_path, rows))[3:] == [None, None]


def test_dates_and_amounts_are_not_telephone_numbers(tmp_path: Path) -> None:
    rows = [
        ("Organization", "Sector", "Start", "End", "People reached", "Number"),
        ("IOM", "Shelter", "05/03/2024", "04-05-2024", "0012 345 678", "0301234567"),
        ("IOM", "Health", "06/03/2024", "05-05-2024", "0012 345 679", "0301234568"),
        ("IOM", "WASH", "07/03/2024", "06-05-2024", "0012 345 680", "0301234569"),
    ]
    reading = from_text(tmp_path, rows, date_order="dmy")
    assert fields(reading)[2:] == ["start", "end", "reached_total", None]
    sensitive = [p.column for p in reading.problems if p.code == "SENSITIVE_CANDIDATE"]
    assert sensitive == ["F"]


def test_names_of_places_tell_their_level(tmp_path: Path) -> None:
    rows = [
        ("Organization", "Sector", "Governorate", "Region code", "Region"),
        ("IOM", "Shelter", "North", "XA01", "Xa"),
        ("IOM", "Health", "South", "XA02", "Xb"),
        ("IOM", "WASH", "South", "XA02", "Xc"),
    ]
    reading = from_text(tmp_path, rows, known_places=LEVELS)
    assert fields(reading)[2:] == ["admin1_name", "admin1_code", "admin2_name"]


def test_known_places_need_no_heading_that_is_known(tmp_path: Path) -> None:
    rows = [
        ("Organization", "Sector", "Quadrant", "Xyz"),
        ("IOM", "Shelter", "North", "Xa"),
        ("IOM", "Health", "South", "Xc"),
    ]
    assert fields(from_text(tmp_path, rows, known_places=LEVELS))[2:] == [
        "admin1_name",
        "admin2_name",
    ]


def test_each_name_goes_with_the_code_to_its_right(tmp_path: Path) -> None:
    rows = [
        (
            "Organization",
            "Sector",
            "الإقليم",
            "رمز المحافظة",
            "المنطقة",
            "رمز المديرية",
        ),
        ("IOM", "Shelter", "North", "XA01", "Xa", "XA0101"),
    ]
    assert fields(from_text(tmp_path, rows))[2:] == [
        "admin1_name",
        "admin1_code",
        "admin2_name",
        "admin2_code",
    ]


def test_of_two_words_for_one_level_the_left_is_the_wider(tmp_path: Path) -> None:
    rows = [
        ("Organization", "Sector", "Municipality", "Commune"),
        ("IOM", "Shelter", "Ba", "Bb"),
    ]
    wide, narrow = fields(from_text(tmp_path, rows))[2:]
    assert (wide, narrow) == ("admin1_name", "admin2_name")


def test_a_column_of_acronyms_belongs_to_the_organizations_beside_it(
    tmp_path: Path,
) -> None:
    rows = [
        ("Sigle", "Organisation", "Bailleur", "Sigle", "Secteur"),
        ("OIM", "Organisation internationale", "Fonds", "FC", "Abris"),
    ]
    assert fields(from_text(tmp_path, rows)) == [
        "org_acronym",
        "org_name",
        "funding_org_name",
        "funding_org_acronym",
        "sector",
    ]


def test_a_misspelt_heading_is_understood(tmp_path: Path) -> None:
    rows = [
        ("Organisaton", "Sectro", "Distirct", "Benficiaries reached"),
        ("IOM", "Shelter", "Xa", "5"),
    ]
    assert fields(from_text(tmp_path, rows)) == [
        "org_name",
        "sector",
        "admin2_name",
        "reached_total",
    ]


@pytest.mark.parametrize(
    ("keys", "field"), [(("A-1", "A-2"), "row_key"), (("A-1", "A-1"), None)]
)
def test_an_activity_number_is_a_key_only_where_it_stands_once(
    tmp_path: Path, keys: tuple[str, str], field: str | None
) -> None:
    rows = [
        ("Activity ID", "Organization", "Sector", "Province"),
        (keys[0], "IOM", "Shelter", "North"),
        (keys[1], "IOM", "Health", "North"),
    ]
    assert fields(from_text(tmp_path, rows))[0] == field


def test_known_places_in_one_cell_are_taken_apart(tmp_path: Path) -> None:
    rows = [
        ("Organization", "Sector", "District"),
        ("IOM", "Shelter", "Xa, Xc"),
        ("IOM", "Health", "Elsewhere, Xc"),
    ]
    split = from_text(
        tmp_path,
        [tuple(f'"{cell}"' for cell in row) for row in rows],
        known_places=LEVELS,
    )
    assert split.rows.select("row", "admin2_name").rows() == [
        (2, "Xa"),
        (2, "Xc"),
        (3, "Elsewhere, Xc"),
    ]


@pytest.mark.parametrize("prefix", ["XA", "XAA"])
def test_codes_tell_their_level_by_the_two_letters_of_a_country_or_its_three(
    tmp_path: Path, prefix: str
) -> None:
    rows = [
        ("Organization", "Sector", "LGA", "LGA code"),
        ("IOM", "Shelter", "Aba North", f"{prefix}001001"),
        ("IOM", "Health", "Aba South", f"{prefix}001002"),
    ]
    known = frozenset({"XA", "XA001", "XA001001", "XA001002"})
    assert fields(from_text(tmp_path, rows, known_pcodes=known))[2:] == [
        "admin2_name",
        "admin2_code",
    ]
