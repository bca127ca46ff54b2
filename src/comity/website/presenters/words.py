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
}

SCHEMES: Mapping[str, str] = {
    "iso3166-1-alpha3": "ISO 3166-1 alpha-3",
    "iso3166-1-alpha2": "ISO 3166-1 alpha-2",
    "m49": "UN M49",
    "iati": "IATI",
    "wikidata": "Wikidata",
}

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


def period(start: str | None, end: str | None) -> str:
    """A period in words, for the titles of pictures and for conflicts."""
    if start and start == end:
        return start
    begins = f"from {start}" if start else "start not said"
    ends = {None: "end not said", "..": "still so"}.get(end, f"until {end}")
    return f"{begins}, {ends}"


def language(code: str) -> str:
    return LANGUAGES.get(code, code)
