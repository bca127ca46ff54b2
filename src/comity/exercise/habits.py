"""Which habits a row shows: at most one of each kind, drawn by chance.

Kinds do not get in each other's way: a name is misspelt or abbreviated, not both,
but the place in the same row may be wrong as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

from comity.exercise import counting, naming, placing
from comity.exercise.entries import Clerk, Entry, Fate
from comity.exercise.quirks import Quirk


@dataclass(frozen=True, slots=True)
class Kind:
    """Habits of which a row shows at most one.

    Args:
        share: the share of rows that show one, where all apply.
        habits: what each does; it returns False where it does not apply.
    """

    share: float
    habits: dict[Quirk, Callable[[Entry, Clerk], bool]]


KINDS = (
    Kind(
        0.4,
        {
            Quirk.MISSPELT_NAME: naming.misspelt_name,
            Quirk.ABBREVIATED_NAME: naming.abbreviated_name,
            Quirk.ACRONYM_ONLY: naming.acronym_only,
            Quirk.NAME_WITH_ACRONYM: naming.name_with_acronym,
            Quirk.TRANSLATED_NAME: naming.translated_name,
            Quirk.COUNTRY_IN_NAME: naming.country_in_name,
            Quirk.NAME_IN_CAPITALS: naming.name_in_capitals,
            Quirk.ODD_SPACES: naming.odd_spaces,
            Quirk.DECOMPOSED_ACCENTS: naming.decomposed_accents,
            Quirk.DIRECTION_MARK: naming.direction_mark,
            Quirk.CONFUSABLE_LETTER: naming.confusable_letter,
            Quirk.AMBIGUOUS_ACRONYM: naming.ambiguous_acronym,
            Quirk.SEVERAL_ORGANIZATIONS: naming.several_organizations,
            Quirk.NEWCOMER: naming.newcomer,
            Quirk.NO_ORGANIZATION: naming.no_organization,
        },
    ),
    Kind(
        0.35,
        {
            Quirk.SECTOR_IN_SHORT: counting.sector_in_short,
            Quirk.SECTOR_TRANSLATED: counting.sector_translated,
            Quirk.SECTOR_PREFIXED: counting.sector_prefixed,
        },
    ),
    Kind(
        0.4,
        {
            Quirk.CODE_MISSING: placing.code_missing,
            Quirk.MISSING_MARKER: placing.missing_marker,
            Quirk.NAME_MISSING: placing.name_missing,
            Quirk.CODE_CONTRADICTS_NAME: placing.code_contradicts_name,
            Quirk.RETIRED_CODE: placing.retired_code,
            Quirk.REUSED_CODE: placing.reused_code,
            Quirk.CODE_WITH_ISO3: placing.code_with_iso3,
            Quirk.CODE_LOWER_CASE: placing.code_lower_case,
            Quirk.CODE_IS_ERROR: placing.code_is_error,
            Quirk.PLACE_SPELT_OTHERWISE: placing.place_spelt_otherwise,
            Quirk.PLACE_IN_ARABIC: placing.place_in_arabic,
            Quirk.PLACE_IN_CAPITALS: placing.place_in_capitals,
            Quirk.FIND_AND_REPLACE: placing.find_and_replace,
            Quirk.SEVERAL_PLACES: placing.several_places,
            Quirk.ALL_DISTRICTS: placing.all_districts,
            Quirk.CONTESTED_PLACE: placing.contested_place,
            Quirk.AMBIGUOUS_PLACE: placing.ambiguous_place,
            Quirk.COORDINATES_SWAPPED: placing.coordinates_swapped,
        },
    ),
    Kind(
        0.15,
        {
            Quirk.DATE_IN_WORDS: counting.date_in_words,
            Quirk.END_OPEN: counting.end_open,
            Quirk.IMPOSSIBLE_DAY: counting.impossible_day,
            Quirk.END_BEFORE_START: counting.end_before_start,
        },
    ),
    Kind(
        0.35,
        {
            Quirk.LOCAL_NUMBERS: counting.local_numbers,
            Quirk.ARABIC_DIGITS: counting.arabic_digits_in_numbers,
            Quirk.NUMBERS_AS_TEXT: counting.numbers_as_text,
            Quirk.PARTS_EXCEED_TOTAL: counting.parts_exceed_total,
            Quirk.NEGATIVE_PEOPLE: counting.negative_people,
        },
    ),
    Kind(0.3, {Quirk.LEADING_SIGN: counting.leading_sign}),
)

_RARE = 0.35
_RARELY = frozenset(
    {
        Quirk.CONTESTED_PLACE,
        Quirk.NO_ORGANIZATION,
        Quirk.NEWCOMER,
        Quirk.IMPOSSIBLE_DAY,
        Quirk.END_BEFORE_START,
        Quirk.NEGATIVE_PEOPLE,
        Quirk.CODE_CONTRADICTS_NAME,
    }
)
_WHEREVER_POSSIBLE = frozenset(
    {
        Quirk.AMBIGUOUS_PLACE,
        Quirk.AMBIGUOUS_ACRONYM,
        Quirk.LOCAL_NUMBERS,
        Quirk.RETIRED_CODE,
        Quirk.REUSED_CODE,
    }
)
"""Habits that few rows allow, and that those show half of the time."""


def spoil(entry: Entry, habits: frozenset[Quirk], clerk: Clerk) -> None:
    """Let a row show some of the workbook's habits, and note which."""
    for kind in KINDS:
        if entry.fate is not Fate.APPLIED:
            return
        mine = [quirk for quirk in kind.habits if quirk in habits]
        eager = [quirk for quirk in mine if quirk in _WHEREVER_POSSIBLE]
        for quirk in eager:
            if clerk.draw.random() < 0.5 and kind.habits[quirk](entry, clerk):
                entry.quirks.add(quirk)
                break
        else:
            _maybe_one(entry, kind, mine, clerk)


def _maybe_one(entry: Entry, kind: Kind, mine: list[Quirk], clerk: Clerk) -> None:
    if not mine or clerk.draw.random() > kind.share:
        return
    weights = [_RARE if quirk in _RARELY else 1.0 for quirk in mine]
    quirk = clerk.draw.choices(mine, weights)[0]
    if kind.habits[quirk](entry, clerk):
        entry.quirks.add(quirk)
