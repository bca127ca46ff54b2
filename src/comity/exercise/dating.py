"""How partners write when: each way fills the cells and the days that they allow.

A date cell names a day; a month or a quarter allows every day in it for start
and end alike; a row without any date takes the reporting period of its file.
"""

from collections.abc import Callable
from datetime import date

from comity.exercise.activities import first_day, last_day
from comity.exercise.entries import Clerk, Entry
from comity.exercise.quirks import Quirk
from comity.exercise.words import LEVANT_MONTHS, MONTHS
from comity.values.dates import Bounds, Period

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ARABIC_QUARTERS = ("الأول", "الثاني", "الثالث", "الرابع")

Dating = Callable[[Entry, Clerk], None]


def arabic_digits(text: str) -> str:
    return text.translate(_ARABIC_DIGITS)


def _days(entry: Entry, write: Callable[[date], str | int | date]) -> None:
    activity = entry.activity
    entry.cells["start"] = write(activity.start)
    entry.cells["end"] = write(activity.end)
    entry.starts = Bounds(activity.start, activity.start)
    entry.ends = Bounds(activity.end, activity.end)


def _date_cells(entry: Entry, clerk: Clerk) -> None:
    _days(entry, lambda day: day)


def _serials(entry: Entry, clerk: Clerk) -> None:
    _days(entry, lambda day: (day - _EXCEL_DAY_ZERO).days)


def _iso(entry: Entry, clerk: Clerk) -> None:
    _days(entry, date.isoformat)


def _day_first(entry: Entry, clerk: Clerk) -> None:
    pattern = "%d.%m.%Y" if clerk.language == "fr" else "%d/%m/%Y"
    _days(entry, lambda day: f"{day:{pattern}}")


def _month_first(entry: Entry, clerk: Clerk) -> None:
    _days(entry, lambda day: f"{day:%m/%d/%Y}")


def _in_words(entry: Entry, clerk: Clerk) -> None:
    _days(entry, lambda day: in_words(day, clerk))


def _month_and_year(entry: Entry, clerk: Clerk) -> None:
    if "period_month" in entry.cells:
        _month_without_year(entry, clerk)
        return
    _days(entry, lambda day: _month_of(day, clerk))
    entry.starts = Period.on(f"{entry.activity.start:%Y-%m}").starts
    entry.ends = Period.on(f"{entry.activity.end:%Y-%m}").ends


def _month_without_year(entry: Entry, clerk: Clerk) -> None:
    day = _some_day(entry, clerk)
    entry.cells["period_month"] = _month_word(day, clerk)
    if "period_year" in entry.cells:
        entry.cells["period_year"] = day.year
    month = Period.on(f"{day:%Y-%m}")
    entry.starts, entry.ends = month.starts, month.ends


def _quarter(entry: Entry, clerk: Clerk) -> None:
    first, last = first_day(clerk.period), last_day(clerk.period)
    number = first.month // 3 + 1
    entry.cells["period"] = clerk.draw.choice(
        {
            "en": (f"Q{number} {first.year}", f"{first.year} Q{number}"),
            "fr": (f"T{number} {first.year}", f"{number}e trimestre {first.year}"),
            "es": (f"T{number} {first.year}", f"Trimestre {number} de {first.year}"),
            "ar": (f"الربع {_ARABIC_QUARTERS[number - 1]} {first.year}",),
        }[clerk.language]
    )
    entry.starts = entry.ends = Bounds(first, last)


def _undated(entry: Entry, clerk: Clerk) -> None:
    period = Period.parse(clerk.period)
    entry.starts, entry.ends = period.starts, period.ends


def in_words(day: date, clerk: Clerk) -> str:
    """A day with its month as a word of the workbook's language."""
    month = _month_word(day, clerk)
    match clerk.language:
        case "es":
            return f"{day.day} de {month} de {day.year}"
        case "ar":
            return arabic_digits(f"{day.day} {month} {day.year}")
        case "fr" if day.day == 1:
            return f"1er {month} {day.year}"
        case "en":
            return clerk.draw.choice(
                (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}")
            )
    return f"{day.day} {month} {day.year}"


def _month_word(day: date, clerk: Clerk) -> str:
    """The month by name; in Arabic by either of its two names."""
    month = MONTHS[clerk.language][day.month - 1]
    if clerk.language == "ar":
        return clerk.draw.choice((month, LEVANT_MONTHS[day.month - 1]))
    return month


def _month_of(day: date, clerk: Clerk) -> str:
    month = _month_word(day, clerk)
    if clerk.language == "en":
        return clerk.draw.choice(
            (f"{month} {day.year}", f"{month[:3]}-{day:%y}", f"{day:%m/%Y}")
        )
    return f"{month} {day.year}"


def _some_day(entry: Entry, clerk: Clerk) -> date:
    """A day on which the activity ran in the period."""
    first = max(entry.activity.start, first_day(clerk.period))
    last = min(entry.activity.end, last_day(clerk.period))
    return date.fromordinal(clerk.draw.randint(first.toordinal(), last.toordinal()))


DATINGS: dict[Quirk, Dating] = {
    Quirk.DATE_CELLS: _date_cells,
    Quirk.DATE_1904: _date_cells,
    Quirk.DATE_SERIALS: _serials,
    Quirk.DATE_ISO: _iso,
    Quirk.DATE_DAY_FIRST: _day_first,
    Quirk.DATE_ALL_AMBIGUOUS: _day_first,
    Quirk.DATE_MONTH_FIRST: _month_first,
    Quirk.DATE_IN_WORDS: _in_words,
    Quirk.MONTH_AND_YEAR: _month_and_year,
    Quirk.MONTH_WITHOUT_YEAR: _month_without_year,
    Quirk.QUARTER: _quarter,
    Quirk.UNDATED: _undated,
}
"""The ways of a whole workbook, under the quirk that marks each."""
