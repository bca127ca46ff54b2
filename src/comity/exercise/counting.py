"""Habits of what, when and how many: each changes one row and says whether it did."""

from collections.abc import Callable

from comity.exercise.dating import arabic_digits, in_words
from comity.exercise.entries import Clerk, Entry, Fate, Sum
from comity.exercise.words import LANGUAGES, OPEN_END

_PARTS = ("reached_women", "reached_men", "reached_girls", "reached_boys")
_COUNTS = ("targeted_total", "reached_total", *_PARTS)
_THOUSANDS = {"en": ",", "fr": "\u00a0", "es": ".", "ar": ","}


def sector_in_short(entry: Entry, clerk: Clerk) -> bool:
    labels = entry.activity.sector.labels[clerk.language][1:]
    if not labels:
        return False
    entry.cells["sector"] = clerk.draw.choice(labels)
    return True


def sector_translated(entry: Entry, clerk: Clerk) -> bool:
    language = clerk.draw.choice([one for one in LANGUAGES if one != clerk.language])
    label = entry.activity.sector.labels[language][0]
    if label == entry.cells["sector"]:
        return False
    entry.cells["sector"] = label
    return True


def sector_prefixed(entry: Entry, clerk: Clerk) -> bool:
    prefix = clerk.draw.choice(
        ("Operational Presence: ", "Operatioanl Presence: ", "Cluster: ")
    )
    entry.cells["sector"] = f"{prefix}{entry.cells['sector']}"
    return True


def end_open(entry: Entry, clerk: Clerk) -> bool:
    if "end" not in entry.cells:
        return False
    entry.cells["end"] = clerk.draw.choice(OPEN_END[clerk.language]) or None
    entry.ends = None
    return True


def impossible_day(entry: Entry, clerk: Clerk) -> bool:
    if "start" not in entry.cells:
        return False
    entry.cells["start"] = f"30/02/{entry.activity.start.year}"
    entry.starts = None
    entry.fate = Fate.REJECTED
    return True


def end_before_start(entry: Entry, clerk: Clerk) -> bool:
    cells = entry.cells
    if "end" not in cells or (entry.starts, entry.ends) == (None, None):
        return False
    if entry.starts is None or entry.ends is None or entry.starts == entry.ends:
        return False
    cells["start"], cells["end"] = cells["end"], cells["start"]
    entry.fate = Fate.REJECTED
    return True


def date_in_words(entry: Entry, clerk: Clerk) -> bool:
    """A single date in words among others that are not."""
    activity = entry.activity
    if "start" not in entry.cells or entry.starts is None:
        return False
    if entry.starts.earliest != entry.starts.latest:
        return False
    entry.cells["start"] = in_words(activity.start, clerk)
    return True


def local_numbers(entry: Entry, clerk: Clerk) -> bool:
    return _rewrite(
        entry,
        lambda number: f"{number:,}".replace(",", _THOUSANDS[clerk.language]),
        least=1000,
    )


def arabic_digits_in_numbers(entry: Entry, clerk: Clerk) -> bool:
    return clerk.language == "ar" and _rewrite(
        entry, lambda number: arabic_digits(str(number))
    )


def numbers_as_text(entry: Entry, clerk: Clerk) -> bool:
    return _rewrite(entry, str)


def parts_exceed_total(entry: Entry, clerk: Clerk) -> bool:
    if not all(field in entry.cells for field in _PARTS):
        return False
    entry.reached //= 2
    entry.cells["reached_total"] = entry.reached
    return True


def negative_people(entry: Entry, clerk: Clerk) -> bool:
    if "reached_total" not in entry.cells:
        return False
    entry.cells["reached_total"] = -entry.reached
    entry.fate = Fate.REJECTED
    return True


def leading_sign(entry: Entry, clerk: Clerk) -> bool:
    remark = entry.cells.get("remarks")
    if not remark:
        return False
    entry.cells["remarks"] = clerk.draw.choice(("- ", "+ ", "=> ")) + str(remark)
    return True


def as_sum(entry: Entry) -> None:
    """Make the total of people a formula over its parts, where it still is a number."""
    if isinstance(entry.cells.get("reached_total"), int) and all(
        isinstance(entry.cells.get(field), int) for field in _PARTS
    ):
        parts = [value for f in _PARTS if isinstance(value := entry.cells[f], int)]
        if sum(parts) == entry.cells["reached_total"]:
            entry.cells["reached_total"] = Sum(_PARTS, sum(parts))


def _rewrite(entry: Entry, write: Callable[[int], str], *, least: int = 0) -> bool:
    done = False
    for field in _COUNTS:
        number = entry.cells.get(field)
        if isinstance(number, int) and number >= least:
            entry.cells[field] = write(number)
            done = True
    return done
