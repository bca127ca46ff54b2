"""The encoding of a text file: declared by its mark, proven, inferred, or asked.

UTF-8 proves itself. UTF-16 without a mark shows by its NUL bytes. Of the older
one-byte encodings only Windows-1252 and Windows-1256 are inferred, and only
where every letter beyond ASCII makes sense; otherwise the sender is asked.
"""

import codecs
import re

from comity.sheets.problems import Collector, FileRefusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN_LETTERS = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝ’‘“”–—…«»°ºª¿¡€\u00a0"
)
_ARABIC = re.compile("[\u0600-\u06ff\u200c\u200d\u200e\u200f]")


def decode(data: bytes, encoding: str | None, problems: Collector) -> tuple[bytes, str]:
    """A text file's bytes as UTF-8 without a mark, and the encoding it had.

    Raises:
        FileRefusal: ENCODING_INVALID at a damaged byte, ENCODING_UNKNOWN where
            the encoding must be asked for.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _converted(data[len(mark) :], name), name
    if encoding:
        try:
            name = codecs.lookup(encoding).name
        except LookupError as error:
            raise _unknown(data, 0) from error
        return _converted(data, name), name
    wide = _wide(data)
    if wide:
        return _converted(data, wide), wide
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return _older(data, error.start, problems)
    return data, "utf-8"


def _converted(data: bytes, encoding: str) -> bytes:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _invalid(data, error.start, encoding) from error
    return data if encoding == "utf-8" else text.encode()


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the beginning is mostly NUL."""
    head = data[:2000]
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.35 and even < odd // 8:
        return "utf-16-le"
    if even > len(head) * 0.35 and odd < even // 8:
        return "utf-16-be"
    return None


def _older(data: bytes, offset: int, problems: Collector) -> tuple[bytes, str]:
    """A one-byte encoding, where it can be told."""
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    whole = sum(1 for character in lenient if character > "\x7f") - broken
    if whole > 2 * broken:
        raise _invalid(data, offset, "utf-8")
    for name, sensible in (("cp1252", _sensible_latin), ("cp1256", _sensible_arabic)):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if sensible(text):
            problems.add("ENCODING_GUESSED", encoding=name)
            return text.encode(), name
    raise _unknown(data, offset)


def _sensible_latin(text: str) -> bool:
    """Whether each letter beyond ASCII is one of western Europe and stands in a word."""
    beyond = [place for place, character in enumerate(text) if character > "\x7f"]
    if not all(text[place] in _LATIN_LETTERS for place in beyond):
        return False
    letters = [place for place in beyond if text[place].isalpha()]
    alone = sum(
        1
        for place in letters
        if not re.search("[A-Za-z]", text[max(0, place - 2) : place + 3])
    )
    return alone * 20 <= len(letters)


def _sensible_arabic(text: str) -> bool:
    """Whether the letters beyond ASCII are nearly all Arabic and form words."""
    beyond = [character for character in text if character > "\x7f"]
    arabic = sum(1 for character in beyond if _ARABIC.match(character))
    words = re.findall("[\u0621-\u064a]{2,}", text)
    return arabic * 20 >= len(beyond) * 19 and sum(map(len, words)) * 10 >= arabic * 9


def _invalid(data: bytes, offset: int, encoding: str) -> FileRefusal:
    row = data.count(b"\n", 0, offset) + 1
    return FileRefusal(
        "ENCODING_INVALID",
        at_row=row,
        offset=offset,
        byte=f"0x{data[offset]:02X}",
        encoding=encoding,
    )


def _unknown(data: bytes, offset: int) -> FileRefusal:
    return FileRefusal(
        "ENCODING_UNKNOWN",
        offset=offset,
        byte=f"0x{data[offset]:02X}" if data else "",
        candidates="Windows-1252 (western), Windows-1256 (Arabic) or another",
    )
