"""Countries, well-known bodies and concepts in a run of words.

A unit is what one or more words stand for: a concept, a country ("c:TCD"), a
well-known body ("b:7") or the word itself.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from comity.matching.spelling import SpellingIndex
from comity.matching.words import (
    LEGAL_FORMS,
    STOP_WORDS,
    bodies,
    concept,
    countries,
    lexicon,
)
from comity.values.names import fold

_LONG_COUNTRY = 5
"""Letters from which an unknown word may be a misspelt country."""


def names_country(text: str) -> bool:
    """Whether a text names one or more countries and nothing else."""
    units = units_of(fold(text).split())
    return bool(units) and all(unit[:2] == "c:" for unit in units)


def units_of(words: Sequence[str]) -> list[str]:
    """Concepts, words and countries ("c:TCD"), without stop words and legal forms."""
    known, starts = countries(), _country_starts()
    units: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        for length in range(starts.get(word, 0), 0, -1):
            iso3 = known.get(tuple(words[at : at + length]))
            if iso3:
                units.append(f"c:{iso3}")
                at += length
                break
        else:
            if _tells_apart(words, at):
                units.append(concept(word))
            at += 1
    return units


def nearly_country(token: str) -> str | None:
    """The country that an unknown word misspells, if exactly one."""
    if len(token) < _LONG_COUNTRY or token in lexicon():
        return None
    near = _country_spelling().near(token)
    return next(iter(near)) if len(near) == 1 else None


def with_bodies(units: Sequence[str]) -> list[str]:
    """Put well-known bodies in the place of the units that name them."""
    known, starts = body_phrases(), _body_starts()
    found: list[str] = []
    at = 0
    while at < len(units):
        for length in range(starts.get(units[at], 0), 0, -1):
            body = known.get(tuple(units[at : at + length]))
            if body:
                found.append(body)
                at += length
                break
        else:
            found.append(units[at])
            at += 1
    return found


@cache
def body_phrases() -> dict[tuple[str, ...], str]:
    """The well-known body ("b:7") that a run of units names."""
    phrases: dict[tuple[str, ...], str] = {}
    for number, (acronyms, names) in enumerate(bodies()):
        for text in (*names, *(text for text in acronyms if len(text) > 2)):
            units = tuple(units_of(text.split()))
            ordinary = len(units) == 1 and text in lexicon()
            if units and not ordinary and units != (f"c:{units[0][2:]}",):
                phrases.setdefault(units, f"b:{number}")
    return phrases


@cache
def body_acronyms() -> dict[str, frozenset[str]]:
    """The well-known bodies ("b:7") that a compact acronym stands for."""
    found: dict[str, frozenset[str]] = {}
    for number, (acronyms, _) in enumerate(bodies()):
        for short in (text.replace(" ", "") for text in acronyms):
            found[short] = found.get(short, frozenset()) | {f"b:{number}"}
    return found


def _tells_apart(words: Sequence[str], at: int) -> bool:
    """Whether a word is more than a stop word or legal form: so is the E of MSF-E."""
    word = words[at]
    if len(word) == 1 and len(words) > 1 and at == len(words) - 1:
        return len(words[at - 1]) > 1
    return word not in STOP_WORDS and word not in LEGAL_FORMS


@cache
def _country_spelling() -> SpellingIndex:
    return SpellingIndex(
        (name[0], iso3)
        for name, iso3 in countries().items()
        if len(name) == 1 and len(name[0]) >= _LONG_COUNTRY
    )


@cache
def _country_starts() -> dict[str, int]:
    return _longest_by_first(countries())


@cache
def _body_starts() -> dict[str, int]:
    return _longest_by_first(body_phrases())


def _longest_by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest
