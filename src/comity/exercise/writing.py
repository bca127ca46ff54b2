"""The whole exercise written into a folder, from one seed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from comity.exercise import tables
from comity.exercise.activities import PERIODS, YEAR, make_activities
from comity.exercise.country import ISO3, NAME, make_country
from comity.exercise.truth import LINE_COLUMNS, TRUTH_COLUMNS, line_rows, truth_rows
from comity.exercise.workbooks import Workbook, write_workbooks

CODE = f"simulated-{NAME.lower()}-{YEAR}"
TITLE = f"SIMULATED: {NAME} humanitarian response {YEAR}"

_README = f"""SIMULATED. {NAME}, its partners, agreements, people and figures are invented.

Written by comity.exercise from seed {{seed}}; docs/explanation/exercise.md explains
each file. truth.csv says what the workbooks mean, and must not be shown to an
intake before it is scored.
"""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A simulated response on disk.

    Args:
        folder: where everything lies.
        code: the response's code.
        country: the invented country's name.
        reporting_periods: EDTF intervals, in order.
        workbooks: in the order in which they came.
    """

    folder: Path
    code: str
    iso3: str
    country: str
    title: str
    reporting_periods: tuple[str, ...]
    workbooks: tuple[Workbook, ...]

    @property
    def truth(self) -> Path:
        return self.folder / "truth.csv"


def write_exercise(folder: Path, *, seed: int = 7) -> Exercise:
    """Write the simulated response into a folder: the same seed, the same bytes.

    Earlier workbooks in the folder are removed; other files are overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "workbooks", ignore_errors=True)
    country = make_country(seed)
    activities = make_activities(country, seed)
    reports = write_workbooks(folder / "workbooks", country, activities, seed)
    for name, rows in (
        ("organizations.csv", tables.organization_rows()),
        ("areas.csv", tables.area_rows(country)),
        ("areas_2019.csv", tables.former_area_rows(country)),
        ("population.csv", tables.population_rows(country, seed)),
        ("needs.csv", tables.need_rows(country, seed)),
        ("plan.csv", tables.plan_rows()),
        *tables.agreement_tables(),
        ("truth.csv", (TRUTH_COLUMNS, *truth_rows(reports, country))),
        ("lines.csv", (LINE_COLUMNS, *line_rows(reports))),
    ):
        tables.write_lines(folder / name, rows)
    for level in (1, 2, 3):
        path = folder / f"boundaries_adm{level}.geojson"
        path.write_text(tables.boundaries(country, level), encoding="utf-8")
    (folder / "SIMULATED.txt").write_text(_README.format(seed=seed), encoding="utf-8")
    return Exercise(
        folder=folder,
        code=CODE,
        iso3=ISO3,
        country=NAME,
        title=TITLE,
        reporting_periods=PERIODS,
        workbooks=tuple(report.workbook for report in reports),
    )
