"""Rows become activities: one organization at one place each."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

import polars as pl

from comity.sheets.problems import Collector
from comity.sheets.splitting import (
    MARKS,
    Named,
    Names,
    split_codes,
    split_names,
    split_organizations,
    split_place_names,
    split_places,
)
from comity.sheets.vocabulary import is_whole, whole_among
from comity.values.fivew import ADMIN_LEVELS
from comity.values.names import fold

ORGANIZATION = ("org_name", "org_acronym")


def place_fields(told: pl.DataFrame) -> list[tuple[str, str]]:
    """The pairs of name and code, wide to narrow, of which the table has one or both."""
    pairs = [(f"admin{level}_name", f"admin{level}_code") for level in ADMIN_LEVELS]
    return [pair for pair in pairs if set(pair) & set(told.columns)]


def split_activities(
    told: pl.DataFrame,
    known: frozenset[str],
    places: AbstractSet[str],
    positions: dict[str, int],
    problems: Collector,
) -> pl.DataFrame:
    """Repeat each row for every organization and place that its cells name.

    Args:
        told: one line per row: `row`, who and where as text.
        known: folded names of organizations; `places`: of places.
        positions: field -> column, for the problems.

    Returns:
        The same columns and `activity` (i16, from 1 within the row), ordered by row.
    """
    pairs = place_fields(told)
    fields = [
        field
        for field in (*ORGANIZATION, *(name for pair in pairs for name in pair))
        if field in told.columns
    ]
    names = {
        field: Names(known if field in ORGANIZATION else places, _alone(told, field))
        for field in fields
    }
    candidates = told.filter(_several(told, fields, names))
    lines: list[dict[str, object]] = []
    split_rows: list[int] = []
    for line in candidates.select("row", *fields).iter_rows(named=True):
        made = _activities(line, pairs, names, positions, problems)
        if len(made) > 1:
            split_rows.append(line["row"])
            lines += made
    single = told.with_columns(pl.lit(1, pl.Int16).alias("activity"))
    if not lines:
        return single
    schema = {"row": pl.Int32, **dict.fromkeys(fields, pl.String), "activity": pl.Int16}
    parts = pl.DataFrame(lines, schema=schema, orient="row")
    rest = told.filter(pl.col("row").is_in(split_rows)).drop(fields)
    several = parts.join(rest, on="row", how="left", maintain_order="left").select(
        single.columns
    )
    whole = single.filter(~pl.col("row").is_in(split_rows))
    return whole.merge_sorted(several, "row")


def report_whole(
    told: pl.DataFrame, positions: dict[str, int], problems: Collector
) -> None:
    """Report places that stand for a whole country, or for all but some."""
    for name, _ in place_fields(told):
        if name not in told.columns or name == "admin0_name":
            continue
        phrases = whole_among(told[name].drop_nulls().unique())
        if phrases:
            found = told.filter(pl.col(name).is_in(phrases)).select(
                "row", pl.col(name).alias("excerpt")
            )
            problems.add_frame("PLACE_WHOLE_COUNTRY", found, column=positions[name])


def _alone(told: pl.DataFrame, field: str) -> frozenset[str]:
    """Folded texts of a column without any mark between names."""
    texts = told[field].drop_nulls().unique()
    return frozenset(map(fold, texts.filter(~texts.str.contains(MARKS))))


def _several(
    told: pl.DataFrame, fields: Sequence[str], names: Mapping[str, Names]
) -> pl.Series:
    """Which rows have a cell that can be cut; each distinct text is tried once."""
    several = pl.Series([False], dtype=pl.Boolean).new_from_index(0, told.height)
    for field in fields:
        texts = told[field]
        marked = texts.drop_nulls().unique()
        marked = marked.filter(marked.str.contains(MARKS))
        if field in ORGANIZATION:
            cut = [text for text in marked if len(split_names(text, names[field])) > 1]
        elif field.endswith("code"):
            cut = [text for text in marked if len(split_codes(text)) > 1]
        else:
            cut = [
                text
                for text in marked
                if len(split_place_names(text, names[field])) > 1
            ]
        if cut:
            several = several | texts.is_in(cut).fill_null(value=False)
    return several


def _activities(
    line: dict[str, object],
    pairs: Sequence[tuple[str, str]],
    names: Mapping[str, Names],
    positions: dict[str, int],
    problems: Collector,
) -> list[dict[str, object]]:
    row = int(str(line["row"]))
    name, acronym = (_text(line, field) for field in ORGANIZATION)
    field = "org_name" if name else "org_acronym"
    organizations = (
        _distinct(split_organizations(name, acronym, names[field]))
        if field in names
        else ()
    )
    if len(organizations) > 1:
        _report_parts(
            "ORGANIZATIONS_SPLIT",
            row,
            positions.get(field),
            organizations,
            name or acronym,
            problems,
        )
    places = _places(row, line, pairs, names, positions, problems)
    made = []
    for number, (organization, place) in enumerate(
        product(organizations or (Named(None, None),), places), 1
    ):
        activity = dict(line) | place | {"activity": number}
        for field, text in zip(
            ORGANIZATION, (organization.name, organization.short), strict=True
        ):
            if field in line:
                activity[field] = text
        made.append(activity)
    return made


def _places(
    row: int,
    line: dict[str, object],
    pairs: Sequence[tuple[str, str]],
    names: Mapping[str, Names],
    positions: dict[str, int],
    problems: Collector,
) -> list[dict[str, object]]:
    """The places of a row, each as the fields that it changes."""
    found: list[tuple[tuple[str, str], tuple[Named, ...]]] = []
    for pair in pairs:
        name, code = (_text(line, field) for field in pair)
        if name and is_whole(name):
            continue
        held = names.get(pair[0]) or Names(frozenset(), frozenset())
        parts = split_places(name, code, held)
        if len(parts) > 1:
            found.append((pair, parts))
    if not found:
        return [{}]
    (_, narrow), count = found[-1], len(found[-1][1])
    field = found[-1][0][0] if _text(line, found[-1][0][0]) else found[-1][0][1]
    _report_parts(
        "PLACES_SPLIT", row, positions.get(field), narrow, _text(line, field), problems
    )
    places: list[dict[str, object]] = [{} for _ in range(count)]
    for pair, parts in found:
        if len(parts) != count:
            column = positions.get(pair[0], positions.get(pair[1]))
            problems.add(
                "PARTS_UNEQUAL",
                row=row,
                column=column,
                text=_text(line, pair[0]) or "",
                found=len(parts),
                expected=count,
            )
        for index, place in enumerate(places):
            part = parts[index] if len(parts) == count else Named(None, None)
            place.update(
                {
                    key: text
                    for key, text in zip(pair, (part.name, part.short), strict=True)
                    if key in line
                }
            )
    return places


def _distinct(parts: Sequence[Named]) -> tuple[Named, ...]:
    seen: dict[str, Named] = {}
    for part in parts:
        seen.setdefault(fold(part.name or part.short or ""), part)
    return tuple(seen.values())


def _report_parts(
    code: str,
    row: int,
    column: int | None,
    parts: Sequence[Named],
    text: str | None,
    problems: Collector,
) -> None:
    shown = ", ".join(part.name or part.short or "" for part in parts)[:200]
    problems.add(
        code, row=row, column=column, text=text or "", count=len(parts), parts=shown
    )


def _text(line: dict[str, object], field: str) -> str | None:
    value = line.get(field)
    return None if value is None else str(value)
