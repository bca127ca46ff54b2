"""The quirks of partners' workbooks: a frozen list, each with the place it was seen.

A quirk of a sheet marks every row of that sheet; a quirk of a row only the rows
that carry it. The truth names the quirks of each row, so that a score can be
read quirk by quirk. The list was taken from public 3W files and from the bad
inputs that Comity promises to withstand, before any intake was written, and is
not tuned to one: add to it, with a source, but do not soften it.

Source: docs/explanation/exercise.md.
"""

from enum import StrEnum
from typing import Self

ETHIOPIA = "Ethiopia 3W, August 2025"
SOMALIA = "Somalia 3W, January to April 2025"
CHAD = "Chad 3W, April 2025"
AFGHANISTAN = "Afghanistan 3W, January to March 2024"
PRESENCE = "UNHCR partner presence, 17 countries"
MALI = "Mali indicator 4W, 2014"
LOOKUP = "hand-kept lookup lists behind public 3W files"
POPULATION = "population tables of Mali and Nigeria"
CATALOGUE = "the catalogue of bad inputs"


class Quirk(StrEnum):
    """One way in which a workbook differs from a clean table; see its docstring."""

    says: str
    seen: str

    def __new__(cls, name: str, says: str, seen: str) -> Self:
        quirk = str.__new__(cls, name)
        quirk._value_ = name
        quirk.says = says
        quirk.seen = seen
        quirk.__doc__ = f"{says} Seen in: {seen}."
        return quirk

    # Around the table
    BANNER_ROWS = (
        "banner_rows",
        "A title and lines about the sender stand above the headings.",
        f"{MALI}; {CATALOGUE}, C044",
    )
    COLUMN_OFFSET = (
        "column_offset",
        "The table starts in the second column; the first is empty.",
        "partners' own templates",
    )
    MERGED_TWO_LINE_HEADER = (
        "merged_two_line_header",
        "Headings stand on two lines, the upper one merged over a group.",
        f"{CATALOGUE}, C044",
    )
    INSTRUCTIONS_IN_HEADING = (
        "instructions_in_heading",
        "A heading carries instructions on further lines of its cell.",
        f"OCHA reporting templates; {CATALOGUE}, C058",
    )
    INSTRUCTION_ROW = (
        "instruction_row",
        "A row under the headings tells how to fill each column.",
        "OCHA reporting templates",
    )
    TAG_ROW = ("tag_row", "An HXL tag row follows the headings.", AFGHANISTAN)
    TAG_ROW_SPACES = (
        "tag_row_spaces",
        "The tags have spaces before their attributes.",
        AFGHANISTAN,
    )
    TAG_ROW_PARTIAL = (
        "tag_row_partial",
        "Only some columns are tagged.",
        f"{CHAD}; {MALI}",
    )
    TAG_ROW_APART = (
        "tag_row_apart",
        "The tag row does not stand directly under the headings.",
        f"{CATALOGUE}, C063",
    )
    MISSPELT_HEADING = (
        "misspelt_heading",
        "A heading is misspelt or cut short.",
        f"{ETHIOPIA} (`WoredaPcod`); {AFGHANISTAN} (`Operatioanl`)",
    )
    DUPLICATE_HEADING = (
        "duplicate_heading",
        "Two columns bear the same heading.",
        f"{CATALOGUE}, C059",
    )
    CODE_UNDER_TITLE = (
        "code_under_title",
        "The P-code stands under the heading `Title`.",
        CHAD,
    )
    EXPORT_COLUMNS = (
        "export_columns",
        "Columns of the exporting system (icon address, path) stand beside the data.",
        CHAD,
    )
    CONTACT_COLUMN = (
        "contact_column",
        "A hidden column holds contact details of a person.",
        f"Haiti displacement site list, 2013; {CATALOGUE}, C040 and C079",
    )
    NO_ORGANIZATION_COLUMN = (
        "no_organization_column",
        "Only the banner says whose report it is.",
        "partners' own templates",
    )
    MERGED_DATA_CELLS = (
        "merged_data_cells",
        "The region is written once, in a cell merged over its rows.",
        f"{CATALOGUE}, C044",
    )
    SUBTOTAL_ROWS = (
        "subtotal_rows",
        "A row after each region sums it up.",
        f"{CATALOGUE}, C064",
    )
    TOTAL_ROW = (
        "total_row",
        "The last row sums the column of people up.",
        f"{CATALOGUE}, C064",
    )
    NOTES_UNDER_TABLE = (
        "notes_under_table",
        "Notes and a source line stand under the table.",
        f"{CATALOGUE}, C064",
    )
    TRAILING_BLANK_ROWS = (
        "trailing_blank_rows",
        "Blank rows follow the data.",
        f"{ETHIOPIA} (4,202 of 7,324 lines)",
    )
    BLANK_ROWS_BETWEEN = (
        "blank_rows_between",
        "Blank rows stand between groups of data rows.",
        "partners' own templates",
    )
    SURPLUS_BLANK_CELLS = (
        "surplus_blank_cells",
        "Lines end in more separators than there are headings.",
        f"{CATALOGUE}, C055",
    )
    HIDDEN_SHEET = (
        "hidden_sheet",
        "Lists for the drop-downs stand on a hidden sheet.",
        f"{CATALOGUE}, C040",
    )
    LIST_SHEET = (
        "list_sheet",
        "A sheet of lists or of guidance stands before the data.",
        "OCHA reporting templates",
    )
    PIVOT_SHEET = (
        "pivot_sheet",
        "A pivot table stands on the first sheet, the data on the second.",
        f"{CHAD} (two sheets of different columns)",
    )
    OTHER_LANGUAGE = (
        "other_language",
        "Headings and texts are French, Spanish or Arabic.",
        f"{CHAD}; {PRESENCE}",
    )
    RIGHT_TO_LEFT = (
        "right_to_left",
        "The sheet runs from right to left.",
        f"{PRESENCE} (Arabic columns)",
    )
    BYTE_ORDER_MARK = (
        "byte_order_mark",
        "The text starts with a byte order mark.",
        f"{ETHIOPIA}; {AFGHANISTAN}",
    )
    LEGACY_ENCODING = (
        "legacy_encoding",
        "The text is Windows-1252 or Windows-1256.",
        f"{CATALOGUE}, C051",
    )
    UTF16_TABS = (
        "utf16_tabs",
        "The text is UTF-16 with tabs, as spreadsheets save 'Unicode text'.",
        f"{CATALOGUE}, C050 and C054",
    )
    SEMICOLONS = (
        "semicolons",
        "Semicolons separate the cells.",
        f"{CATALOGUE}, C054",
    )
    OPEN_DOCUMENT = (
        "open_document",
        "The workbook is an OpenDocument spreadsheet.",
        f"{CATALOGUE}, C007",
    )

    # Who
    MISSPELT_NAME = (
        "misspelt_name",
        "A letter of the name is missing, doubled or exchanged.",
        f"{ETHIOPIA} (`Finish`, `Finnish`); {LOOKUP}",
    )
    ABBREVIATED_NAME = (
        "abbreviated_name",
        "Words of the name are cut: Org., Dev., Assoc.",
        LOOKUP,
    )
    ACRONYM_ONLY = (
        "acronym_only",
        "The acronym stands where the name belongs.",
        f"{PRESENCE}; {LOOKUP}",
    )
    NAME_WITH_ACRONYM = (
        "name_with_acronym",
        "Name and acronym stand in one cell.",
        SOMALIA,
    )
    TRANSLATED_NAME = (
        "translated_name",
        "The name is given in another language than the list's.",
        f"{CHAD}; {PRESENCE} (IOM, OIM); {LOOKUP}",
    )
    COUNTRY_IN_NAME = (
        "country_in_name",
        "The name of the country is added to the organization's.",
        f"{LOOKUP} (`Save the Children DK`)",
    )
    NAME_IN_CAPITALS = ("name_in_capitals", "The name is in capitals.", POPULATION)
    ODD_SPACES = (
        "odd_spaces",
        "Non-breaking, double or trailing spaces stand in the name.",
        ETHIOPIA,
    )
    DECOMPOSED_ACCENTS = (
        "decomposed_accents",
        "Accents are written as separate characters (NFD), or left out.",
        f"{CATALOGUE}, C070",
    )
    DIRECTION_MARK = (
        "direction_mark",
        "An invisible direction mark stands before an Arabic name.",
        f"{CATALOGUE}, C068",
    )
    CONFUSABLE_LETTER = (
        "confusable_letter",
        "A Cyrillic letter stands for a Latin one that looks the same.",
        f"{CATALOGUE}, C069",
    )
    AMBIGUOUS_ACRONYM = (
        "ambiguous_acronym",
        "Only an acronym is given, and two organizations share it.",
        f"{LOOKUP} (CARE, CARITAS)",
    )
    SEVERAL_ORGANIZATIONS = (
        "several_organizations",
        "One cell names several organizations, joined by + or / or ;.",
        PRESENCE,
    )
    NEWCOMER = (
        "newcomer",
        "The organization is on no list.",
        LOOKUP,
    )
    NO_ORGANIZATION = (
        "no_organization",
        "Nobody is named, or a dash stands for it.",
        f"{LOOKUP} (`N/A`); {CATALOGUE}, C073",
    )

    # What
    SECTOR_IN_SHORT = (
        "sector_in_short",
        "The sector is an acronym or the cluster's nickname.",
        f"{ETHIOPIA} (`ESNFI`); {SOMALIA}",
    )
    SECTOR_TRANSLATED = (
        "sector_translated",
        "The sector is in another language.",
        CHAD,
    )
    SECTOR_PREFIXED = (
        "sector_prefixed",
        "The sector carries a prefix, itself misspelt at times.",
        f"{AFGHANISTAN} (`Operatioanl Presence: ...`)",
    )

    # Where
    CODE_MISSING = ("code_missing", "The place has a name, but no code.", SOMALIA)
    NAME_MISSING = ("name_missing", "The place has a code, but no name.", CHAD)
    CODE_CONTRADICTS_NAME = (
        "code_contradicts_name",
        "The code belongs to another place than the name.",
        f"{SOMALIA} (four districts); {CHAD} (three rows)",
    )
    RETIRED_CODE = (
        "retired_code",
        "The code is of an earlier edition and no longer in use.",
        f"{ETHIOPIA}; {CATALOGUE}, C076",
    )
    REUSED_CODE = (
        "reused_code",
        "The code is of an earlier edition and now means another place.",
        SOMALIA,
    )
    CODE_WITH_ISO3 = (
        "code_with_iso3",
        "The code starts with three letters of the country instead of two.",
        f"{CHAD} (TD19, TCD19)",
    )
    CODE_LOWER_CASE = (
        "code_lower_case",
        "The code is in lower case or has spaces.",
        f"{CATALOGUE}, C076",
    )
    CODE_IS_ERROR = (
        "code_is_error",
        "An error value stands where the code belongs.",
        f"{SOMALIA} (`#N/A`); {CATALOGUE}, C043",
    )
    PLACE_SPELT_OTHERWISE = (
        "place_spelt_otherwise",
        "The place's name is transliterated in another way.",
        SOMALIA,
    )
    PLACE_IN_ARABIC = (
        "place_in_arabic",
        "The place's name is in Arabic script.",
        f"{PRESENCE} (Arabic columns)",
    )
    PLACE_IN_CAPITALS = (
        "place_in_capitals",
        "The place's name is in capitals.",
        POPULATION,
    )
    FIND_AND_REPLACE = (
        "find_and_replace",
        "A careless find-and-replace damaged the place's name.",
        f"{AFGHANISTAN} (`kha` became `AKAH`)",
    )
    SEVERAL_PLACES = (
        "several_places",
        "One cell names several places of one region.",
        ETHIOPIA,
    )
    ALL_DISTRICTS = (
        "all_districts",
        "All districts of a region are meant, in words.",
        f"{ETHIOPIA} (`Every where`)",
    )
    CONTESTED_PLACE = (
        "contested_place",
        "A word such as 'Contested' stands where the region belongs.",
        ETHIOPIA,
    )
    AMBIGUOUS_PLACE = (
        "ambiguous_place",
        "The name belongs to two districts, and neither region nor code is given.",
        "the shared pairs of place names",
    )
    MISSING_MARKER = (
        "missing_marker",
        "A marker such as <Null>, n/a or - stands for an empty cell.",
        f"{POPULATION} (`<Null>`); {CATALOGUE}, C073",
    )
    COORDINATES_SWAPPED = (
        "coordinates_swapped",
        "Latitude and longitude are exchanged.",
        f"{CATALOGUE}, C074",
    )

    # When
    DATE_CELLS = ("date_cells", "Dates are real dates.", CATALOGUE)
    DATE_SERIALS = (
        "date_serials",
        "Dates are bare serial numbers.",
        f"{CATALOGUE}, C047",
    )
    DATE_1904 = (
        "date_1904",
        "The workbook counts days from 1904.",
        f"{CATALOGUE}, C047",
    )
    DATE_ISO = ("date_iso", "Dates are text such as 2025-03-15.", POPULATION)
    DATE_DAY_FIRST = (
        "date_day_first",
        "Dates are text such as 15/03/2025.",
        f"{CATALOGUE}, C047",
    )
    DATE_MONTH_FIRST = (
        "date_month_first",
        "Dates are text such as 03/15/2025.",
        f"{CATALOGUE}, C047; coordination group list (03/16/2017)",
    )
    DATE_ALL_AMBIGUOUS = (
        "date_all_ambiguous",
        "No date of the file shows whether the day or the month comes first.",
        f"{CATALOGUE}, C047",
    )
    DATE_IN_WORDS = (
        "date_in_words",
        "The month is a word of the file's language.",
        MALI,
    )
    MONTH_AND_YEAR = (
        "month_and_year",
        "Only month and year are given.",
        SOMALIA,
    )
    MONTH_WITHOUT_YEAR = (
        "month_without_year",
        "Only a month is given, and no year.",
        f"{ETHIOPIA}; {SOMALIA}; {MALI}",
    )
    QUARTER = ("quarter", "Only a quarter is given, such as Q1 2025.", PRESENCE)
    UNDATED = ("undated", "There is no column of dates.", f"{AFGHANISTAN}; {CHAD}")
    END_OPEN = (
        "end_open",
        "The end is empty, or a word such as 'ongoing'.",
        ETHIOPIA,
    )
    IMPOSSIBLE_DAY = (
        "impossible_day",
        "The date is 30 February.",
        f"{CATALOGUE}, C075",
    )
    END_BEFORE_START = (
        "end_before_start",
        "The end lies before the start.",
        f"{CATALOGUE}, C075",
    )

    # For whom, and the row as a whole
    LOCAL_NUMBERS = (
        "local_numbers",
        "Thousands are parted by a point, comma or space.",
        f"{CATALOGUE}, C048",
    )
    ARABIC_DIGITS = (
        "arabic_digits",
        "Numbers and dates are in Arabic-Indic digits.",
        f"{CATALOGUE}, C048",
    )
    NUMBERS_AS_TEXT = (
        "numbers_as_text",
        "Numbers are stored as text.",
        f"{CATALOGUE}, C048",
    )
    FORMULA_TOTALS = (
        "formula_totals",
        "The total of people is a formula over its parts.",
        f"{CATALOGUE}, C042",
    )
    PARTS_EXCEED_TOTAL = (
        "parts_exceed_total",
        "Women, men, girls and boys add up to more than the total.",
        f"{CATALOGUE}, C081",
    )
    NEGATIVE_PEOPLE = (
        "negative_people",
        "A number of people is negative.",
        f"{CATALOGUE}, C081",
    )
    LEADING_SIGN = (
        "leading_sign",
        "A remark starts with -, + or =, as a list does.",
        f"{CATALOGUE}, C065",
    )
    DUPLICATE_ROW = (
        "duplicate_row",
        "A row repeats an earlier one, cell for cell.",
        SOMALIA,
    )
    REPORTED_TWICE = (
        "reported_twice",
        "The coordinating body's matrix repeats what the partner reported itself.",
        AFGHANISTAN,
    )
