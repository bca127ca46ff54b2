"""Keys of names: equal for what is the same to a reader, and stable for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.reconciliation.mentions import (
    KEY_LENGTH,
    organization_key,
    organization_mention,
    place_mention,
    sector_mention,
)

words = st.text(max_size=60)
levels = st.lists(st.tuples(st.none() | words, st.none() | words), max_size=5)


@pytest.mark.parametrize(
    ("name", "acronym", "key"),
    [
        ("Médecins  du Monde", "MdM", "medecins du monde"),
        (" medecins-du-monde ", None, "medecins du monde"),
        ("", "UNHCR", "unhcr"),
        (None, " unhcr ", "unhcr"),
        ("???", None, "???"),
        ("منظمة الهجرة", None, "منظمه الهجره"),
        (None, None, None),
        ("  ", "", None),
    ],
)
def test_the_key_of_an_organization_is_its_folded_name_or_else_acronym(
    name, acronym, key
):
    assert organization_key(name, acronym) == key


@given(words, words)
def test_a_key_is_the_key_of_itself(name, acronym):
    key = organization_key(name, acronym)
    if key is not None:
        assert organization_key(key, None) == key
        assert 0 < len(key) <= KEY_LENGTH


@given(words)
def test_the_key_of_a_sector_is_the_key_of_itself(text):
    mention = sector_mention(text)
    assert (mention is None) is not bool(text.strip())
    if mention:
        assert sector_mention(mention.key).key == mention.key


@given(levels, st.none() | words)
def test_a_place_without_any_word_is_none_and_any_other_has_a_bounded_key(given, place):
    mention = place_mention("XAA", given, place)
    written = any((text or "").strip() for pair in given for text in pair)
    assert (mention is not None) is (written or bool((place or "").strip()))
    if mention:
        assert mention.key.startswith("XAA|")
        assert len(mention.key) <= KEY_LENGTH
        assert place_mention("XAA", given, place) == mention


def test_places_differ_by_country_level_code_and_name_and_not_by_case_or_accent():
    one = place_mention("XAA", [(None, None), ("xa01", "Nörrin")], None)
    assert one == place_mention("XAA", [("", ""), (" xa01", "Nörrin ")], "a village")
    assert one.key == place_mention("XAA", [("", ""), ("XA01", "NORRIN")], None).key
    others = [
        place_mention("XAB", [("", ""), ("xa01", "Norrin")], None),
        place_mention("XAA", [("", ""), ("", ""), ("xa01", "Norrin")], None),
        place_mention("XAA", [("", ""), ("xa02", "Norrin")], None),
        place_mention("XAA", [("", ""), ("xa01", "Suvale")], None),
        place_mention("XAA", [], "Norrin"),
    ]
    assert len({one.key, *(other.key for other in others)}) == 6


def test_a_place_without_levels_is_the_place_name():
    mention = place_mention("XAA", [], "Camp 4")
    assert (mention.text, mention.key) == ("Camp 4", "XAA|place:camp 4")
    assert mention.detail["bare"]


def test_what_stood_beside_a_name_is_kept_as_written():
    mention = organization_mention(" Water Now ", "WN ", " NGO")
    assert mention.text == "Water Now"
    assert mention.detail == {"acronym": "WN", "type": "NGO"}
