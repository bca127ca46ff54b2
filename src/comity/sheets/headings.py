"""What a column's heading claims to hold: a 5W field, a level, or nothing of ours."""

from dataclasses import dataclass
from typing import Literal

from comity.sheets.vocabulary import Meaning, PlaceWord, understand
from comity.values.fivew import PEOPLE_PARTS

ENOUGH = 0.5
"""The share of a heading's words that must be understood."""

_ROLES = (
    ("funding", "funding_"),
    ("implementing", ""),
    ("programme", "programme_"),
    ("reporting", "reporting_"),
    ("organization", ""),
)
_PLAIN = ("agreement", "modality", "subsector")
_PARTS = frozenset(PEOPLE_PARTS) - {"total"}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a heading claims.

    Args:
        field: a 5W field, or None.
        place: for a level of administration, the word; its level is found later.
        part: of a place: its name or its code.
        share: of the heading that was understood.
        complete: whether it needs no heading above it to say what it is.
        nature: why a column is not taken over: personal data, or no field for it.
        needs: what its values must be besides: "From" may stand over anything.
    """

    field: str | None = None
    place: PlaceWord | None = None
    part: Literal["name", "code"] = "name"
    share: float = 0.0
    complete: bool = True
    nature: Literal["", "personal", "unused"] = ""
    needs: Literal["", "dates", "keys", "organization"] = ""

    @property
    def key(self) -> str | None:
        """What two columns would have to share to be rivals."""
        if self.place:
            return f"place {self.place.order} {self.part}"
        return self.field


def claim(heading: str) -> Claim:
    """What a heading claims; nothing where too little of it is understood."""
    meaning = understand(heading)
    if meaning.share < ENOUGH:
        bound = meaning.bound
        return Claim(bound, needs="dates", share=ENOUGH) if bound else Claim()
    has = meaning.concepts
    if "person" in has:
        return Claim(nature="personal")
    if "unused" in has:
        return Claim(nature="unused")
    return _when(meaning) or _people(meaning) or _who_where(meaning) or _what(meaning)


def joined_claim(above: str, heading: str) -> Claim:
    """What a heading claims below another one that spans several columns."""
    own = claim(heading)
    if not above or (own.complete and own != Claim()):
        return own
    both = claim(f"{above} {heading}")
    return both if both.key else own


def _when(meaning: Meaning) -> Claim | None:
    has, share = meaning.concepts, meaning.share
    if "row_key" in has:
        return Claim("row_key", share=share)
    for axis in ("latitude", "longitude"):
        if axis in has:
            return Claim(axis, share=share)
    if "status" in has:
        return Claim("status" if "funding" not in has else None, share=share)
    if {"start", "end"} <= has:
        return Claim("period", share=share)
    for bound in ("start", "end"):
        if bound in has and not has & {"reached", "targeted"}:
            return Claim(bound, share=share)
    if "currency" in has or "budget" in has:
        return Claim("currency" if "currency" in has else "budget", share=share)
    if meaning.bound and has & {"period", "date"}:
        return Claim(meaning.bound, share=share, needs="dates")
    for part in ("month", "quarter", "year"):
        if part in has:
            return Claim(f"period_{part}", share=share)
    if has & {"period", "date"}:
        return Claim("period", share=share)
    return None


def _people(meaning: Meaning) -> Claim | None:
    has, share = meaning.concepts, meaning.share
    if "group" in has or {"people", "type"} <= has:
        return Claim("population_group", share=share)
    for figure in ("indicator", "unit"):
        if figure in has:
            return Claim(figure, share=share * (0.5 if "code" in has else 1))
    count = "targeted" if "targeted" in has else "reached" if "reached" in has else None
    if count or has & _PARTS or "people" in has:
        return Claim(
            f"{count or 'reached'}_{_part(has)}",
            share=share,
            complete=count is not None,
        )
    if "value" in has:
        return Claim("value", share=share)
    return None


def _part(has: frozenset[str]) -> str:
    if "children" in has and has & {"female", "male"}:
        return "girls" if "female" in has else "boys"
    if "adults" in has and has & {"female", "male"}:
        return "women" if "female" in has else "men"
    return next(
        (part for part in PEOPLE_PARTS if part in has and part != "total"), "total"
    )


def _who_where(meaning: Meaning) -> Claim | None:
    has, share = meaning.concepts, meaning.share
    role = next((prefix for word, prefix in _ROLES if word in has), None)
    if role is not None and not (role == "" and has & {"sector", "subsector"}):
        if "code" in has and "acronym" not in has:
            return Claim(share=share)
        part = "acronym" if "acronym" in has else "type" if "type" in has else "name"
        alone = has <= {"organization", "name", "acronym", "type"}
        return Claim(f"{role}org_{part}", share=share, complete=not alone)
    if "acronym" in has and has <= {"acronym", "name"} and not meaning.place:
        return Claim("org_acronym", share=share, complete=False, needs="organization")
    if meaning.place:
        if "type" in has:
            return Claim(share=share)
        return Claim(
            place=meaning.place,
            part="code" if "code" in has else "name",
            share=share,
        )
    if "place" in has:
        return Claim(None if has & {"code", "type"} else "place_name", share=share)
    return None


def _what(meaning: Meaning) -> Claim:
    has, share = meaning.concepts, meaning.share
    for field in _PLAIN:
        if field in has:
            return Claim(field, share=share)
    if "sector" in has:
        return Claim("sector", share=share * (0.5 if "code" in has else 1))
    if "project" in has:
        return Claim("project_code" if "code" in has else "project_title", share=share)
    if "activity" in has and "code" in has:
        return Claim("row_key", share=share, needs="keys")
    if "activity" in has:
        return Claim("activity", share=share)
    if "remarks" in has:
        return Claim("remarks", share=share)
    return Claim(share=share, complete=False)
