"""Names are folded so that spellings of one name agree; cells so that none runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.values.cells import is_runnable, neutralize, restore
from comity.values.names import fold
from comity.values.sensitivity import Sensitivity, read_sensitivity

letters = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("aAéÉßſİıǅﬁﾀ０１２أإآٱىئؤةکیـًٌٍّ\u200f\u0345\u1e9e-_/ "),
    ),
    max_size=40,
)


@given(letters)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(letters)
def test_folded_text_has_single_spaces_and_no_marks(text: str) -> None:
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert "_" not in folded


@given(letters)
def test_case_and_surrounding_space_do_not_matter(text: str) -> None:
    assert fold(f"  {text}\n") == fold(text)
    assert fold(text.upper().lower()) == fold(text.upper())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Médecins Sans Frontières", "MEDECINS SANS FRONTIERES"),
        ("Save the Children (UK)", "save-the-children UK"),
        ("ＵＮＩＣＥＦ", "UNICEF"),
        ("منظمة الإغاثة", "منظمه الاغاثه"),
        ("الهـــلال", "الهلال"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_names_that_differ_stay_apart() -> None:
    assert len({fold(name) for name in ("IOM", "IOM 2", "I O M", "ИОМ", "")}) == 5


@given(st.text(max_size=40))
def test_an_exported_cell_is_read_back_as_it_was(text: str) -> None:
    assert restore(neutralize(text)) == text
    assert not is_runnable(neutralize(text)[:1]) or neutralize(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@x", "-2+3", "\t=1", "＝1", " =1"])
def test_a_cell_that_a_program_would_run_is_made_text(text: str) -> None:
    assert neutralize(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12", "-0.5", "IOM", "", "2016-09"])
def test_plain_text_and_numbers_are_left_alone(text: str) -> None:
    assert neutralize(text) == text


@pytest.mark.parametrize("text", [None, "", "Public", "secret", "public "])
def test_a_class_that_nobody_knows_is_confidential(text: str | None) -> None:
    assert read_sensitivity(text) is Sensitivity.CONFIDENTIAL


def test_the_classes_are_in_order_from_everyone_to_nearly_nobody() -> None:
    assert [one.level for one in Sensitivity] == [0, 1, 2, 3]
    assert read_sensitivity("partners") is Sensitivity.PARTNERS
