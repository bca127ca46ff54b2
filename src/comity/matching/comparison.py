"""What is observed when an asked name is compared with one on the list."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from comity.matching.listing import Form, Question
from comity.matching.reading import Reading
from comity.matching.scoring import WEIGHTS
from comity.matching.words import COMMON

_ALIKE = 0.85
_MOSTLY = 0.5
_LONG_ENOUGH = 3
_UNLISTED_WEIGHT = {True: 0.4, False: 1.0}


@dataclass(slots=True)
class Evidence:
    """What was observed when a name was compared with an entry.

    Args:
        form: the listed name that came nearest.
        asked: the asked name as read.
        values: what was observed, by the name of its weight, mostly from 0 to 1;
            what is not there is 0.
        asked_covered: share of the asked words, by weight, found in the listed.
        listed_covered: the reverse.
        letters: likeness of the two names letter by letter.
        total: the weighted sum of the values, up to date after `add`.
        acronym: the acronym that agrees or differs, folded.
        sharing: how many entries have that acronym.
    """

    form: Form
    asked: Reading
    values: dict[str, float]
    asked_covered: float
    listed_covered: float
    letters: float
    total: float
    acronym: str = ""
    sharing: int = 1

    def add(self, observed: str, acronym: str = "") -> None:
        """Note something that holds of the entry as a whole."""
        self.values[observed] = 1.0
        self.total += WEIGHTS[observed]
        self.acronym = acronym or self.acronym

    def forbids(self) -> tuple[str, ...]:
        """Why this may not be taken without asking, whatever its score."""
        seen, shown = self.values, self.acronym.upper()
        named = "same_name" in seen or "same_words" in seen
        reasons: list[str] = []
        if "acronym_is" in seen and self.sharing > 1 and not named:
            reasons.append(f"'{shown}' is the acronym of {self.sharing} organizations")
        if "acronym_built" in seen and seen["covered"] < _MOSTLY and not named:
            reasons.append(f"'{shown}' is only built from the letters of the words")
        if "acronym_is" in seen and len(self.acronym) < _LONG_ENOUGH and not named:
            reasons.append(f"'{shown}' is too short to be taken alone")
        if "country_differs" in seen:
            reasons.append("The two names name different countries")
        elif "country_only_asked" in seen or "country_only_listed" in seen:
            reasons.append("Only one of the two names a country")
        if "acronym_agrees" in seen or "acronym_is" in seen:
            return tuple(reasons)
        if "acronym_within" in seen:
            reasons.append(f"Only '{shown}' of it is known")
        if "asked_part" in seen:
            reasons.append(f"Only the part '{self.asked.folded}' was compared")
        if "listed_part" in seen:
            reasons.append(f"Only the part '{self.form.reading.folded}' is listed so")
        if "same_words" in seen and self.letters < _ALIKE and self._thin():
            reasons.append("The words they share are few and common")
        return tuple(reasons)

    def _thin(self) -> bool:
        telling = [token for token in self.asked.tokens if token not in COMMON]
        return len(telling) < 2 and not any(token[:2] == "b:" for token in telling)


def compare(
    question: Question, form: Form, weights: Mapping[str, float], response: str | None
) -> Evidence:
    """Compare one reading of what is asked with one listed name.

    Args:
        question: the reading, prepared by the list.
        form: the listed name.
        weights: of the listed words.
        response: ISO 3166-1 alpha-3 of the response: naming it or not is the same.
    """
    reading, listed = question.reading, form.reading
    same = reading.close == listed.close
    matched: dict[str, float] = {}
    asked_total = asked_found = asked_left = 0.0
    for token in reading.tokens:
        weight = weights.get(token) or _UNLISTED_WEIGHT[token in COMMON]
        likeness = 0.0
        if reached := question.near[token]:
            for other in listed.tokens:
                if other in reached:
                    value = reached[other]
                    if value > likeness:
                        likeness = value
                    if value > matched.get(other, 0.0):
                        matched[other] = value
        asked_total += weight
        asked_found += weight * likeness
        left = weight * (1.0 - likeness)
        if left > asked_left:
            asked_left = left
    listed_found = listed_left = 0.0
    for token in listed.tokens:
        weight, likeness = weights[token], matched.get(token, 0.0)
        listed_found += weight * likeness
        left = weight * (1.0 - likeness)
        if left > listed_left:
            listed_left = left
    asked_covered = asked_found / asked_total if asked_total else float(same)
    listed_covered = listed_found / form.weight if form.weight else float(same)
    letters = 1.0 if same else fuzz.ratio(reading.folded, listed.folded) / 100
    values = {"any": 1.0, "covered": asked_covered * listed_covered}
    here, there = reading.countries, listed.countries
    if response:
        here, there = _less(here, there, response)
    words = not same and _same_words(reading, listed)
    values["letters"] = 1.0 if words else letters * 2 - 1 if letters > 0.5 else 0.0
    if same:
        values["same_name"] = 1.0
    else:
        values["asked_left_over"] = asked_left
        values["listed_left_over"] = listed_left
    if words and here == there:
        values["same_words"] = 1.0
    if here and there and not here & there:
        values["country_differs"] = 1.0
    elif here - there:
        values["country_only_asked"] = 1.0
    elif there - here:
        values["country_only_listed"] = 1.0
    if reading.partial:
        values["asked_part"] = 1.0
    if listed.partial:
        values["listed_part"] = 1.0
    if listed.lent:
        values["lent_name"] = 1.0
    if reading.numbers != listed.numbers:
        values["number_differs"] = 1.0
    total = 0.0
    for name, value in values.items():
        total += WEIGHTS[name] * value
    return Evidence(
        form, reading, values, asked_covered, listed_covered, letters, total
    )


def _same_words(reading: Reading, listed: Reading) -> bool:
    if reading.key == listed.key:
        return bool(reading.key)
    return bool(reading.tokens) and set(reading.tokens) == set(listed.tokens)


def _less(
    here: frozenset[str], there: frozenset[str], response: str
) -> tuple[frozenset[str], frozenset[str]]:
    """Countries asked and listed, the response's own left out where one has it."""
    if not there:
        return here - {response}, there
    if not here:
        return here, there - {response}
    return here, there
