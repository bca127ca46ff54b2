"""Evidence about one entry, and how it is told to a person."""

from dataclasses import dataclass, field

from comity.matching.reading import Reading
from comity.matching.records import OrganizationEntry, OrganizationMention
from comity.matching.scoring import WEIGHTS
from comity.matching.words import COMMON

_ALIKE = 0.7


@dataclass(slots=True)
class Evidence:
    """What was observed when a name was compared with an entry.

    Args:
        name: the listed name that came nearest.
        asked: the asked name as read.
        listed: the listed name as read.
        values: observation by the name of its weight, mostly from 0 to 1.
        asked_covered: share of the asked words, by weight, found in the listed.
        listed_covered: the reverse.
        acronym: the acronym that agrees or differs, folded.
        sharing: how many entries have that acronym.
    """

    name: str
    asked: Reading
    listed: Reading
    values: dict[str, float]
    asked_covered: float
    listed_covered: float
    acronym: str = ""
    sharing: int = field(default=1)

    def total(self) -> float:
        """The weighted sum of what was observed."""
        return sum(WEIGHTS[name] * value for name, value in self.values.items())

    def forbids(self) -> tuple[str, ...]:
        """Why this may not be taken without asking, whatever its score."""
        values = self.values
        named = bool(values["same_name"] or values["same_words"])
        reasons: list[str] = []
        if values.get("acronym_is") and self.sharing > 1 and not named:
            shown = self.acronym.upper()
            reasons.append(f"'{shown}' is the acronym of {self.sharing} organizations")
        if values.get("acronym_built") and values["covered"] < 0.5 and not named:
            shown = self.acronym.upper()
            reasons.append(f"'{shown}' is only built from the letters of the words")
        if values.get("country_differs"):
            reasons.append("The two names name different countries")
        if values.get("acronym_agrees") or values.get("acronym_is"):
            return tuple(reasons)
        if values.get("acronym_within"):
            reasons.append(f"Only '{self.acronym.upper()}' of it is known")
        if values["asked_part"]:
            reasons.append(f"Only the part '{self.asked.folded}' was compared")
        if values["listed_part"]:
            reasons.append(f"Only the part '{self.listed.folded}' is listed so")
        if values["same_words"] and values["letters"] < _ALIKE and self._thin():
            reasons.append("The words they share are few and common")
        return tuple(reasons)

    def _thin(self) -> bool:
        telling = [t for t in self.asked.tokens if t not in COMMON]
        return len(telling) < 2 and not any(t[:2] == "b:" for t in telling)


def explain(
    seen: Evidence, entry: OrganizationEntry, mention: OrganizationMention
) -> tuple[str, ...]:
    """What speaks for an entry and against it, each with the two values compared."""
    values = seen.values
    asked, listed = seen.asked.folded, seen.name
    reasons: list[str] = []
    if seen.listed.lent and values["covered"] >= 0.8:
        reasons.append(f"'{asked}' is a known name of '{listed}'")
    elif values["same_name"]:
        reasons.append(f"'{asked}' is the listed name '{listed}'")
    elif values["same_words"]:
        reasons.append(f"'{asked}' has the words of '{listed}'")
    elif values["covered"] >= 0.8:
        reasons.append(f"'{asked}' is nearly spelt as '{listed}'")
    elif seen.asked_covered or seen.listed_covered:
        reasons.append(
            f"'{asked}' and '{listed}' share words: {seen.asked_covered:.0%} of what"
            f" was asked, {seen.listed_covered:.0%} of what is listed"
        )
    shown = seen.acronym.upper()
    if values.get("acronym_is") or values.get("acronym_agrees"):
        reasons.append(f"'{shown}' is an acronym of '{listed}'")
    elif values.get("acronym_within"):
        reasons.append(f"'{shown}' within it is an acronym of '{listed}'")
    elif values.get("acronym_built"):
        reasons.append(f"'{shown}' are the first letters of the words")
    elif values.get("acronym_differs"):
        reasons.append(f"'{shown}' is not an acronym of '{listed}'")
    if any(name.startswith("country_") for name in values):
        here = ", ".join(sorted(seen.asked.countries)) or "no country"
        there = ", ".join(sorted(seen.listed.countries)) or "no country"
        reasons.append(f"Asked for {here}, listed with {there}")
    if values.get("number_differs"):
        reasons.append("The numbers in the two names differ")
    if "type_differs" in values or "type_agrees" in values:
        verb = "is" if "type_agrees" in values else "is not"
        reasons.append(f"The type '{mention.type}' {verb} '{entry.type}'")
    if "works_elsewhere" in values:
        reasons.append(f"It works in {entry.country}, not in {mention.country}")
    return tuple(reasons)
