import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.matching import PlaceEntry, PlaceIndex, PlaceMatch, PlaceMention

LISTED = (
    PlaceEntry("XAA", "Xanadia", 0, None, ("زنادية",)),
    PlaceEntry("XAA01", "Northern Coast", 1, "XAA", ("الساحل الشمالي",)),
    PlaceEntry("XAA02", "Southern Hills", 1, "XAA"),
    PlaceEntry("XAA0101", "Port Amal", 2, "XAA01", ("ميناء الأمل",), ("XA0109",)),
    PlaceEntry("XAA0102", "Belet Dera", 2, "XAA01"),
    PlaceEntry("XAA0103", "San Tora", 2, "XAA01"),
    PlaceEntry("XAA0201", "San Tora", 2, "XAA02"),
    PlaceEntry("XAA0202", "Kot", 2, "XAA02"),
    PlaceEntry("XAA0203", "Wadi Halma", 2, "XAA02"),
    PlaceEntry("XAA0204", "Wadi Halma East", 2, "XAA02"),
)


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex("XAA", LISTED)


def ask(
    index: PlaceIndex,
    name: str | None = None,
    code: str | None = None,
    *,
    parent: str | None = None,
    parent_code: str | None = None,
) -> PlaceMatch:
    return index.match(
        PlaceMention(((None, None), (parent_code, parent), (code, name)))
    )


@pytest.mark.parametrize(
    "name",
    [
        "Port Amal",
        "PORT AMAL ",
        "port-amal",
        "Port Amal District",
        "Portamal",
        "Prot Amal",
    ],
)
def test_a_name_within_its_parent_is_found(index: PlaceIndex, name: str) -> None:
    match = ask(index, name, parent="Northern Coast")
    assert match.canonical == "XAA0101"
    assert (match.level, match.within, match.conflict) == (2, "XAA01", None)


def test_a_name_in_another_script_is_found(index: PlaceIndex) -> None:
    match = ask(index, "ميناء الامل", parent="الساحل الشمالي")
    assert match.canonical == "XAA0101"


def test_a_code_alone_is_enough(index: PlaceIndex) -> None:
    assert ask(index, code="xaa0102").canonical == "XAA0102"


def test_a_name_and_code_that_disagree_are_a_conflict(index: PlaceIndex) -> None:
    match = ask(index, "Port Amal", "XAA0102", parent="Northern Coast")
    assert match.judgement == "unsure"
    assert match.canonical is None
    assert match.conflict
    assert {c.id for c in match.candidates} == {"XAA0101", "XAA0102"}


def test_a_name_unknown_to_its_code_is_a_conflict(index: PlaceIndex) -> None:
    match = ask(index, "Zuwara", "XAA0102")
    assert match.judgement == "unsure"
    assert match.conflict
    assert "Belet Dera" in match.conflict


def test_another_spelling_of_the_name_confirms_the_code(index: PlaceIndex) -> None:
    assert ask(index, "Balad Dera", "XAA0102").canonical == "XAA0102"


def test_an_area_outside_the_one_around_it_is_a_conflict(index: PlaceIndex) -> None:
    match = ask(index, "Kot", "XAA0202", parent="Northern Coast")
    assert match.canonical is None
    assert match.conflict
    match = ask(index, "Belet Dera", parent="Southern Hills")
    assert match.canonical is None
    assert match.candidates[0].id == "XAA0102"


def test_a_conflict_above_is_not_forgotten_below(index: PlaceIndex) -> None:
    mention = PlaceMention(
        ((None, None), ("XAA01", "Southern Hills"), ("XAA0202", "Kot"))
    )
    match = index.match(mention)
    assert match.judgement == "unsure"
    assert match.conflict


def test_an_ambiguous_name_is_reported_with_its_alternatives(index: PlaceIndex) -> None:
    match = ask(index, "San Tora")
    assert match.judgement == "unsure"
    assert {c.id for c in match.candidates} == {"XAA0103", "XAA0201"}
    assert ask(index, "San Tora", parent="Southern Hills").canonical == "XAA0201"


@pytest.mark.parametrize("code", ["XA0101", "XA001001", "XAA-01-01", "XAAO1O1"])
def test_a_miswritten_code_is_repaired_where_the_name_agrees(
    index: PlaceIndex, code: str
) -> None:
    match = ask(index, "Port Amal", code)
    assert match.canonical == "XAA0101"
    assert code == "XAA-01-01" or match.repair == "XAA0101"


def test_a_repair_without_a_name_is_only_proposed(index: PlaceIndex) -> None:
    match = ask(index, code="XA0101")
    assert match.judgement == "unsure"
    assert match.repair == "XAA0101"


def test_a_former_code_is_understood_and_said(index: PlaceIndex) -> None:
    match = ask(index, "Port Amal", "XA0109")
    assert match.canonical == "XAA0101"
    assert any("former code" in reason for reason in match.reasons)


def test_a_code_of_no_known_edition_is_not_overruled_by_the_name(
    index: PlaceIndex,
) -> None:
    match = ask(index, "Port Amal", "XAA0177", parent="Northern Coast")
    assert match.judgement == "unsure"
    assert match.conflict
    assert match.candidates[0].id == "XAA0101"
    assert (
        ask(index, "Port Amal", "site 12", parent_code="XAA01").canonical == "XAA0101"
    )


def test_a_town_is_not_the_district_around_it() -> None:
    index = PlaceIndex(
        "XAA",
        [
            PlaceEntry("XAA01", "Coast", 1, None),
            PlaceEntry("XAA0101", "Tora", 2, "XAA01"),
            PlaceEntry("XAA0102", "Tora Town", 2, "XAA01"),
            PlaceEntry("XAA0103", "Hawz", 2, "XAA01"),
        ],
    )
    assert ask(index, "Tora town", parent="Coast").canonical == "XAA0102"
    assert ask(index, "Tora", parent="Coast").canonical == "XAA0101"
    assert ask(index, "Hawz town", parent="Coast").judgement == "unsure"
    assert ask(index, "Hawz district", parent="Coast").canonical == "XAA0103"


def test_an_absent_name_gets_no_code(index: PlaceIndex) -> None:
    match = ask(index, "Ouagadougou", parent="Northern Coast")
    assert match.judgement == "none"
    assert match.canonical is None
    assert match.within == "XAA01"


def test_a_name_near_two_areas_is_not_guessed(index: PlaceIndex) -> None:
    match = ask(index, "Wadi Halma Est", parent="Southern Hills")
    assert match.canonical in {None, "XAA0204"}


def test_all_districts_means_the_area_around_them(index: PlaceIndex) -> None:
    match = ask(index, "All districts", parent="Southern Hills")
    assert (match.canonical, match.level) == ("XAA02", 1)
    assert ask(index, "Countrywide").canonical == "XAA"


def test_the_deepest_level_filled_is_answered(index: PlaceIndex) -> None:
    mention = PlaceMention(
        ((None, "Xanadia"), ("XAA02", None), (None, ""), (None, None))
    )
    match = index.match(mention)
    assert (match.canonical, match.level) == ("XAA02", 1)


def test_another_country_is_a_conflict(index: PlaceIndex) -> None:
    mention = PlaceMention(((None, "Chad"), (None, "Northern Coast")))
    match = index.match(mention)
    assert match.judgement == "unsure"
    assert match.conflict
    assert "Chad" in match.conflict


def test_nothing_written_is_none(index: PlaceIndex) -> None:
    assert index.match(PlaceMention(())).judgement == "none"
    assert ask(index).judgement == "none"
    assert ask(index, "#N/A", "#N/A").canonical is None


def test_a_circle_of_parents_does_not_hang() -> None:
    index = PlaceIndex(
        "XAA",
        [
            PlaceEntry("XAA01", "One", 1, "XAA02"),
            PlaceEntry("XAA02", "Two", 1, "XAA01"),
        ],
    )
    assert ask(index, "One").judgement in {"none", "unsure"}


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_is_judged(name: str, code: str) -> None:
    index = PlaceIndex("XAA", LISTED)
    match = ask(index, name, code, parent=name)
    assert (match.canonical is not None) == (match.judgement == "positive")
    assert not (match.conflict and match.canonical)


@pytest.mark.parametrize(
    "name", ["a" * 10_000, "\ud800", "\u202e", "!!!", "\U0001f600"]
)
def test_bad_names_get_no_code(index: PlaceIndex, name: str) -> None:
    assert ask(index, name, name).canonical is None
