"""Sectors and clusters as written, in any language, against a list of them.

The table `sectors` holds the usual names and acronyms of the humanitarian sectors; a
listed sector that one of them names borrows the others. Everything in it is
public vocabulary of the global clusters, folded.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from comity.matching.marks import LONGEST, clean
from comity.matching.records import Candidate, Judgement, Match, SectorEntry
from comity.matching.tables import vocabulary, word_set
from comity.matching.words import STOP_WORDS, concept
from comity.values.names import fold

AUTOMATIC = 0.85
"""At or above, and clear of the second: positive."""

PLAUSIBLE = 0.45
"""At or above: unsure."""

CLEAR = 0.1
SHOWN = 5
_EXACT, _WORDS, _CODE, _ONE_SLIP = 1.0, 0.97, 0.98, 0.9
_SHORT = 4
_NOISE = word_set("sector kinds")
_PIECES = re.compile(r"[;/|,+\n()\[\]:]|\s-\s|\s&\s")


class SectorIndex:
    """A list of sectors that can be asked for a text."""

    def __init__(self, entries: Iterable[SectorEntry]) -> None:
        self._entries = tuple(entries)
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._codes: dict[str, set[int]] = defaultdict(set)
        self._words: dict[frozenset[str], set[int]] = defaultdict(set)
        self._labels: list[tuple[str, frozenset[str], int, str]] = []
        owned = [self._own(at, entry) for at, entry in enumerate(self._entries)]
        for at, lent in owned:
            self._lend(at, lent)

    def match(self, text: str) -> Match:
        """Judge which sector a text means."""
        cleaned = clean(text)
        asked = fold(cleaned.text)
        if not asked or len(text) > LONGEST:
            told = cleaned.doubts or ("There is no letter or digit to read",)
            return Match(text, "none", None, 0.0, told, ())
        scored = self._score(cleaned.text)
        ranked = sorted(scored.items(), key=lambda pair: -pair[1][0])
        candidates = tuple(
            Candidate(
                self._entries[at].id,
                self._entries[at].labels[0],
                round(score, 4),
                (told,),
            )
            for at, (score, told) in ranked[:SHOWN]
        )
        if not candidates or candidates[0].score < PLAUSIBLE:
            score = candidates[0].score if candidates else 0.0
            reason = "Nothing on the list is near enough"
            return Match(text, "none", None, score, (reason,), candidates)
        first = candidates[0]
        second = candidates[1].score if len(candidates) > 1 else 0.0
        clear = first.score - second >= CLEAR
        judgement: Judgement = "unsure"
        reasons = (*cleaned.doubts, *first.reasons)
        if first.score >= AUTOMATIC and clear and not cleaned.doubts:
            judgement = "positive"
        elif not clear:
            reasons = (f"'{candidates[1].name}' is nearly as likely", *reasons)
        canonical = first.id if judgement == "positive" else None
        return Match(text, judgement, canonical, first.score, reasons, candidates)

    def _score(self, text: str) -> dict[int, tuple[float, str]]:
        asked = fold(text)
        found: dict[int, tuple[float, str]] = {}
        for at in self._exact.get(asked, ()):
            found[at] = (_EXACT, f"'{text}' is a name of it")
        for at in self._codes.get(asked.replace(" ", ""), ()):
            found.setdefault(at, (_CODE, f"'{text}' is a code or acronym of it"))
        words = content(asked)
        for at in self._words.get(words, ()):
            found.setdefault(
                at, (_WORDS, f"'{text}' has the words of one of its names")
            )
        if found:
            return found
        pieces = [piece.strip() for piece in _PIECES.split(text) if fold(piece)]
        if len(pieces) > 1:
            self._score_pieces(pieces, found)
        bare = " ".join(word for word in asked.split() if word not in _NOISE)
        for label, label_words, at, shown in self._labels:
            shared = len(words & label_words)
            spelt = fuzz.ratio(bare, label) / 100
            if len(label) > _SHORT and OSA.distance(bare, label, score_cutoff=1) == 1:
                spelt = max(spelt, _ONE_SLIP)
            overlap = 2 * shared / (len(words) + len(label_words)) if shared else 0.0
            score = max(spelt if spelt > AUTOMATIC - 0.1 else 0.0, overlap * 0.84)
            if score > found.get(at, (PLAUSIBLE / 2,))[0]:
                found[at] = (score, f"'{text}' is near '{shown}'")
        return found

    def _score_pieces(
        self, pieces: list[str], found: dict[int, tuple[float, str]]
    ) -> None:
        """Pieces that all name one sector name it; pieces of several name none surely."""
        named: dict[int, str] = {}
        for piece in pieces:
            folded = fold(piece)
            hits = (
                self._exact.get(folded)
                or self._codes.get(folded.replace(" ", ""))
                or self._words.get(content(folded))
                or ()
            )
            for at in hits:
                named.setdefault(at, piece)
        for at, piece in named.items():
            score = 0.95 if len(named) == 1 else 0.7
            found[at] = (score, f"'{piece}' within it is a name or code of it")

    def _own(self, at: int, entry: SectorEntry) -> tuple[int, set[int]]:
        lent: set[int] = set()
        known = vocabulary("sectors")
        for label in entry.labels:
            folded = fold(label)
            self._add(at, folded, label)
            lent |= {n for n, (_, names) in enumerate(known) if folded in names}
        for code in (*entry.codes, *entry.acronyms):
            self._codes[fold(code).replace(" ", "")].add(at)
        return at, lent

    def _lend(self, at: int, lent: set[int]) -> None:
        for number in lent:
            acronyms, names = vocabulary("sectors")[number]
            for name in names:
                if name not in self._exact:
                    self._add(at, name, name)
            for short in acronyms:
                if short not in self._codes:
                    self._codes[short].add(at)

    def _add(self, at: int, folded: str, shown: str) -> None:
        if not folded:
            return
        self._exact[folded].add(at)
        words = content(folded)
        if words:
            self._words[words].add(at)
        self._labels.append((folded, words, at, shown))


@lru_cache(maxsize=8192)
def content(folded: str) -> frozenset[str]:
    """The concepts of a folded text, without stop words and words for "sector"."""
    return frozenset(
        concept(word)
        for word in folded.split()
        if word not in STOP_WORDS and word not in _NOISE
    )
