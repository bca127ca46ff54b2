"""Where a response's numbers come from: the tables of a release, or the stores.

Both answer alike, so that a page shows either; live numbers are the slice that the
next release would freeze.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import polars as pl

from comity.register.queries import display_names
from comity.releases.connections import connection
from comity.releases.numbers import (
    Cell,
    PeriodNumbers,
    Place,
    Present,
    Reporter,
    ResponseHead,
    Row,
    cell_of,
    period_numbers,
    read_day,
)
from comity.releases.records import ReleaseRecord
from comity.releases.response_schema import (
    AREAS,
    COVERAGE,
    PERIODS,
    RESPONSES,
    SECTORS,
    SHAPES,
)
from comity.releases.response_slice import ResponseSlice, grouping_name
from comity.releases.schema import Table
from comity.releases.windows import Window


class Released:
    """Reads a response's tables out of a release."""

    def __init__(self, release: ReleaseRecord, code: str) -> None:
        self.release: ReleaseRecord | None = release
        self._database = connection(release)
        self._code = code

    @cached_property
    def head(self) -> ResponseHead:
        row = self._rows(RESPONSES, '"code" = ?', self._code)[0]
        return ResponseHead(
            row["code"],
            row["title"],
            row["location_code"],
            row["location_name"],
            read_day(row["start"]),
            read_day(row["end"]),
            bool(row["simulated"]),
        )

    @cached_property
    def periods(self) -> tuple[PeriodNumbers, ...]:
        rows = self._rows(PERIODS, '"response_code" = ?', self._code)
        return tuple(period_numbers(row) for row in sorted(rows, key=_in_time))

    def areas(self, level: int) -> tuple[Place, ...]:
        rows = self._rows(
            AREAS, '"location_code" = ? AND "level" = ?', self.head.country, level
        )
        return tuple(Place(row["code"], row["name"], row["parent"]) for row in rows)

    @property
    def sectors(self) -> Mapping[str, str]:
        used = {cell.sector for cell in self.cells(None, ("sector",))}
        return {
            row["code"]: row["name"]
            for row in self._rows(SECTORS, "1")
            if row["code"] in used
        }

    def cells(
        self, period: PeriodNumbers | None, by: Sequence[str]
    ) -> tuple[Cell, ...]:
        where = '"response_code" = ? AND "counted_by" = ?'
        values = [self._code, grouping_name(by)]
        if period is not None:
            where += ' AND "period" = ?'
            values.append(period.label)
        return tuple(cell_of(row) for row in self._rows(COVERAGE, where, *values))

    def shapes(self, level: int) -> Mapping[str, str]:
        rows = self._rows(
            SHAPES, '"location_code" = ? AND "level" = ?', self.head.country, level
        )
        return {row["code"]: row["geometry"] for row in rows}

    def organizations(self, period: PeriodNumbers, level: int) -> tuple[Present, ...]:
        found = self._database.execute(
            'SELECT "org_slug", "org_name", "org_acronym", '  # noqa: S608 names of our own schema
            f'count(DISTINCT "admin{level}_code"), count(DISTINCT "sector_code"), '
            'sum("activities") FROM "operational_presence" '
            'WHERE "response_code" = ? AND "period" = ? '
            'GROUP BY "org_id" ORDER BY 6 DESC, "org_slug"',
            (self._code, period.label),
        )
        return tuple(Present(*row) for row in found)

    def reporters(self, period: PeriodNumbers) -> tuple[Reporter, ...]:  # noqa: ARG002 a release names none
        return ()

    def _rows(self, table: Table, where: str, *values: object) -> list[Row]:
        columns = ", ".join(f'"{name}"' for name in table.names)
        found = self._database.execute(
            f'SELECT {columns} FROM "{table.name}" WHERE {where} ORDER BY "row"',  # noqa: S608 names of our own schema
            values,
        )
        return [dict(zip(table.names, row, strict=True)) for row in found]


class Live:
    """Computes the same from the stores."""

    release: ReleaseRecord | None = None

    def __init__(self, held: ResponseSlice) -> None:
        self._held = held

    @property
    def head(self) -> ResponseHead:
        record = self._held.record
        return ResponseHead(
            record.code,
            record.title,
            record.country,
            self._held.country_name,
            record.start,
            record.end,
            record.simulated,
        )

    @cached_property
    def periods(self) -> tuple[PeriodNumbers, ...]:
        rows = (self._held.accounting(one) for one in self._held.windows)
        return tuple(period_numbers(row) for row in rows)

    def areas(self, level: int) -> tuple[Place, ...]:
        return tuple(
            Place(area.pcode, area.name, area.parent)
            for area in self._held.areas
            if area.level == level
        )

    @property
    def sectors(self) -> Mapping[str, str]:
        used = self._held.activities["sector"].drop_nulls().unique().sort()
        return {code: self._held.sector_names.get(code, code) for code in used}

    def cells(self, period: PeriodNumbers, by: Sequence[str]) -> tuple[Cell, ...]:
        counted = self._held.counted(_window(period), by)
        return tuple(cell_of(row) for row in counted.to_dicts())

    def shapes(self, level: int) -> Mapping[str, str]:
        return self._held.shapes(level)

    def organizations(self, period: PeriodNumbers, level: int) -> tuple[Present, ...]:
        found = (
            self._held.present(_window(period))
            .group_by("org_slug", "org_name", "org_acronym")
            .agg(
                pl.col(f"admin{level}_code").drop_nulls().n_unique().alias("areas"),
                pl.col("sector_code").drop_nulls().n_unique().alias("sectors"),
                pl.col("activities").sum(),
            )
            .sort("activities", "org_slug", descending=[True, False])
        )
        return tuple(Present(*row) for row in found.iter_rows())

    def reporters(self, period: PeriodNumbers) -> tuple[Reporter, ...]:
        held = self._held
        told = held.asked(_window(period))
        names = display_names((pk for pk, _ in told), held.inside)
        found = (
            Reporter(names[pk].slug, str(names[pk]), done)
            for pk, done in told
            if pk in names
        )
        return tuple(sorted(found, key=lambda one: (one.reported, one.name)))


def _window(period: PeriodNumbers) -> Window:
    return Window(period.label, period.start, period.end)


def _in_time(row: Row) -> tuple[str, str]:
    return str(row["reference_period_end"]), str(row["reference_period_start"])
