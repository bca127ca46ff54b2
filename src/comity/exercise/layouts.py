"""The layouts of partners' tables: which columns, in which order."""

LAYOUTS: dict[str, tuple[str, ...]] = {
    "districts": (
        "org_name", "org_acronym", "org_type", "sector", "activity",
        "admin1_name", "admin1_code", "admin2_name", "admin2_code",
        "start", "end", "status", "targeted_total", "reached_total",
    ),
    "communes": (
        "org_name", "sector", "activity",
        "admin1_name", "admin2_name", "admin3_name", "admin3_code",
        "start", "end", "status", "reached_total", "remarks",
    ),
    "roles": (
        "period_month", "status",
        "funding_org_acronym", "funding_org_name",
        "programme_org_acronym", "programme_org_name",
        "org_acronym", "org_name", "org_type",
        "admin1_name", "admin2_name", "admin3_name", "admin3_code",
        "sector", "activity", "latitude", "longitude",
    ),
    "presence": (
        "period_month", "sector", "admin1_name", "admin1_code",
        "admin2_name", "admin2_code", "org_type", "org_name",
    ),
    "export": (
        "admin2_code", "admin1_name", "admin2_name", "sector",
        "org_acronym", "org_name", "org_type", "extra_icon", "extra_path",
    ),
    "breakdown": (
        "row_key", "org_name", "project_title", "sector",
        "admin1_name", "admin2_name", "admin2_code", "start", "end",
        "reached_women", "reached_men", "reached_girls", "reached_boys",
        "reached_total",
    ),
    "quarterly": (
        "period", "org_name", "sector", "activity", "admin1_name", "admin2_name",
        "status", "targeted_total", "reached_total", "remarks",
    ),
    "monthly": (
        "org_acronym", "org_name", "sector", "admin1_name", "admin2_name",
        "admin2_code", "period_month", "period_year", "reached_total",
    ),
    "own_report": (
        "sector", "activity", "admin1_name", "admin2_name", "admin2_code",
        "start", "end", "status", "reached_total", "remarks",
    ),
    "matrix": (
        "reporting_org_name", "org_name", "org_type", "sector", "activity",
        "admin1_name", "admin1_code", "admin2_name", "admin2_code",
        "start", "end", "status", "targeted_total", "reached_total",
    ),
}  # fmt: skip

_GROUP_OF = {
    "who": ("org_", "reporting_", "programme_", "funding_"),
    "what": ("sector", "activity", "project", "status", "row_key"),
    "where": ("admin", "latitude", "longitude"),
    "when": ("start", "end", "period"),
    "whom": ("reached_",),
}


def group_of(field: str) -> str:
    """The group of a field in a header on two lines; empty where it has none."""
    return next(
        (group for group, begins in _GROUP_OF.items() if field.startswith(begins)), ""
    )
