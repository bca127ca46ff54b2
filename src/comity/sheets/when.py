"""When the rows happen: their own dates, their period, or the file's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from comity.sheets.days import Days, parse_days, shortest_edtf, shown_order
from comity.sheets.problems import Collector
from comity.sheets.reading import DateOrder, Question, ReadOptions
from comity.sheets.table import Table
from comity.sheets.titles import find_period
from comity.sheets.values import bounds, distinct, read_days, report, translate

_PERIOD_FIELDS = ("period", "period_month", "period_quarter", "period_year")
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The times of the rows, in the order of the table.

    Args:
        frame: start_earliest, start_latest, end_earliest, end_latest (date, null
            where unknown) and `period` (EDTF or null).
        impossible: rows whose start or end is no day, or that end before they start.
        period: of the file, EDTF, and `reason`.
        order: of day and month, given or found.
        questions: what only the sender can say.
    """

    frame: pl.DataFrame
    impossible: pl.Series
    period: str | None
    reason: str
    order: DateOrder | None
    questions: tuple[Question, ...]


def read_when(
    table: Table,
    options: ReadOptions,
    titles: Sequence[tuple[str, str]],
    suggestion: str | None,
    *,
    epoch_1904: bool,
    problems: Collector,
) -> When:
    """Read the times of all rows.

    A row that gives a period happens some time within it: its start and end both lie
    between the period's first and last day. A row without any date takes the file's
    period: the one given, else the one that a title names (`titles`: text and where
    it stands), else what the dates of the other rows span.
    """
    stated, reason = _stated(options, titles)
    year = _single_year(stated)
    order = options.date_order or _order(table)
    questions: list[Question] = []
    fields: tuple[str, ...] = ("start", "end", "period")
    read = {
        field: read_days(
            table.told[field], order=order, year=year, epoch_1904=epoch_1904
        )
        for field in fields
        if field in table.told.columns
    }
    for field, days in read.items():
        _report(field, days, table, problems)
    example = next(
        (
            text
            for days in read.values()
            for text, found in days.items()
            if found.ambiguous
        ),
        None,
    )
    if example is not None:
        questions.append(
            Question(about="date_order", choices=("dmy", "mdy"), example=example)
        )
    frame = _own_times(table, read, year)
    impossible = _disordered(frame, table, problems)
    for field in ("start", "end"):
        if field in read:
            none = [text for text, found in read[field].items() if found.impossible]
            impossible |= table.told[field].is_in(none).fill_null(value=False)
    if stated is None:
        stated, reason = _spanned(frame)
    frame, undated = _with_file_period(frame, stated, impossible)
    if undated:
        told = f"; its name suggests {suggestion}" if suggestion else ""
        problems.add("PERIOD_UNKNOWN", count=undated, suggestion=told)
        questions.append(
            Question(
                about="period", choices=(suggestion,) if suggestion else (), example=""
            )
        )
    return When(
        frame=frame,
        impossible=impossible,
        period=stated,
        reason=reason,
        order=order,
        questions=tuple(questions),
    )


def _stated(
    options: ReadOptions, titles: Sequence[tuple[str, str]]
) -> tuple[str | None, str]:
    if options.period:
        return options.period, "given"
    for text, place in titles:
        found = find_period(text)
        if found:
            return found, f"named by {place}"
    return None, ""


def _single_year(period: str | None) -> int | None:
    """The year of a period that lies in one year."""
    days = parse_days(period) if period else Days()
    if days.earliest and days.latest and days.earliest.year == days.latest.year:
        return days.earliest.year
    return None


def _order(table: Table) -> DateOrder | None:
    """The order of day and month, where some date of the file can be read in one way."""
    shown = {
        shown_order(text)
        for field in ("start", "end", "period")
        if field in table.told.columns
        for text in distinct(table.told[field])
    } - {None}
    return shown.pop() if len(shown) == 1 else None


def _report(
    field: str, days: dict[str, Days], table: Table, problems: Collector
) -> None:
    rows, texts, column = table.rows, table.told[field], table.positions[field]
    bad: dict[str, dict[str, str]] = {"DATE_INVALID": {}, "DATE_UNREADABLE": {}}
    for text, found in days.items():
        if found.earliest is None and not found.yearless and not found.open:
            none = found.impossible and field != "period"
            bad["DATE_INVALID" if none else "DATE_UNREADABLE"][text] = found.reason
    for code, told in bad.items():
        report(code, texts, rows, column, told, "reason", problems)
    unclear = {
        text: found.edtf or "" for text, found in days.items() if found.ambiguous
    }
    report("DATE_AMBIGUOUS", texts, rows, column, unclear, "covers", problems)


def _own_times(
    table: Table,
    read: dict[str, dict[str, Days]],
    year: int | None,
) -> pl.DataFrame:
    height = table.told.height
    empty = pl.Series([None], dtype=pl.Date).new_from_index(0, height)
    frame = pl.DataFrame(dict.fromkeys(_BOUNDS, empty))
    for field in ("start", "end"):
        if field in read:
            early, late = bounds(table.told[field], read[field])
            frame = frame.with_columns(
                early.alias(f"{field}_earliest"), late.alias(f"{field}_latest")
            )
    period = _period_texts(table, year)
    return frame.with_columns(period.alias("period"))


def _disordered(frame: pl.DataFrame, table: Table, problems: Collector) -> pl.Series:
    """Which rows end before they start."""
    wrong = (frame["end_latest"] < frame["start_earliest"]).fill_null(value=False)
    if wrong.any():
        found = table.told.filter(wrong).select(
            "row",
            pl.col("end").alias("excerpt"),
            pl.struct("start", "end").struct.json_encode().alias("parameters"),
        )
        problems.add_frame("DATE_ORDER", found, column=table.positions["end"])
    return wrong


def _period_texts(table: Table, year: int | None) -> pl.Series:
    """The period of each row as EDTF text, from the columns that give it."""
    fields = [field for field in _PERIOD_FIELDS if field in table.told.columns]
    nothing = pl.Series("period", [None], dtype=pl.String).new_from_index(
        0, table.told.height
    )
    if not fields:
        return nothing
    joined = table.told.select(
        pl.concat_str(
            [pl.col(field).fill_null("") for field in fields], separator="\x1f"
        ).alias("key")
    ).to_series()
    known = {
        key: _row_period(dict(zip(fields, key.split("\x1f"), strict=True)), year)
        for key in joined.unique()
    }
    return translate(joined, dict(known), pl.String()).alias("period")


def _row_period(told: dict[str, str], year: int | None) -> str | None:
    own_year = next(
        iter(
            [int(told["period_year"][:4])]
            if told.get("period_year", "")[:4].isdigit()
            else []
        ),
        None,
    )
    for field in ("period", "period_month", "period_quarter"):
        text = told.get(field, "")
        if not text:
            continue
        if field != "period" and text.isdigit() and len(text) <= 2:
            text = f"{'Q' if field == 'period_quarter' else '2000-'}{int(text):0{1 if field == 'period_quarter' else 2}}"
            chosen = own_year or year
            if chosen is None:
                return None
            text = text.replace("2000-", f"{chosen}-")
        found = parse_days(text, year=own_year or year)
        if found.edtf:
            return found.edtf
    return (
        str(own_year)
        if own_year
        and not any(told.get(field) for field in ("period_month", "period_quarter"))
        else None
    )


def _with_file_period(
    frame: pl.DataFrame, stated: str | None, impossible: pl.Series
) -> tuple[pl.DataFrame, int]:
    """Rows without dates take the file's period; then periods become bounds."""
    dated = pl.any_horizontal(pl.col(name).is_not_null() for name in _BOUNDS)
    bare = ~dated & pl.col("period").is_null() & ~impossible
    undated = 0
    if stated:
        frame = frame.with_columns(
            pl.when(bare)
            .then(pl.lit(stated))
            .otherwise(pl.col("period"))
            .alias("period")
        )
    else:
        undated = frame.select(bare.sum()).item()
    spans = {text: parse_days(text) for text in frame["period"].drop_nulls().unique()}
    early, late = bounds(frame["period"], spans)
    within = [
        pl.when(~dated)
        .then(early if name.endswith("earliest") else late)
        .otherwise(pl.col(name))
        .alias(name)
        for name in _BOUNDS
    ]
    return frame.with_columns(within), undated


def _spanned(frame: pl.DataFrame) -> tuple[str | None, str]:
    """The stretch that the rows' own dates and periods cover."""
    spans = [parse_days(text) for text in frame["period"].drop_nulls().unique()]
    days = [frame[name] for name in _BOUNDS]
    days.append(pl.Series([span.earliest for span in spans], dtype=pl.Date))
    days.append(pl.Series([span.latest for span in spans], dtype=pl.Date))
    known = pl.concat([column.drop_nulls().alias("day") for column in days])
    first, last = known.min(), known.max()
    if not isinstance(first, date) or not isinstance(last, date):
        return None, ""
    return shortest_edtf(first, last), "covered by the dates of the rows"
