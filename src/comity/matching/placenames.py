"""Names of places: what is left of one when kinds of area are left out.

"Cercle de Kati", "KATI District" and "Kati (Koulikoro)" all come down to "kati".
"""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from comity.matching.marks import clean
from comity.matching.tables import word_set
from comity.values.names import fold

KINDS = word_set("area kinds")
"""Words for kinds of area, in the languages of the lists."""

_SMALL = word_set("area small")

WHOLE = word_set("whole area")
"""Texts that mean every area of the one around them."""

_NO_KINDS: frozenset[str] = frozenset()
_BRACKETS = re.compile(r"\([^()]*\)?")
_VOWELS = re.compile(r"[aeiouyhw]+")
_TWICE = re.compile(r"(.)\1+")
_ROMAN = str.maketrans(
    {
        "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d",
        "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t",
        "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
        "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "a", "گ": "g", "پ": "p", "چ": "c",
    }
)  # fmt: skip
_ALIKE = str.maketrans(
    {"d": "t", "q": "k", "c": "k", "x": "k", "z": "s", "v": "b", "p": "b", "g": "j"}
)


class Spelling(NamedTuple):
    """A place name as it is looked up.

    Args:
        folded: the whole name, folded.
        plain: without kinds of area and brackets, unless nothing else is left.
        close: folded and without spaces.
        kinds: the kinds of area left out.
    """

    folded: str
    plain: str
    close: str
    kinds: frozenset[str]


@lru_cache(maxsize=65536)
def spell(text: str) -> Spelling:
    """Fold a place name, and leave out the kinds of area."""
    folded = bare = fold(text)
    if "(" in text:
        bare = fold(_BRACKETS.sub(" ", text)) or folded
    if " " not in bare:
        return Spelling(folded, bare, folded.replace(" ", ""), _NO_KINDS)
    kept = [w for w in bare.split(" ") if w not in KINDS and w not in _SMALL]
    kinds = KINDS.intersection(bare.split(" ")) if kept else _NO_KINDS
    return Spelling(
        folded, " ".join(kept) or bare, folded.replace(" ", ""), frozenset(kinds)
    )


def skeleton(text: str) -> str:
    """The consonants of a plain name, near ones made one, Arabic letters romanized.

    For comparing spellings of one spoken name: "Gala'alu" and "Gelealo".
    """
    roman = (
        text.translate(_ROMAN).replace("kh", "k").replace("sh", "s").replace("th", "t")
    )
    return _TWICE.sub(r"\1", _VOWELS.sub("", roman.translate(_ALIKE)).replace(" ", ""))


def likeness(one: str, other: str) -> float:
    """How alike two plain names are, from 0 to 1, for telling whether they agree."""
    if one == other:
        return 1.0
    same_words = set(one.split()) <= set(other.split()) or set(other.split()) <= set(
        one.split()
    )
    spelt = fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) / 100
    bones = skeleton(one)
    if len(bones) > 1 and bones == skeleton(other):
        return max(0.85, spelt)
    return max(0.8, spelt) if same_words and one and other else spelt


def readable(text: str | None) -> str:
    """A cell as a place name: cleaned of marks, empty where there is nothing to read."""
    if not text:
        return ""
    if text.isascii() and text.isprintable() and len(text) < 200:
        return text.strip()
    return clean(text).text
