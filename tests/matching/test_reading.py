from hypothesis import given
from hypothesis import strategies as st

from comity.matching.marks import LONGEST, clean
from comity.matching.reading import is_acronym, read, take_apart


def test_acronym_beside_a_name_is_taken_apart() -> None:
    for text in (
        "NRC - Norwegian Refugee Council",
        "Norwegian Refugee Council (NRC)",
        "Norwegian Refugee Council NRC",
        "NRC: Norwegian Refugee Council",
        "norwegian refugee council nrc",
        "NORWEGIAN REFUGEE COUNCIL (NRC)",
    ):
        parts = take_apart(text)
        assert parts.acronyms == ("nrc",), text
        assert parts.texts[0].lower() == "norwegian refugee council", text


def test_country_in_brackets_stays_with_the_name() -> None:
    parts = take_apart("Action Contre la Faim (Tchad)")
    assert parts.acronyms == ()
    assert read(parts.texts[0]).countries == {"TCD"}


def test_country_is_not_an_acronym() -> None:
    assert not is_acronym("UK")
    assert not is_acronym("USA")
    assert is_acronym("MoH")
    assert not is_acronym("Relief")


def test_a_well_known_body_reads_alike_in_several_languages() -> None:
    names = (
        "World Food Programme",
        "Programme alimentaire mondial",
        "Programa Mundial de Alimentos",
        "برنامج الأغذية العالمي",
        "Всемирная продовольственная программа",
    )
    assert len({read(name).key for name in names}) == 1


def test_words_of_the_field_read_alike_in_several_languages() -> None:
    english = read("Association for Rural Development")
    assert read("Association pour le développement rural").key == english.key
    assert read("Asociación para el Desarrollo Rural").key == english.key


def test_elided_article_is_read_with_and_without_its_apostrophe() -> None:
    assert read("Centre d'Etude").key == read("Centre detude").key


def test_a_part_keeps_the_countries_of_the_whole() -> None:
    whole = read("Aga Khan Foundation - United Kingdom")
    assert read("Aga Khan Foundation", part_of=whole).countries == {"GBR"}


def test_lookalike_letters_are_read_as_latin_and_doubted() -> None:
    cleaned = clean("UN\u041dCR")
    assert cleaned.text == "UNHCR"
    assert "look like" in cleaned.doubts[0]


def test_invisible_and_full_width_letters_are_doubted() -> None:
    assert clean("UN\u200dHCR").doubts
    assert clean("\uff35\uff2e\uff28\uff23\uff32").doubts
    assert clean("\u202eRCHNU").doubts


def test_marks_of_ordinary_cells_are_no_reason_to_doubt() -> None:
    for text in ("\ufeffUNICEF", "UNICEF\u00a0", "Médecins du Monde", "منظمة\u200f"):
        assert clean(text).doubts == (), text


def test_cyrillic_name_is_not_taken_for_lookalikes() -> None:
    assert clean("Красный Крест").doubts == ()


@given(st.text(max_size=600))
def test_any_text_is_cleaned_and_read(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) <= LONGEST
    assert clean(cleaned.text).text == cleaned.text
    for part in take_apart(cleaned.text).texts:
        read(part)
