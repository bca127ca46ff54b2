"""Words of organizations' names across languages, and what they stand for.

Three readable tables lie beside this file. `lexicon.csv` gives a word of the
field one concept whatever its language ("alimentaire", "food"); `countries.csv`
gives the names of countries and their people (from CLDR, with common short forms
and demonyms added); `bodies.csv` gives well-known international bodies with
their names and acronyms in the languages in which partners write. All hold
folded text.

Source: Unicode CLDR (names of territories); the bodies' own public names.
"""

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from comity.values.names import fold

STOP_WORDS = frozenset(
    "a an and the of for to in on at by with from as s l d n t le la les de des du un une"
    " et pour en au aux dans par sur el los las del y e para por con da do das dos di"
    " della delle per der die das und fur fuer im zur zum van voor het een och al wa fi"
    " في من و على الى عن и по в на для или or its their ال".split()
)
"""Words that carry no meaning of their own in a name."""

LEGAL_FORMS = frozenset(
    "ngo ngos ingo nngo lngo ong ongd onglo ongn cbo cso csos inc incorporated ltd limited llc plc gmbh ev"
    " asbl vzw aisbl sarl sa nv bv npo trustee registered regd srl onlus e v i r".split()
)
"""Legal forms and kinds that a name is often written with or without."""

COMMON = frozenset(
    {
        "organization", "association", "international", "development", "foundation",
        "action", "aid", "relief", "support", "humanitarian", "society", "community",
        "national", "global", "initiative", "programme", "services", "office", "centre",
        "network", "group", "fund", "agency", "assistance", "government", "project",
        "council", "committee", "local", "people", "general", "department", "worldwide",
        "federation", "union", "charity", "sustainable", "social", "cooperation",
    }
)  # fmt: skip
"""Concepts so common in names that sharing or lacking one says little."""


@cache
def lexicon() -> dict[str, str]:
    """The concept of each known word."""
    return {
        word: row["concept"]
        for row in _rows("lexicon.csv")
        for word in row["words"].split()
    }


@cache
def countries() -> dict[tuple[str, ...], str]:
    """The ISO 3166-1 alpha-3 code of each name of a country or its people."""
    found: dict[tuple[str, ...], str] = {}
    for row in _rows("countries.csv"):
        for name in row["names"].split("|"):
            found.setdefault(tuple(name.split()), row["iso3"])
    return found


@cache
def bodies() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Each well-known body: its acronyms, then its names, both folded."""
    return tuple(
        (
            tuple(fold(text) for text in row["acronyms"].split("|") if text),
            tuple(fold(text) for text in row["names"].split("|")),
        )
        for row in _rows("bodies.csv")
    )


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


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("comity.matching").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
