"""Column letters as spreadsheets show them: 0 is A, 25 is Z, 26 is AA."""

import re

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576

_REFERENCE = re.compile(r"([A-Z]{1,7})(\d{1,10})")


def column_letter(index: int) -> str:
    """The letter of a column that counts from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The number, from 0, of a column known by its letter."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def parse_reference(text: str) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of "B7", or None where it is no address."""
    found = _REFERENCE.fullmatch(text)
    if not found:
        return None
    return int(found[2]), column_index(found[1])
