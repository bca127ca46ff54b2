"""How each partner sends its workbooks: layout, language, file and quirks.

A partner keeps its style through the year, as real ones mostly do.
"""

from dataclasses import dataclass

from comity.exercise.habits import KINDS
from comity.exercise.quirks import Quirk


@dataclass(frozen=True, slots=True)
class Container:
    """The kind of file: a spreadsheet, or text in an encoding with a delimiter."""

    suffix: str
    encoding: str = ""
    delimiter: str = ""
    quirks: frozenset[Quirk] = frozenset()


XLSX = Container("xlsx")
ODS = Container("ods", quirks=frozenset({Quirk.OPEN_DOCUMENT}))
CSV = Container("csv", "utf-8", ",")
CSV_MARKED = Container("csv", "utf-8-sig", ",", frozenset({Quirk.BYTE_ORDER_MARK}))
CSV_WESTERN = Container(
    "csv", "cp1252", ";", frozenset({Quirk.LEGACY_ENCODING, Quirk.SEMICOLONS})
)
CSV_ARABIC = Container("csv", "cp1256", ",", frozenset({Quirk.LEGACY_ENCODING}))
CSV_SEMICOLONS = Container("csv", "utf-8-sig", ";", frozenset({Quirk.SEMICOLONS}))
TEXT_UTF16 = Container("csv", "utf-16", "\t", frozenset({Quirk.UTF16_TABS}))


@dataclass(frozen=True, slots=True)
class Style:
    """A partner's way of reporting.

    Args:
        layout: a key of `LAYOUTS`.
        dating: how dates are written, a key of `DATINGS`.
        sheet: quirks of the whole sheet.
        habits: quirks of single rows.
        quarters: the quarters, of 1 to 4, in which a report is expected.
        silent: those of them in which none came.
    """

    layout: str
    language: str
    container: Container
    dating: Quirk
    sheet: frozenset[Quirk]
    habits: frozenset[Quirk]
    quarters: tuple[int, ...]
    silent: tuple[int, ...]

    @property
    def quirks(self) -> frozenset[Quirk]:
        """The quirks that every row of the sheet carries."""
        other = {Quirk.OTHER_LANGUAGE} if self.language != "en" else set()
        if self.language == "ar" and self.container.suffix == "xlsx":
            other.add(Quirk.RIGHT_TO_LEFT)
        return self.sheet | self.container.quirks | other | {self.dating}


ROW_HABITS = frozenset(
    (Quirk.DUPLICATE_ROW, *(quirk for kind in KINDS for quirk in kind.habits))
)
"""Quirks of single rows; all others are of the whole sheet."""


_COMMON = (
    Quirk.MISSPELT_NAME,
    Quirk.ABBREVIATED_NAME,
    Quirk.SECTOR_IN_SHORT,
    Quirk.CODE_MISSING,
    Quirk.PLACE_SPELT_OTHERWISE,
    Quirk.NUMBERS_AS_TEXT,
)


def _style(
    layout: str,
    language: str,
    container: Container,
    dating: Quirk,
    *more: Quirk,
    quarters: tuple[int, ...] = (1, 2, 3, 4),
    silent: tuple[int, ...] = (),
) -> Style:
    quirks = frozenset((*_COMMON, *more))
    return Style(
        layout,
        language,
        container,
        dating,
        quirks - ROW_HABITS,
        quirks & ROW_HABITS,
        quarters,
        silent,
    )


_TWICE = (2, 4)

STYLES = {
    "sim-wsha": _style("districts", "en", XLSX, Quirk.DATE_CELLS, Quirk.BANNER_ROWS, Quirk.HIDDEN_SHEET, Quirk.SEVERAL_ORGANIZATIONS, Quirk.TOTAL_ROW, Quirk.CODE_CONTRADICTS_NAME, Quirk.COUNTRY_IN_NAME, Quirk.MISSING_MARKER, Quirk.NEWCOMER),
    "sim-iodp": _style("breakdown", "en", XLSX, Quirk.DATE_CELLS, Quirk.MERGED_TWO_LINE_HEADER, Quirk.BANNER_ROWS, Quirk.FORMULA_TOTALS, Quirk.PARTS_EXCEED_TOTAL, Quirk.NOTES_UNDER_TABLE, Quirk.CONFUSABLE_LETTER, Quirk.NAME_IN_CAPITALS, Quirk.END_OPEN, Quirk.LOCAL_NUMBERS),
    "sim-ufp": _style("roles", "en", CSV_MARKED, Quirk.MONTH_WITHOUT_YEAR, Quirk.TRAILING_BLANK_ROWS, Quirk.MISSPELT_HEADING, Quirk.ODD_SPACES, Quirk.CONTESTED_PLACE, Quirk.COORDINATES_SWAPPED, Quirk.SECTOR_IN_SHORT, Quirk.SEVERAL_ORGANIZATIONS, Quirk.MISSING_MARKER),
    "sim-gchp": _style("districts", "en", CSV_MARKED, Quirk.DATE_ISO, Quirk.TAG_ROW, Quirk.TAG_ROW_SPACES, Quirk.SECTOR_PREFIXED, Quirk.FIND_AND_REPLACE, Quirk.NAME_WITH_ACRONYM, Quirk.CODE_LOWER_CASE, Quirk.LOCAL_NUMBERS, Quirk.END_BEFORE_START),
    "sim-wpho": _style("export", "fr", XLSX, Quirk.UNDATED, Quirk.CODE_UNDER_TITLE, Quirk.EXPORT_COLUMNS, Quirk.TAG_ROW, Quirk.TAG_ROW_PARTIAL, Quirk.PIVOT_SHEET, Quirk.CODE_WITH_ISO3, Quirk.NAME_MISSING, Quirk.DECOMPOSED_ACCENTS, Quirk.SEVERAL_PLACES),
    "sim-isfwf": _style("communes", "fr", XLSX, Quirk.DATE_IN_WORDS, Quirk.BANNER_ROWS, Quirk.INSTRUCTIONS_IN_HEADING, Quirk.END_OPEN, Quirk.LEADING_SIGN, Quirk.NEWCOMER, Quirk.NO_ORGANIZATION, Quirk.DECOMPOSED_ACCENTS, Quirk.IMPOSSIBLE_DAY),
    "sim-isao": _style("districts", "es", CSV_WESTERN, Quirk.DATE_DAY_FIRST, Quirk.TRANSLATED_NAME, Quirk.LOCAL_NUMBERS, Quirk.TOTAL_ROW, Quirk.CODE_LOWER_CASE, quarters=_TWICE),
    "sim-hbi": _style("presence", "en", XLSX, Quirk.MONTH_WITHOUT_YEAR, Quirk.CODE_IS_ERROR, Quirk.CODE_CONTRADICTS_NAME, Quirk.NAME_WITH_ACRONYM, Quirk.DUPLICATE_ROW, Quirk.RETIRED_CODE, Quirk.REUSED_CODE, Quirk.ODD_SPACES, Quirk.FIND_AND_REPLACE, Quirk.CONTESTED_PLACE),
    "sim-hfci": _style("quarterly", "en", XLSX, Quirk.QUARTER, Quirk.BANNER_ROWS, Quirk.INSTRUCTION_ROW, Quirk.ALL_DISTRICTS, Quirk.COUNTRY_IN_NAME, Quirk.NO_ORGANIZATION, Quirk.LEADING_SIGN, silent=(3,)),
    "sim-hhc": _style("communes", "ar", XLSX, Quirk.DATE_IN_WORDS, Quirk.BANNER_ROWS, Quirk.ARABIC_DIGITS, Quirk.DIRECTION_MARK, Quirk.NAME_IN_CAPITALS, Quirk.TRANSLATED_NAME, Quirk.NEWCOMER),
    "sim-acw": _style("districts", "fr", CSV_SEMICOLONS, Quirk.DATE_DAY_FIRST, Quirk.SURPLUS_BLANK_CELLS, Quirk.SECTOR_TRANSLATED, Quirk.SEVERAL_PLACES, Quirk.LOCAL_NUMBERS, Quirk.END_OPEN, Quirk.RETIRED_CODE, Quirk.REUSED_CODE, Quirk.INSTRUCTIONS_IN_HEADING, Quirk.DECOMPOSED_ACCENTS),
    "sim-cwan": _style("districts", "es", CSV, Quirk.DATE_ALL_AMBIGUOUS, Quirk.ACRONYM_ONLY, Quirk.TRANSLATED_NAME, Quirk.MISSING_MARKER, quarters=_TWICE),
    "sim-ssr": _style("communes", "fr", ODS, Quirk.DATE_CELLS, Quirk.TOTAL_ROW, Quirk.NOTES_UNDER_TABLE, Quirk.DECOMPOSED_ACCENTS, Quirk.PLACE_IN_CAPITALS, Quirk.SEVERAL_ORGANIZATIONS, Quirk.NAME_MISSING, Quirk.END_OPEN),
    "sim-nra": _style("districts", "en", XLSX, Quirk.DATE_SERIALS, Quirk.BANNER_ROWS, Quirk.COLUMN_OFFSET, Quirk.TAG_ROW, Quirk.TAG_ROW_APART, Quirk.CODE_LOWER_CASE, Quirk.IMPOSSIBLE_DAY, Quirk.END_BEFORE_START, Quirk.RETIRED_CODE, Quirk.REUSED_CODE, Quirk.FIND_AND_REPLACE, Quirk.ODD_SPACES, Quirk.COUNTRY_IN_NAME),
    "sim-mht": _style("monthly", "en", CSV, Quirk.MONTH_AND_YEAR, Quirk.NAME_IN_CAPITALS, Quirk.DUPLICATE_ROW, Quirk.NEWCOMER, Quirk.PLACE_IN_CAPITALS, Quirk.NEGATIVE_PEOPLE, quarters=_TWICE),
    "sim-rdw": _style("own_report", "en", CSV, Quirk.DATE_ALL_AMBIGUOUS, Quirk.BANNER_ROWS, Quirk.NO_ORGANIZATION_COLUMN, Quirk.END_OPEN, Quirk.SEVERAL_PLACES, Quirk.CODE_CONTRADICTS_NAME, Quirk.FIND_AND_REPLACE),
    "sim-community-action-for-relief": _style("districts", "en", XLSX, Quirk.MONTH_AND_YEAR, Quirk.LIST_SHEET, Quirk.INSTRUCTIONS_IN_HEADING, Quirk.NEGATIVE_PEOPLE, Quirk.NO_ORGANIZATION, Quirk.CONTESTED_PLACE, Quirk.CODE_IS_ERROR, silent=(4,)),
    "sim-centre-for-agricultural-recovery": _style("communes", "ar", XLSX, Quirk.DATE_DAY_FIRST, Quirk.TRANSLATED_NAME, Quirk.NUMBERS_AS_TEXT, Quirk.ARABIC_DIGITS, quarters=_TWICE),
    "sim-twda": _style("quarterly", "ar", XLSX, Quirk.QUARTER, Quirk.BANNER_ROWS, Quirk.NOTES_UNDER_TABLE, Quirk.ARABIC_DIGITS, Quirk.DIRECTION_MARK, Quirk.SECTOR_TRANSLATED, Quirk.CONTESTED_PLACE, Quirk.SEVERAL_ORGANIZATIONS),
    "sim-twdo": _style("districts", "ar", CSV_ARABIC, Quirk.DATE_ISO, Quirk.NAME_WITH_ACRONYM, Quirk.ALL_DISTRICTS, quarters=_TWICE),
    "sim-abra": _style("breakdown", "en", XLSX, Quirk.DATE_1904, Quirk.MERGED_TWO_LINE_HEADER, Quirk.MERGED_DATA_CELLS, Quirk.SUBTOTAL_ROWS, Quirk.PLACE_IN_ARABIC),
    "sim-bcf": _style("districts", "ar", XLSX, Quirk.DATE_IN_WORDS, Quirk.HIDDEN_SHEET, Quirk.PIVOT_SHEET, Quirk.SEVERAL_ORGANIZATIONS, Quirk.MISSING_MARKER, silent=(2,)),
    "sim-ydn": _style("own_report", "en", XLSX, Quirk.DATE_CELLS, Quirk.BANNER_ROWS, Quirk.NO_ORGANIZATION_COLUMN, Quirk.CONTACT_COLUMN, Quirk.LEADING_SIGN, Quirk.NEGATIVE_PEOPLE, quarters=_TWICE, silent=(4,)),
    "sim-scfc": _style("quarterly", "fr", CSV_WESTERN, Quirk.QUARTER, Quirk.ALL_DISTRICTS, Quirk.AMBIGUOUS_PLACE, quarters=_TWICE),
    "sim-nhds": _style("districts", "en", TEXT_UTF16, Quirk.DATE_DAY_FIRST, Quirk.PLACE_IN_ARABIC, Quirk.COUNTRY_IN_NAME, Quirk.BLANK_ROWS_BETWEEN, Quirk.RETIRED_CODE, Quirk.REUSED_CODE, quarters=_TWICE),
    "sim-moht": _style("monthly", "ar", XLSX, Quirk.MONTH_AND_YEAR, Quirk.BANNER_ROWS, Quirk.SUBTOTAL_ROWS, Quirk.TRANSLATED_NAME, Quirk.RETIRED_CODE, Quirk.REUSED_CODE, Quirk.NAME_MISSING, quarters=_TWICE),
    "sim-mowi": _style("presence", "ar", XLSX, Quirk.MONTH_WITHOUT_YEAR, Quirk.BLANK_ROWS_BETWEEN, Quirk.CODE_WITH_ISO3, Quirk.NAME_WITH_ACRONYM, Quirk.CODE_IS_ERROR, Quirk.CODE_CONTRADICTS_NAME, quarters=_TWICE),
    "sim-tdma": _style("matrix", "en", XLSX, Quirk.DATE_MONTH_FIRST, Quirk.BANNER_ROWS, Quirk.DUPLICATE_HEADING, Quirk.PLACE_IN_CAPITALS, Quirk.LOCAL_NUMBERS, Quirk.IMPOSSIBLE_DAY, Quirk.END_BEFORE_START, silent=(1,)),
    "sim-trls": _style("breakdown", "fr", XLSX, Quirk.DATE_CELLS, Quirk.MERGED_TWO_LINE_HEADER, Quirk.TOTAL_ROW, Quirk.FORMULA_TOTALS, Quirk.TAG_ROW, Quirk.TAG_ROW_PARTIAL, Quirk.NEGATIVE_PEOPLE, Quirk.RETIRED_CODE, Quirk.REUSED_CODE, Quirk.DECOMPOSED_ACCENTS, Quirk.PARTS_EXCEED_TOTAL),
    "sim-ifrl": _style("communes", "es", XLSX, Quirk.DATE_IN_WORDS, Quirk.MISSPELT_HEADING, Quirk.TRAILING_BLANK_ROWS, Quirk.TRANSLATED_NAME, Quirk.AMBIGUOUS_PLACE, Quirk.DECOMPOSED_ACCENTS, Quirk.NEGATIVE_PEOPLE, quarters=_TWICE),
}  # fmt: skip

MATRIX_STYLE = _style(
    "matrix",
    "en",
    XLSX,
    Quirk.DATE_CELLS,
    Quirk.BANNER_ROWS,
    Quirk.TAG_ROW,
    Quirk.LIST_SHEET,
    Quirk.DUPLICATE_ROW,
    Quirk.AMBIGUOUS_ACRONYM,
    Quirk.CONFUSABLE_LETTER,
    Quirk.ACRONYM_ONLY,
    Quirk.NAME_WITH_ACRONYM,
    Quirk.TRANSLATED_NAME,
    Quirk.SEVERAL_ORGANIZATIONS,
    Quirk.NEWCOMER,
    Quirk.AMBIGUOUS_PLACE,
    Quirk.CODE_CONTRADICTS_NAME,
    Quirk.DATE_IN_WORDS,
    quarters=(4,),
)
"""The coordinating body's consolidated matrix of the last quarter."""
