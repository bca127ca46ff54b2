"""The 5W row: who does what, where, when and for whom.

The names of the fields are part of the interface contract: they are the right
hand side of a mapping, the columns of the ledger and of every table that leaves
Comity. All hold text as the provider wrote it unless said otherwise.

Source: OCHA 3W/4W/5W practice; HXL 1.1; HDX HAPI operational presence.
"""

ORGANIZATION_ROLES = ("", "reporting_", "programme_", "funding_")
"""Prefixes of the three organization fields; none means who implements."""

ORGANIZATION_FIELDS = tuple(
    f"{role}org_{part}"
    for role in ORGANIZATION_ROLES
    for part in ("name", "acronym", "type")
)

WHAT_FIELDS = (
    "sector",
    "subsector",
    "activity",
    "project_title",
    "project_code",
    "agreement",
    "modality",
    "status",
)

WHEN_FIELDS = (
    "start",
    "end",
    "period",
    "period_month",
    "period_quarter",
    "period_year",
)

ADMIN_LEVELS = (0, 1, 2, 3, 4)

WHERE_FIELDS = (
    *(f"admin{level}_{part}" for level in ADMIN_LEVELS for part in ("name", "code")),
    "place_name",
    "latitude",
    "longitude",
)

PEOPLE_PARTS = (
    "total",
    "women",
    "men",
    "girls",
    "boys",
    "female",
    "male",
    "children",
    "adults",
    "elderly",
    "disabled",
    "households",
)

WHOM_FIELDS = (
    "population_group",
    *(f"{count}_{part}" for count in ("targeted", "reached") for part in PEOPLE_PARTS),
)

FIGURE_FIELDS = ("indicator", "unit", "value", "budget", "currency")

FIELDS = (
    *ORGANIZATION_FIELDS,
    *WHAT_FIELDS,
    *WHEN_FIELDS,
    *WHERE_FIELDS,
    *WHOM_FIELDS,
    *FIGURE_FIELDS,
    "remarks",
    "row_key",
)
"""Every field of a 5W row, in the order in which tables show them."""

NUMBER_FIELDS = frozenset(
    {
        "latitude",
        "longitude",
        "value",
        "budget",
        *(
            f"{count}_{part}"
            for count in ("targeted", "reached")
            for part in PEOPLE_PARTS
        ),
    }
)
"""Fields whose text must read as a number."""

DATE_FIELDS = frozenset({"start", "end"})
"""Fields whose text must read as a day, month or year."""
