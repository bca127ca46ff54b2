"""Dates and periods as people write them, with the first and last day they may mean.

Read are ISO dates, day and month in either order, months as words in five
languages, quarters, ranges, and the serial numbers of spreadsheets.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from comity.errors import DateInvalid
from comity.sheets.reading import DateOrder
from comity.sheets.vocabulary import is_open
from comity.values.dates import FIRST_DAY, PartialDate
from comity.values.names import fold

_MONTHS = (
    "january jan janvier janv enero ene janeiro يناير كانون_الثاني جانفي",
    "february feb fevrier fevr fev febrero fevereiro فبراير شباط فيفري",
    "march mar mars marzo marco مارس اذار",
    "april apr avril avr abril abr ابريل نيسان افريل",
    "may mai mayo maio مايو ايار ماي",
    "june jun juin junio junho يونيو حزيران جوان",
    "july jul juillet juil julio julho يوليو تموز جويليه",
    "august aug aout agosto ago اغسطس اب اوت",
    "september sep sept septembre septiembre setiembre setembro set سبتمبر ايلول",
    "october oct octobre octubre outubro out اكتوبر تشرين_الاول",
    "november nov novembre noviembre novembro نوفمبر تشرين_الثاني",
    "december dec decembre diciembre dic dezembro dez ديسمبر كانون_الاول",
)
_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "012345678901234567890123456789"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_NUMERIC = re.compile(
    r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?"
)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})|(\d{4})[/.\-](\d{1,2})")
_SERIAL = re.compile(r"-?\d{1,6}(?:\.\d+)?")
_QUARTER = re.compile(
    r"(?:q|t|quarter|trimestre|qtr|الربع) ?([1-4])|([1-4]) ?(?:q|t|er trimestre|e trimestre|o trimestre|trimestre|st quarter|nd quarter|rd quarter|th quarter)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_RANGE = re.compile(
    r"\s+(?:-|–|—|to|a|au|al|hasta|until|الى|/)\s+|\s*[–—]\s*|(?<=[^\W\d_])\s*[-/]\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
_EDTF = re.compile(r"(?:-?Y?-?\d|\.\.|[\[{])[\dA-Zu?~%./,:+\[\]{} -]*")
"""The characters of EDTF; its grammar is too slow to try on any other text."""

_NO_FORM = "it is no date in a form that is known"
_NO_DAY = "there is no such day"
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 100_000
_DAYS_1904 = 1462


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that a text may mean, or why there is none.

    Args:
        earliest, latest: inclusive; None where the text cannot be read.
        reason: why it cannot be read.
        ambiguous: whether day and month could be exchanged.
        yearless: whether only the year is missing.
        impossible: whether it is written as a date and there is no such day.
        open: whether it says that there is no end yet.
    """

    earliest: date | None = None
    latest: date | None = None
    reason: str = ""
    ambiguous: bool = False
    yearless: bool = False
    impossible: bool = False
    open: bool = False

    @property
    def edtf(self) -> str | None:
        """The shortest EDTF text for the bounds: a day, month, year or interval."""
        if self.earliest is None or self.latest is None:
            return None
        return shortest_edtf(self.earliest, self.latest)


def shortest_edtf(earliest: date, latest: date) -> str:
    """EDTF text of a stretch of days: 2024-03-01, 2024-03, 2024 or an interval."""
    if earliest == latest:
        return earliest.isoformat()
    whole_months = (
        earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]
    )
    if not whole_months:
        return f"{earliest.isoformat()}/{latest.isoformat()}"
    if earliest.year == latest.year and (earliest.month, latest.month) == (1, 12):
        return f"{earliest.year:04}"
    first, last = f"{earliest:%Y-%m}", f"{latest:%Y-%m}"
    return first if first == last else f"{first}/{last}"


def parse_days(
    text: str,
    *,
    order: DateOrder | None = None,
    year: int | None = None,
    epoch_1904: bool = False,
) -> Days:
    """Read a date or a period.

    Args:
        text: as written, without outer blanks.
        order: of day and month in 03/04/2024, where it is known.
        year: to complete a month that stands without one.
        epoch_1904: whether serial numbers count from 1904.
    """
    if is_open(text):
        return Days(open=True)
    plain = text.translate(_DIGITS)
    for reader in (_iso, _numeric, _serial, _month_year):
        found = (
            reader(plain, order)
            if reader is not _serial
            else _read_serial(plain, epoch_1904=epoch_1904)
        )
        if found:
            return found
    return _words(plain, year) or _edtf(plain)


def shown_order(text: str) -> DateOrder | None:
    """The order of day and month, of a date that is a day in one order only."""
    found = _NUMERIC.fullmatch(text.translate(_DIGITS))
    if not found or (int(found[1]) > 12) == (int(found[2]) > 12):
        return None
    order: DateOrder = "dmy" if int(found[1]) > 12 else "mdy"
    read = _numeric(found[0], order)
    return order if read and read.earliest else None


def _iso(plain: str, _order: DateOrder | None) -> Days | None:
    found = _ISO.fullmatch(plain) or _SLASHED.fullmatch(plain)
    if not found and re.fullmatch(r"(?:19|20)\d{6}", plain):
        found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", plain)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numeric(plain: str, order: DateOrder | None) -> Days | None:
    found = _NUMERIC.fullmatch(plain)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if first > 12 or second > 12 or first == second:
        return _day(year, second, first) if second <= 12 else _day(year, first, second)
    if order:
        return (
            _day(year, second, first) if order == "dmy" else _day(year, first, second)
        )
    one, other = date(year, second, first), date(year, first, second)
    return Days(min(one, other), max(one, other), ambiguous=True)


def _serial(plain: str, _order: DateOrder | None) -> Days | None:
    return _read_serial(plain, epoch_1904=False)


def _read_serial(plain: str, *, epoch_1904: bool) -> Days | None:
    """A spreadsheet's count of days; 4-digit numbers are years, not serials."""
    if not _SERIAL.fullmatch(plain) or re.fullmatch(r"\d{4}", plain):
        return None
    number = float(plain)
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return Days(
            reason="the number is no day that a spreadsheet counts", impossible=True
        )
    day = date(1899, 12, 30) + timedelta(
        days=int(number) + (_DAYS_1904 if epoch_1904 else 0)
    )
    return Days(day, day)


def _month_year(plain: str, _order: DateOrder | None) -> Days | None:
    found = _MONTH_YEAR.fullmatch(plain)
    if not found:
        return None
    year, month = (
        (int(found[2]), int(found[1])) if found[1] else (int(found[3]), int(found[4]))
    )
    return _month(year, month)


def _words(plain: str, year: int | None) -> Days | None:
    """Months, quarters and years as words, alone or as a range."""
    parts = [part for part in _RANGE.split(plain) if part and part.strip()]
    if len(parts) == 2:
        last = _phrase(parts[1], year)
        known = last.latest.year if last and last.latest else year
        first = _phrase(parts[0], known)
        if (
            first
            and last
            and first.earliest
            and last.latest
            and first.earliest <= last.latest
        ):
            return Days(first.earliest, last.latest)
        if (first and first.yearless) or (last and last.yearless):
            return Days(reason="it has no year", yearless=True)
    return _phrase(plain, year)


def _phrase(text: str, known_year: int | None) -> Days | None:
    folded = fold(text)
    named = _YEAR.search(folded)
    short = None if named else re.search(r"(?:^|[^\d])(\d{2})$", folded)
    words = folded.split()
    months = [
        month
        for month in (_month_number(words, place) for place in range(len(words)))
        if month
    ]
    year = int(named[1]) if named else known_year
    quarter = _QUARTER.search(_YEAR.sub(" ", folded).strip())
    if quarter and not months:
        if year is None:
            return Days(reason="it has no year", yearless=True)
        number = int(quarter[1] or quarter[2])
        return Days(date(year, 3 * number - 2, 1), _month(year, 3 * number).latest)
    if not months:
        return (
            Days(date(int(folded), 1, 1), date(int(folded), 12, 31))
            if named and folded == named[1]
            else None
        )
    if len(set(months)) > 1 and len(words) - len(months) - bool(named) > 0:
        return None
    days = [
        int(word)
        for word in re.findall(r"(?<!\d)(\d{1,2})(?!\d)", folded)
        if 1 <= int(word) <= 31
    ]
    if (
        short
        and len(words) <= 3
        and (len(days) > 1 or (len(words) == 2 and int(short[1]) > 12 and "-" in text))
    ):
        year = 2000 + int(short[1])
        days = days[:-1]
    if year is None:
        return Days(reason="it has no year", yearless=True)
    if len(days) == 1 and len(set(months)) == 1:
        return _day(year, months[0], days[0])
    if days:
        return None
    if any(before > after for before, after in pairwise(months)):
        return None
    first, last = _month(year, months[0]), _month(year, months[-1])
    return Days(first.earliest, last.latest)


def _edtf(plain: str) -> Days:
    if not _EDTF.fullmatch(plain):
        return Days(reason=_NO_FORM)
    try:
        start, _, end = plain.partition("/")
        first = PartialDate.parse(start)
        last = PartialDate.parse(end) if end else first
    except DateInvalid as error:
        none = "no such day" in error.reason
        return Days(
            reason=_NO_DAY if none else _NO_FORM,
            impossible=none,
        )
    if last.latest < first.earliest:
        return Days(reason="it ends before it starts", impossible=True)
    return Days(first.earliest, last.latest)


def _day(year: int, month: int, day: int) -> Days:
    try:
        found = date(year, month, day)
    except ValueError:
        return Days(reason=_NO_DAY, impossible=True)
    return (
        Days(found, found)
        if found >= FIRST_DAY
        else Days(reason="the year is out of range", impossible=True)
    )


def _month(year: int, month: int) -> Days:
    if not 1 <= month <= 12 or year < FIRST_DAY.year:
        return Days(reason="there is no such month", impossible=True)
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _month_number(words: list[str], place: int) -> int | None:
    names = _month_names()
    pair = " ".join(words[place : place + 2])
    return names.get(pair) or names.get(words[place])


@cache
def _month_names() -> dict[str, int]:
    return {
        fold(name.replace("_", " ")): month
        for month, line in enumerate(_MONTHS, 1)
        for name in line.split()
    }
