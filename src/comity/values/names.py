"""Names as people write them, folded so that spellings of one name agree.

Folding is for comparing and searching only: what is stored and shown is always
the text as it was written.

Source: Unicode TR15 (NFKC), TR21 (case folding); Arabic letter forms that
search engines commonly unify (alef, ya, ta marbuta, tatweel, vowel marks).
"""

import re
import unicodedata

_ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
        "ـ": None,
    }
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Fold case, accents, width, punctuation, spaces and Arabic letter forms.

    Returns:
        Words separated by single spaces; empty where no letter or digit is left.
        Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    shown = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC)
    spread = unicodedata.normalize("NFKD", shown)
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark))
    return " ".join(_WORD.findall(bare.casefold().translate(_ARABIC)))
