"""Charts: the numbers that are there, and edges as soft as they are known."""

from datetime import date
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from comity.formats import Bar, MapArea, Shade, Span, bars, matrix, timeline
from comity.formats.pictures import Picture
from comity.values.dates import Period

START, END = date(1990, 1, 1), date(2019, 12, 31)


def parsed(picture: Picture) -> Element:
    bare = picture.embedded.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return ElementTree.fromstring(bare)


def words(picture: Picture) -> list[str]:
    root = parsed(picture)
    return [node.text for node in root.iter("text")]


def titles(picture: Picture) -> list[str]:
    root = parsed(picture)
    return [node.text for node in root.iter("title")][1:]


def test_matrix_writes_each_number_in_its_cell_and_leaves_the_unknown_blank() -> None:
    drawn = matrix(
        {"A": "Awdal", "B": "Bari"},
        {"H": "Health", "S": "Shelter"},
        {
            ("A", "H"): MapArea("Awdal, health: 4", Shade.REPORTED, 4, "/x/"),
            ("A", "S"): MapArea("Awdal, shelter: 0", Shade.REPORTED_NONE, 0),
            ("B", "H"): MapArea("Bari, health: no report", Shade.NO_REPORT),
        },
        title="Presence",
    )
    assert words(drawn) == ["Awdal", "Bari", "Health", "Shelter", "4", "0"]
    assert len(titles(drawn)) == 3
    assert [key.css for key in drawn.legend] == ["map-1", "map-zero", "map-no-report"]
    assert not drawn.scales


def test_bars_start_at_zero_and_are_in_proportion() -> None:
    drawn = bars([Bar("A", 10), Bar("B", 5, "/b/"), Bar("C", 0)], title="T")
    drawn_bars = parsed(drawn).findall(".//*[@class='chart-bar']/*")
    widths = [int(rect.get("width", "")) for rect in drawn_bars]
    assert widths[0] == 2 * widths[1]
    assert widths[2] == 0
    assert titles(drawn) == ["A: 10", "B: 5", "C: 0"]


def pieces(period: Period) -> list[str]:
    drawn = timeline([Span("x", period, "x")], start=START, end=END, title="T", id_="t")
    root = parsed(drawn)
    span = next(node for node in root.iter("g") if node.find("title") is not None)
    found = []
    for node in span:
        if node.tag.endswith("rect"):
            found.append(node.get("fill"))
        found += [node.get("class") for _ in node.findall("rect")]
    return found


@pytest.mark.parametrize(
    ("start", "end", "kinds"),
    [
        ("1992-10-16", "2016-09-19", ["chart-bar"]),
        ("1992", "2016-09-19", ["url(#t-in)", "chart-bar"]),
        ("1992-10-16", "2016", ["chart-bar", "url(#t-out)"]),
        ("1992", "1992", ["chart-maybe"]),
        ("1992", None, ["url(#t-in)", "chart-bar", "url(#t-out)"]),
        (None, "2016-09-19", ["url(#t-in)", "chart-bar"]),
    ],
)
def test_what_is_only_possible_has_a_soft_edge(
    start: str | None, end: str | None, kinds: list[str]
) -> None:
    period = Period.of(start, end, date(2000, 1, 1))
    assert pieces(period) == kinds


def test_period_that_still_lasts_ends_in_a_tip_at_the_edge() -> None:
    period = Period.of("1992-10-16", "..")
    drawn = timeline([Span("x", period, "x")], start=START, end=END, title="T")
    assert "l7 7l-7 7z" in drawn.embedded


def test_axis_has_round_years_and_marks_the_day() -> None:
    drawn = timeline([], start=START, end=END, as_of=date(1994, 5, 1), title="T")
    assert words(drawn) == ["1990", "1995", "2000", "2005", "2010", "2015"]
    assert "chart-day" in drawn.embedded


def test_one_day_is_an_axis_too() -> None:
    day = date(2000, 6, 1)
    ElementTree.fromstring(timeline([], start=day, end=day, title="T").standalone)
