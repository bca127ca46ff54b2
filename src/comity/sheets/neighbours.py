"""Columns that are told by those beside them: organizations, their acronyms, places."""

from comity.sheets.candidates import MOST, Candidate
from comity.sheets.levels import PlaceColumn, place_levels
from comity.sheets.reading import Found

_PLACES = 0.6
"""The share of values that must be known places where no heading says so."""


def part_organizations(candidates: list[Candidate]) -> None:
    """Where an implementing partner has its own column, "organization" reports."""
    by_field: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.found is Found.HEADING and (candidate.field or "").startswith(
            "org_"
        ):
            by_field.setdefault(candidate.field or "", []).append(candidate)
    if not any(
        {candidate.claim.complete for candidate in rivals} == {True, False}
        for rivals in by_field.values()
    ):
        return
    for rivals in by_field.values():
        for candidate in rivals:
            if not candidate.claim.complete:
                candidate.field = f"reporting_{candidate.field}"


def settle_acronyms(candidates: list[Candidate]) -> None:
    """A column of acronyms belongs to the organizations beside it."""
    for candidate in candidates:
        if (
            candidate.closed
            or candidate.field
            or candidate.claim.needs != "organization"
        ):
            continue
        left, right = candidate.position - 1, candidate.position + 1
        beside = [
            candidates[place].field or ""
            for place in (left, right)
            if 0 <= place < len(candidates)
        ]
        named = [field for field in beside if field.endswith("org_name")]
        acronym = f"{named[0].removesuffix('name')}acronym" if named else "org_acronym"
        if all(other.field != acronym for other in candidates):
            candidate.settle(acronym, Found.HEADING, candidate.claim.share)


def settle_places(candidates: list[Candidate]) -> None:
    """Names and codes of places, each at its level."""
    places: list[PlaceColumn] = []
    taken: dict[int, int] = {}
    for candidate in candidates:
        field = candidate.field or ""
        if field.startswith("admin"):
            taken[candidate.position] = int(field[5])
            places.append(_place_column(candidate, code=field.endswith("code")))
        elif (
            not candidate.closed
            and candidate.found is Found.NONE
            and not candidate.claim.nature
        ):
            content, claim = candidate.content, candidate.claim
            coded = content.codes >= MOST and content.values > 0
            bare = coded or content.places >= _PLACES
            if claim.place or (bare and not claim.key):
                code = coded or (claim.part == "code" and claim.place is not None)
                places.append(_place_column(candidate, code=code))
    levels = place_levels(places, taken)
    for place in places:
        candidate = candidates[place.position]
        if candidate.found is not Found.NONE:
            continue
        level = levels.get(place.position)
        if level is None:
            candidate.reason = (
                "wider than the first level of administration in this file"
                if place.word
                else ""
            )
            continue
        found = Found.HEADING if place.word else Found.CONTENT
        candidate.settle(
            f"admin{level}_{'code' if place.code else 'name'}",
            found,
            candidate.claim.share,
        )


def _place_column(candidate: Candidate, *, code: bool) -> PlaceColumn:
    return PlaceColumn(
        position=candidate.position,
        heading=candidate.heading,
        word=candidate.claim.place,
        code=code,
        content=candidate.content,
    )
