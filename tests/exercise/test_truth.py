import re
from collections import Counter, defaultdict
from datetime import date

import openpyxl
import polars as pl
import pytest

from comity.exercise import Exercise, Quirk
from comity.exercise.country import make_country
from comity.exercise.partners import BY_SLUG, SHARED_ACRONYMS
from comity.exercise.sectors import BY_SLUG as SECTORS
from comity.exercise.words import LEVANT_MONTHS, MONTHS
from tests.exercise.opened import opened

# Quirks that leave the organization's cell as the plain name.
_NAME_QUIRKS = {
    Quirk.MISSPELT_NAME,
    Quirk.ABBREVIATED_NAME,
    Quirk.ACRONYM_ONLY,
    Quirk.NAME_WITH_ACRONYM,
    Quirk.TRANSLATED_NAME,
    Quirk.COUNTRY_IN_NAME,
    Quirk.NAME_IN_CAPITALS,
    Quirk.ODD_SPACES,
    Quirk.DECOMPOSED_ACCENTS,
    Quirk.DIRECTION_MARK,
    Quirk.CONFUSABLE_LETTER,
    Quirk.AMBIGUOUS_ACRONYM,
    Quirk.SEVERAL_ORGANIZATIONS,
    Quirk.NEWCOMER,
    Quirk.NO_ORGANIZATION,
    Quirk.NO_ORGANIZATION_COLUMN,
}
_PLACE_QUIRKS = {
    Quirk.CODE_MISSING,
    Quirk.MISSING_MARKER,
    Quirk.NAME_MISSING,
    Quirk.CODE_CONTRADICTS_NAME,
    Quirk.RETIRED_CODE,
    Quirk.REUSED_CODE,
    Quirk.CODE_WITH_ISO3,
    Quirk.CODE_LOWER_CASE,
    Quirk.CODE_IS_ERROR,
    Quirk.SEVERAL_PLACES,
    Quirk.ALL_DISTRICTS,
    Quirk.CONTESTED_PLACE,
    Quirk.AMBIGUOUS_PLACE,
}


def _quirks(line: dict[str, str]) -> set[str]:
    return set(line["quirks"].split(";"))


@pytest.fixture(scope="session")
def sheets(exercise: Exercise, lines: pl.DataFrame) -> dict[str, list[list[object]]]:
    names = dict(lines.select("file", "sheet").unique().iter_rows())
    return {
        book.path.name: opened(book, names[book.path.name] or "")
        for book in exercise.workbooks
    }


def test_every_row_of_the_truth_is_in_the_workbook_that_it_names(truth, sheets):
    for line in truth.iter_rows(named=True):
        cells = sheets[line["file"]][int(line["row"]) - 1]
        quirks = _quirks(line)
        if not quirks & _NAME_QUIRKS:
            assert BY_SLUG[line["organization"]].name in cells
        if not quirks & _PLACE_QUIRKS and Quirk.QUARTER not in quirks:
            code = line["admin3_pcode"] or line["admin2_pcode"]
            assert code in cells, (line["file"], line["row"])
        if not quirks & {Quirk.SECTOR_IN_SHORT, Quirk.SECTOR_PREFIXED}:
            labels = {name[0] for name in SECTORS[line["sector"]].labels.values()}
            assert labels & set(map(str, cells))


def test_every_line_of_every_sheet_is_accounted_for(truth, lines, sheets):
    kinds = defaultdict(dict)
    for line in lines.iter_rows(named=True):
        kinds[line["file"]][int(line["row"])] = line["kind"]
    data = {
        (file, row)
        for file, rows in kinds.items()
        for row, kind in rows.items()
        if kind == "data"
    }
    rows = {(line["file"], int(line["row"])) for line in truth.iter_rows(named=True)}
    assert rows == data
    for file, grid in sheets.items():
        for number, cells in enumerate(grid, start=1):
            blank = not any(cell not in (None, "") for cell in cells)
            assert (kinds[file][number] == "blank") == blank, (file, number)


def test_every_quirk_occurs_and_says_where_it_was_seen(truth):
    seen = Counter(
        quirk for line in truth.iter_rows(named=True) for quirk in _quirks(line)
    )
    assert set(seen) == {quirk.value for quirk in Quirk}
    for quirk in Quirk:
        assert quirk.says
        assert quirk.seen
        assert quirk.__doc__


def test_days_are_what_the_cells_hold(exercise, truth, sheets):
    """Real dates, serials and ISO text are read back without Comity's help."""
    checked = Counter()
    for line in truth.filter(pl.col("fate") == "applied").iter_rows(named=True):
        quirks = _quirks(line)
        cells = sheets[line["file"]][int(line["row"]) - 1]
        day = line["start_earliest"]
        if Quirk.DATE_IN_WORDS in quirks or line["file"].endswith(".ods"):
            continue
        if quirks & {Quirk.DATE_CELLS, Quirk.DATE_1904}:
            held = [str(cell)[:10] for cell in cells if hasattr(cell, "year")]
        elif Quirk.DATE_SERIALS in quirks:
            zero = date(1899, 12, 30).toordinal()
            held = [
                str(date.fromordinal(zero + cell))
                for cell in cells
                if isinstance(cell, int) and cell > 40000
            ]
        elif Quirk.DATE_ISO in quirks:
            held = cells
        else:
            continue
        assert day in held
        checked[
            quirks & {Quirk.DATE_1904, Quirk.DATE_SERIALS, Quirk.DATE_ISO} != set()
        ] += 1
    assert min(checked.values()) > 50


@pytest.mark.parametrize("quirk", ["month_and_year", "month_without_year", "quarter"])
def test_months_and_quarters_stand_in_the_row(truth, sheets, quirk):
    months = {word for words in MONTHS.values() for word in words}
    pattern = re.compile(
        "|".join(["Q[1-4]", "T[1-4]", "[Tt]rimestre", "الربع", *months, *LEVANT_MONTHS])
        + r"|[A-Z][a-z]{2}-25|[01]\d/202[456]"
    )
    rows = truth.filter(pl.col("quirks").str.contains(f"(^|;){quirk}(;|$)"))
    assert rows.height > 100
    for line in rows.iter_rows(named=True):
        cells = sheets[line["file"]][int(line["row"]) - 1]
        assert any(pattern.search(str(cell)) for cell in cells), cells


def test_no_date_of_an_ambiguous_file_settles_the_order(truth):
    rows = truth.filter(pl.col("quirks").str.contains("date_all_ambiguous"))
    for column in ("start_earliest", "end_latest"):
        assert all(int(day[-2:]) <= 12 for day in rows[column].drop_nulls())


def test_only_repeated_rows_are_duplicates(truth, sheets):
    for line in truth.filter(pl.col("fate") == "duplicate").iter_rows(named=True):
        grid, row = sheets[line["file"]], int(line["row"])
        assert grid[row - 1] in grid[: row - 1], (line["file"], row)


def test_codes_that_contradict_the_name_are_of_another_place(truth, sheets):
    country = make_country(7)
    rows = truth.filter(
        pl.col("quirks").str.contains("code_contradicts_name|reused_code")
    )
    assert rows.height > 20
    for line in rows.iter_rows(named=True):
        cells = set(map(str, sheets[line["file"]][int(line["row"]) - 1]))
        true = line["admin3_pcode"] or line["admin2_pcode"]
        other = [
            code
            for code in cells & country.by_pcode.keys()
            if len(code) == len(true) and code != true
        ]
        assert other
        assert line["undecidable"]


def test_other_spellings_are_no_other_place(truth, sheets):
    country = make_country(7)
    names = {area.name for area in country.areas}
    rows = truth.filter(pl.col("quirks").str.contains("place_spelt_otherwise"))
    for line in rows.iter_rows(named=True):
        area = country.by_pcode[line["admin3_pcode"] or line["admin2_pcode"]]
        around = {country.around(area, level).name for level in (1, 2)}
        cells = set(map(str, sheets[line["file"]][int(line["row"]) - 1]))
        assert (cells & names) <= around | {area.name}


def test_newcomers_are_on_no_list(truth):
    new = truth.filter(pl.col("listed") == "no")
    assert new.height >= 5
    assert not set(new["organization"]) & BY_SLUG.keys()
    assert (
        set(truth.filter(pl.col("listed") == "yes")["organization"]) <= BY_SLUG.keys()
    )


def test_an_ambiguous_acronym_stands_for_two(truth, sheets):
    rows = truth.filter(pl.col("quirks").str.contains("ambiguous_acronym"))
    for line in rows.iter_rows(named=True):
        cells = sheets[line["file"]][int(line["row"]) - 1]
        assert SHARED_ACRONYMS & set(map(str, cells))
        assert "organization" in line["undecidable"]


def test_sheets_are_hidden_merged_and_turned_as_the_truth_says(exercise):
    by_name = {book.path.name: book.path for book in exercise.workbooks}
    hidden = openpyxl.load_workbook(by_name["SIMULATED_wsha_5W_2025-Q1.xlsx"])
    assert [sheet.sheet_state for sheet in hidden] == ["visible", "hidden"]
    merged = openpyxl.load_workbook(by_name["SIMULATED_abra_5W_2025-Q1.xlsx"])
    assert merged.worksheets[0].merged_cells.ranges
    turned = openpyxl.load_workbook(by_name["SIMULATED_hhc_5W_2025-Q1.xlsx"])
    assert turned.worksheets[0].sheet_view.rightToLeft
    sums = openpyxl.load_workbook(by_name["SIMULATED_iodp_5W_2025-Q1.xlsx"])
    values = [cell.value for row in sums.worksheets[0].iter_rows() for cell in row]
    assert any(str(value).startswith("=J") for value in values)
    errors = openpyxl.load_workbook(
        by_name["SIMULATED_hbi_5W_2025-Q1.xlsx"], data_only=True
    )
    assert "e" in {
        cell.data_type for row in errors.worksheets[0].iter_rows() for cell in row
    }
