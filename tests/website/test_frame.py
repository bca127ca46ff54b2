"""The frame of every page and the parts that pages are made of."""

import gzip
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

import comity.website
from comity.formats import MapArea, Shade, area_map, bars

WEBSITE = Path(comity.website.__file__).parent
TEMPLATES = sorted((WEBSITE / "templates").rglob("*.html"))
KILOBYTE = 1000


def claim(**changes: Any) -> dict[str, Any]:
    return {
        "citations": [
            {
                "source": "A/RES/47/4",
                "url": "https://example.org/47/4",
                "locator": "paragraph 1",
                "says": "Invites the organization as an observer.",
            }
        ],
        "rank": "preferred",
        "rank_reason": "the act itself",
        "recorded_by": "Reference pack",
        "recorded_at": datetime(2026, 11, 23, 20, 10, tzinfo=UTC),
        "last_confirmed_on": date(2025, 6, 1),
        "conflicts": [],
    } | changes


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: str(path.relative_to(WEBSITE))
)
def test_no_template_needs_what_the_security_policy_forbids(template: Path) -> None:
    html = template.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


def test_style_sheets_and_scripts_stay_light() -> None:
    def weight(pattern: str) -> int:
        files = (WEBSITE / "static").rglob(pattern)
        return sum(len(gzip.compress(file.read_bytes())) for file in files)

    assert weight("*.css") <= 30 * KILOBYTE
    assert weight("*.js") <= 25 * KILOBYTE


def test_day_control_keeps_the_other_filters_of_the_page() -> None:
    html = render_to_string(
        "website/base.html",
        {"as_of": "1994-05-01", "kept_query": [("sector", 'a"&b'), ("page", "2")]},
    )
    form = re.search(r'<form class="day".*?</form>', html, re.DOTALL)
    assert form
    assert 'name="sector" value="a&quot;&amp;b"' in form[0]
    assert 'name="as_of" value="1994-05-01"' in form[0]


@pytest.mark.parametrize(
    ("as_of", "known_at", "is_said"),
    [
        ("1994-05-01", "", True),
        ("2026-11-23", "", False),
        ("2026-11-23", "2026-01-01T00:00:00Z", True),
    ],
)
def test_page_says_when_it_does_not_show_today(
    as_of: str,
    known_at: str,
    is_said: bool,  # noqa: FBT001
) -> None:
    context = {"as_of": as_of, "known_at": known_at, "today": "2026-11-23"}
    assert ("day-notice" in render_to_string("website/base.html", context)) is is_said


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_page_states_its_language_and_direction(language: str, direction: str) -> None:
    with translation.override(language):
        html = render_to_string("website/base.html")
    assert f'<html lang="{language}" dir="{direction}"' in html


def test_evidence_opens_to_source_locator_words_recorder_and_rank() -> None:
    said = words(render_to_string("website/parts/evidence.html", {"claim": claim()}))
    for part in (
        "A/RES/47/4",
        "paragraph 1",
        "Invites the organization as an observer.",
        "preferred: the act itself",
        "2026-11-23 20:10 UTC , Reference pack",
        "2025-06-01",
    ):
        assert part in said
    assert "disagree" not in said


def test_evidence_names_the_sources_that_disagree_with_theirs() -> None:
    other = {
        "summary": "From 1991",
        "rank": "deprecated",
        "rank_reason": "quoted without a date",
        "citations": [{"source": "Undated list", "locator": "row 4"}],
    }
    context = {"claim": claim(conflicts=[other])}
    said = words(render_to_string("website/parts/evidence.html", context))
    assert "1 source disagrees" in said
    assert "From 1991 deprecated quoted without a date Undated list , row 4" in said


def test_foreign_text_is_shown_as_text() -> None:
    hostile = claim(citations=[{"source": "<script>x</script>", "says": "{{ 7 }}"}])
    html = render_to_string("website/parts/evidence.html", {"claim": hostile})
    assert "<script" not in html
    assert "{{ 7 }}" in html


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ({"start": "1992", "end": ".."}, "1992 – still so"),
        ({"start": "1992", "end": None}, "1992 – end not said"),
        ({"start": "2013", "end": "2013"}, "2013"),
        (
            {"start": None, "end": "2016-09", "attested_on": date(1994, 5, 1)},
            "by 1994-05-01 – 2016-09",
        ),
    ],
)
def test_period_says_what_is_known_of_it(period: dict[str, Any], said: str) -> None:
    html = render_to_string("website/parts/period.html", {"period": period})
    assert words(html) == said


def test_table_shows_zero_and_says_when_it_is_empty() -> None:
    columns = [{"label": "Sector"}, {"label": "Organizations", "numeric": True}]
    rows = [[{"text": "Shelter", "url": "/s/"}, {"number": 0}], ["Health", ""]]
    context = {"id": "t", "caption": "By sector", "columns": columns, "rows": rows}
    html = render_to_string("website/parts/table.html", context)
    assert '<span class="number">0</span>' in html
    assert '<th scope="row"><a class="ds-link"' in html
    empty = render_to_string("website/parts/table.html", context | {"rows": []})
    assert "Nothing is recorded here." in empty


def test_picture_comes_with_its_legend_and_its_notes() -> None:
    ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
    picture = area_map(
        {"X": ((ring,),)},
        {"X": MapArea("X: no report", Shade.NO_REPORT)},
        title="Presence",
        notes=["Boundaries are not endorsed."],
        id_="m",
    )
    html = render_to_string("website/parts/picture.html", {"picture": picture})
    assert "<title>X: no report</title>" in html
    assert 'fill="url(#m-hatch)"' in html
    assert "Boundaries are not endorsed." in html
    wide = render_to_string(
        "website/parts/picture.html", {"picture": bars([], title="None")}
    )
    assert 'tabindex="0"' in wide
