"""From a reading to the ledger's rows: keys for the names, and who reported."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from comity.ledger import ACTIVITIES
from comity.reconciliation.mentions import (
    LEVELS,
    Kind,
    Mention,
    organization_key,
    organization_mention,
    place_mention,
    sector_mention,
)
from comity.sheets import Problems, Reading

ROLES = ("reporting_", "programme_", "funding_")
APPLIED = "applied"

_PLACE = (
    *(f"admin{level}_{part}" for level in range(LEVELS) for part in ("code", "name")),
    "place_name",
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A reading, ready for reconciliation and the ledger.

    Args:
        rows: applied activities in the ledger's columns, less those that name the
            submission, its response, reporter and period.
        mentions: every name of a place, a sector, and an organization that
            implements or reports, each key once.
        brought: kind and key to the number of rows that have it.
    """

    rows: pl.DataFrame
    mentions: tuple[Mention, ...]
    brought: Counter[tuple[Kind, str]]


def prepare(reading: Reading, country: str) -> Staged:
    """Give every activity its keys, and collect the names to be reconciled.

    Args:
        reading: of a file.
        country: ISO3 of the response, in which all its places lie.
    """
    read = reading.rows
    if read.is_empty() or "fate" not in read.columns:
        return Staged(pl.DataFrame(schema=_OWN), (), Counter())
    applied = read.filter(pl.col("fate") == APPLIED)
    organizations, who = _organizations(applied, "")
    reporters, _ = _organizations(applied, "reporting_")
    places, where = _places(applied, country)
    sectors, what = _sectors(applied)
    keyed = applied.with_columns(who, where, what, *_role_keys(applied))
    named = {one.key: one for one in (*reporters, *organizations)}
    mentions = (*named.values(), *places, *sectors)
    brought: Counter[tuple[Kind, str]] = Counter()
    for kind, columns in (
        (Kind.ORGANIZATION, ("org_key", "reporting_org_key")),
        (Kind.PLACE, ("place_key",)),
        (Kind.SECTOR, ("sector_key",)),
    ):
        met = pl.concat(
            [keyed.select("row", pl.col(one).alias("key")) for one in columns]
        )
        counted = met.drop_nulls().group_by("key").agg(pl.col("row").n_unique())
        for key, rows in counted.iter_rows():
            brought[kind, key] = rows
    return Staged(_own_columns(keyed), mentions, brought)


def problem_frame(problems: Problems) -> pl.DataFrame:
    """All problems with their words, one row each."""
    return pl.DataFrame(
        [
            (
                one.code,
                str(one.severity),
                one.sheet,
                one.row,
                one.column,
                one.heading,
                one.excerpt,
                one.message,
                one.hint,
            )
            for one in problems
        ],
        schema=PROBLEM_COLUMNS,
        orient="row",
    )


PROBLEM_COLUMNS = pl.Schema(
    {
        "code": pl.String(),
        "severity": pl.String(),
        "sheet": pl.String(),
        "row": pl.Int32(),
        "column": pl.String(),
        "heading": pl.String(),
        "excerpt": pl.String(),
        "message": pl.String(),
        "hint": pl.String(),
    }
)

_GIVEN_LATER = {"submission", "response", "reporter", "period"}
_OWN = pl.Schema(
    {name: kind for name, kind in ACTIVITIES.items() if name not in _GIVEN_LATER}
    | {"row_period": pl.String()}
)


def _own_columns(keyed: pl.DataFrame) -> pl.DataFrame:
    known = keyed.rename({"period": "row_period"} if "period" in keyed.columns else {})
    known = known.with_columns(pl.col("activity") - 1)
    return known.select(
        (pl.col(name) if name in known.columns else pl.lit(None).alias(name)).cast(kind)
        for name, kind in _OWN.items()
    )


def _organizations(
    applied: pl.DataFrame, role: str
) -> tuple[Iterable[Mention], pl.Series]:
    columns = [
        _text(applied, name)
        for name in (
            f"{role}org_name",
            f"{role}org_acronym",
            f"provider_{role}org_type",
        )
    ]
    keys: list[str | None] = []
    met: dict[str, Mention] = {}
    seen: dict[tuple[str | None, ...], str | None] = {}
    for written in zip(*columns, strict=True):
        if written not in seen:
            mention = organization_mention(*written)
            seen[written] = mention.key if mention else None
            if mention:
                met.setdefault(mention.key, mention)
        keys.append(seen[written])
    return met.values(), pl.Series("org_key", keys, dtype=pl.String)


def _role_keys(applied: pl.DataFrame) -> list[pl.Series]:
    found = []
    for role in ROLES:
        names = _text(applied, f"{role}org_name")
        acronyms = _text(applied, f"{role}org_acronym")
        seen = {
            written: organization_key(*written)
            for written in set(zip(names, acronyms, strict=True))
        }
        keys = [seen[written] for written in zip(names, acronyms, strict=True)]
        found.append(pl.Series(f"{role}org_key", keys, dtype=pl.String))
    return found


def _places(applied: pl.DataFrame, country: str) -> tuple[Iterable[Mention], pl.Series]:
    columns = [_text(applied, name) for name in _PLACE]
    keys: list[str | None] = []
    met: dict[str, Mention] = {}
    seen: dict[tuple[str | None, ...], str | None] = {}
    for written in zip(*columns, strict=True):
        if written not in seen:
            levels = list(zip(written[0:-1:2], written[1:-1:2], strict=True))
            mention = place_mention(country, levels, written[-1])
            seen[written] = mention.key if mention else None
            if mention:
                met.setdefault(mention.key, mention)
        keys.append(seen[written])
    return met.values(), pl.Series("place_key", keys, dtype=pl.String)


def _sectors(applied: pl.DataFrame) -> tuple[Iterable[Mention], pl.Series]:
    texts = _text(applied, "sector")
    met = {text: sector_mention(text) for text in dict.fromkeys(texts)}
    keys = [held.key if (held := met[text]) else None for text in texts]
    unique = {one.key: one for one in met.values() if one}
    return unique.values(), pl.Series("sector_key", keys, dtype=pl.String)


def _text(frame: pl.DataFrame, name: str) -> list[str | None]:
    if name not in frame.columns:
        return [None] * frame.height
    return frame[name].cast(pl.String).to_list()
