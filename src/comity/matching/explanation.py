"""Reasons: what speaks for an entry and against it, told to a person."""

from comity.matching.comparison import Evidence
from comity.matching.records import OrganizationEntry, OrganizationMention


def explain(
    seen: Evidence, entry: OrganizationEntry, mention: OrganizationMention
) -> tuple[str, ...]:
    """What speaks for an entry and against it, each with the two values compared."""
    values = seen.values
    asked, listed = seen.asked.folded, seen.form.name
    reasons: list[str] = []
    if seen.form.reading.lent and values["covered"] >= 0.8:
        reasons.append(f"'{asked}' is a known name of '{listed}'")
    elif "same_name" in values:
        reasons.append(f"'{asked}' is the listed name '{listed}'")
    elif "same_words" in values:
        reasons.append(f"'{asked}' has the words of '{listed}'")
    elif values["covered"] >= 0.8:
        reasons.append(f"'{asked}' is nearly spelt as '{listed}'")
    elif seen.asked_covered or seen.listed_covered:
        reasons.append(
            f"'{asked}' and '{listed}' share words: {seen.asked_covered:.0%} of what"
            f" was asked, {seen.listed_covered:.0%} of what is listed"
        )
    shown = seen.acronym.upper()
    if "acronym_is" in values or "acronym_agrees" in values:
        reasons.append(f"'{shown}' is an acronym of '{listed}'")
    elif "acronym_within" in values:
        reasons.append(f"'{shown}' within it is an acronym of '{listed}'")
    elif "acronym_built" in values:
        reasons.append(f"'{shown}' are the first letters of the words")
    elif "acronym_differs" in values:
        reasons.append(f"'{shown}' is not an acronym of '{listed}'")
    if any(name.startswith("country_") for name in values):
        here = ", ".join(sorted(seen.asked.countries)) or "no country"
        there = ", ".join(sorted(seen.form.reading.countries)) or "no country"
        reasons.append(f"Asked for {here}, listed with {there}")
    if "number_differs" in values:
        reasons.append("The numbers in the two names differ")
    if "type_differs" in values or "type_agrees" in values:
        verb = "is" if "type_agrees" in values else "is not"
        reasons.append(f"The type '{mention.type}' {verb} '{entry.type}'")
    if "works_elsewhere" in values:
        reasons.append(f"It works in {entry.country}, not in {mention.country}")
    return tuple(reasons)
