"""The words of spreadsheets in five languages, and what they mean.

The words themselves are in `vocabulary.toml`. A heading is read as the set of
meanings of its words, so that "Implementing partner (acronym)" needs no entry of
its own.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import polars as pl
from rapidfuzz.distance import OSA

from comity.values.names import fold

LONGEST = 12
"""Words of a heading beyond which only its first line or phrase is read."""

_ASIDE_WORDS = 2
_LONG_WORD = 6
"""Letters of a word from which it may be misspelt and still be known."""

_MISSPELT = 0.9
"""What a misspelt word counts against one that is written well."""

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Za-z])(?=\d)")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BREAK = re.compile(r"[\n\r:*]| - | – |[.?!](?:\s|$)")


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word for a level of administration.

    Args:
        order: from wide (0) to narrow.
        level: what it means where nothing else tells.
        exact: whether it says its level by number.
    """

    order: int
    level: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says.

    Args:
        concepts: keys of the vocabulary.
        place: its narrowest word for a level of administration.
        share: of its words that are understood, 0 to 1.
        bound: start or end, where its first or last word may mean that ("From").
    """

    concepts: frozenset[str]
    place: PlaceWord | None
    share: float
    bound: Literal["start", "end"] | None = None


_NOTHING = Meaning(frozenset(), None, 0.0)


@lru_cache(maxsize=4096)
def understand(heading: str) -> Meaning:
    """What a heading says, by all of it or by its first phrase."""
    bare = _ASIDE.sub(" ", heading)
    first = next((part for part in _BREAK.split(bare) if part.strip()), "")
    phrases = [heading, bare, first]
    if bare != heading and len(heading.split()) - len(bare.split()) > _ASIDE_WORDS:
        phrases = [bare, first, heading]  # a long aside is an instruction
    return max(
        map(_understood, phrases),
        key=lambda meaning: (meaning.share, meaning.bound is not None),
    )


def missing_among(texts: pl.Series) -> list[str]:
    """Those of some trimmed texts that stand for an empty cell."""
    lists = _lists()
    lowered = texts.str.to_lowercase()
    words = lowered.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    plain = lowered.is_in(list(lists["marks"])) | words.is_in(list(lists["missing"]))
    foreign = texts.filter(texts.str.contains(r"[^\x00-\x7f]") & ~plain)
    others = [text for text in foreign if fold(text) in lists["missing"]]
    return [*texts.filter(plain), *others]


def is_total(text: str) -> bool:
    """Whether a text begins as the label of a total does, and says little more."""
    folded = fold(text)
    return folded in _lists()["total"] or (
        len(folded.split()) <= 4
        and any(
            folded.startswith(f"{word} ")
            for word in _lists()["total"]
            if " " in word or word == "total"
        )
    )


def is_note(text: str) -> bool:
    """Whether a text begins as a note under a table does."""
    folded = fold(text)
    return text.startswith(("*", "†", "¹")) or any(
        folded == word or folded.startswith(f"{word} ") for word in _lists()["note"]
    )


def is_open(text: str) -> bool:
    """Whether a text in a column of dates says that there is no end yet."""
    return any(map(str.isalpha, text)) and fold(text) in _lists()["open"]


def is_whole(text: str) -> bool:
    """Whether a text stands for a whole country, or for all places but some."""
    folded = fold(text)
    return any(
        folded == word or folded.startswith(f"{word} ") for word in _lists()["whole"]
    )


def whole_among(texts: pl.Series) -> list[str]:
    """Those of some texts that stand for many places."""
    begin = sorted({word.split()[0] for word in _lists()["whole"]})
    pattern = rf"(?i)^\W*(?:{'|'.join(begin)})\b"
    likely = texts.filter(
        texts.str.contains(pattern) | texts.str.contains(r"^[^\x00-\x7f]")
    )
    return [text for text in likely if is_whole(text)]


def _understood(heading: str) -> Meaning:
    words = fold(_CAMEL.sub(" ", heading)).split()
    if not words or len(words) > LONGEST:
        return _NOTHING
    phrases, longest = _phrases()
    concepts: set[str] = set()
    places: list[PlaceWord] = []
    understood = 0.0
    filler = place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            entry = phrases.get(" ".join(words[place : place + length]))
            if entry is not None:
                break
        else:
            length, entry = 1, _nearly(words[place])
        if entry is None:
            place += 1
            continue
        if isinstance(entry, PlaceWord):
            places.append(entry)
        elif entry:
            concepts.update(entry)
        else:
            filler += length
        exact = " ".join(words[place : place + length]) in phrases
        understood += length * bool(entry) * (1 if exact else _MISSPELT)
        place += length
    telling = len(words) - filler
    narrow = max(places, key=lambda word: word.order, default=None)
    return Meaning(
        frozenset(concepts),
        narrow,
        understood / telling if telling and understood else 0.0,
        _bound(words, telling),
    )


@lru_cache(maxsize=4096)
def _nearly(word: str) -> tuple[str, ...] | PlaceWord | None:
    """What a misspelt word means: one letter is missing, doubled, wrong or exchanged."""
    if len(word) < _LONG_WORD - 1:
        return None
    near = {
        phrase: entry
        for phrase, entry in _phrases()[0].items()
        if len(phrase) >= _LONG_WORD
        and entry
        and OSA.distance(phrase, word, score_cutoff=1) <= 1
    }
    meanings = set(near.values())
    return meanings.pop() if len(meanings) == 1 else None


def _bound(words: list[str], telling: int) -> Literal["start", "end"] | None:
    """The end of a stretch of time that a preposition names: alone, or beside a noun."""
    edges = [" ".join(words)] if not telling else [words[-1]]
    if telling and len(words) == 2:
        edges.append(words[0])
    starts, ends = _lists()["start"], _lists()["end"]
    if len(words) > 1 and starts & set(words) and ends & set(words):
        return None
    if any(edge in starts for edge in edges):
        return "start"
    return "end" if any(edge in ends for edge in edges) else None


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(
        files("comity.sheets").joinpath("vocabulary.toml").read_text("utf-8")
    )


@cache
def _lists() -> dict[str, frozenset[str]]:
    told = _vocabulary()
    return {
        "missing": frozenset(map(fold, told["missing"]["words"])),
        "marks": frozenset(told["missing"]["marks"]),
        **{
            name: frozenset(map(fold, told[name]["words"]))
            for name in ("total", "note", "whole", "open")
        },
        **{name: frozenset(map(fold, words)) for name, words in told["bound"].items()},
    }


@cache
def _phrases() -> tuple[dict[str, tuple[str, ...] | PlaceWord], int]:
    """Folded phrase -> its meanings, its place word, or () for filler."""
    told = _vocabulary()
    phrases: dict[str, tuple[str, ...] | PlaceWord] = {
        fold(word): () for word in told["filler"]["words"]
    }
    meanings: dict[str, tuple[str, ...]] = {}
    for concept, words in told["meaning"].items():
        for word in words:
            folded = fold(word)
            meanings[folded] = (*meanings.get(folded, ()), concept)
    phrases |= meanings
    for entry in told["place_word"].values():
        word = PlaceWord(entry["order"], entry["level"], entry.get("exact", False))
        phrases |= {fold(text): word for text in entry["words"]}
    return phrases, max(len(phrase.split()) for phrase in phrases)
