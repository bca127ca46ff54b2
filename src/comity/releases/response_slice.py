"""What of a response may be public: presence of organizations by area and sector.

No text that a partner wrote passes here, no file name, no count of people; names
that no list resolves are counted and not named. The desk's live numbers are the
same slice, not yet frozen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

import polars as pl

from comity import coverage
from comity.register.models import AreaShape
from comity.register.queries import Asking, display_names
from comity.register.queries.gazetteer import AreaRecord, areas_of
from comity.register.queries.responses import (
    ResponseRecord,
    response_record,
    themes,
)
from comity.register.records import OrganizationName
from comity.releases import response_schema as tables
from comity.releases.register_slice import Frames, public_organizations
from comity.releases.schema import Table
from comity.releases.windows import UNDATED, Window, window, windows
from comity.submissions.coverage import Resolved, reporters, resolve_live
from comity.values.dates import FIRST_DAY, LAST_DAY
from comity.values.fivew import ADMIN_LEVELS

LEVELS = (1, 2, 3)
"""Levels of area that presence is told by."""

COUNTED_LEVELS = (1, 2)

GROUPINGS: tuple[tuple[str, ...], ...] = (
    ("admin1", "sector"),
    ("admin2", "sector"),
    ("admin1",),
    ("admin2",),
    ("sector",),
    (),
)
"""What coverage is counted by."""

ALL = "all"

_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_ACCOUNTED = ("lines", "blank", "skipped", "read", "applied", "rejected", "duplicate")


def grouping_name(by: Sequence[str]) -> str:
    """What `counted_by` says for some dimensions."""
    return ",".join(by) or ALL


@dataclass(frozen=True)
class ResponseSlice:
    """A response at a moment, as far as it may be told to the public.

    Args:
        inside: asks as one who may see what partners share.
        public: asks as a visitor.
    """

    record: ResponseRecord
    live: Resolved
    inside: Asking
    public: Asking
    _touching: dict[Window, pl.DataFrame] = field(default_factory=dict)
    _asked: dict[Window, list[tuple[UUID, bool]]] = field(default_factory=dict)

    @cached_property
    def areas(self) -> tuple[AreaRecord, ...]:
        return tuple(areas_of(self.record.country, self.public))

    @cached_property
    def windows(self) -> list[Window]:
        return windows(
            self.record.periods, (one.period for one in self.live.submissions)
        )

    @cached_property
    def activities(self) -> pl.DataFrame:
        """The live activities, without anything that is not public.

        An organization that is not public is one that no public list resolves.
        """
        shown = {str(pk) for pk in public_organizations(self.public)}
        listed = {
            level: pl.Series(
                sorted({area.pcode for area in self.areas if area.level == level}),
                dtype=pl.String,
            ).implode()
            for level in LEVELS
        }
        return (
            self.live.activities.select(
                pl.when(
                    pl.col("org_id").is_in(
                        pl.Series(sorted(shown), dtype=pl.String).implode()
                    )
                )
                .then(pl.col("org_id"))
                .alias("org_id"),
                "org_key",
                "sector",
                *_BOUNDS,
                *(
                    pl.when(pl.col(f"admin{level}_pcode").is_in(codes))
                    .then(pl.col(f"admin{level}_pcode"))
                    .alias(f"admin{level}_pcode")
                    for level, codes in listed.items()
                ),
            )
            .with_columns(
                pl.when(pl.col("org_id").is_null())
                .then(pl.col("org_key"))
                .alias("org_key"),
                pl.lit(None, pl.String).alias("provider_sector"),
                *(
                    pl.lit(None, pl.String).alias(f"provider_admin{level}_{part}")
                    for level in ADMIN_LEVELS
                    for part in ("code", "name")
                ),
            )
            .collect()
        )

    def counted(self, window: Window, by: Sequence[str]) -> pl.DataFrame:
        """Coverage in a period by some dimensions, in the columns of its table."""
        present = coverage.presence(
            self.touching(window).lazy(), by=tuple(by), period=window.days
        )
        cells = self.grid(by)
        if cells is None:
            found = present.with_columns(pl.lit("reported").alias("state")).collect()
        else:
            asked = self.requests(window)
            found = coverage.states(present, cells.lazy(), asked).collect()
        level = next((one for one in by if one.startswith("admin")), None)
        return found.select(
            pl.lit(self.record.simulated).alias("simulated"),
            pl.lit(self.record.code).alias("response_code"),
            pl.lit(grouping_name(by)).alias("counted_by"),
            *_window_columns(window),
            _column(found, f"{level}_pcode" if level else None).alias("area_code"),
            _named(
                _column(found, f"{level}_pcode" if level else None), self.area_names
            ).alias("area_name"),
            _column(found, "sector").alias("sector_code"),
            _named(_column(found, "sector"), self.sector_names).alias("sector_name"),
            "orgs",
            "orgs_certain",
            "orgs_unresolved",
            "activities",
            "state",
        ).cast(tables.COVERAGE.schema)

    @cached_property
    def area_names(self) -> dict[str, str]:
        return {area.pcode: area.name for area in self.areas}

    @cached_property
    def sector_names(self) -> dict[str, str]:
        return {theme.slug: theme.name for theme in themes(self.public)}

    @cached_property
    def organization_names(self) -> Mapping[str, OrganizationName]:
        met = self.activities["org_id"].drop_nulls().unique().sort().to_list()
        named = display_names(
            (pk for pk in public_organizations(self.public) if str(pk) in set(met)),
            self.public,
        )
        return {str(pk): name for pk, name in named.items()}

    def present(self, window: Window) -> pl.DataFrame:
        """Presence of organizations in a period, in the columns of its table."""
        levels = tuple(f"admin{level}" for level in LEVELS)
        found = coverage.presence(
            self.activities.lazy().filter(pl.col("org_id").is_not_null()),
            by=(*levels, "sector", "org"),
            period=window.days,
        ).collect()
        codes = [pl.col(f"admin{level}_pcode") for level in LEVELS]
        depth = pl.sum_horizontal(code.is_not_null() for code in codes)
        who = pl.col("org_id")
        names = self.organization_names
        return found.select(
            pl.lit(self.record.simulated).alias("simulated"),
            pl.lit(self.record.code).alias("response_code"),
            pl.lit(self.record.country).alias("location_code"),
            pl.lit(self.country_name).alias("location_name"),
            *(
                column
                for level, code in zip(LEVELS, codes, strict=True)
                for column in (
                    code.alias(f"admin{level}_code"),
                    _named(code, self.area_names).alias(f"admin{level}_name"),
                )
            ),
            depth.alias("admin_level"),
            pl.col("sector").alias("sector_code"),
            _named(pl.col("sector"), self.sector_names).alias("sector_name"),
            "org_id",
            _named(who, {pk: one.slug for pk, one in names.items()}).alias("org_slug"),
            _named(who, {pk: str(one) for pk, one in names.items()}).alias(
                "org_acronym"
            ),
            _named(who, {pk: one.name for pk, one in names.items()}).alias("org_name"),
            _named(who, {pk: one.classification for pk, one in names.items()}).alias(
                "org_type_code"
            ),
            "activities",
            pl.when(pl.col("orgs_certain") > 0)
            .then(pl.lit("certain"))
            .otherwise(pl.lit("possible"))
            .alias("certainty"),
            *_window_columns(window),
        ).cast(tables.PRESENCE.schema)

    @property
    def country_name(self) -> str:
        return self.area_names.get(self.record.country, self.record.country)

    def touching(self, window: Window) -> pl.DataFrame:
        """The activities that may lie in a period."""
        if window not in self._touching:
            self._touching.clear()
            self._touching[window] = self.activities.filter(
                pl.col("start_earliest").is_null()
                | (pl.col("start_earliest") <= (window.end or LAST_DAY)),
                pl.col("end_latest").is_null()
                | (pl.col("end_latest") >= (window.start or FIRST_DAY)),
            )
        return self._touching[window]

    def grid(self, by: Sequence[str]) -> pl.DataFrame | None:
        """The cells whose emptiness means something; None where nothing lists them."""
        level = next((one for one in by if one.startswith("admin")), None)
        if level is None:
            return None
        codes = [area.pcode for area in self.areas if f"admin{area.level}" == level]
        cells = pl.DataFrame({f"{level}_pcode": pl.Series(codes, dtype=pl.String)})
        if "sector" in by:
            sectors = self.activities.select("sector").drop_nulls().unique()
            cells = cells.join(sectors, how="cross")
        return None if cells.is_empty() else cells

    def requests(self, window: Window) -> pl.LazyFrame | None:
        """Who was asked to report for a period, and whether they did."""
        told = self.asked(window)
        if not told:
            return None
        return pl.LazyFrame(
            [(str(organization), done) for organization, done in told],
            schema={"org_id": pl.String, "reported": pl.Boolean},
            orient="row",
        )

    def asked(self, window: Window) -> list[tuple[UUID, bool]]:
        """Each organization asked to report for a period, and whether it did."""
        if window not in self._asked:
            live = replace(self.live, days=window.days)
            self._asked[window] = reporters(live, self.inside)
        return self._asked[window]

    def accounting(self, window_: Window) -> dict[str, Any]:
        """What became of the lines of the reports that speak of a period."""
        counting = [
            one
            for one in self.live.submissions
            if (window(one.period) if one.period else UNDATED).meets(window_)
        ]
        told = self.asked(window_)
        return {
            "simulated": self.record.simulated,
            "response_code": self.record.code,
            "period": window_.label,
            "reference_period_start": window_.start,
            "reference_period_end": window_.end,
            "expected": len(told),
            "reported": sum(done for _, done in told),
            "submissions": len(counting),
            **{
                name: sum(one.findings.get("rows", {}).get(name, 0) for one in counting)
                for name in _ACCOUNTED
            },
            "activities": sum(one.findings.get("activities", 0) for one in counting),
        }

    def shapes(self, level: int) -> dict[str, str]:
        """P-code to GeoJSON geometry, of the areas of a level that have one."""
        held = AreaShape.objects.filter(
            self.public.of_records("area", "area__edition__"),
            recorded__lte=self.public.known.sequence,
            area__country=self.record.country,
            area__level=level,
        ).order_by("recorded", "area__edition__recorded")
        listed = {area.pcode for area in self.areas if area.level == level}
        drawn = dict(held.values_list("area__pcode", "geometry"))
        return {pcode: drawn[pcode] for pcode in sorted(listed & drawn.keys())}

    def frames(self) -> Frames:
        """Every table of the response."""
        record = self.record
        return {
            tables.RESPONSES: _frame(
                tables.RESPONSES,
                [
                    {
                        "simulated": record.simulated,
                        "code": record.code,
                        "title": record.title,
                        "location_code": record.country,
                        "location_name": self.country_name,
                        "start": record.start,
                        "end": record.end,
                        "aggregation_rule": record.aggregation_rule,
                    }
                ],
            ),
            tables.PERIODS: _frame(
                tables.PERIODS, [self.accounting(one) for one in self.windows]
            ),
            tables.SECTORS: _frame(
                tables.SECTORS,
                [
                    {"code": code, "name": self.sector_names.get(code, code)}
                    for code in self.activities["sector"].drop_nulls().unique().sort()
                ],
            ),
            tables.AREAS: _frame(
                tables.AREAS,
                [
                    {
                        "code": area.pcode,
                        "name": area.name,
                        "level": area.level,
                        "parent": area.parent,
                        "location_code": area.country,
                    }
                    for area in self.areas
                ],
            ),
            tables.SHAPES: _frame(
                tables.SHAPES,
                [
                    {
                        "code": code,
                        "level": level,
                        "location_code": record.country,
                        "geometry": geometry,
                    }
                    for level in COUNTED_LEVELS
                    for code, geometry in self.shapes(level).items()
                ],
            ),
            tables.PRESENCE: pl.concat(
                [self.present(window) for window in self.windows]
            ),
            tables.COVERAGE: pl.concat(
                [
                    self.counted(window, by)
                    for window in self.windows
                    for by in GROUPINGS
                ]
            ),
        }


def response_slice(code: str, inside: Asking, public: Asking) -> ResponseSlice:
    """A response as it may be told to the public.

    Args:
        inside: asks as one who may see what partners share.
        public: asks as a visitor, at the same moment.

    Raises:
        UnknownResponse.
    """
    return ResponseSlice(
        response_record(code, inside), resolve_live(code, inside), inside, public
    )


def _window_columns(window: Window) -> tuple[pl.Expr, ...]:
    return (
        pl.lit(window.label).alias("period"),
        pl.lit(window.start, pl.Date).alias("reference_period_start"),
        pl.lit(window.end, pl.Date).alias("reference_period_end"),
    )


def _column(frame: pl.DataFrame, name: str | None) -> pl.Expr:
    if name is None or name not in frame.columns:
        return pl.lit(None, pl.String)
    return pl.col(name)


def _named(code: pl.Expr, names: Mapping[str, str]) -> pl.Expr:
    return code.replace_strict(
        list(names), list(names.values()), default=None, return_dtype=pl.String
    )


def _frame(table: Table, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=table.schema, orient="row")
