"""Words of a list that lie one or two slips of the keyboard from a word.

Each word is kept under itself and under itself less one letter, so that a slip
is found by looking up, never by comparing with every word.

Source: the symmetric deletion index (SymSpell); optimal string alignment.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

_SHORTEST = 4
_LONG = 8
_REMEMBERED = 50_000


class SpellingIndex:
    """Near spellings among a fixed set of words.

    Args:
        words: each surface and the token that it stands for.
    """

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._tokens = dict(words)
        self._under: dict[str, list[str]] = defaultdict(list)
        for word in self._tokens:
            if len(word) >= _SHORTEST:
                self._under[word].append(word)
                for shorter in less_one(word):
                    self._under[shorter].append(word)
        self._found: dict[str, Mapping[str, float]] = {}

    def near(self, word: str) -> Mapping[str, float]:
        """The tokens that a misspelt word may stand for, with their likeness up to 1."""
        found = self._found.get(word)
        if found is None:
            found = self._search(word)
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[word] = found
        return found

    def _search(self, word: str) -> dict[str, float]:
        if not _SHORTEST <= len(word) <= 40:
            return {}
        allowed = 2 if len(word) >= _LONG else 1
        under = self._under
        reached = {
            near for key in (word, *less_one(word)) for near in under.get(key, ())
        }
        found: dict[str, float] = {}
        for near in reached:
            apart = OSA.distance(word, near, score_cutoff=allowed)
            if apart <= allowed:
                token = self._tokens[near]
                likeness = 1 - apart / max(len(word), len(near))
                found[token] = max(found.get(token, 0.0), likeness)
        return found


def less_one(word: str) -> set[str]:
    """A word less each of its letters in turn."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}
