"""Small charts as SVG: a matrix of areas and sectors, and bars.

Text in them keeps its size, so a wide one scrolls in its page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.formats.lettering import TEXT, label, label_width
from comity.formats.pictures import Picture
from comity.formats.shading import MapArea, css_of, fill_group, legend_of, steps_of
from comity.formats.svg import Svg, element, linked

CELL = 30
BAR = 14
ROW = 26
PLOT = 560


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a bar chart: its label and a number that is not negative."""

    label: str
    value: float
    href: str | None = None


def matrix(
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    cells: Mapping[tuple[str, str], MapArea],
    *,
    title: str,
    description: str = "",
    labels: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    id_: str = "matrix",
) -> Picture:
    """Draw areas against sectors, each cell shaded as on a map, numbers written in.

    Args:
        rows, columns: code -> label, in the order to be drawn.
        cells: (row, column) -> what is known there; others stay blank.
        title, description, labels, notes, id_: as for `comity.formats.maps`.
    """
    steps = steps_of(cells.values())
    left = label_width(rows.values())
    # Headings climb at 45 degrees.
    top = round(label_width(columns.values()) * 0.72) + 8
    parts = [
        label(name, left - 10, top + row * CELL + 20, anchor="end")
        for row, name in enumerate(rows.values())
    ]
    for column, name in enumerate(columns.values()):
        x, y = left + column * CELL + 18, top - 8
        parts.append(label(name, x, y, transform=f"rotate(-45 {x} {y})"))
    used = set()
    for row, row_code in enumerate(rows):
        for column, column_code in enumerate(columns):
            cell = cells.get((row_code, column_code))
            if cell is not None:
                css = css_of(cell, steps)
                used.add(css)
                x, y = left + column * CELL, top + row * CELL
                parts.append(_cell(cell, css, x, y, id_))
    return Picture(
        id=id_,
        title=title,
        description=description,
        width=left + len(columns) * CELL + round(top * 0.8),
        height=top + len(rows) * CELL,
        body=element("g", *parts, **TEXT),
        legend=legend_of(steps, used, labels or {}),
        notes=tuple(notes),
        scales=False,
    )


def bars(
    values: Sequence[Bar],
    *,
    title: str,
    description: str = "",
    notes: Sequence[str] = (),
    id_: str = "bars",
) -> Picture:
    """Draw numbers as bars from zero, each with its label and number."""
    left = label_width(bar.label for bar in values)
    highest = max((bar.value for bar in values), default=0) or 1
    parts = []
    for row, bar in enumerate(values):
        y = row * ROW
        wide = round(PLOT * bar.value / highest)
        drawn = [
            label(bar.label, left - 10, y + 17, anchor="end"),
            fill_group(
                "chart-bar",
                element("rect", x=left, y=y + 6, width=wide, height=BAR),
                id_=id_,
            ),
            label(f"{bar.value:,.10g}", left + wide + 8, y + 17),
        ]
        shown = f"{bar.label}: {bar.value:,.10g}"
        parts.append(linked(Svg("".join(drawn)), title=shown, href=bar.href))
    return Picture(
        id=id_,
        title=title,
        description=description,
        width=left + PLOT + 80,
        height=max(1, len(values)) * ROW,
        body=element("g", *parts, **TEXT),
        legend=(),
        notes=tuple(notes),
        scales=False,
    )


def _cell(cell: MapArea, css: str, x: int, y: int, id_: str) -> Svg:
    square = element("rect", x=x + 1, y=y + 1, width=CELL - 2, height=CELL - 2)
    parts: str = fill_group(css, square, id_=id_)
    if cell.value is not None:
        number = f"{cell.value:,.10g}"
        parts += label(number, x + CELL // 2, y + 20, anchor="middle", on=css)
    return linked(Svg(parts), title=cell.title, href=cell.href)
