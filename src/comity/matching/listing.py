"""A list of organizations as it is searched: every name read, every word indexed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import islice
from math import log

from comity.matching.marks import clean
from comity.matching.reading import Reading, compact, key_of, read, take_apart
from comity.matching.records import OrganizationEntry
from comity.matching.spelling import SpellingIndex
from comity.matching.units import body_acronyms, body_phrases, nearly_country
from comity.matching.words import COMMON, bodies, lexicon
from comity.values.names import fold

SHORTEST_BUILT = 3
"""Letters from which the first letters of the words are taken for an acronym."""

_TRIED = 6
_ROOMY = 60
_COMMON_SHARE = 0.4
_PLACE_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one entry, read.

    Args:
        entry: the entry's place on the list.
        name: as shown.
        weight: of all its words.
    """

    entry: int
    name: str
    reading: Reading
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """One reading of what is asked, and the listed words that its words may be.

    Args:
        near: likeness of the listed words that each word may stand for.
        strange: whether some word is not on the list as written.
    """

    reading: Reading
    near: Mapping[str, Mapping[str, float]]
    strange: bool


class Listing:
    """The entries of a list, indexed by name, words, near spellings and acronyms."""

    def __init__(self, entries: Iterable[OrganizationEntry]) -> None:
        self.entries = tuple(entries)
        self.forms: list[Form] = []
        self.forms_of: list[list[int]] = []
        self.acronyms: list[frozenset[str]] = []
        self.initials: list[frozenset[str]] = []
        self.bodies: list[frozenset[str]] = []
        self.by_acronym: dict[str, list[int]] = defaultdict(list)
        self.by_initials: dict[str, list[int]] = defaultdict(list)
        self._sizes: list[float] = []
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_token: dict[str, list[int]] = defaultdict(list)
        names = [list(_readings(entry)) for entry in self.entries]
        self.weights = _weights(names)
        for number, read_names in enumerate(names):
            self._add(number, read_names)
        self._spelling = SpellingIndex(self._surfaces())
        self._cap = max(_ROOMY, len(self.forms) // 50)
        self._members = {
            token: frozenset(forms)
            for token, forms in self._by_token.items()
            if len(forms) > self._cap
        }

    def question(self, reading: Reading) -> Question:
        """Prepare a reading: its misspelt countries read, its near words found."""
        known = self._by_token
        near: dict[str, Mapping[str, float]] = {}
        places: dict[str, str] = {}
        for token in reading.tokens:
            if token in known:
                near[token] = {token: 1.0}
                continue
            near[token] = self._spelling.near(token)
            if not near[token] and (place := nearly_country(token)):
                places[token] = place
        if places:
            tokens = tuple(token for token in reading.tokens if token not in places)
            named = reading.countries | set(places.values())
            key = key_of(tokens, named)
            reading = replace(reading, tokens=tokens, countries=named, key=key)
        return Question(reading, near, any(t not in known for t in near))

    def likely(self, question: Question) -> list[Form]:
        """Forms worth comparing: the same name, the same words, rare words shared."""
        reading = question.reading
        at = [
            *self._by_name.get(reading.close, [])[:_TRIED],
            *self._by_key.get(reading.key, [])[:_TRIED],
        ]
        at += self._sharing(question)
        return [self.forms[number] for number in dict.fromkeys(at)]

    def _sharing(self, question: Question) -> list[int]:
        """The forms that share most of their words with what is asked.

        Rare words find forms; common ones only add to forms found already, or
        find those that have several of them.
        """
        reading = question.reading
        postings = [
            (self._by_token[token], likeness * self.weights[token], token)
            for asked in reading.tokens
            for token, likeness in question.near[asked].items()
        ]
        postings += [
            (self._by_token[place], _PLACE_WEIGHT, place)
            for place in map("c:".__add__, reading.countries)
            if place in self._by_token
        ]
        postings.sort(key=_length)
        shares: dict[int, float] = defaultdict(float)
        common: list[tuple[frozenset[int], float]] = []
        for forms, weight, token in postings:
            if len(forms) <= self._cap:
                for number in forms:
                    shares[number] += weight
            else:
                common.append((self._members[token], weight))
        if common and not shares:
            several = common[0][0] & common[1][0] if len(common) > 1 else None
            for number in islice(several or common[0][0], self._cap * 4):
                shares[number] = 0.0
        for members, weight in common:
            for number in shares:
                if number in members:
                    shares[number] += weight
        if len(shares) <= _TRIED:
            return list(shares)
        sizes = self._sizes
        ranked = [(share / sizes[number], -number) for number, share in shares.items()]
        return [-number for _, number in nlargest(_TRIED, ranked)]

    def is_acronym(self, token: str) -> bool:
        """Whether a word within a name is somebody's acronym and no ordinary word."""
        return (
            len(token) >= SHORTEST_BUILT
            and token in self.by_acronym
            and token not in lexicon()
        )

    def sharing(self, number: int, acronym: str) -> int:
        """How many organizations have an acronym of an entry.

        A well-known body counts though it is not on the list.
        """
        meant = body_acronyms().get(acronym)
        another = meant is not None and not meant & self.bodies[number]
        return len(self.by_acronym[acronym]) + another

    def _add(self, number: int, names: Sequence[tuple[str, Reading]]) -> None:
        self.forms_of.append([])
        listed = {compact(text) for text in self.entries[number].acronyms} - {""}
        initials: set[str] = set()
        for name, reading in names:
            at = len(self.forms)
            weight = sum(self.weights[token] for token in reading.tokens)
            self.forms.append(Form(number, name, reading, weight))
            self._sizes.append(1.0 + weight + _PLACE_WEIGHT * len(reading.countries))
            self.forms_of[number].append(at)
            self._by_name[reading.close].append(at)
            self._by_key[reading.key].append(at)
            for token in reading.tokens:
                self._by_token[token].append(at)
            for iso3 in reading.countries:
                self._by_token[f"c:{iso3}"].append(at)
            if not reading.partial and not reading.lent:
                initials |= {t for t in reading.initials if len(t) >= SHORTEST_BUILT}
                listed |= _body_acronyms(reading)
                listed |= set(take_apart(clean(name).text).acronyms)
        self.acronyms.append(frozenset(listed))
        self.bodies.append(
            frozenset(
                t for _, reading in names for t in reading.tokens if t[:2] == "b:"
            )
        )
        self.initials.append(frozenset(initials))
        for short in listed:
            self.by_acronym[short].append(number)
        for short in initials:
            self.by_initials[short].append(number)

    def _surfaces(self) -> Iterable[tuple[str, str]]:
        for token in self._by_token:
            if token[1:2] != ":":
                yield token, token
        for word, meaning in lexicon().items():
            if meaning in self._by_token:
                yield word, meaning
        for phrase, body in body_phrases().items():
            if len(phrase) == 1 and body in self._by_token:
                yield phrase[0], body


def _length(posting: tuple[list[int], float, str]) -> int:
    return len(posting[0])


def _body_acronyms(reading: Reading) -> set[str]:
    """The acronyms of a well-known body, where a name is the body's and no more."""
    if len(reading.tokens) != 1 or reading.countries or reading.tokens[0][:2] != "b:":
        return set()
    return {compact(short) for short in bodies()[int(reading.tokens[0][2:])][0]}


def _readings(entry: OrganizationEntry) -> Iterable[tuple[str, Reading]]:
    """The names of an entry as they are read, those of a well-known body added."""
    known: set[str] = set()
    phrases = tuple(short for short in entry.acronyms if len(fold(short).split()) > 1)
    for name in (*entry.names, *phrases):
        text = clean(name).text
        whole = read(text)
        yield name, whole
        known.add(whole.folded)
        for at, part in enumerate(take_apart(text).texts):
            part_of = whole if at else None
            reading = read(part, part_of=part_of)
            if reading.folded and reading.folded not in known:
                known.add(reading.folded)
                yield name, reading
            spelled = read(part, part_of=part_of, reduced=False)
            if spelled.tokens != reading.tokens:
                yield name, spelled
            if at == 0 and _body_acronyms(reading):
                yield from _lent_readings(entry, reading.tokens[0], known)


def _lent_readings(
    entry: OrganizationEntry, token: str, known: set[str]
) -> Iterable[tuple[str, Reading]]:
    for name in bodies()[int(token[2:])][1]:
        if name not in known:
            known.add(name)
            yield entry.names[0], read(name, lent=True)
            yield entry.names[0], read(name, lent=True, reduced=False)


def _weights(names: Sequence[Sequence[tuple[str, Reading]]]) -> dict[str, float]:
    """The weight of each word: 1 for a word of one entry, 0.2 for a word of all."""
    held: dict[str, int] = defaultdict(int)
    for readings in names:
        for token in {token for _, reading in readings for token in reading.tokens}:
            held[token] += 1
    largest = log(max(len(names), 2) + 1)
    return {
        token: (0.2 + 0.8 * log((len(names) + 1) / count) / largest)
        * (_COMMON_SHARE if token in COMMON else 1.0)
        for token, count in held.items()
    }
