"""The register's terms in plain words."""

from collections.abc import Mapping

SINGULAR: Mapping[str, str] = {
    "state": "State",
    "un-entity": "UN entity",
    "ngo": "NGO",
    "international-ngo": "international NGO",
    "national-ngo": "national NGO",
    "civil-society": "civil society organization",
    "red-cross-red-crescent": "Red Cross and Red Crescent",
    "academic": "academic institution",
    "private-sector": "company",
    "religious": "religious organization",
    "co-lead": "co-lead",
    "co-chair": "co-chair",
    "vice-chair": "vice-chair",
    "member-states": "member States",
    "observer-states": "observer States",
}

PLURAL: Mapping[str, str] = {
    "state": "States",
    "territory": "Territories",
    "un-entity": "UN entities",
    "ngo": "NGOs",
    "international-ngo": "International NGOs",
    "national-ngo": "National NGOs",
    "civil-society": "Civil society",
    "red-cross-red-crescent": "Red Cross and Red Crescent",
    "consortium": "Consortia",
    "academic": "Academic institutions",
    "private-sector": "Companies",
    "media": "Media",
    "military": "Military",
    "assembly": "Assemblies",
    "area-of-responsibility": "Areas of responsibility",
    "secretariat": "Secretariats",
    "memorandum": "Memoranda",
    "treaty": "Treaties",
    "country": "Countries and areas",
    "instrument-party": "Parties",
}

SCHEMES: Mapping[str, str] = {
    "iso3166-1-alpha3": "ISO 3166-1 alpha-3",
    "iso3166-1-alpha2": "ISO 3166-1 alpha-2",
    "m49": "UN M49",
    "iati": "IATI",
    "wikidata": "Wikidata",
}

DOUBTS: Mapping[str, str] = {"~": "about", "?": "perhaps", "%": "perhaps about"}
"""EDTF's marks of approximate and uncertain dates."""

LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}


def word(term: str) -> str:
    """A term such as "standing-invitee" as a reader would say it."""
    for known in (SINGULAR, SCHEMES):
        if term in known:
            return known[term]
    return term.replace("-", " ").replace("_", " ")


def plural(term: str) -> str:
    """A term as the heading of a list of such: "Working groups"."""
    if term in PLURAL:
        return PLURAL[term]
    said = word(term)
    return said[:1].upper() + said[1:] + "s"


def role(name: str, context: str | None) -> str:
    """A role with the context that it is limited to."""
    return f"{word(name)}, {word(context)}" if context else word(name)


def dated(text: str | None) -> str:
    """EDTF text in words: "[2022-11..2026]" is "between 2022-11 and 2026".

    What has no words of its own stays as it is written.

    Source: ISO 8601-2 (EDTF), levels 1 and 2.
    """
    if not text:
        return ""
    if text[0] == "[" and text[-1] == "]":
        earliest, dots, latest = text[1:-1].partition("..")
        if not dots:
            return " or ".join(part.strip() for part in earliest.split(","))
        if earliest and latest:
            return f"between {earliest} and {latest}"
        return f"by {latest}" if latest else f"{earliest} or later"
    if text[-1] in DOUBTS:
        return f"{DOUBTS[text[-1]]} {text[:-1]}"
    return text


def period(start: str | None, end: str | None) -> str:
    """A period in words, for the titles of pictures and for conflicts."""
    if start and start == end:
        return dated(start)
    begins = f"from {dated(start)}" if start else "start not said"
    ends = {None: "end not said", "..": "still so"}.get(end, f"until {dated(end)}")
    return f"{begins}, {ends}"


def language(code: str) -> str:
    return LANGUAGES.get(code, code)
