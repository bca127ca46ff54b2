"""What a release tells its reader in words: how to read, check, use and cite it."""

from collections.abc import Mapping, Sequence

import polars as pl

from comity.register.queries.responses import ResponseRecord
from comity.releases.naming import (
    CITATION,
    DATABASE,
    DICTIONARY,
    LICENCE,
    MANIFEST,
    MARK,
    SUMS,
    file_name,
)
from comity.releases.schema import Table

RULES: Mapping[str, str] = {
    "presence": (
        "Presence of organizations by area, sector and reporting period, and counts "
        "of activities. No text that partners wrote, no counts of people, no names "
        "that are not resolved."
    ),
}
"""Aggregation rule of a response -> what of it is public. Under any other, nothing."""

SENSITIVITY = (
    "Of the register, public claims that rest on what is public. Of responses, what "
    "their aggregation rule allows, from reports of the classes public and partners; "
    "an organization that is not public is counted as a name that is not resolved."
)

LICENCE_TITLE = "Creative Commons Attribution 4.0 International (CC BY 4.0)"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

DISCLAIMER = (
    "The boundaries and names shown and the designations used do not imply official "
    "endorsement or acceptance."
)

SIMULATED = (
    f"{MARK}: every organization, place, agreement and number of this release is "
    "invented for an exercise. Nothing in it is true of any country."
)

CAVEATS = (
    (
        "What nobody reported is not zero. The state of a cell says which it is: "
        "reported (someone reports activity), reported_none (all who were asked "
        "reported, and nothing there), no_report (someone who was asked did not "
        "report), not_asked (nobody was asked, or there is no plan)."
    ),
    (
        "Organizations are counted once each, whatever they do; counts of different "
        "areas or sectors must not be added. Names that no list resolves are counted "
        "apart (orgs_unresolved) and may be organizations that are counted already."
    ),
    (
        "A place or sector whose name is not resolved has an empty code. Presence is "
        "told down to the level that the report gives."
    ),
    (
        "An activity counts in each reporting period that it may touch; certainty "
        "says where its dates leave that open."
    ),
    "P-codes mean something only together with the list of areas in this release.",
    DISCLAIMER,
)


def citation(name: str, responses: Sequence[ResponseRecord], sequence: int) -> str:
    """How to cite a release."""
    what = "; ".join(one.title for one in responses) or "Register"
    return f"Comity. {what}. Release {name}, as known at register sequence {sequence}."


def licence() -> str:
    return (
        f"{LICENCE_TITLE}\n{LICENCE_URL}\n\n"
        "Use it for anything; name the release and its sources. Sources keep their own "
        "terms: the tables sources and citations name them.\n"
    )


def readme(
    name: str,
    responses: Sequence[ResponseRecord],
    tables: Mapping[Table, int],
    *,
    simulated: bool,
) -> str:
    """The text that stands beside the files.

    Args:
        tables: each with its number of rows.
    """
    database = file_name(DATABASE, simulated=simulated)
    about = [
        f"- {one.title} ({one.code}, {one.country}): {RULES[one.aggregation_rule]}"
        for one in responses
    ] or ["- The register: organizations, roles, instruments and their evidence."]
    held = [
        f"| {table.name} | {rows} | {table.meaning} |" for table, rows in tables.items()
    ]
    lines = [
        f"# {name}",
        "",
        *([f"**{SIMULATED}**", ""] if simulated else []),
        "A release of Comity: a frozen public copy of what the register and the reports",
        "of partners say.",
        "",
        *about,
        "",
        "## Files",
        "",
        f"`{database}` holds all tables and opens in any SQLite tool. Each table is also",
        "there as Parquet and as CSV (UTF-8; text that a spreadsheet would run has an",
        f"apostrophe before it). `{file_name(DICTIONARY, simulated=simulated)}` says what",
        "every column means.",
        "",
        "| Table | Rows | Holds |",
        "| --- | ---: | --- |",
        *held,
        "",
        "## Read this before using the numbers",
        "",
        *(f"- {caveat}" for caveat in CAVEATS),
        "",
        "## Check it",
        "",
        f"`sha256sum --check {SUMS}` compares every file with its checksum; `{MANIFEST}`",
        "gives the same checksums, the hashes of the tables and the SHA-256 of every report",
        "that went in. Where the stores are, `comity release verify NAME --rebuild` makes",
        "the release again and compares.",
        "",
        "A table's hash is the SHA-256 of its rows in order, one JSON object a line, keys in",
        "the order of its columns, without spaces, days as ISO 8601, unknown as null. The",
        "order is that of the columns that the manifest names as its key, unknown first.",
        "",
        "## Use and cite it",
        "",
        f"{LICENCE_TITLE}: see `{file_name(LICENCE, simulated=simulated)}`.",
        f"How to cite it is in `{file_name(CITATION, simulated=simulated)}`.",
    ]
    return "\n".join(lines) + "\n"


def dictionary(tables: Sequence[Table]) -> pl.DataFrame:
    """What every column of every table means."""
    return pl.DataFrame(
        [
            (table.name, column.name, str(column.type), column.meaning)
            for table in tables
            for column in table.columns
        ],
        schema=["table", "column", "type", "meaning"],
        orient="row",
    )
