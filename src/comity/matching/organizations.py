"""Organization names: one asked, the likely entries of a list found and scored.

Candidates come from inverted indexes of names, words, near spellings and
acronyms, so the work depends on how rare a name's words are and not on the
length of the list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp

from comity.matching.comparison import Evidence, compare
from comity.matching.explanation import explain
from comity.matching.listing import SHORTEST_BUILT, Listing, Question
from comity.matching.marks import LONGEST, clean
from comity.matching.reading import Reading, compact, read, take_apart
from comity.matching.records import (
    Candidate,
    Judgement,
    Match,
    OrganizationEntry,
    OrganizationMention,
)
from comity.matching.scoring import AUTOMATIC, PLAUSIBLE, score
from comity.values.names import fold

SHOWN = 5
_ENTRIES_TRIED = 12
_LONGEST_ACRONYM = 12
_LEAST_SHOWN = 0.002
_LARGEST_SUM = 30.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, taken apart and read.

    Args:
        readings: of the whole less a stated acronym, then of parts.
        stated: acronyms that stand beside the name.
        whole: all of it, compact.
    """

    readings: tuple[Reading, ...]
    stated: frozenset[str]
    whole: str
    mention: OrganizationMention


class OrganizationIndex:
    """A list of organizations that can be asked for a name.

    Args:
        entries: the list; ids are expected to differ.
    """

    def __init__(self, entries: Iterable[OrganizationEntry]) -> None:
        self._list = Listing(entries)

    def __len__(self) -> int:
        return len(self._list.entries)

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
        """What was observed of each likely entry, by its id, in no order."""
        observed = self._observe(_ask(clean(mention.name).text, mention))
        entries = self._list.entries
        return [(entries[number].id, seen) for number, seen in observed.items()]

    def _judge(self, mention: OrganizationMention) -> Match:
        cleaned = clean(mention.name)
        asked = _ask(cleaned.text, mention)
        if not asked.readings and not asked.stated:
            reason = "There is no letter or digit to read as a name"
            return Match(mention.name, "none", None, 0.0, (reason,), ())
        if len(mention.name) > LONGEST:
            return Match(mention.name, "none", None, 0.0, cleaned.doubts, ())
        observed = self._observe(asked)
        odds = {
            number: exp(min(seen.total, _LARGEST_SUM))
            for number, seen in observed.items()
        }
        every = 1.0 + sum(odds.values())
        best = nlargest(SHOWN, odds, key=odds.__getitem__)
        entries = self._list.entries
        candidates = tuple(
            [
                Candidate(
                    entries[number].id,
                    observed[number].form.name,
                    score(odds[number], every),
                    explain(observed[number], entries[number], mention),
                )
                for number in best
                if odds[number] / every >= _LEAST_SHOWN
            ]
        )
        if not candidates or candidates[0].score < PLAUSIBLE:
            reasons = (*cleaned.doubts, "Nothing on the list is near enough")
            highest = candidates[0].score if candidates else 0.0
            return Match(mention.name, "none", None, highest, reasons, candidates)
        against = (*cleaned.doubts, *observed[best[0]].forbids())
        return _decide(mention.name, candidates, against)

    def _observe(self, asked: _Asked) -> dict[int, Evidence]:
        found: dict[int, Evidence] = {}
        weights, response = self._list.weights, asked.mention.country
        questions = [self._list.question(reading) for reading in asked.readings]
        if questions and questions[0].strange and _names_body(questions[0].reading):
            spelled = read(questions[0].reading.folded, reduced=False)
            questions.append(self._list.question(spelled))
        for question in questions:
            for form in self._list.likely(question):
                seen = compare(question, form, weights, response)
                kept = found.get(form.entry)
                if kept is None or seen.total > kept.total:
                    found[form.entry] = seen
        if questions:
            self._observe_acronyms(asked, questions[0], found)
        if asked.mention.type or asked.mention.country:
            for number, seen in found.items():
                _observe_context(seen, self._list.entries[number], asked.mention)
        return found

    def _observe_acronyms(
        self, asked: _Asked, question: Question, found: dict[int, Evidence]
    ) -> None:
        """Find entries by acronym, and note what the acronyms say of each entry."""
        listing, whole, stated = self._list, asked.whole, asked.stated
        reading = question.reading
        is_short = 2 <= len(whole) <= _LONGEST_ACRONYM
        built = {text for text in reading.initials if len(text) >= SHORTEST_BUILT}
        within = {token for token in reading.tokens if listing.is_acronym(token)}
        if len(reading.tokens) + len(reading.countries) < 2:
            within = set()
        self._notice(stated | built | within, listing.by_acronym, question, found)
        if is_short:
            self._notice({whole}, listing.by_acronym, question, found)
            self._notice({whole}, listing.by_initials, question, found)
        for number, seen in found.items():
            listed, initials = listing.acronyms[number], listing.initials[number]
            if is_short and whole in listed:
                seen.add("acronym_is", whole)
                seen.sharing = listing.sharing(number, whole)
            elif is_short and whole in initials:
                seen.add("acronym_built", whole)
            elif stated:
                if agreed := (stated & listed) or (stated & initials):
                    seen.add("acronym_agrees", min(agreed))
                elif listed:
                    seen.add("acronym_differs", min(stated))
            elif not seen.values["covered"] and (inside := within & listed):
                seen.add("acronym_within", min(inside))
            elif spelt := built & listed:
                seen.add("acronym_built", min(spelt))

    def _notice(
        self,
        acronyms: Iterable[str],
        under: Mapping[str, list[int]],
        question: Question,
        found: dict[int, Evidence],
    ) -> None:
        listing = self._list
        for short in acronyms:
            for number in under.get(short, ())[:_ENTRIES_TRIED]:
                if number not in found and listing.forms_of[number]:
                    form = listing.forms[listing.forms_of[number][0]]
                    found[number] = compare(question, form, listing.weights, None)


def _names_body(reading: Reading) -> bool:
    return len(reading.tokens) > 1 and any(t[:2] == "b:" for t in reading.tokens)


def _ask(text: str, mention: OrganizationMention) -> _Asked:
    parts = take_apart(text)
    whole = read(text)
    readings = [
        whole if part == text else read(part, part_of=whole if at else None)
        for at, part in enumerate(parts.texts)
    ]
    beside = {compact(mention.acronym)} if mention.acronym else set()
    stated = {short for short in {*parts.acronyms, *beside} if len(short) > 1}
    readings = [reading for reading in readings if reading.folded]
    return _Asked(tuple(readings), frozenset(stated), whole.close, mention)


def _decide(
    name: str, candidates: tuple[Candidate, ...], against: tuple[str, ...]
) -> Match:
    first = candidates[0]
    judgement: Judgement = "unsure"
    if first.score >= AUTOMATIC and not against:
        judgement = "positive"
    elif first.score < AUTOMATIC and len(candidates) > 1:
        second = candidates[1]
        if second.score >= first.score / 2:
            against = (*against, f"'{second.name}' is nearly as likely")
    return Match(
        asked=name,
        judgement=judgement,
        canonical=first.id if judgement == "positive" else None,
        score=first.score,
        reasons=(*against, *first.reasons),
        candidates=candidates,
    )


def _observe_context(
    seen: Evidence, entry: OrganizationEntry, mention: OrganizationMention
) -> None:
    if mention.type and entry.type:
        agrees = fold(mention.type) == fold(entry.type)
        seen.add("type_agrees" if agrees else "type_differs")
    if mention.country and entry.country:
        there = mention.country == entry.country
        seen.add("works_there" if there else "works_elsewhere")
