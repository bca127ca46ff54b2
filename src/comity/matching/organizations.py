"""Organization names: one asked, the likely entries of a list found and scored.

Candidates come from inverted indexes of names, words, near spellings and
acronyms, so the work depends on how rare a name's words are and not on the
length of the list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import exp, log

from rapidfuzz import fuzz

from comity.matching.explanation import Evidence, explain
from comity.matching.marks import LONGEST, clean
from comity.matching.reading import (
    Reading,
    body_phrases,
    compact,
    nearly_country,
    read,
    take_apart,
)
from comity.matching.records import (
    Candidate,
    Judgement,
    Match,
    OrganizationEntry,
    OrganizationMention,
)
from comity.matching.scoring import AUTOMATIC, PLAUSIBLE, score
from comity.matching.spelling import SpellingIndex
from comity.matching.words import COMMON, bodies, concept, lexicon
from comity.values.names import fold

SHOWN = 5
_TRIED = 8
_ENTRIES_TRIED = 12
_ROOMY = 60
_BUILT_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class _Form:
    """One name of one entry, read."""

    entry: int
    name: str
    reading: Reading
    close: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, taken apart and read."""

    readings: tuple[Reading, ...]
    acronyms: tuple[str, ...]
    whole: str
    mention: OrganizationMention


class OrganizationIndex:
    """A list of organizations that can be asked for a name.

    Args:
        entries: the list; ids are expected to differ.
    """

    def __init__(self, entries: Iterable[OrganizationEntry]) -> None:
        self._entries = tuple(entries)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_token: dict[str, list[int]] = defaultdict(list)
        self._by_acronym: dict[str, list[int]] = defaultdict(list)
        self._by_initials: dict[str, list[int]] = defaultdict(list)
        self._forms: list[_Form] = []
        self._forms_of: list[list[int]] = []
        self._acronyms: list[frozenset[str]] = []
        self._initials: list[frozenset[str]] = []
        read_names = [list(_readings(entry)) for entry in self._entries]
        self._rarity = _rarity(read_names)
        for number, names in enumerate(read_names):
            self._add(number, names)
        self._spelling = SpellingIndex(self._surfaces())
        self._cap = max(_ROOMY, len(self._forms) // 50)

    def __len__(self) -> int:
        return len(self._entries)

    def match(
        self,
        name: str,
        *,
        acronym: str | None = None,
        type: str | None = None,  # noqa: A002 the field's own word
        country: str | None = None,
    ) -> Match:
        """Judge which organization a name means.

        Args:
            name: as written, in any script and length.
            acronym: as written beside it.
            type: as written beside it, in the list's own terms.
            country: ISO 3166-1 alpha-3 of the response.
        """
        return self._judge(OrganizationMention(name, acronym, type, country))

    def match_all(self, mentions: Sequence[OrganizationMention]) -> list[Match]:
        """Judge many; equal mentions are judged once. The order is kept."""
        judged: dict[OrganizationMention, Match] = {}
        for mention in mentions:
            if mention not in judged:
                judged[mention] = self._judge(mention)
        return [judged[mention] for mention in mentions]

    def evidence(self, mention: OrganizationMention) -> list[tuple[str, Evidence]]:
        """What was observed of each likely entry, by its id; unordered, unscored."""
        cleaned = clean(mention.name)
        asked = _ask(cleaned.text, mention)
        return [
            (self._entries[number].id, found)
            for number, found in self._observe(asked).items()
        ]

    def _add(self, number: int, names: Sequence[tuple[str, Reading]]) -> None:
        entry = self._entries[number]
        self._forms_of.append([])
        listed: set[str] = {short for short in map(compact, entry.acronyms) if short}
        initials: set[str] = set()
        for name, reading in names:
            at = len(self._forms)
            weight = sum(self._weight(token) for token in reading.tokens)
            close = reading.folded.replace(" ", "")
            self._forms.append(_Form(number, name, reading, close, weight))
            self._forms_of[number].append(at)
            self._by_name[close].append(at)
            self._by_key[reading.key].append(at)
            for token in reading.tokens:
                self._by_token[token].append(at)
            if not reading.partial and not reading.lent:
                initials |= {t for t in reading.initials if len(t) >= _BUILT_SHORTEST}
                for body in {t for t in reading.tokens if t[:2] == "b:"}:
                    if reading.tokens == (body,) and not reading.countries:
                        listed |= {compact(t) for t in bodies()[int(body[2:])][0]}
                listed |= set(take_apart(clean(name).text).acronyms)
        self._acronyms.append(frozenset(listed))
        self._initials.append(frozenset(initials))
        for short in listed:
            self._by_acronym[short].append(number)
        for short in initials:
            self._by_initials[short].append(number)

    def _surfaces(self) -> Iterable[tuple[str, str]]:
        for token in self._by_token:
            if token[:2] != "b:":
                yield token, token
        for word, meaning in lexicon().items():
            if meaning in self._by_token:
                yield word, meaning
        for phrase, body in body_phrases().items():
            if len(phrase) == 1 and body in self._by_token:
                yield phrase[0], body

    def _weight(self, token: str) -> float:
        weight = self._rarity.get(token, 1.0)
        return weight * 0.4 if token in COMMON else weight

    def _judge(self, mention: OrganizationMention) -> Match:
        cleaned = clean(mention.name)
        asked = _ask(cleaned.text, mention)
        if not asked.readings and not asked.acronyms:
            reason = "There is no letter or digit to read as a name"
            return Match(mention.name, "none", None, 0.0, (reason,), ())
        if len(mention.name) > LONGEST:
            return Match(mention.name, "none", None, 0.0, cleaned.doubts, ())
        observed = self._observe(asked)
        sums = {number: found.total() for number, found in observed.items()}
        odds = {number: exp(min(value, 30.0)) for number, value in sums.items()}
        every = 1.0 + sum(odds.values())
        best = nlargest(SHOWN, odds, key=odds.__getitem__)
        candidates = tuple(
            Candidate(
                id=self._entries[number].id,
                name=observed[number].name,
                score=score(odds[number], every),
                reasons=explain(observed[number], self._entries[number], mention),
            )
            for number in best
            if odds[number] / every >= 0.001
        )
        return self._decide(mention, candidates, observed, best, cleaned.doubts)

    def _decide(
        self,
        mention: OrganizationMention,
        candidates: tuple[Candidate, ...],
        observed: Mapping[int, Evidence],
        best: Sequence[int],
        doubts: tuple[str, ...],
    ) -> Match:
        if not candidates or candidates[0].score < PLAUSIBLE:
            score = candidates[0].score if candidates else 0.0
            reasons = (*doubts, "Nothing on the list is near enough")
            return Match(mention.name, "none", None, score, reasons, candidates)
        first = candidates[0]
        against = (*doubts, *observed[best[0]].forbids())
        judgement: Judgement = "unsure"
        if first.score >= AUTOMATIC and not against:
            judgement = "positive"
        elif first.score < AUTOMATIC and len(candidates) > 1:
            second = candidates[1]
            if second.score >= first.score / 2:
                against = (*against, f"'{second.name}' is nearly as likely")
        return Match(
            asked=mention.name,
            judgement=judgement,
            canonical=first.id if judgement == "positive" else None,
            score=first.score,
            reasons=(*against, *first.reasons),
            candidates=candidates,
        )

    def _observe(self, asked: _Asked) -> dict[int, Evidence]:
        found: dict[int, Evidence] = {}
        for reading in map(self._with_misspelt_countries, asked.readings):
            near = self._near(reading)
            close = reading.folded.replace(" ", "")
            for at in self._likely(reading, near, close):
                form = self._forms[at]
                seen = self._compare(reading, near, close, form)
                kept = found.get(form.entry)
                if kept is None or seen.total() > kept.total():
                    found[form.entry] = seen
        self._observe_acronyms(asked, found)
        for number, seen in found.items():
            self._observe_context(number, seen, asked.mention)
        return found

    def _with_misspelt_countries(self, reading: Reading) -> Reading:
        unknown = [t for t in reading.tokens if t not in self._by_token]
        places = {
            token: place
            for token in unknown
            if not self._spelling.near(token) and (place := nearly_country(token))
        }
        if not places:
            return reading
        return replace(
            reading,
            tokens=tuple(token for token in reading.tokens if token not in places),
            countries=reading.countries | set(places.values()),
        )

    def _near(self, reading: Reading) -> dict[str, Mapping[str, float]]:
        known = self._by_token
        return {
            token: {token: 1.0} if token in known else self._spelling.near(token)
            for token in reading.tokens
        }

    def _likely(
        self, reading: Reading, near: Mapping[str, Mapping[str, float]], close: str
    ) -> list[int]:
        """Forms worth comparing, by the weight of the words they share."""
        same = self._by_name.get(close, [])[:_TRIED]
        likely = [*same, *self._by_key.get(reading.key, [])[:_TRIED]]
        shares: dict[int, float] = defaultdict(float)
        postings = [
            (self._by_token[token], likeness * self._weight(token))
            for reached in near.values()
            for token, likeness in reached.items()
        ]
        postings.sort(key=lambda posting: len(posting[0]))
        for forms, weight in postings:
            if len(forms) > self._cap and shares:
                break
            for at in forms[: self._cap * 4]:
                shares[at] += weight
        likely += nlargest(_TRIED, shares, key=shares.__getitem__)
        if not reading.tokens:
            likely = [at for at in likely if self._forms[at].reading.countries]
        return list(dict.fromkeys(likely))

    def _compare(
        self,
        reading: Reading,
        near: Mapping[str, Mapping[str, float]],
        close: str,
        form: _Form,
    ) -> Evidence:
        listed = form.reading
        matched: dict[str, float] = {}
        asked_total = asked_found = asked_left = 0.0
        for token in reading.tokens:
            reached = near[token]
            weight = self._weight(token)
            likeness = 0.0
            for other in listed.tokens:
                value = reached.get(other, 0.0)
                if value:
                    likeness = max(likeness, value)
                    matched[other] = max(matched.get(other, 0.0), value)
            asked_total += weight
            asked_found += weight * likeness
            asked_left = max(asked_left, weight * (1 - likeness))
        listed_found = listed_left = 0.0
        for token in listed.tokens:
            weight = self._weight(token)
            likeness = matched.get(token, 0.0)
            listed_found += weight * likeness
            listed_left = max(listed_left, weight * (1 - likeness))
        same = close == form.close
        asked_covered = asked_found / asked_total if asked_total else float(same)
        listed_covered = listed_found / form.weight if form.weight else float(same)
        letters = 1.0 if same else fuzz.ratio(reading.folded, listed.folded) / 100
        values = {
            "any": 1.0,
            "same_name": float(same),
            "same_words": float(
                not same and reading.key == listed.key and bool(reading.key)
            ),
            "covered": asked_covered * listed_covered,
            "letters": max(0.0, letters - 0.5) * 2,
            "asked_left_over": 0.0 if same else asked_left,
            "listed_left_over": 0.0 if same else listed_left,
            "asked_part": float(reading.partial),
            "listed_part": float(listed.partial),
            "lent_name": float(listed.lent),
        }
        here, there = reading.countries, listed.countries
        if here != there:
            if here and there and not here & there:
                values["country_differs"] = 1.0
            elif here - there:
                values["country_only_asked"] = 1.0
            else:
                values["country_only_listed"] = 1.0
        if reading.numbers != listed.numbers:
            values["number_differs"] = 1.0
        return Evidence(
            form.name,
            reading,
            listed,
            values,
            asked_covered=asked_covered,
            listed_covered=listed_covered,
        )

    def _observe_acronyms(self, asked: _Asked, found: dict[int, Evidence]) -> None:
        whole = asked.whole
        is_short = 2 <= len(whole) <= 12
        stated = {short for short in asked.acronyms if len(short) > 1}
        meant = stated | ({whole} if is_short else set())
        for short in meant:
            for number in self._by_acronym.get(short, ())[:_ENTRIES_TRIED]:
                self._notice(number, asked, found)
        if is_short and len(whole) >= _BUILT_SHORTEST and " " not in whole:
            for number in self._by_initials.get(whole, ())[:_ENTRIES_TRIED]:
                self._notice(number, asked, found)
        built = {
            initials
            for reading in asked.readings
            if not reading.partial
            for initials in reading.initials
            if len(initials) >= _BUILT_SHORTEST
        }
        for short in built:
            for number in self._by_acronym.get(short, ())[:_ENTRIES_TRIED]:
                self._notice(number, asked, found)
        within = {
            token
            for reading in asked.readings[:1]
            if len(reading.tokens) + len(reading.countries) > 1
            for token in reading.tokens
            if len(token) >= _BUILT_SHORTEST
            and token in self._by_acronym
            and concept(token) == token
            and token not in lexicon()
        }
        for short in within:
            for number in self._by_acronym[short][:_ENTRIES_TRIED]:
                self._notice(number, asked, found)
        for number, seen in found.items():
            listed, initials = self._acronyms[number], self._initials[number]
            values = seen.values
            if is_short and whole in listed:
                values["acronym_is"] = 1.0
                seen.sharing = len(self._by_acronym[whole])
                seen.acronym = whole
            elif is_short and whole in initials:
                values["acronym_built"] = 1.0
                seen.acronym = whole
            elif stated:
                agreed = stated & listed
                if agreed or stated & initials:
                    values["acronym_agrees"] = 1.0
                    seen.acronym = next(iter(agreed or stated & initials))
                elif listed:
                    values["acronym_differs"] = 1.0
                    seen.acronym = next(iter(stated))
            elif within & listed and not seen.values["covered"]:
                values["acronym_within"] = 1.0
                seen.acronym = next(iter(within & listed))
            elif built & listed:
                values["acronym_built"] = 1.0
                seen.acronym = next(iter(built & listed))

    def _notice(self, number: int, asked: _Asked, found: dict[int, Evidence]) -> None:
        if number in found or not self._forms_of[number] or not asked.readings:
            return
        reading = asked.readings[0]
        near = self._near(reading)
        close = reading.folded.replace(" ", "")
        form = self._forms[self._forms_of[number][0]]
        found[number] = self._compare(reading, near, close, form)

    def _observe_context(
        self, number: int, seen: Evidence, mention: OrganizationMention
    ) -> None:
        entry = self._entries[number]
        if mention.type and entry.type:
            agrees = fold(mention.type) == fold(entry.type)
            seen.values["type_agrees" if agrees else "type_differs"] = 1.0
        if mention.country and entry.country:
            there = mention.country == entry.country
            seen.values["works_there" if there else "works_elsewhere"] = 1.0


def _ask(text: str, mention: OrganizationMention) -> _Asked:
    parts = take_apart(text)
    whole = read(text)
    readings = [
        read(part, part_of=whole if at else None)
        for at, part in enumerate(parts.texts)
        if fold(part)
    ]
    beside = (compact(mention.acronym),) if mention.acronym else ()
    return _Asked(
        readings=tuple(readings),
        acronyms=tuple(short for short in (*parts.acronyms, *beside) if short),
        whole=compact(text),
        mention=mention,
    )


def _readings(entry: OrganizationEntry) -> Iterable[tuple[str, Reading]]:
    """The names of an entry as they are read, those of a well-known body added."""
    known: set[str] = set()
    phrases = tuple(short for short in entry.acronyms if len(fold(short).split()) > 1)
    for name in (*entry.names, *phrases):
        text = clean(name).text
        parts = take_apart(text)
        whole = read(text)
        yield name, whole
        known.add(whole.folded)
        for at, part in enumerate(parts.texts):
            reading = read(part, part_of=whole if at else None)
            if reading.folded and reading.folded not in known:
                known.add(reading.folded)
                yield name, reading
            spelled = read(part, part_of=whole if at else None, reduced=False)
            if spelled.tokens != reading.tokens:
                yield name, spelled
            if at == 0 and len(reading.tokens) == 1 and not reading.countries:
                yield from _lent_readings(entry, reading.tokens[0], known)


def _lent_readings(
    entry: OrganizationEntry, token: str, known: set[str]
) -> Iterable[tuple[str, Reading]]:
    if token[:2] != "b:":
        return
    for name in bodies()[int(token[2:])][1]:
        if name not in known:
            known.add(name)
            yield entry.names[0], read(name, lent=True)
            yield entry.names[0], read(name, lent=True, reduced=False)


def _rarity(names: Sequence[Sequence[tuple[str, Reading]]]) -> dict[str, float]:
    """From 0.2 for a word of every entry to 1 for a word of one."""
    held: dict[str, int] = defaultdict(int)
    for readings in names:
        for token in {token for _, reading in readings for token in reading.tokens}:
            held[token] += 1
    largest = log(max(len(names), 2) + 1)
    return {
        token: 0.2 + 0.8 * log((len(names) + 1) / count) / largest
        for token, count in held.items()
    }
