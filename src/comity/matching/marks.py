"""Letters that look like others, and marks that nobody sees.

A name that leans on them may be a slip of the keyboard or an attempt to pass
for another organization; either way a person looks at it.

Source: Unicode TR39 (confusables), the letters that look like Latin ones.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 400
"""Characters that are read of a name; a longer text is not a name."""

_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУҮаеіјорсухѕԁԛһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρ",
    "ABESIJKMHOPCTXYYaeijopcyxsdqh" + "ABEZHIKMNOPTYXoaivp",
)
_LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
_OTHER = re.compile(r"[\u0370-\u03FF\u0400-\u052F]")
_WIDE = re.compile(r"[\uFF01-\uFF5E]")
_HIDDEN_INSIDE = re.compile(
    r"(?<=[A-Za-z])[\u200B-\u200F\u2060\uFEFF\u00AD]+(?=[A-Za-z])"
)
_OVERRIDES = re.compile(r"[\u202A-\u202E\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text made readable.

    Args:
        text: without control and format characters, lookalikes made Latin,
            spaces single, at most `LONGEST` characters.
        doubts: why a person should look at it; empty for an ordinary text.
    """

    text: str
    doubts: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """Make a text readable, and say what about it is not ordinary."""
    if text.isascii() and text.isprintable() and len(text) <= LONGEST:
        return Cleaned(" ".join(text.split()), ())
    doubts: list[str] = []
    if len(text) > LONGEST:
        doubts.append(f"The text has {len(text)} characters: too long for a name")
        text = text[:LONGEST]
    if _OVERRIDES.search(text):
        doubts.append("The text holds marks that turn the writing direction")
    if _HIDDEN_INSIDE.search(text):
        doubts.append("The text holds invisible characters inside a word")
    if _WIDE.search(text):
        doubts.append("The text is partly in full-width letters")
    words = []
    for word in _visible(text).split():
        if _OTHER.search(word) and (latin := word.translate(_LOOKALIKES)) != word:
            mixed = _LATIN.search(word) is not None
            if mixed or (not _OTHER.search(latin) and latin.isupper()):
                doubts.append(f"'{word}' has letters that only look like '{latin}'")
                words.append(latin)
                continue
        words.append(word)
    return Cleaned(" ".join(words), tuple(doubts))


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        (" " if letter.isspace() or unicodedata.category(letter) == "Cc" else "")
        if (unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"})
        else letter
        for letter in text
    )
