"""Which column holds which field: by a given mapping, tag, heading or content."""

from collections.abc import Mapping
from dataclasses import dataclass

from comity.sheets.contents import SAMPLED, Content, look
from comity.sheets.grids import BLANKS, Grid
from comity.sheets.headers import Header
from comity.sheets.headings import Claim
from comity.sheets.letters import column_letter
from comity.sheets.levels import PlaceColumn, place_levels
from comity.sheets.problems import Collector, FileRefusal
from comity.sheets.reading import Column, Found, ReadOptions
from comity.sheets.tags import looks_like_tag, parse_tag, tag_field
from comity.sheets.vocabulary import missing_among
from comity.values.fivew import DATE_FIELDS, FIELDS, NUMBER_FIELDS
from comity.values.names import fold

IGNORE = "ignore"
"""What a given mapping says of a column that is not to be read."""

_LOOKED = 50_000
"""Rows whose values are looked at."""

_MOST = 0.8
"""The share of values that must be codes of places for a column to be taken so."""

_DATED = 0.5
"""The share of values that must be dates for a column to be taken so."""

_PLACES = 0.6
"""The share of values that must be known places where no heading says so."""

_RANK = {found: place for place, found in enumerate(Found)}


@dataclass(slots=True)
class _Candidate:
    """A column on its way to a field."""

    position: int
    letter: str
    heading: str
    claim: Claim
    content: Content
    tag: str = ""
    field: str | None = None
    found: Found = Found.NONE
    share: float = 0.0
    reason: str = ""
    closed: bool = False
    """Whether its tag or the given mapping leaves nothing to recognize."""

    def settle(self, field: str | None, found: Found, share: float = 1.0) -> None:
        self.field, self.found, self.share = field, found, share


def map_columns(
    grid: Grid, header: Header, options: ReadOptions, problems: Collector
) -> tuple[Column, ...]:
    """Decide for each column: mapped, deliberately ignored, or reported.

    Raises:
        FileRefusal: MAPPING_UNKNOWN where the given mapping names a column or a
            field that there is not.
    """
    candidates = _candidates(grid, header, options)
    _report_headings(candidates, header, grid, problems)
    _apply_given(candidates, options.mapping or {})
    for candidate in candidates:
        _read_tag(candidate, header, problems)
    _refuse_persons(candidates, problems)
    for candidate in candidates:
        if (
            not candidate.closed
            and candidate.found is Found.NONE
            and candidate.claim.field
            and _borne_out(candidate)
        ):
            candidate.settle(
                candidate.claim.field, Found.HEADING, candidate.claim.share
            )
    _part_organizations(candidates)
    _settle_acronyms(candidates)
    _settle_places(candidates)
    _settle_by_content(candidates)
    _settle_rivals(candidates, problems)
    _report_unmapped(candidates, problems)
    return tuple(
        Column(
            letter=candidate.letter,
            heading=candidate.heading,
            tag=candidate.tag,
            field=candidate.field,
            found=candidate.found if candidate.field else Found.NONE,
            reason=candidate.reason,
        )
        for candidate in candidates
    )


def _candidates(grid: Grid, header: Header, options: ReadOptions) -> list[_Candidate]:
    body = grid.cells.slice(header.first_data_row - 1, _LOOKED)
    found = []
    for position, heading in enumerate(header.headings):
        texts = body[str(position)].drop_nulls().str.strip_chars(BLANKS)
        unique = texts.len() > 1 and not texts.is_duplicated().any()
        texts = texts.unique(maintain_order=True).head(SAMPLED)
        missing = {"", *missing_among(texts)}
        content = look(
            [text for text in texts if text not in missing], options, unique=unique
        )
        found.append(
            _Candidate(
                position=position,
                letter=column_letter(grid.first_column + position),
                heading=heading,
                claim=header.claims[position],
                content=content,
                tag=header.tags[position] if position < len(header.tags) else "",
            )
        )
    return found


def _apply_given(candidates: list[_Candidate], mapping: Mapping[str, str]) -> None:
    for key, field in mapping.items():
        if field not in FIELDS and field != IGNORE:
            raise FileRefusal("MAPPING_UNKNOWN", given=field, expected="a 5W field")
        chosen = [c for c in candidates if c.heading == key or c.letter == key.upper()]
        chosen = chosen or [c for c in candidates if fold(c.heading) == fold(key) != ""]
        if not chosen:
            raise FileRefusal(
                "MAPPING_UNKNOWN",
                given=key,
                expected="a heading or column of this sheet",
            )
        chosen[0].closed = True
        if field == IGNORE:
            chosen[0].reason = "ignored as the mapping says"
        else:
            chosen[0].settle(field, Found.GIVEN)


def _read_tag(candidate: _Candidate, header: Header, problems: Collector) -> None:
    if not candidate.tag or candidate.closed:
        return
    tag = parse_tag(candidate.tag)
    if tag is None:
        if looks_like_tag(candidate.tag):
            row = next(
                (skipped.row for skipped in header.skipped if skipped.kind == "tag"),
                None,
            )
            problems.add(
                "HXL_TAG_INVALID",
                row=row,
                column=candidate.position,
                text=candidate.tag,
                reason="it has a character that tags cannot have",
            )
        return
    field = tag_field(tag)
    if field:
        code = "code" in tag.attributes and field in ("sector", "subsector")
        candidate.settle(field, Found.TAG, 0.5 if code else 1.0)
    elif tag.name in ("contact", "email", "phone"):
        candidate.claim = Claim(nature="personal")
    else:
        candidate.closed = True
        candidate.reason = f"no 5W field for {tag}"


def _refuse_persons(candidates: list[_Candidate], problems: Collector) -> None:
    for candidate in candidates:
        if candidate.closed or candidate.found is Found.TAG:
            continue
        content = candidate.content
        figures = content.dates >= _DATED or content.codes >= _MOST
        learned = candidate.claim.field in NUMBER_FIELDS | DATE_FIELDS
        kind = (
            "e-mail addresses"
            if content.emails >= 0.3
            else "phone numbers"
            if content.phones >= 0.5
            and content.values > 2
            and not figures
            and not learned
            else "contact details of persons"
            if candidate.claim.nature == "personal"
            else ""
        )
        if kind and content.values:
            candidate.closed = True
            candidate.reason = f"personal data: {kind}"
            problems.add("SENSITIVE_CANDIDATE", column=candidate.position, kind=kind)


def _borne_out(candidate: _Candidate) -> bool:
    """Whether the values are what a heading needs that says too little by itself."""
    content = candidate.content
    match candidate.claim.needs:
        case "dates":
            return content.dates >= _DATED
        case "keys":
            return content.unique and content.numbers < _MOST
        case "organization":
            return False
    return True


def _part_organizations(candidates: list[_Candidate]) -> None:
    """Where an implementing partner has its own column, "organization" reports."""
    by_field: dict[str, list[_Candidate]] = {}
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


def _settle_acronyms(candidates: list[_Candidate]) -> None:
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


def _settle_places(candidates: list[_Candidate]) -> None:
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
            coded = content.codes >= _MOST and content.values > 0
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


def _place_column(candidate: _Candidate, *, code: bool) -> PlaceColumn:
    return PlaceColumn(
        position=candidate.position,
        heading=candidate.heading,
        word=candidate.claim.place,
        code=code,
        content=candidate.content,
    )


def _settle_by_content(candidates: list[_Candidate]) -> None:
    fields = {candidate.field for candidate in candidates}
    for candidate in candidates:
        if (
            candidate.closed
            or candidate.field
            or candidate.reason
            or candidate.claim.nature
        ):
            continue
        if candidate.content.organizations >= 0.5 and not fields & {
            "org_name",
            "org_acronym",
        }:
            candidate.settle("org_name", Found.CONTENT, candidate.content.organizations)
        elif candidate.content.sectors >= 0.5 and "sector" not in fields:
            candidate.settle("sector", Found.CONTENT, candidate.content.sectors)
        fields.add(candidate.field)


def _settle_rivals(candidates: list[_Candidate], problems: Collector) -> None:
    """One column a field: the best evidence, then the fuller, then the first."""
    best: dict[str, _Candidate] = {}

    def worth(candidate: _Candidate) -> tuple[int, bool, float, int]:
        return (
            -_RANK[candidate.found],
            candidate.content.values > 0,
            candidate.share,
            -candidate.position,
        )

    for candidate in candidates:
        if candidate.field and (
            candidate.field not in best
            or worth(candidate) > worth(best[candidate.field])
        ):
            best[candidate.field] = candidate
    for candidate in candidates:
        winner = best.get(candidate.field or "")
        if winner and winner is not candidate:
            if candidate.content.values:
                problems.add(
                    "COLUMN_SECOND",
                    column=candidate.position,
                    field=candidate.field,
                    other=winner.letter,
                )
            candidate.reason = f"column {winner.letter} gives {candidate.field}"
            candidate.field = None


def _report_unmapped(candidates: list[_Candidate], problems: Collector) -> None:
    for candidate in candidates:
        given = candidate.closed and candidate.reason.startswith(
            ("ignored", "personal")
        )
        if candidate.field or given or candidate.reason.startswith("column "):
            continue
        if not candidate.content.values:
            candidate.reason = "empty"
            continue
        guess = _guess(candidate.content)
        problems.add(
            "COLUMN_UNMAPPED",
            column=candidate.position,
            guess=f"; {guess}" if guess else "",
        )
        candidate.reason = candidate.reason or "not recognized"


def _guess(content: Content) -> str:
    if content.dates >= _MOST:
        return "its values look like dates"
    if content.codes >= _MOST:
        return "its values look like codes of places"
    return "its values are numbers" if content.numbers >= _MOST else ""


def _report_headings(
    candidates: list[_Candidate], header: Header, grid: Grid, problems: Collector
) -> None:
    seen: dict[str, _Candidate] = {}
    for candidate in candidates:
        folded = fold(candidate.heading)
        if folded and folded in seen:
            problems.add(
                "HEADER_DUPLICATE",
                row=header.row,
                column=candidate.position,
                text=candidate.heading,
                other=seen[folded].letter,
            )
        elif folded:
            seen[folded] = candidate
    for area in grid.merged:
        if (
            area.top <= header.row
            and area.bottom >= header.row - 1
            and area.right > area.left
        ):
            covered = [row.row for row in header.skipped if row.kind == "header"]
            if area.top in covered:
                span = f"{column_letter(area.left)}{area.top}:{column_letter(area.right)}{area.bottom}"
                problems.add(
                    "HEADER_MERGED",
                    row=area.top,
                    column=area.left - grid.first_column,
                    range=span,
                )
