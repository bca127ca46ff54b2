"""The tables of a release that come from what partners report."""

from comity.releases.schema import Table, boolean, day, integer, text

_SIMULATED = boolean("simulated", "Whether the row is invented, for an exercise.")
_PERIOD = (
    text("period", "Label of the reporting period; empty where no report tells one."),
    day("reference_period_start", "Its first day."),
    day("reference_period_end", "Its last day, inclusive."),
)
_COUNTS = (
    integer("orgs", "Distinct organizations present, certainly or possibly."),
    integer("orgs_certain", "Those of them whose activity surely lies in the period."),
    integer(
        "orgs_unresolved",
        "Distinct names that no list resolves; they may be organizations counted already.",
    ),
    integer("activities", "Reported activities; empty where nobody said."),
)

RESPONSES = Table(
    "responses",
    "The responses that this release speaks of.",
    (
        _SIMULATED,
        text("code", "Code of the response."),
        text("title", "Title."),
        text("location_code", "ISO 3166-1 alpha-3, or XAA to XZZ where simulated."),
        text("location_name", "Name of the country."),
        day("start", "First day, where set."),
        day("end", "Last day, where set."),
        text("aggregation_rule", "What of its reports is public."),
    ),
    ("code",),
)
PERIODS = Table(
    "reporting_periods",
    "For each period that reports speak of: how many were asked, how many reported.",
    (
        _SIMULATED,
        text("response_code", "Code of the response."),
        *_PERIOD,
        integer("expected", "Organizations that were asked to report."),
        integer("reported", "Those of them that did."),
        integer("submissions", "Accepted reports that count."),
        integer("lines", "Lines of these reports: blank + skipped + read."),
        integer("blank", "Blank lines."),
        integer("skipped", "Banner, header, tag, note and total rows."),
        integer("read", "Rows read: applied + rejected + duplicate."),
        integer("applied", "Rows that count."),
        integer("rejected", "Rows with a fault that keeps them out."),
        integer("duplicate", "Rows equal to an earlier one of the same report."),
        integer("activities", "Activities in the rows that count."),
    ),
    ("response_code", "reference_period_start", "reference_period_end", "period"),
)
SECTORS = Table(
    "sectors",
    "The sectors that reports speak of.",
    (text("code", "Code used in the other tables."), text("name", "Name.")),
    ("code",),
)
AREAS = Table(
    "areas",
    "The areas of the responses' countries.",
    (
        text("code", "P-code."),
        text("name", "Name."),
        integer("level", "0 for a country, 1 and below for its areas."),
        text("parent", "P-code of the area around it."),
        text("location_code", "Country."),
    ),
    ("location_code", "level", "code"),
    (("location_code", "level"),),
)
SHAPES = Table(
    "shapes",
    "Boundaries of the areas, as maps draw them.",
    (
        text("code", "P-code."),
        integer("level", "As in areas."),
        text("location_code", "Country."),
        text("geometry", "GeoJSON geometry, degrees (WGS 84)."),
    ),
    ("location_code", "level", "code"),
    (("location_code", "level"),),
)
PRESENCE = Table(
    "operational_presence",
    "Which organization is present where, in which sector and period.",
    (
        _SIMULATED,
        text("response_code", "Code of the response."),
        text("location_code", "Country."),
        text("location_name", "Its name."),
        text("admin1_code", "P-code of the area of level 1."),
        text("admin1_name", "Its name."),
        text("admin2_code", "P-code of the area of level 2."),
        text("admin2_name", "Its name."),
        text("admin3_code", "P-code of the area of level 3."),
        text("admin3_name", "Its name."),
        integer("admin_level", "The deepest level that reports tell."),
        text("sector_code", "Sector; empty where its name is not resolved."),
        text("sector_name", "Its name."),
        text("org_id", "Identifier of the organization in the register."),
        text("org_slug", "Its short name in addresses."),
        text("org_acronym", "Its acronym, or its name where it has none."),
        text("org_name", "Its name."),
        text("org_type_code", "Its classification."),
        integer("activities", "Its reported activities there."),
        text("certainty", "certain, or possible where dates leave it open."),
        *_PERIOD,
    ),
    (
        "response_code",
        "reference_period_start",
        "reference_period_end",
        "period",
        "admin1_code",
        "admin2_code",
        "admin3_code",
        "sector_code",
        "org_slug",
    ),
    (
        ("response_code",),
        ("location_code",),
        ("location_code", "sector_code"),
        ("admin1_code",),
        ("admin1_code", "sector_code"),
        ("admin2_code",),
        ("admin2_code", "sector_code"),
        ("sector_code",),
        ("org_acronym",),
        ("org_slug",),
        ("org_type_code",),
        ("reference_period_start",),
    ),
)
COVERAGE = Table(
    "coverage",
    "Presence counted over areas and sectors, with what silence means.",
    (
        _SIMULATED,
        text("response_code", "Code of the response."),
        text(
            "counted_by",
            "admin1,sector · admin2,sector · admin1 · admin2 · sector · all.",
        ),
        *_PERIOD,
        text(
            "area_code",
            "P-code; empty where no list tells it, or where not counted by area.",
        ),
        text("area_name", "Its name."),
        text(
            "sector_code",
            "Sector; empty where not resolved, or where not counted by sector.",
        ),
        text("sector_name", "Its name."),
        *_COUNTS,
        text("state", "reported, reported_none, no_report or not_asked."),
    ),
    (
        "response_code",
        "counted_by",
        "reference_period_start",
        "reference_period_end",
        "period",
        "area_code",
        "sector_code",
    ),
    (("response_code", "counted_by", "period"),),
)

RESPONSE_TABLES = (RESPONSES, PERIODS, SECTORS, AREAS, SHAPES, PRESENCE, COVERAGE)
