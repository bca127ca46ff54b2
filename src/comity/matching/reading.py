"""Reading a name: its words, the acronym beside them, the countries in it.

"ACF - Action Contre la Faim (Tchad)" is the words "action, against, hunger", which
are a well-known body's name, the acronym ACF and the country TCD.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.matching.units import names_country, units_of, with_bodies
from comity.matching.words import COMMON, STOP_WORDS
from comity.values.names import fold

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_SEPARATOR = re.compile(r"\s+[-–—]+\s+|\s*[–—|/:;*=]\s*|\s-|-\s|,\s+")
_SHOUT = re.compile(r"[^\W\d_a-z]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name.

    Args:
        folded: its words without the acronym stated beside them.
        tokens: concepts, well-known bodies ("b:7") and other words, in order,
            without stop words, legal forms and countries.
        countries: ISO 3166-1 alpha-3 of the countries named.
        numbers: the numbers in it.
        initials: of its words, with and without the stop words.
        partial: whether this is only a part of what was written.
        lent: whether the name comes from the table of well-known bodies.
        close: the folded words without spaces.
        key: equal for names of the same words in any order or language.
    """

    folded: str
    tokens: tuple[str, ...]
    countries: frozenset[str]
    numbers: frozenset[str]
    initials: tuple[str, ...]
    partial: bool
    lent: bool
    close: str
    key: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart.

    Args:
        texts: the name without a stated acronym, then parts of it that may be
            the name on their own.
        acronyms: acronyms stated beside the name, compact.
    """

    texts: tuple[str, ...]
    acronyms: tuple[str, ...]


def compact(text: str) -> str:
    """A folded text without its spaces: how acronyms are compared."""
    return fold(text).replace(" ", "")


def take_apart(text: str) -> Parts:
    """Split "ACRONYM - Name", "Name (ACRONYM)" and their like."""
    acronyms: list[str] = []
    asides: list[str] = []
    places: list[str] = []
    for found in _BRACKETS.findall(text):
        if names_country(found):
            places.append(found)
        else:
            (acronyms if is_acronym(found) else asides).append(found.strip())
    main = text
    if acronyms or asides or places:
        bare = _BRACKETS.sub(" ", text).strip(" -–,;:/|.")
        main = " ".join([bare, *places])
    pieces = [piece.strip() for piece in _SEPARATOR.split(main) if piece.strip()]
    if not pieces:
        return Parts((text,), tuple(map(compact, acronyms)))
    shouted = not any(letter.islower() for letter in main)
    if len(pieces) > 1:
        short = [p for p in pieces if is_acronym(p) and not (shouted and len(p) > 6)]
        if short and len(short) < len(pieces):
            acronyms += short
            pieces = [piece for piece in pieces if piece not in short]
            main = " ".join(pieces)
    words = main.split()
    if len(words) > 2:
        main, stated = _edge_acronym(words, shouted=shouted)
        acronyms += stated
    texts = [main, *(pieces if len(pieces) > 1 else []), *filter(None, asides)]
    return Parts(
        tuple(dict.fromkeys(texts[:6])), tuple(dict.fromkeys(map(compact, acronyms)))
    )


def is_acronym(text: str) -> bool:
    """Whether a text looks like an acronym: short, mostly capitals, one or two words."""
    text = text.strip()
    if not 2 <= len(text) <= 14 or text.count(" ") > 1 or names_country(text):
        return False
    first = re.split(r"[\s\-/]", text)[0]
    capitals = len(_SHOUT.findall(first))
    letters = sum(letter.isalpha() for letter in first)
    return (
        letters > 0 and capitals >= 2 and capitals * 2 >= letters and len(first) <= 10
    )


def read(
    text: str,
    *,
    part_of: Reading | None = None,
    lent: bool = False,
    reduced: bool = True,
) -> Reading:
    """Read a clean text as a name.

    Args:
        text: the name.
        part_of: the whole, where this is only a part: its countries hold for
            the part too.
        lent: whether it comes from the table of well-known bodies.
        reduced: whether the words of a well-known body become that body.
    """
    folded = fold(text)
    words = folded.split()
    units = units_of(words)
    if reduced:
        units = with_bodies(units)
    named = {unit[2:] for unit in units if unit[:2] == "c:"}
    if part_of:
        named |= part_of.countries
    tokens = tuple(dict.fromkeys(unit for unit in units if unit[:2] != "c:"))
    return Reading(
        folded=folded,
        tokens=tokens,
        countries=frozenset(named),
        numbers=frozenset(word for word in words if word.isdigit()),
        initials=_initials(words),
        partial=part_of is not None,
        lent=lent,
        close=folded.replace(" ", ""),
        key=key_of(tokens, named),
    )


def key_of(tokens: Iterable[str], named: Iterable[str]) -> str:
    """The key of a reading with these tokens and countries."""
    return " ".join(sorted({*tokens, *named}))


def _edge_acronym(words: list[str], *, shouted: bool) -> tuple[str, list[str]]:
    for edge, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
        folded = fold(" ".join(rest)).split()
        if not folded or len(edge) < 2 or names_country(edge):
            continue
        spelled = compact(edge)
        if len(spelled) > 2 and spelled in _initials(folded):
            return " ".join(rest), [edge]
        if not shouted and edge.isupper() and is_acronym(edge) and _tells(folded):
            return " ".join(rest), [edge]
    return " ".join(words), []


def _tells(words: Sequence[str]) -> bool:
    """Whether words would still be a name without the acronym beside them."""
    telling = [u for u in units_of(words) if u[:2] != "c:" and u not in COMMON]
    return len(telling) >= 2


def _initials(words: Sequence[str]) -> tuple[str, ...]:
    full = "".join(word[0] for word in words)
    bare = "".join(word[0] for word in words if word not in STOP_WORDS)
    return (full,) if full == bare else (full, bare)
