"""Which column holds which field: by a given mapping, tag, heading or content."""

from collections.abc import Mapping

from comity.sheets.candidates import MOST, Candidate, find_candidates
from comity.sheets.contents import Content
from comity.sheets.grids import Grid
from comity.sheets.headers import Header
from comity.sheets.headings import Claim
from comity.sheets.letters import column_letter
from comity.sheets.neighbours import (
    part_organizations,
    settle_acronyms,
    settle_places,
)
from comity.sheets.problems import Collector, FileRefusal
from comity.sheets.reading import Column, Found, ReadOptions
from comity.sheets.tags import looks_like_tag, parse_tag, tag_field
from comity.values.fivew import DATE_FIELDS, FIELDS, NUMBER_FIELDS
from comity.values.names import fold

IGNORE = "ignore"
"""What a given mapping says of a column that is not to be read."""

_DATED = 0.5
"""The share of values that must be dates for a column to be taken so."""

_RANK = {found: place for place, found in enumerate(Found)}


def map_columns(
    grid: Grid, header: Header, options: ReadOptions, problems: Collector
) -> tuple[Column, ...]:
    """Decide for each column: mapped, deliberately ignored, or reported.

    Raises:
        FileRefusal: MAPPING_UNKNOWN where the given mapping names a column or a
            field that there is not.
    """
    candidates = find_candidates(grid, header, options)
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
    part_organizations(candidates)
    settle_acronyms(candidates)
    settle_places(candidates)
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


def _apply_given(candidates: list[Candidate], mapping: Mapping[str, str]) -> None:
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


def _read_tag(candidate: Candidate, header: Header, problems: Collector) -> None:
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


def _refuse_persons(candidates: list[Candidate], problems: Collector) -> None:
    for candidate in candidates:
        if candidate.closed or candidate.found is Found.TAG:
            continue
        content = candidate.content
        figures = content.dates >= _DATED or content.codes >= MOST
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


def _borne_out(candidate: Candidate) -> bool:
    """Whether the values are what a heading needs that says too little by itself."""
    content = candidate.content
    match candidate.claim.needs:
        case "dates":
            return content.dates >= _DATED
        case "keys":
            return content.unique and content.numbers < MOST
        case "organization":
            return False
    return True


def _settle_by_content(candidates: list[Candidate]) -> None:
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


def _settle_rivals(candidates: list[Candidate], problems: Collector) -> None:
    """One column a field: the best evidence, then the fuller, then the first."""
    best: dict[str, Candidate] = {}

    def worth(candidate: Candidate) -> tuple[int, bool, float, int]:
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


def _report_unmapped(candidates: list[Candidate], problems: Collector) -> None:
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
    if content.dates >= MOST:
        return "its values look like dates"
    if content.codes >= MOST:
        return "its values look like codes of places"
    return "its values are numbers" if content.numbers >= MOST else ""


def _report_headings(
    candidates: list[Candidate], header: Header, grid: Grid, problems: Collector
) -> None:
    seen: dict[str, Candidate] = {}
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
