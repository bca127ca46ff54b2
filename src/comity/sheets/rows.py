"""The rows of a reading: who, what, where, when, and what became of each.

`build` gives one line per activity:

- `row` (i32) as the spreadsheet shows it, `activity` (i16) from 1 within the row,
  `fate`: applied, rejected or duplicate; a rejected or repeated row is one line;
- `provider_<field>`: every mapped field exactly as written;
- `org_name`, `org_acronym`, and the place fields of this activity, cells that name
  several taken apart; `org_role`: the role that names who implements
  (implementing, programme, reporting, or given);
- every other mapped field under its own name: trimmed text, or a number (f64);
- `start_earliest`, `start_latest`, `end_earliest`, `end_latest`, `period`;
- `row_hash`: SHA-256 of all mapped fields as they are read, for duplicates and
  identity.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

import polars as pl

from comity.sheets.activities import (
    ORGANIZATION,
    place_fields,
    report_whole,
    split_activities,
)
from comity.sheets.excerpts import SUSPICIOUS
from comity.sheets.limits import Limits
from comity.sheets.problems import Collector, Severity
from comity.sheets.reading import ReadOptions
from comity.sheets.table import Table
from comity.sheets.values import PEOPLE_FIELDS, Numbers
from comity.sheets.when import When
from comity.values.fivew import (
    ADMIN_LEVELS,
    DATE_FIELDS,
    NUMBER_FIELDS,
    ORGANIZATION_ROLES,
)

APPLIED, REJECTED, DUPLICATE = "applied", "rejected", "duplicate"

_ROLES = (
    ("", "implementing"),
    ("programme_", "programme"),
    ("reporting_", "reporting"),
)
_PARTS_OF_TOTAL = ("women", "men", "girls", "boys")
_SEPARATOR = "\x1f"
_SLICE = 100_000
_SUSPICIOUS = re.compile(SUSPICIOUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """What became of the rows, counted, and the lines that came of them.

    Args:
        lost: the rows that say too little of who, what or where to count.
    """

    rows: pl.DataFrame
    lost: pl.Series
    applied: int
    rejected: int
    duplicate: int
    activities: int


def build(
    table: Table, when: When, options: ReadOptions, *, typed: bool, problems: Collector
) -> Fates:
    """Judge every row and make its lines.

    Args:
        typed: whether the file keeps numbers apart from text.
    """
    told = table.told
    _report_texts(table, options.limits, problems)
    hashes = _hashes(table)
    told = _with_implementer(table, options.organization, problems)
    numbers = _numbers(table, typed=typed, problems=problems)
    lost = _lost(told, table, problems)
    rejected = lost | when.impossible | _negative(numbers, lost)
    duplicate = _duplicates(table, hashes, rejected, problems)
    fate = pl.select(
        pl.when(rejected)
        .then(pl.lit(REJECTED))
        .when(duplicate)
        .then(pl.lit(DUPLICATE))
        .otherwise(pl.lit(APPLIED))
        .alias("fate")
    ).to_series()
    fixed = pl.DataFrame([fate, hashes, *numbers, *when.frame.get_columns()])
    split = split_activities(
        told.select("row", *_who_where(told)).filter(fate == APPLIED),
        options.known_names,
        options.known_places.keys(),
        dict(table.positions),
        problems,
    )
    report_whole(told, dict(table.positions), problems)
    others = (
        told.select("row", *_who_where(told))
        .filter(fate != APPLIED)
        .with_columns(pl.lit(1, pl.Int16).alias("activity"))
    )
    lines = (
        split.merge_sorted(others.select(split.columns), "row")
        if not others.is_empty()
        else split
    )
    return Fates(
        rows=_assemble(lines, told, table, fixed),
        lost=table.rows.filter(lost),
        applied=int((fate == APPLIED).sum()),
        rejected=int(rejected.sum()),
        duplicate=int(duplicate.sum()),
        activities=split.height,
    )


def mark_rejected_cells(problems: pl.DataFrame, lost: pl.Series) -> pl.DataFrame:
    """Raise the severity of error values that cost their row its who, what or where."""
    costly = (pl.col("code") == "CELL_ERROR_VALUE") & pl.col("row").is_in(
        lost.to_list()
    )
    severity = (
        pl.when(costly)
        .then(pl.lit(str(Severity.REJECT_ROW)))
        .otherwise(pl.col("severity"))
    )
    return problems.with_columns(severity.alias("severity"))


def _who_where(told: pl.DataFrame) -> list[str]:
    return [
        *(field for field in ORGANIZATION if field in told.columns),
        *(
            field
            for pair in place_fields(told)
            for field in pair
            if field in told.columns
        ),
    ]


def _hashes(table: Table) -> pl.Series:
    """SHA-256 of all mapped fields of each row, by name of field.

    A slice at a time, so that the texts of all rows are never held twice.
    """
    key = pl.concat_str(
        [pl.col(field).fill_null("") for field in sorted(table.positions)],
        separator=_SEPARATOR,
    ).cast(pl.Binary)
    parts = [
        pl.Series([sha256(text).hexdigest() for text in part.select(key).to_series()])
        for part in table.told.iter_slices(_SLICE)
    ]
    return pl.concat(parts).alias("row_hash")


def _with_implementer(
    table: Table, organization: str | None, problems: Collector
) -> pl.DataFrame:
    """Who implements: the implementing partner, else who runs or reports the row."""
    told = table.told
    present: pl.Expr = pl.lit(value=False)
    name: pl.Expr = pl.lit(None, pl.String)
    acronym: pl.Expr = pl.lit(None, pl.String)
    role: pl.Expr = pl.lit(None, pl.String)
    for prefix, label in _ROLES:
        fields = [f"{prefix}org_name", f"{prefix}org_acronym"]
        held = [
            pl.col(field) if field in told.columns else pl.lit(None, pl.String)
            for field in fields
        ]
        here = held[0].is_not_null() | held[1].is_not_null()
        name = pl.when(present).then(name).otherwise(held[0])
        acronym = pl.when(present).then(acronym).otherwise(held[1])
        role = (
            pl.when(present).then(role).when(here).then(pl.lit(label)).otherwise(None)
        )
        present = present | here
    if organization:
        name = pl.when(present).then(name).otherwise(pl.lit(organization))
        role = pl.when(present).then(role).otherwise(pl.lit("given"))
    told = told.with_columns(
        name.alias("org_name"), acronym.alias("org_acronym"), role.alias("org_role")
    )
    own = {"org_name", "org_acronym"} & set(table.positions)
    for label in ("programme", "reporting"):
        assumed = told.filter(pl.col("org_role") == label).select(
            "row", pl.col("org_name").fill_null(pl.col("org_acronym")).alias("excerpt")
        )
        if own:
            problems.add_frame(
                "IMPLEMENTER_ASSUMED",
                assumed,
                column=table.positions[min(own)],
                role=label,
            )
    return told


def _negative(numbers: list[pl.Series], lost: pl.Series) -> pl.Series:
    """Rows in which people are fewer than none."""
    negative = lost & False
    for column in numbers:
        if column.name in PEOPLE_FIELDS:
            negative |= (column < 0).fill_null(value=False)
    return negative


def _lost(told: pl.DataFrame, table: Table, problems: Collector) -> pl.Series:
    """Rows without any organization, or with neither place nor sector."""
    places = [
        field for pair in place_fields(told) for field in pair if field in told.columns
    ]
    places += [field for field in ("place_name",) if field in told.columns]
    somewhere = (
        pl.any_horizontal(pl.col(field).is_not_null() for field in places)
        if places
        else pl.lit(value=False)
    )
    if {"latitude", "longitude"} <= set(told.columns):
        somewhere = somewhere | (
            pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()
        )
    something = (
        pl.col("sector").is_not_null()
        if "sector" in told.columns
        else pl.lit(value=False)
    )
    judged = told.select(
        "row",
        pl.col("org_role").is_null().alias("nobody"),
        (~somewhere & ~something).alias("nowhere"),
    )
    who = next(
        (
            table.positions[field]
            for role in ORGANIZATION_ROLES
            for field in (f"{role}org_name", f"{role}org_acronym")
            if field in table.positions
        ),
        None,
    )
    problems.add_frame(
        "ORGANIZATION_MISSING", judged.filter("nobody").select("row"), column=who
    )
    problems.add_frame(
        "PLACE_AND_SECTOR_MISSING", judged.filter("nowhere").select("row")
    )
    return judged["nobody"] | judged["nowhere"]


def _duplicates(
    table: Table, hashes: pl.Series, rejected: pl.Series, problems: Collector
) -> pl.Series:
    """Rows equal in every mapped field to an earlier row that counts."""
    frame = pl.DataFrame({"row": table.rows, "key": hashes, "rejected": rejected})
    counted = frame.filter(~pl.col("rejected"))
    again = counted.filter(~pl.col("key").is_first_distinct())
    if not again.is_empty():
        first = counted.filter(pl.col("key").is_first_distinct()).select(
            "key", pl.col("row").alias("first")
        )
        found = again.join(
            first.filter(pl.col("key").is_in(again["key"].implode())),
            on="key",
            how="left",
            maintain_order="left",
        )
        problems.add_frame(
            "ROW_DUPLICATE", found.select("row", _first_row().alias("parameters"))
        )
    duplicate = frame["row"].is_in(again["row"].implode())
    if "row_key" in table.positions:
        _report_conflicts(table, duplicate | rejected, problems)
    return duplicate


def _report_conflicts(table: Table, apart: pl.Series, problems: Collector) -> None:
    """Rows that share a row key and differ."""
    kept = table.told.filter(~apart).select("row", "row_key").drop_nulls()
    kept = kept.with_columns(pl.col("row").first().over("row_key").alias("first"))
    found = kept.filter(pl.col("row") != pl.col("first"))
    problems.add_frame(
        "DUPLICATE_CONFLICT",
        found.select(
            "row", pl.col("row_key").alias("excerpt"), _first_row().alias("parameters")
        ),
        column=table.positions["row_key"],
    )


def _first_row() -> pl.Expr:
    return pl.struct("first").struct.json_encode()


def _numbers(table: Table, *, typed: bool, problems: Collector) -> list[pl.Series]:
    fields = [field for field in table.positions if field in NUMBER_FIELDS]
    reader = Numbers([table.told[field] for field in fields], typed=typed)
    read = {
        field: reader.read(
            table.told[field], table.rows, field, table.positions[field], problems
        ).alias(field)
        for field in fields
    }
    _check_totals(table, read, problems)
    return _checked_point(table, read, problems)


def _check_totals(
    table: Table, read: dict[str, pl.Series], problems: Collector
) -> None:
    for count in ("targeted", "reached"):
        total = f"{count}_total"
        parts = [
            read[name]
            for name in (f"{count}_{part}" for part in _PARTS_OF_TOTAL)
            if name in read
        ]
        if total not in read or not parts:
            continue
        frame = pl.DataFrame(
            [
                table.rows,
                read[total].alias("total"),
                pl.DataFrame(parts).sum_horizontal().alias("parts"),
            ]
        )
        more = (pl.col("parts") > pl.col("total")) & (pl.col("total") >= 0)
        found = frame.filter(more).with_columns(pl.col("parts", "total").cast(pl.Int64))
        parameters = pl.struct("parts", "total").struct.json_encode()
        problems.add_frame(
            "TOTAL_MISMATCH",
            found.select(
                "row",
                pl.col("total").cast(pl.String).alias("excerpt"),
                parameters.alias("parameters"),
            ),
            column=table.positions[total],
        )


def _checked_point(
    table: Table, read: dict[str, pl.Series], problems: Collector
) -> list[pl.Series]:
    """Points outside the globe, and 0, 0, are reported and left out."""
    if not {"latitude", "longitude"} <= set(read):
        return list(read.values())
    frame = pl.DataFrame([table.rows, read["latitude"], read["longitude"]])
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    for axis, limit in (("latitude", 90), ("longitude", 180)):
        for swapped in (False, True):
            fits = (
                (latitude.abs() <= 180) & (longitude.abs() <= 90) & (axis == "latitude")
            )
            found = frame.filter(
                (pl.col(axis).abs() > limit) & (fits if swapped else ~fits)
            )
            problems.add_frame(
                "GEO_OUT_OF_RANGE",
                found.select("row", pl.col(axis).cast(pl.String).alias("excerpt")),
                column=table.positions[axis],
                axis=axis,
                swapped="; latitude and longitude seem to be exchanged"
                if swapped
                else "",
            )
    zero = frame.filter((latitude == 0) & (longitude == 0)).select(
        "row", pl.lit("0").alias("excerpt")
    )
    problems.add_frame("GEO_SUSPECT", zero, column=table.positions["latitude"])
    good = (
        (latitude.abs() <= 90)
        & (longitude.abs() <= 180)
        & ~((latitude == 0) & (longitude == 0))
    )
    point = frame.select(
        pl.when(good).then(pl.col(axis)).alias(axis)
        for axis in ("latitude", "longitude")
    )
    return list(
        (
            read | {"latitude": point["latitude"], "longitude": point["longitude"]}
        ).values()
    )


def _report_texts(table: Table, limits: Limits, problems: Collector) -> None:
    """Invisible characters, cells that are too long, numbers that lost digits."""
    for field, position in table.positions.items():
        texts = table.told[field]
        longest = texts.str.len_bytes().max()
        if not isinstance(longest, int):
            continue
        frame = pl.DataFrame({"row": table.rows, "excerpt": texts})
        if longest > limits.cell_characters:
            long = frame.filter(
                pl.col("excerpt").str.len_chars() > limits.cell_characters
            )
            for row, text in long.iter_rows():
                problems.add(
                    "CELL_TOO_LONG",
                    row=row,
                    column=position,
                    text=text,
                    found=len(text),
                    limit=limits.cell_characters,
                )
        for row, text in frame.filter(
            pl.col("excerpt").str.contains(SUSPICIOUS)
        ).iter_rows():
            shown = sorted(
                {f"U+{ord(character):04X}" for character in _SUSPICIOUS.findall(text)}
            )
            problems.add(
                "NAME_CONTROL_CHARACTER",
                row=row,
                column=position,
                text=text,
                character=", ".join(shown),
            )
        if longest >= 16 and field not in NUMBER_FIELDS | DATE_FIELDS:
            lost = frame.filter(
                pl.col("excerpt").str.contains(r"^\d{16,}0$|^\d\.\d+[eE]\+?\d{2}$")
            )
            for row, text in lost.iter_rows():
                problems.add(
                    "PRECISION_LOSS",
                    row=row,
                    column=position,
                    text=text,
                    digits=len(text),
                )


def _assemble(
    lines: pl.DataFrame, told: pl.DataFrame, table: Table, fixed: pl.DataFrame
) -> pl.DataFrame:
    """Put the lines together with what is the same for all activities of a row."""
    index = table.rows.search_sorted(lines["row"])
    whole = lines.height == told.height and lines["activity"].max() == 1
    provider = table.given.select(pl.exclude("row").name.prefix("provider_"))
    taken = (
        set(lines.columns)
        | set(fixed.columns)
        | {"start", "end", *(f"period_{part}" for part in ("month", "quarter", "year"))}
    )
    texts = told.select(name for name in told.columns if name not in taken)
    if not whole:
        provider, texts, fixed = provider[index], texts[index], fixed[index]
    places = [
        pl.lit(None, pl.String).alias(f"admin{level}_{part}")
        for level in ADMIN_LEVELS
        for part in ("name", "code")
        if f"admin{level}_{part}" not in lines.columns
    ]
    where = lines.select(pl.exclude("row", "activity")).with_columns(places)
    return pl.concat(
        [
            lines.select("row", "activity"),
            fixed.select("fate"),
            provider,
            where,
            texts,
            fixed.drop("fate"),
        ],
        how="horizontal",
    )
