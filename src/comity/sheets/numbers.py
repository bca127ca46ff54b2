"""Numbers as people write them: 1,234.5 and 1.234,5 and 1 234 and Arabic digits."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

DecimalMark = Literal[".", ","]

_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９٫٬，．−",
    "012345678901234567890123456789.,,.-",
)
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d)")
_SHAPE = re.compile(r"[-+]?\d[\d.,]*|[-+]?[.,]\d+")
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,4}")
_MONEY = re.compile(r"^(?:[A-Z]{3}|US\$|[$€£])\s*|\s*(?:[A-Z]{3}|[$€£])$")
_COMMA_DECIMAL = re.compile(r"[-+]?(?:\d+,\d{1,2}|\d+,\d{4,}|\d{1,3}(?:\.\d{3})+,\d+)")
_POINT_DECIMAL = re.compile(
    r"[-+]?(?:\d+\.\d{1,2}|\d+\.\d{4,}|\d{1,3}(?:,\d{3})+\.\d+)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or why there is none.

    Args:
        value: None where the text cannot be read.
        reason: why it cannot be read.
        assumed: how a mark with two readings was read; empty where it is clear.
    """

    value: float | None
    reason: str = ""
    assumed: str = ""


def decimal_mark(texts: Iterable[str]) -> DecimalMark | None:
    """The decimal mark of a file, from the numbers that can be read in one way."""
    commas = points = 0
    for text in texts:
        plain = _SPACES.sub("", text.translate(_DIGITS))
        commas += bool(_COMMA_DECIMAL.fullmatch(plain))
        points += bool(_POINT_DECIMAL.fullmatch(plain))
    if commas == points:
        return None
    return "," if commas > points else "."


def parse_number(
    text: str, *, decimal: DecimalMark | None = None, whole: bool = False
) -> Number:
    """Read a number.

    Args:
        text: as written, without outer blanks.
        decimal: the file's decimal mark, where it is known.
        whole: whether only whole numbers make sense (people), so that one mark
            before three digits separates thousands.
    """
    plain = _SPACES.sub("", _MONEY.sub("", text.translate(_DIGITS).strip()))
    if _SCIENTIFIC.fullmatch(plain):
        value = float(plain)
        return (
            Number(value) if math.isfinite(value) else Number(None, "it is too large")
        )
    if not _SHAPE.fullmatch(plain):
        lowered = plain.lower().strip("+-")
        if lowered in ("nan", "inf", "infinity"):
            return Number(None, "it is not a finite number")
        return Number(None, "it holds other characters than digits and marks")
    marks = [character for character in plain if character in ".,"]
    if not marks:
        return _finite(plain)
    if len(set(marks)) == 2:
        return _two_marks(plain, marks[-1])
    mark = marks[0]
    if len(marks) > 1:
        return _grouped(plain, mark)
    if re.fullmatch(rf"[-+]?[1-9]\d{{0,2}}{re.escape(mark)}\d{{3}}", plain):
        return _three_digits(plain, mark, decimal, whole=whole)
    return _finite(plain.replace(mark, "."))


def _two_marks(plain: str, decimal: str) -> Number:
    grouping = "," if decimal == "." else "."
    head, _, tail = plain.rpartition(decimal)
    if decimal in head:
        return Number(None, "its marks are not in order")
    grouped = _grouped(head, grouping)
    return (
        grouped
        if grouped.value is None
        else _finite(f"{head.replace(grouping, '')}.{tail}")
    )


def _grouped(plain: str, mark: str) -> Number:
    if not re.fullmatch(
        rf"[-+]?\d{{1,3}}(?:{re.escape(mark)}\d{{2,3}})*{re.escape(mark)}\d{{3}}", plain
    ):
        return Number(None, "its marks do not separate thousands")
    return _finite(plain.replace(mark, ""))


def _three_digits(
    plain: str, mark: str, decimal: DecimalMark | None, *, whole: bool
) -> Number:
    """One mark before three digits: thousands, or the decimal mark?"""
    thousands = _finite(plain.replace(mark, ""))
    if decimal is not None and not whole:
        return _finite(plain.replace(mark, ".")) if mark == decimal else thousands
    if whole or mark == ",":
        clear = mark == "," or decimal == ","
        return (
            thousands
            if clear
            else Number(thousands.value, assumed="a separator of thousands")
        )
    return Number(float(plain), assumed="the decimal mark")


def _finite(plain: str) -> Number:
    value = float(plain)
    return Number(value) if math.isfinite(value) else Number(None, "it is too large")
