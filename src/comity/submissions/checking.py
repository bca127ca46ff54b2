"""Checking a file: read in a limited child process, matched to the register, compared.

Nothing is written here, so that a dry run is the same check.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from comity.reconciliation.actions import Matched, match_names
from comity.reconciliation.lists import gazetteer
from comity.reconciliation.mentions import Kind
from comity.register.models import Organization, Response
from comity.register.queries.asking import Asking
from comity.register.queries.gazetteer import AreaRecord
from comity.register.queries.names import display_names
from comity.register.queries.responses import organization_entries, themes
from comity.register.references import find_organization
from comity.sheets import Reading, ReadOptions, Severity, read_contained
from comity.submissions.staging import Staged, prepare, problem_frame
from comity.values.names import fold

ROWS_NAMED = 200
REPORTER_LENGTH = 100

NAMED_IN = 0.5
"""The share of rows that name an organization from which it is the reporter."""

NEXT_TO_IT = 0.5
"""The share of its rows that the next organization may be named in at most."""

MATRIX, SCATTERED = 5, 0.25
"""A matrix of all partners names at least so many, and none in more of its rows."""

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """What the sender says of a file, beyond the file itself."""

    organization: str = ""
    period: str = ""
    sheet: str = ""
    header_row: int | None = None
    mapping: Mapping[str, str] | None = None
    date_order: str = ""
    encoding: str = ""

    def document(self) -> dict[str, Any]:
        """As it is stored with the submission."""
        told = {name: getattr(self, name) for name in self.__slots__}
        told["mapping"] = dict(sorted(self.mapping.items())) if self.mapping else None
        return told


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found.

    Args:
        reporter: slug of the organization that reports, or empty for a
            consolidated matrix; its rows then speak for themselves.
        reporter_reason: what tells it.
        period: EDTF, or empty where nothing tells it.
    """

    reading: Reading
    staged: Staged
    matched: Mapping[Kind, Matched]
    reporter: str
    reporter_reason: str
    period: str
    rows: pl.DataFrame
    problems: pl.DataFrame

    @property
    def refused(self) -> bool:
        """Whether nothing of the file can be used."""
        return bool(self.refusal)

    @property
    def refusal(self) -> str:
        """Why nothing of the file can be used; empty where something can."""
        fatal = self.problems.filter(pl.col("severity") == str(Severity.REJECT_FILE))
        return "" if fatal.is_empty() else str(fatal["message"][0])


def check_file(
    path: Path,
    name: str,
    response: Response,
    options: IntakeOptions,
    asking: Asking,
    progress: Progress | None = None,
) -> Check:
    """Read a file for a response and say everything that can be said of it.

    Args:
        name: of the file, as the sender has it.

    Raises:
        DateInvalid, DateOrder: the period that was given.
        UnknownOrganization, AmbiguousOrganization: the reporter that was given.
    """
    given = (
        find_organization(options.organization, by=asking.by)
        if options.organization
        else None
    )
    name_given = display_names([given.pk], asking)[given.pk].name if given else ""
    reading = read_contained(
        path,
        _read_options(options, response, asking, organization=name_given),
        progress=progress,
    )
    staged = prepare(reading, response.country)
    matched = match_names(
        staged.mentions,
        country=response.country,
        scope=response.code,
        simulated=response.simulated,
        asking=asking,
    )
    if given is not None:
        reporter, reason = given.slug, "given"
    else:
        reporter, reason = _reporter(staged.rows, matched[Kind.ORGANIZATION], name)
    period = reading.period or ""
    rows = staged.rows.with_columns(
        pl.lit(response.code).alias("response"),
        pl.lit(reporter).alias("reporter"),
        pl.col("row_period")
        .fill_null(pl.lit(period or None, pl.String))
        .alias("period"),
    ).drop("row_period")
    return Check(
        reading,
        staged,
        matched,
        reporter,
        reason,
        period,
        rows,
        problem_frame(reading.problems),
    )


def findings(check: Check) -> dict[str, Any]:
    """What is told of a check, without the problems themselves."""
    reading = check.reading
    return {
        "sheet": reading.sheet,
        "header_row": reading.header_row,
        "header_reason": reading.header_reason,
        "mapping": reading.mapping,
        "columns": [
            {
                "letter": column.letter,
                "heading": column.heading,
                "tag": column.tag,
                "field": column.field,
                "found": str(column.found),
                "reason": column.reason,
            }
            for column in reading.columns
        ],
        "sheets": [
            {
                "name": sheet.name,
                "visible": sheet.visible,
                "chosen": sheet.chosen,
                "reason": sheet.reason,
            }
            for sheet in reading.sheets
        ],
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "date_order": reading.date_order,
        "questions": [
            {"about": one.about, "choices": list(one.choices), "example": one.example}
            for one in reading.questions
        ],
        "period": check.period or None,
        "period_reason": reading.period_reason,
        "reporter": check.reporter or None,
        "reporter_reason": check.reporter_reason,
        "rows": reading.summary(),
        "skipped_rows": [
            {"row": skipped.row, "kind": skipped.kind}
            for skipped in reading.accounting.skipped_rows[:ROWS_NAMED]
        ],
        "activities": reading.activities,
        "names": {
            f"{kind}s": {
                "distinct": found.distinct,
                "matched": found.distinct - len(found.waiting),
                "queued": len(found.waiting),
            }
            for kind, found in check.matched.items()
        },
        "problem_counts": dict(Counter(check.problems["code"].to_list()).most_common()),
    }


def _read_options(
    options: IntakeOptions, response: Response, asking: Asking, *, organization: str
) -> ReadOptions:
    entries = organization_entries(asking, simulated=response.simulated)
    areas = gazetteer(response.country, asking).values()
    return ReadOptions(
        sheet=options.sheet or None,
        header_row=options.header_row,
        mapping=options.mapping,
        date_order=options.date_order or None,  # type: ignore[arg-type]
        encoding=options.encoding or None,
        period=options.period or None,
        organization=organization or None,
        known_pcodes=frozenset(
            code for area in areas for code in (area.pcode, *area.former_codes)
        ),
        known_places=_levels_by_name(areas),
        known_names=frozenset(
            fold(text) for entry in entries for text in (*entry.names, *entry.acronyms)
        )
        - {""},
        known_sectors=frozenset(
            fold(text)
            for theme in themes(asking)
            for text in (*theme.labels, *theme.codes, *theme.acronyms)
        )
        - {""},
    )


def _levels_by_name(areas: Iterable[AreaRecord]) -> dict[str, frozenset[int]]:
    """Folded name, in any spelling -> the levels of the areas that bear it."""
    levels: dict[str, set[int]] = {}
    for area in areas:
        for name in (area.name, *area.other_names):
            levels.setdefault(fold(name), set()).add(area.level)
    levels.pop("", None)
    return {name: frozenset(held) for name, held in levels.items()}


def _reporter(rows: pl.DataFrame, matched: Matched, file: str) -> tuple[str, str]:
    """Who reports, as the rows tell it, and why.

    One organization that nearly every row names reports its own work. A file in
    which many are named and none stands out is a matrix of all partners, whose
    reporter is the coordinating body (empty). Of anything else the sender has to
    say who reports; until then it stands for itself, so that it takes the place
    of nobody's report.
    """
    whole = max(rows["row"].n_unique(), 1)
    named: set[str] = set()
    most_named = 0.0
    for column, role in _REPORTERS.items():
        told = rows.select("row", pl.col(column).replace(matched.meanings).alias("who"))
        counted = (
            told.drop_nulls()
            .group_by("who")
            .agg((pl.col("row").n_unique() / whole).alias("share"))
            .sort("share", "who", descending=[True, False])
        )
        named |= set(counted["who"].to_list())
        shares = [*counted["share"].to_list(), 0.0, 0.0]
        most_named = max(most_named, shares[0])
        if shares[0] >= NAMED_IN and shares[1] <= NEXT_TO_IT * shares[0]:
            return _slug(
                counted["who"][0], matched
            ), f"{role} in {shares[0]:.0%} of rows"
    if len(named) >= MATRIX and most_named <= SCATTERED:
        return (
            "",
            f"{len(named)} organizations are named, none in more than {most_named:.0%} of rows",
        )
    return f"file:{fold(file)}"[
        :REPORTER_LENGTH
    ], "no organization stands out in the rows"


_REPORTERS = {
    "reporting_org_key": "reports",
    "org_key": "implements",
    "programme_org_key": "runs the programme",
}


def _slug(who: str, matched: Matched) -> str:
    if who not in matched.meanings.values():
        return who[:REPORTER_LENGTH]
    return Organization.objects.get(pk=who).slug
