"""Habits of naming who: each changes the cells of one row and says whether it did."""

import re
import unicodedata
from random import Random

from comity.exercise.country import NAMES
from comity.exercise.entries import Clerk, Entry, Fate
from comity.exercise.partners import (
    NEWCOMERS,
    PARTNERS,
    SHARED_ACRONYMS,
    TYPE_NAMES,
    Partner,
)
from comity.exercise.quirks import Quirk
from comity.exercise.words import LANGUAGES

_SHORT_WORDS = (
    (r"Organi[sz]ation", "Org."),
    (r"\bDevelopment", "Dev."),
    (r"Association", "Assoc."),
    (r"International\b", "Int'l"),
    (r"Programme", "Prog."),
    (r"Foundation", "Fdn."),
    (r"Agency", "Agcy"),
    (r"Society", "Soc."),
    (r"Ministry of", "Min. of"),
    (r"Centre\b", "Ctr"),
    (r"Network", "Netw."),
    (r"Oficina", "Of."),
    (r"internationa(le|l)\b", "intl."),
    (r"Office", "Off."),
    (r"جمعية", "ج."),
    (r"مؤسسة", "م."),
)
_LOOKALIKES = str.maketrans("ABCEHKMOPT", "АВСЕНКМОРТ")


def misspelt_name(entry: Entry, clerk: Clerk) -> bool:
    name = _name(entry)
    if len(name) < 8:
        return False
    entry.cells["org_name"] = misspell(name, clerk.draw)
    return True


def abbreviated_name(entry: Entry, clerk: Clerk) -> bool:
    name = _name(entry)
    for word, short in _SHORT_WORDS:
        name = re.sub(word, short, name)
    return _rename(entry, name)


def acronym_only(entry: Entry, clerk: Clerk) -> bool:
    partner = entry.activity.partner
    if partner.acronym in SHARED_ACRONYMS:
        return False
    return _rename(entry, partner.short(clerk.language))


def name_with_acronym(entry: Entry, clerk: Clerk) -> bool:
    name, acronym = _name(entry), entry.activity.partner.short(clerk.language)
    return _rename(
        entry, clerk.draw.choice((f"{name} ({acronym})", f"{acronym} - {name}"))
    )


def translated_name(entry: Entry, clerk: Clerk) -> bool:
    partner = entry.activity.partner
    others = [
        partner.names[language]
        for language in LANGUAGES
        if language != clerk.language
        and partner.names.get(language, partner.name) != partner.name
    ]
    return bool(others) and _rename(entry, clerk.draw.choice(others))


def country_in_name(entry: Entry, clerk: Clerk) -> bool:
    name, country = _name(entry), NAMES[clerk.language]
    if country in name:
        return False
    return _rename(
        entry, clerk.draw.choice((f"{name} {country}", f"{name} - {country}"))
    )


def name_in_capitals(entry: Entry, clerk: Clerk) -> bool:
    return _rename(entry, _name(entry).upper())


def odd_spaces(entry: Entry, clerk: Clerk) -> bool:
    name = _name(entry)
    if not name:
        return False
    wrong = clerk.draw.choice(("\u00a0", "  "))
    return _rename(entry, name.replace(" ", wrong, 1) + clerk.draw.choice((" ", "")))


def decomposed_accents(entry: Entry, clerk: Clerk) -> bool:
    spread = unicodedata.normalize("NFD", _name(entry))
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark))
    return _rename(entry, clerk.draw.choice((spread, bare)))


def direction_mark(entry: Entry, clerk: Clerk) -> bool:
    name = _name(entry)
    return any("\u0600" <= letter <= "\u06ff" for letter in name) and _rename(
        entry, f"\u200f{name}"
    )


def confusable_letter(entry: Entry, clerk: Clerk) -> bool:
    """Leaves nothing beside the doubtful name that could settle it."""
    if "org_acronym" in entry.cells or not _name(entry).isascii():
        return False
    acronym = entry.activity.partner.acronym
    if not _rename(entry, acronym[:1] + acronym[1:].translate(_LOOKALIKES)):
        return False
    entry.undecidable.add("organization")
    return True


def ambiguous_acronym(entry: Entry, clerk: Clerk) -> bool:
    """Leaves out the type, by which the two could be told apart."""
    partner = entry.activity.partner
    if partner.acronym not in SHARED_ACRONYMS:
        return False
    _write(entry, [partner.acronym], [partner.acronym])
    _blank_type(entry)
    entry.undecidable.add("organization")
    return True


def several_organizations(entry: Entry, clerk: Clerk) -> bool:
    own = entry.activity.partner
    others = [
        other
        for other in PARTNERS
        if other is not own and other.acronym not in SHARED_ACRONYMS
    ]
    if own.acronym in SHARED_ACRONYMS:
        return False
    partners = [own, *clerk.draw.sample(others, k=clerk.draw.choice((1, 1, 2)))]
    joint = clerk.draw.choice((" + ", " / ", "; "))
    acronyms = [partner.short(clerk.language) for partner in partners]
    names = [partner.named(clerk.language) for partner in partners]
    _write(entry, clerk.draw.choice((acronyms, names)), acronyms, joint)
    _blank_type(entry)
    entry.organizations = partners
    return True


def newcomer(entry: Entry, clerk: Clerk) -> bool:
    new: Partner = clerk.draw.choice(NEWCOMERS)
    _write(entry, [new.named(clerk.language)], [new.acronym])
    if "org_type" in entry.cells:
        entry.cells["org_type"] = TYPE_NAMES[new.type][clerk.language]
    entry.organizations = [new]
    entry.quirks.discard(Quirk.TRANSLATED_NAME)
    return True


def no_organization(entry: Entry, clerk: Clerk) -> bool:
    nothing = clerk.draw.choice((None, "-", "N/A"))
    for field in ("org_name", "org_acronym", "reporting_org_name"):
        if field in entry.cells:
            entry.cells[field] = nothing
    entry.fate = Fate.REJECTED
    return True


def misspell(text: str, draw: Random) -> str:
    """Drop, double or exchange a letter after the first two."""
    places = [
        at
        for at in range(2, len(text) - 1)
        if text[at].isalpha() and text[at + 1].isalpha() and text[at] != text[at + 1]
    ]
    if not places:
        return text + text[-1]
    at = draw.choice(places)
    match draw.randrange(3):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at] + text[at:]
        case _:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _name(entry: Entry) -> str:
    name = entry.cells.get("org_name")
    return name if isinstance(name, str) else ""


def _rename(entry: Entry, name: str) -> bool:
    if not name or not _name(entry) or name == _name(entry):
        return False
    entry.cells["org_name"] = name
    return True


def _write(
    entry: Entry, names: list[str], acronyms: list[str], joint: str = ""
) -> None:
    if "org_name" in entry.cells:
        entry.cells["org_name"] = joint.join(names)
    if "org_acronym" in entry.cells:
        entry.cells["org_acronym"] = joint.join(acronyms)


def _blank_type(entry: Entry) -> None:
    if "org_type" in entry.cells:
        entry.cells["org_type"] = None
