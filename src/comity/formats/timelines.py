"""Timelines as SVG: periods on one axis, with edges as soft as they are known.

What is certain is solid. An end that is only known to lie within a year fades over
that year; a period of which no day is certain is a pale band; one that still lasts
ends in a tip.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.formats.lettering import TEXT, label, label_width
from comity.formats.pictures import Picture
from comity.formats.shading import Key, fill_group
from comity.formats.svg import Svg, element, linked
from comity.values.dates import LAST_DAY, Period

BAR = 14
ROW = 26
PLOT = 560
TICKS = 10


@dataclass(frozen=True, slots=True)
class Span:
    """One bar of a timeline.

    Args:
        label: who, or in which role.
        period: with the bounds that its edges fade over.
        title: what a reader sees on pointing at it.
        href: where it leads.
    """

    label: str
    period: Period
    title: str
    href: str | None = None


def timeline(
    spans: Sequence[Span],
    *,
    start: date,
    end: date,
    title: str,
    description: str = "",
    as_of: date | None = None,
    labels: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    id_: str = "timeline",
) -> Picture:
    """Draw periods on one axis: solid where certain, fading where only possible.

    Args:
        spans: from top to bottom.
        start, end: first and last day of the axis; a period that still lasts runs
            over its end.
        as_of: a day to be marked.
        labels: wording of the legend, by "certain" and "possible".
        title, description, notes, id_: as for `comity.formats.maps`.
    """
    left = label_width(span.label for span in spans)
    days = max((end - start).days, 1)

    def x_of(day: date) -> int:
        inside = min(max((day - start).days, 0), days)
        return left + round(PLOT * inside / days)

    height = len(spans) * ROW + 30
    parts = [_fades(id_)]
    for year in _years(start, end):
        x = x_of(date(year, 1, 1))
        parts += [
            element(
                "path", d=f"M{x} 0V{height - 24}", stroke="#dcdfe3", class_="chart-line"
            ),
            label(str(year), x, height - 6, anchor="middle", css="chart-note"),
        ]
    for row, span in enumerate(spans):
        y = row * ROW
        drawn = label(span.label, left - 10, y + 17, anchor="end") + _span(
            span.period, y + 6, x_of, id_
        )
        parts.append(linked(Svg(drawn), title=span.title, href=span.href))
    if as_of is not None:
        x = x_of(as_of)
        mark = f"M{x} 0V{height - 24}"
        parts.append(element("path", d=mark, stroke="#292c30", class_="chart-day"))
    wording = labels or {}
    return Picture(
        id=id_,
        title=title,
        description=description,
        width=left + PLOT + 30,
        height=height,
        body=element("g", *parts, **TEXT),
        legend=(
            Key("chart-bar", wording.get("certain", "Certain")),
            Key("chart-maybe", wording.get("possible", "Possible")),
        ),
        notes=tuple(notes),
        scales=False,
    )


def _span(period: Period, y: int, x_of: Callable[[date], int], id_: str) -> str:
    """A bar in up to three pieces: fading in, certain, fading out."""
    first, sure = x_of(period.starts.earliest), x_of(period.starts.latest)
    until, last = x_of(period.ends.earliest), x_of(period.ends.latest)
    if sure >= until:
        # No day is certain: the whole of it is a pale band.
        return _piece(first, max(last, first + 3), y, css="chart-maybe")
    pieces = [
        _piece(first, sure, y, fade=f"url(#{id_}-in)"),
        _piece(sure, max(until, sure + 2), y, css="chart-bar"),
        _piece(until, last, y, fade=f"url(#{id_}-out)"),
    ]
    if period.ends.earliest == LAST_DAY:
        tip = f"M{until} {y}l7 {BAR // 2}l-7 {BAR // 2}z"
        pieces.append(fill_group("chart-bar", element("path", d=tip), id_=id_))
    return "".join(pieces)


def _piece(
    left: int, right: int, y: int, *, css: str | None = None, fade: str | None = None
) -> str:
    if right <= left:
        return ""
    rect = element("rect", x=left, y=y, width=right - left, height=BAR, fill=fade)
    return fill_group(css, rect, id_="") if css else rect


def _fades(id_: str) -> Svg:
    """The gradients that soft edges are filled with."""
    solid = element("stop", offset=0, stop_color="#0062ba", class_="chart-soft")
    none = element(
        "stop", offset=1, stop_color="#0062ba", stop_opacity=0.1, class_="chart-soft"
    )
    return element(
        "defs",
        element("linearGradient", solid, none, id=f"{id_}-out"),
        element("linearGradient", solid, none, id=f"{id_}-in", x1=1, x2=0),
    )


def _years(start: date, end: date) -> range:
    """Round years for the axis, at most ten or so."""
    across = end.year - start.year + 1
    step = next(
        (step for step in (1, 2, 5, 10, 20, 25, 50) if across / step <= TICKS), 100
    )
    first = start.year if start == date(start.year, 1, 1) else start.year + 1
    return range(-(-first // step) * step, end.year + 1, step)
