"""Habits of naming where: each changes the cells of one row and says whether it did."""

from comity.exercise.country import ISO3, PREFIX, Area
from comity.exercise.entries import CellError, Clerk, Entry
from comity.exercise.words import CONTESTED, EVERYWHERE

_OTHER_SPELLINGS = (
    ("Al-", "El "), ("Tell ", "Tal "), ("Ain ", "Ayn "), ("Umm ", "Oum "),
    ("kh", "h"), ("Kh", "H"), ("gh", "g"), ("Gh", "G"), ("q", "k"), ("Q", "K"),
    ("sh", "ch"), ("Sh", "Ch"), ("j", "g"), ("w", "ou"), ("ee", "i"), ("u", "ou"),
)  # fmt: skip
_DAMAGE = (
    ("kha", "AKAH"),
    ("sha", "HSAS"),
    ("ra", "RRAH"),
    ("ma", "MAMA"),
    ("na", "NNA"),
)


def code_missing(entry: Entry, clerk: Clerk) -> bool:
    return _recode(entry, None)


def missing_marker(entry: Entry, clerk: Clerk) -> bool:
    return _recode(entry, clerk.draw.choice(("<Null>", "n/a", "-")))


def name_missing(entry: Entry, clerk: Clerk) -> bool:
    return _has_code(entry) and _rename(entry, None)


def code_contradicts_name(entry: Entry, clerk: Clerk) -> bool:
    place = entry.places[0]
    around = clerk.country.around(place, place.level - 1)
    others = [area for area in clerk.country.within(around) if area is not place]
    if not _recode(entry, clerk.draw.choice(others).pcode):
        return False
    entry.undecidable.add(f"admin{place.level}")
    return True


def retired_code(entry: Entry, clerk: Clerk) -> bool:
    place = entry.places[0]
    if place.former_pcode in clerk.country.by_pcode:
        return False
    return _recode_all(entry, clerk)


def reused_code(entry: Entry, clerk: Clerk) -> bool:
    place = entry.places[0]
    meant_now = clerk.country.by_pcode.get(place.former_pcode)
    if meant_now is None or meant_now is place or not _recode_all(entry, clerk):
        return False
    entry.undecidable.add("admin2")
    return True


def code_with_iso3(entry: Entry, clerk: Clerk) -> bool:
    return _recode(entry, ISO3 + entry.places[0].pcode.removeprefix(PREFIX))


def code_lower_case(entry: Entry, clerk: Clerk) -> bool:
    code = entry.places[0].pcode
    return _recode(
        entry, clerk.draw.choice((code.lower(), f"{PREFIX} {code[2:]}", f"{code} "))
    )


def code_is_error(entry: Entry, clerk: Clerk) -> bool:
    return _recode(entry, CellError(clerk.draw.choice(("#N/A", "#REF!"))))


def place_spelt_otherwise(entry: Entry, clerk: Clerk) -> bool:
    name = _name(entry)
    other = name
    for usual, otherwise in _OTHER_SPELLINGS:
        if usual in name and other == name:
            other = name.replace(usual, otherwise, 1)
    return other != name and _rename(entry, other)


def place_in_arabic(entry: Entry, clerk: Clerk) -> bool:
    return clerk.language != "ar" and _rename(entry, entry.places[0].name_ar)


def place_in_capitals(entry: Entry, clerk: Clerk) -> bool:
    return clerk.language != "ar" and _rename(entry, _name(entry).upper())


def find_and_replace(entry: Entry, clerk: Clerk) -> bool:
    name = _name(entry)
    for letters, damage in _DAMAGE:
        if letters in name and _has_code(entry):
            return _rename(entry, name.replace(letters, damage))
    return False


def several_places(entry: Entry, clerk: Clerk) -> bool:
    place = entry.places[0]
    around = clerk.country.around(place, place.level - 1)
    others = [area for area in clerk.country.within(around) if area is not place]
    if not others:
        return False
    count = min(len(others), clerk.draw.choice((1, 1, 2)))
    places = [place, *clerk.draw.sample(others, k=count)]
    joint = clerk.draw.choice((", ", "; ", " / "))
    _rename(entry, joint.join(area.named(clerk.language) for area in places))
    codes = joint.join(area.pcode for area in places)
    _recode(entry, clerk.draw.choice((codes, None)))
    entry.places = places
    return True


def all_districts(entry: Entry, clerk: Clerk) -> bool:
    if not entry.cells.get("admin1_name") or entry.level != 2:
        return False
    _rename(entry, clerk.draw.choice(EVERYWHERE[clerk.language]))
    _recode(entry, None)
    entry.places = [clerk.country.around(entry.places[0], 1)]
    return True


def contested_place(entry: Entry, clerk: Clerk) -> bool:
    if not entry.cells.get("admin1_name"):
        return False
    _clear(entry)
    entry.cells["admin1_name"] = CONTESTED[clerk.language]
    entry.places = []
    return True


def ambiguous_place(entry: Entry, clerk: Clerk) -> bool:
    place = entry.places[0]
    if place not in clerk.country.namesakes:
        return False
    _clear(entry)
    _rename(entry, place.named(clerk.language))
    entry.undecidable.add("admin1")
    return True


def coordinates_swapped(entry: Entry, clerk: Clerk) -> bool:
    if "latitude" not in entry.cells:
        return False
    cells = entry.cells
    cells["latitude"], cells["longitude"] = cells["longitude"], cells["latitude"]
    return True


def _name(entry: Entry) -> str:
    name = entry.cells.get(f"admin{entry.level}_name")
    return name if isinstance(name, str) else ""


def _has_code(entry: Entry) -> bool:
    return bool(entry.cells.get(f"admin{entry.level}_code"))


def _rename(entry: Entry, name: str | None) -> bool:
    if name == _name(entry):
        return False
    entry.cells[f"admin{entry.level}_name"] = name
    return True


def _recode(entry: Entry, code: str | CellError | None) -> bool:
    """Change the code; not where there is none, or where no name stands beside it."""
    if not _has_code(entry) or not _name(entry):
        return False
    entry.cells[f"admin{entry.level}_code"] = code
    return True


def _recode_all(entry: Entry, clerk: Clerk) -> bool:
    """Write the earlier edition's codes; the region's is left out where it changed."""
    place: Area = entry.places[0]
    region = clerk.country.around(place, 1)
    if not _recode(entry, place.former_pcode):
        return False
    if region.former_pcode != region.pcode and "admin1_code" in entry.cells:
        entry.cells["admin1_code"] = None
    return True


def _clear(entry: Entry) -> None:
    for field in entry.cells:
        if field.startswith("admin") or field in {"latitude", "longitude"}:
            entry.cells[field] = None
