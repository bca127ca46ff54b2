"""Maps: safe under a strict policy, honest about what is not known."""

import re
from itertools import pairwise
from math import isclose
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from comity.formats import MapArea, Shade, area_map, read_boundaries, world_map
from comity.formats.classes import class_of, classify
from comity.formats.maps import world_shapes
from comity.formats.outlines import draw
from comity.formats.projections import as_it_lies, cut, equal_earth
from comity.formats.svg import element, linked, text

CODES = {
    "404": "KEN",
    "706": "SOM",
    "643": "RUS",
    "470": "MLT",
    "036": "AUS",
    "242": "FJI",
}


def square(
    x: float, y: float, size: float = 1
) -> tuple[tuple[tuple[float, float], ...]]:
    return (((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)),)


SHAPES = {f"X{n}": (square(n, 0),) for n in range(8)}


def groups(svg: str) -> dict[str, str]:
    """The markup of each shaded group, by class."""
    return dict(re.findall(r'<g class="([\w-]+)"[^>]*>(.*?)</g>(?=<g class|</g>)', svg))


def areas() -> dict[str, MapArea]:
    return {
        "X0": MapArea("A: 3", Shade.REPORTED, 3, "/areas/X0/"),
        "X1": MapArea("B: 9", Shade.REPORTED, 9),
        "X2": MapArea("C: none there", Shade.REPORTED_NONE, 0),
        "X3": MapArea("D: no report", Shade.NO_REPORT),
        "X4": MapArea("E: not asked", Shade.NOT_ASKED),
        "X5": MapArea("F: possible", Shade.POSSIBLE),
        "X6": MapArea("G: certain", Shade.CERTAIN),
    }


def test_no_report_is_hatched_and_never_drawn_like_zero() -> None:
    drawn = area_map(SHAPES, areas(), title="T", id_="m")
    by_class = groups(drawn.embedded)
    assert "D: no report" in by_class["map-no-report"]
    assert "C: none there" in by_class["map-zero"]
    assert '<g class="map-no-report" fill="url(#m-hatch)"' in drawn.embedded
    assert '<pattern id="m-hatch"' in drawn.embedded
    assert "F: possible" in by_class["map-possible"]
    assert "<title>" not in by_class["map-land"]


def test_legend_names_what_was_used_in_the_wording_asked_for() -> None:
    drawn = area_map(SHAPES, areas(), title="T", labels={"no_report": "Pas de rapport"})
    assert [(key.css, key.label) for key in drawn.legend] == [
        ("map-1", "3"),
        ("map-5", "9"),
        ("map-on", "Certain"),
        ("map-possible", "Possible"),
        ("map-zero", "Reported, none there"),
        ("map-no-report", "Pas de rapport"),
        ("map-not-asked", "Not asked"),
    ]


def test_standalone_picture_carries_title_legend_and_disclaimer() -> None:
    notes = ("The boundaries shown do not imply endorsement.", "Source: S, 2026.")
    drawn = area_map(SHAPES, areas(), title="Presence", notes=notes)
    words = " ".join(ElementTree.fromstring(drawn.standalone).itertext())
    assert all(note in words for note in notes)
    assert "No report" in words
    assert notes[0] not in drawn.embedded


def test_picture_is_safe_under_a_strict_policy_and_against_markup_in_names() -> None:
    hostile = '</title><script>alert(1)</script>"\x00\ud800'
    drawn = area_map(
        SHAPES,
        {"X0": MapArea(hostile, href="javascript:alert(1)")},
        title=hostile,
        description=hostile,
        notes=[hostile],
    )
    for svg in (drawn.embedded, drawn.standalone):
        root = ElementTree.fromstring(svg)
        for node in root.iter():
            assert node.tag.rpartition("}")[2] not in {"script", "style"}
            assert not {"style", "onload", "href"} & set(node.attrib)


@pytest.mark.parametrize(
    ("href", "tag"),
    [
        ("/countries/KEN/", "<a "),
        ("https://example.org/", "<a "),
        ("?as_of=1994", "<a "),
        ("#x", "<a "),
        ("//evil.example", "<g>"),
        ("javascript:x", "<g>"),
        (None, "<g>"),
    ],
)
def test_only_addresses_become_links(href: str | None, tag: str) -> None:
    assert linked(element("path"), title="t", href=href).startswith(tag)


def test_text_is_escaped_once() -> None:
    assert text("a & <b>") == "a &amp; &lt;b&gt;"


def test_same_input_gives_the_same_map() -> None:
    shown = dict(reversed(areas().items()))
    assert area_map(SHAPES, areas(), title="T") == area_map(SHAPES, shown, title="T")


def test_world_shows_small_states_and_countries_given_by_code() -> None:
    shown = {
        "KEN": MapArea("Kenya: member", href="/countries/KEN/"),
        "MLT": MapArea("Malta: member"),
        "AUS": MapArea("Australia: possible", Shade.POSSIBLE),
    }
    drawn = world_map(shown, codes=CODES, title="Members", id_="w")
    by_class = groups(drawn.embedded)
    assert (
        '<a href="/countries/KEN/"><title>Kenya: member</title><path'
        in (by_class["map-on"])
    )
    assert "<title>Malta: member</title><circle" in by_class["map-on"]
    assert len(drawn.embedded) < 120_000


def test_world_outlines_join_parts_of_one_code_and_leave_antarctica_out() -> None:
    shapes = world_shapes(CODES)
    assert set(CODES.values()) <= set(shapes)
    assert "Somaliland" not in shapes
    assert "Antarctica" not in shapes


def test_shape_over_the_180th_meridian_is_cut_into_both_sides() -> None:
    (west, east) = sorted(
        cut(((179, 0), (-179, 0), (-179, 1), (179, 1), (179, 0))),
        key=lambda ring: ring[0][0],
    )
    assert {x for x, _ in west} == {-180, -179}
    assert {x for x, _ in east} == {179, 180}
    assert cut(square(5, 5)[0]) == [square(5, 5)[0]]


def test_country_over_the_180th_meridian_is_kept_together() -> None:
    shapes = {"W": (square(178, 0),), "E": (square(-179, 0),)}
    sheet = draw(shapes, as_it_lies(shapes.values()), width=400, tallest=400)
    assert (sheet.width, sheet.height) == (400, 100)
    assert sheet.outlines["W"].middle < sheet.outlines["E"].middle


def test_country_is_true_to_scale_at_its_middle() -> None:
    shapes = {"A": (square(20, 59.5),)}
    sheet = draw(shapes, as_it_lies(shapes.values()), width=1000, tallest=800)
    assert (sheet.width, sheet.height) == (400, 800)


def test_neighbours_lose_the_same_positions_so_that_no_gap_opens() -> None:
    border = tuple((1 + (n % 2) * 0.0001, n / 100) for n in range(101))
    left = ((*border, (0, 1), (0, 0), border[0]),)
    right = ((*reversed(border), (2, 0), (2, 1), border[-1]),)
    sheet = draw(
        {"L": (left,), "R": (right,)},
        as_it_lies([(left,), (right,)]),
        width=200,
        tallest=200,
    )
    assert sheet.outlines["L"].data == "M100 100l0-100-100 0 0 100z"
    assert sheet.outlines["R"].data == "M100 0l0 100 100 0 0-100z"


def test_area_smaller_than_a_pixel_is_still_seen() -> None:
    shapes = {"big": (square(0, 0, 10),), "tiny": (square(5, 5, 0.001),)}
    sheet = draw(shapes, as_it_lies(shapes.values()), width=100, tallest=100)
    assert sheet.outlines["tiny"].is_dot
    assert not sheet.outlines["big"].is_dot


@pytest.mark.parametrize(
    ("place", "plane"),
    [
        ((0, 0), (0, 0)),
        ((180, 0), (2.7066, 0)),
        ((0, 90), (0, -1.3173)),
        ((180, 90), (1.6036, -1.3173)),
    ],
)
def test_equal_earth_agrees_with_its_published_extent(
    place: tuple[float, float], plane: tuple[float, float]
) -> None:
    drawn = equal_earth(*place)
    assert isclose(drawn[0], plane[0], abs_tol=2e-3)
    assert isclose(drawn[1], plane[1], abs_tol=2e-3)


@given(st.lists(st.integers(1, 60), max_size=40), st.integers(1, 5))
def test_classes_hold_every_number_once_in_order(
    numbers: list[int], count: int
) -> None:
    steps = classify(numbers, count)
    assert len(steps) <= count
    assert all(a.high < b.low for a, b in pairwise(steps))
    for number in numbers:
        step = steps[class_of(number, steps) - 1]
        assert step.low <= number <= step.high
    assert {step.low for step in steps} | {step.high for step in steps} <= set(numbers)


def test_an_empty_map_is_still_a_picture() -> None:
    ElementTree.fromstring(area_map({}, {}, title="Nothing loaded").standalone)


@pytest.mark.real_data
def test_real_districts_stay_a_light_picture(shared_data: Path) -> None:
    data = (shared_data / "geo" / "COD_adm2.topojson").read_bytes()
    shapes = {
        str(area.properties["admin2Pcode"]): area.shape
        for area in read_boundaries(data)
    }
    drawn = area_map(shapes, {}, title="T")
    assert len(shapes) == 189
    assert len(drawn.embedded) < 150_000
