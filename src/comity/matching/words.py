"""Words of organizations' names across languages, and what they stand for.

Readable tables lie in the folder `tables`. `lexicon.csv` gives a word of the
field one concept whatever its language ("alimentaire", "food"); `countries.csv`
gives the names of countries and their people (from CLDR, with common short forms
and demonyms added); `bodies.csv` gives well-known international bodies with
their names and acronyms in the languages in which partners write; `wordsets.csv` holds
words that say little. All hold folded text.

Source: Unicode CLDR (names of territories); the bodies' own public names.
"""

from functools import cache, lru_cache

from comity.matching.tables import rows, vocabulary, word_set

STOP_WORDS = word_set("stop")
"""Words that carry no meaning of their own in a name."""

LEGAL_FORMS = word_set("legal")
"""Legal forms and kinds that a name is often written with or without."""

COMMON = word_set("common")
"""Concepts so common in names that sharing or lacking one says little."""


@cache
def lexicon() -> dict[str, str]:
    """The concept of each known word."""
    return {
        word: row["concept"] for row in rows("lexicon") for word in row["words"].split()
    }


@cache
def countries() -> dict[tuple[str, ...], str]:
    """The ISO 3166-1 alpha-3 code of each name of a country or its people."""
    found: dict[tuple[str, ...], str] = {}
    for row in rows("countries"):
        for name in row["names"].split("|"):
            found.setdefault(tuple(name.split()), row["iso3"])
    return found


def bodies() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Each well-known body: its acronyms, then its names, both folded."""
    return vocabulary("bodies")


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """The concept that a folded word stands for, or the word without its plural."""
    known = lexicon()
    if word in known:
        return known[word]
    for prefix in ("وال", "بال", "لل", "ال", "l", "d"):
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3 and rest in known:
            return known[rest]
    if len(word) > 5 and word.endswith("ies"):
        return known.get(word[:-3] + "y", word[:-1])
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        return known.get(word[:-1], word[:-1])
    return word
