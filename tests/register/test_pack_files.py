"""The reference pack's files, as files: complete, consistent, cited, in our own words."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from comity.values.dates import Certainty, PartialDate, Period

PACK = Path(__file__).parents[2] / "src" / "comity" / "register" / "pack"
CLAIM = [
    *("start", "end", "attested_on", "source", "locator", "says"),
    *("rank", "rank_reason", "fact", "sensitivity"),
]
RECORDS = {
    "sources": "source,title,publisher,url,kind,published_on,retrieved_on,note",
    "organizations": (
        "organization,classification,parent,name,acronym,source,locator,says,attested_on"
    ),
    "countries": "iso3,iso2,m49,organization,name,source,locator,says",
    "instruments": (
        "instrument,symbol,title,kind,level,parent,source,locator,says,attested_on"
    ),
    "posts": "post,organization,title,area,source,locator,says,attested_on",
    "themes": "theme,name,parent,vocabulary,source,locator,says",
    "theme_codes": "theme,scheme,code,label,language,source",
    "frameworks": "framework,title,instrument,source,locator,says,attested_on",
}
CLAIMS = {
    "names": "organization,kind,language,text",
    "identifiers": "organization,scheme,value",
    "instrument_events": "instrument,kind,organization",
    "instrument_parties": "instrument,organization,role",
    "instrument_relations": "instrument,kind,target",
    "clauses": "instrument,locator_in_text,heading,themes,areas",
    "memberships": "member,organization,role,context,area,under",
    "change_events": "kind,originals,results,summary",
    "figures": "subject,measure,value,unit",
    "objectives": "framework,code,kind,title,parent",
    "objective_links": "framework,objective,target_framework,target,status,basis",
    "reviews": "framework,review,kind,round,scope,place,convenor,planned",
}
AT_ONE_TIME = ("instrument_events", "change_events", "figures")
SOURCE_KINDS = {
    "page",
    "resolution",
    "agreement",
    "report",
    "list",
    "dataset",
    "press",
}
UNPLACED = {"sources", "theme_codes"}
MANY = ";"
LONGEST_QUOTE = 8

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (PACK / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def each_claim() -> list[tuple[str, Row]]:
    return [(name, row) for name in CLAIMS for row in rows(name)]


def period_of(row: Row) -> Period:
    day = date.fromisoformat(row["attested_on"]) if row["attested_on"] else None
    return Period.of(row["start"] or None, row["end"] or None, day)


def slugs(name: str, column: str) -> set[str]:
    return {row[column] for row in rows(name) if row[column]}


def organizations() -> set[str]:
    return slugs("organizations", "organization") | slugs("countries", "organization")


def several(text: str) -> list[str]:
    return [part for part in text.split(MANY) if part]


@pytest.mark.parametrize("name", [*RECORDS, *CLAIMS])
def test_file_has_exactly_its_columns(name: str) -> None:
    own = (RECORDS | CLAIMS)[name].split(",")
    wanted = own + CLAIM if name in CLAIMS else own
    text = (PACK / f"{name}.csv").read_bytes()
    assert b"\r" not in text
    assert text.endswith(b"\n")
    with (PACK / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == wanted
    assert {len(line) for line in lines} == {len(wanted)}
    assert [
        cell for line in lines for cell in line if cell != " ".join(cell.split())
    ] == []


def test_pack_has_no_other_files() -> None:
    assert {path.stem for path in PACK.glob("*.csv")} == {*RECORDS, *CLAIMS}


@pytest.mark.parametrize("name", [*RECORDS, *CLAIMS])
def test_no_line_stands_twice(name: str) -> None:
    lines = Counter(tuple(row.values()) for row in rows(name))
    assert [line for line, times in lines.items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("sources", "source"),
        ("organizations", "organization"),
        ("countries", "iso3"),
        ("countries", "iso2"),
        ("countries", "m49"),
        ("instruments", "instrument"),
        ("posts", "post"),
        ("themes", "theme"),
        ("frameworks", "framework"),
    ],
)
def test_keys_are_unique(name: str, column: str) -> None:
    times = Counter(row[column] for row in rows(name))
    assert [key for key, count in times.items() if count > 1] == []


def test_slugs_are_plain() -> None:
    plain = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
    found = organizations() | slugs("instruments", "instrument")
    found |= slugs("themes", "theme") | slugs("posts", "post")
    assert sorted(slug for slug in found if not plain.fullmatch(slug)) == []


def test_every_source_exists_and_is_used() -> None:
    used = {
        row["source"]
        for name in [*RECORDS, *CLAIMS]
        if name != "sources"
        for row in rows(name)
    }
    assert used == slugs("sources", "source")


def test_sources_can_be_found() -> None:
    for row in rows("sources"):
        assert row["title"], row
        assert row["publisher"], row
        assert row["kind"] in SOURCE_KINDS, row
        assert row["url"].startswith(("https://", "http://")) or row["source"] == (
            "comity-editors"
        ), row
        date.fromisoformat(row["retrieved_on"])
        if row["published_on"]:
            PartialDate.parse(row["published_on"])


@pytest.mark.parametrize("name", sorted({*RECORDS, *CLAIMS} - UNPLACED))
def test_nothing_is_said_without_a_place_in_a_source(name: str) -> None:
    for row in rows(name):
        assert row["source"], row
        assert row["locator"], row
        assert row["says"].endswith("."), row


def test_times_can_be_held() -> None:
    for name, row in each_claim():
        period_of(row)
        if name in AT_ONE_TIME:
            assert row["start"] == row["end"] != "", row
    for name in ("organizations", "instruments", "posts", "frameworks"):
        for row in rows(name):
            date.fromisoformat(row["attested_on"])


def test_ranks_have_reasons() -> None:
    for _, row in each_claim():
        assert row["rank"] in ("", "preferred", "deprecated"), row
        assert bool(row["rank"]) == bool(row["rank_reason"]), row
        assert row["sensitivity"] == "", row


def test_every_organization_named_exists() -> None:
    known = organizations()
    named = {row["parent"] for row in rows("organizations")}
    named |= {row["organization"] for row in rows("posts")}
    named |= {row["organization"] for row in rows("names") + rows("identifiers")}
    for row in rows("memberships"):
        assert row["member"] != row["organization"], row
        named |= {row["member"], row["organization"]}
    named |= {row["organization"] for row in rows("instrument_events")}
    named |= {row["organization"] for row in rows("instrument_parties")}
    for row in rows("change_events"):
        named |= {*several(row["originals"]), *several(row["results"])}
    assert named - known - {""} == set()


def test_every_instrument_named_exists() -> None:
    known = slugs("instruments", "instrument")
    named = {row["under"] for row in rows("memberships")}
    for name in ("instrument_events", "instrument_parties", "clauses"):
        named |= {row["instrument"] for row in rows(name)}
    for row in rows("instrument_relations"):
        named |= {row["instrument"], row["target"]}
    named |= {row["instrument"] for row in rows("frameworks")}
    named |= {row["parent"] for row in rows("instruments")}
    assert named - known - {""} == set()


def test_every_theme_area_and_objective_named_exists() -> None:
    themes = slugs("themes", "theme")
    assert {row["theme"] for row in rows("theme_codes")} <= themes
    assert {row["parent"] for row in rows("themes")} <= themes | {""}
    countries = slugs("countries", "iso3")
    for row in rows("clauses"):
        assert set(several(row["themes"])) <= themes, row
        assert set(several(row["areas"])) <= countries, row
    assert {row["area"] for row in rows("memberships")} <= countries | {""}
    frameworks = slugs("frameworks", "framework")
    objectives = {(row["framework"], row["code"]) for row in rows("objectives")}
    for row in rows("objectives"):
        assert row["framework"] in frameworks, row
        assert not row["parent"] or (row["framework"], row["parent"]) in objectives
    for row in rows("objective_links"):
        assert (row["framework"], row["objective"]) in objectives, row
        assert (row["target_framework"], row["target"]) in objectives, row
        assert row["status"] == "indicative", row


def test_every_figure_is_about_something_known_and_a_number() -> None:
    known = organizations() | slugs("instruments", "instrument")
    for row in rows("figures"):
        assert row["subject"] in known, row
        assert row["value"].isdecimal(), row


def test_every_body_is_a_body_of_something_known() -> None:
    parents = {row["organization"]: row["parent"] for row in rows("organizations")}
    for slug, parent in parents.items():
        seen, at = [slug], parent
        while at:
            assert at not in seen, seen
            seen, at = [*seen, at], parents.get(at, "")


def test_all_countries_of_iso_3166_are_there() -> None:
    countries = rows("countries")
    assert len(countries) == 249
    for row in countries:
        assert re.fullmatch("[A-Z]{3}", row["iso3"]), row
        assert re.fullmatch("[A-Z]{2}", row["iso2"]), row
        assert re.fullmatch("[0-9]{3}", row["m49"]), row
    by_code = {row["iso3"]: row for row in countries}
    assert by_code["KEN"]["organization"] == "kenya"
    assert by_code["KEN"]["m49"] == "404"
    assert by_code["ABW"]["organization"] == ""


def test_all_members_of_the_united_nations_have_their_day() -> None:
    admitted = {
        row["member"]: row["start"]
        for row in rows("memberships")
        if (row["organization"], row["role"]) == ("united-nations", "member")
        and row["source"] in ("un-member-states", "un-enlargement")
    }
    assert len(admitted) == 193
    assert set(admitted) <= slugs("countries", "organization")
    for day in admitted.values():
        date.fromisoformat(day)
    known = {
        "france": "1945-10-24",
        "india": "1945-10-30",
        "belgium": "1945-12-27",
        "afghanistan": "1946-11-19",
        "thailand": "1946-12-16",
        "israel": "1949-05-11",
        "indonesia": "1950-09-28",
        "italy": "1955-12-14",
        "japan": "1956-12-18",
        "kenya": "1963-12-16",
        "bangladesh": "1974-09-17",
        "germany": "1973-09-18",
        "viet-nam": "1977-09-20",
        "zimbabwe": "1980-08-25",
        "republic-of-korea": "1991-09-17",
        "palau": "1994-12-15",
        "switzerland": "2002-09-10",
        "timor-leste": "2002-09-27",
        "montenegro": "2006-06-28",
        "south-sudan": "2011-07-14",
    }
    assert {state: admitted[state] for state in known} == known


def test_admissions_of_the_founding_year_number_fifty_one_with_those_that_ended() -> (
    None
):
    founding = [
        row["member"]
        for row in rows("memberships")
        if row["organization"] == "united-nations"
        and row["start"].startswith("1945")
        and row["source"] == "un-member-states"
    ]
    czechoslovakia_and_yugoslavia = 2
    assert len(founding) == 51 - czechoslovakia_and_yugoslavia


def test_the_compact_is_whole() -> None:
    compact = [
        row
        for row in rows("objectives")
        if row["framework"] == "global-compact-for-migration"
    ]
    codes = [row["code"] for row in compact if row["kind"] == "objective"]
    assert codes == [str(number) for number in range(1, 24)]
    letters = [row["code"] for row in compact if row["kind"] == "principle"]
    assert letters == list("abcdefghij")
    regional = Counter(
        row["round"] for row in rows("reviews") if row["kind"] == "regional"
    )
    assert (regional["1"], regional["2"]) == (5, 5)


def test_labels_join_lines_about_the_same_thing() -> None:
    for name, columns in CLAIMS.items():
        own = columns.split(",")
        about: dict[str, set[tuple[str, ...]]] = {}
        for row in rows(name):
            if row["fact"]:
                said = {"value", "unit"} if name == "figures" else {"under"}
                key = tuple(row[column] for column in own if column not in said)
                about.setdefault(row["fact"], set()).add(key)
        assert [label for label, things in about.items() if len(things) > 1] == []


@pytest.mark.parametrize(
    ("state", "body", "day", "is_member"),
    [
        ("canada", "iom", "1960-06-01", True),
        ("canada", "iom", "1970-06-01", False),
        ("canada", "iom", "1990-06-01", True),
        ("france", "iom", "1970-06-01", False),
        ("indonesia", "united-nations", "1965-06-01", False),
        ("indonesia", "united-nations", "2000-01-01", True),
        ("syria", "united-nations", "1960-01-01", False),
    ],
)
def test_a_state_that_left_and_came_back_has_two_spells(
    state: str, body: str, day: str, *, is_member: bool
) -> None:
    periods = [
        period_of(row)
        for row in rows("memberships")
        if (row["member"], row["organization"], row["role"]) == (state, body, "member")
    ]
    at = date.fromisoformat(day)
    assert (Certainty.CERTAIN in {each.certainty(at) for each in periods}) is is_member
    first, *_, last = sorted(periods, key=lambda each: each.starts.earliest)
    assert not first.may_overlap(last)


@pytest.fixture
def page_words(shared_data: Path) -> list[str]:
    """The words of the page on IOM and the United Nations, where it lies."""
    pages = sorted(shared_data.parent.glob("seeds/000_*.txt"))
    if not pages:
        pytest.skip("the page does not lie beside the folder of published files")
    return words(pages[0].read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    return re.findall(r"[\w/]+", text.replace("’", "'").lower())


@pytest.mark.real_data
def test_the_page_is_told_in_our_own_words(page_words: list[str]) -> None:
    length = LONGEST_QUOTE + 1
    page = {
        tuple(page_words[at : at + length])
        for at in range(len(page_words) - length + 1)
    }
    copied = []
    for name in [*RECORDS, *CLAIMS]:
        for row in rows(name):
            told = words(row.get("says", ""))
            if any(
                tuple(told[at : at + length]) in page
                for at in range(len(told) - length + 1)
            ):
                copied.append(row["says"])
    assert copied == []
