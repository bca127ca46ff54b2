import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.matching import OrganizationEntry, OrganizationIndex, OrganizationMention

LISTED = (
    OrganizationEntry("wfp", ("World Food Programme",), ("WFP",), "UN"),
    OrganizationEntry(
        "unhcr", ("UN High Commissioner for Refugees",), ("UNHCR",), "UN"
    ),
    OrganizationEntry("unhcr-uk", ("UNHCR UK",)),
    OrganizationEntry("msf", ("Médecins Sans Frontières",), ("MSF",), "INGO"),
    OrganizationEntry("msf-ch", ("Doctors Without Borders Switzerland",), ("MSF-CH",)),
    OrganizationEntry("lwf", ("Lutheran World Federation",), ("LWF",), "INGO"),
    OrganizationEntry("concern", ("Concern Worldwide",), ("CWW",), "INGO"),
    OrganizationEntry("actionaid", ("ActionAid",), (), "INGO"),
    OrganizationEntry("ard", ("Action for Relief and Development",), ("ARD",), "NNGO"),
    OrganizationEntry("ard-2", ("Agence de Réhabilitation Durable",), ("ARD",), "NNGO"),
    OrganizationEntry("moh-tcd", ("Ministère de la Santé",), ("MSP",), "GOV", "TCD"),
    OrganizationEntry("moh-mli", ("Ministère de la Santé",), ("MSDS",), "GOV", "MLI"),
    OrganizationEntry("hope-1", ("Hope for Sahel Women",), ()),
    OrganizationEntry("hope-2", ("Hope for Sahel Children",), ()),
    OrganizationEntry("amal", ("جمعية الأمل للتنمية",), ()),
    OrganizationEntry("aal", ("Association Locale 1",), ()),
    OrganizationEntry("aal2", ("Association Locale 2",), ()),
)


@pytest.fixture(scope="module")
def index() -> OrganizationIndex:
    return OrganizationIndex(LISTED)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("World Food Programme", "wfp"),
        ("world  food PROGRAMME", "wfp"),
        ("WFP", "wfp"),
        ("WFP - World Food Programme", "wfp"),
        ("World Food Programme (WFP)", "wfp"),
        ("Programme Alimentaire Mondial", "wfp"),
        ("PAM", "wfp"),
        ("برنامج الأغذية العالمي", "wfp"),
        ("Wrold Food Programme", "wfp"),
        ("Haut Commissariat des Nations Unies pour les Réfugiés", "unhcr"),
        ("Doctors Without Borders", "msf"),
        ("MSF Suisse", "msf-ch"),
        ("Médecins sans frontières - Suisse", "msf-ch"),
        ("Action Aid", "actionaid"),
        ("Concern Wordlwide", "concern"),
        ("Development and Relief Action (ARD)", "ard"),
        ("جمعية الامل للتنميه", "amal"),
    ],
)
def test_a_name_is_taken_for_the_one_it_plainly_is(
    index: OrganizationIndex, asked: str, meant: str
) -> None:
    match = index.match(asked)
    assert match.judgement == "positive", match
    assert match.canonical == meant
    assert match.reasons
    assert match.candidates[0].id == meant


@pytest.mark.parametrize(
    "asked", ["Zebra Fishing Guild", "XQZ", "Banana Republic Trading", "1234567"]
)
def test_a_name_that_is_not_listed_is_none(
    index: OrganizationIndex, asked: str
) -> None:
    match = index.match(asked)
    assert match.judgement == "none"
    assert match.canonical is None


def test_an_acronym_of_several_is_never_taken(index: OrganizationIndex) -> None:
    match = index.match("ARD")
    assert match.judgement == "unsure"
    assert {c.id for c in match.candidates[:2]} == {"ard", "ard-2"}
    assert any("2 organizations" in reason for reason in match.reasons)


def test_the_country_of_the_response_tells_entries_of_one_name_apart(
    index: OrganizationIndex,
) -> None:
    assert index.match("Ministère de la Santé").judgement == "unsure"
    assert index.match("Ministère de la Santé", country="TCD").canonical == "moh-tcd"
    assert index.match("Ministère de la Santé", country="MLI").canonical == "moh-mli"


def test_the_response_country_in_a_name_adds_nothing(index: OrganizationIndex) -> None:
    assert index.match("LWF Chad", country="TCD").canonical == "lwf"
    assert index.match("LWF Chad", country="MLI").judgement == "unsure"


def test_a_national_section_is_not_the_whole(index: OrganizationIndex) -> None:
    assert index.match("UNHCR UK").canonical == "unhcr-uk"
    assert index.match("UNHCR Japan").canonical is None
    assert index.match("Doctors Without Borders Spain").canonical is None


def test_the_whole_is_not_one_of_its_sections() -> None:
    section = OrganizationEntry("x", ("Marie Stopes International Ethiopia",), ("MSI",))
    index = OrganizationIndex([section])
    assert index.match("Marie Stopes International").judgement == "unsure"
    assert index.match("MSI").judgement == "unsure"
    assert index.match("Marie Stopes International", country="ETH").canonical == "x"


def test_a_well_known_acronym_of_somebody_else_is_not_taken() -> None:
    entry = OrganizationEntry("x", ("Action des Femmes pour le Droit",), ("AFD",))
    match = OrganizationIndex([entry]).match("AFD")
    assert match.judgement == "unsure"
    assert match.candidates[0].id == "x"


def test_a_letter_after_an_acronym_tells_sections_apart() -> None:
    index = OrganizationIndex(
        [
            OrganizationEntry(
                "msf-e", ("Médecins sans frontières Espagne",), ("MSF-E",)
            ),
            OrganizationEntry(
                "msf-h", ("Doctors Without Borders Holland",), ("MSF-H",)
            ),
        ]
    )
    assert index.match("MSF").canonical is None
    assert index.match("MSF-E").canonical == "msf-e"
    assert index.match("MSF-F").canonical is None


def test_two_letters_are_never_enough() -> None:
    index = OrganizationIndex([OrganizationEntry("x", ("Humanity Now",), ("HN",))])
    assert index.match("HN").judgement == "unsure"


def test_names_that_differ_in_one_telling_word_are_not_taken(
    index: OrganizationIndex,
) -> None:
    assert index.match("Hope for Sahel Farmers").canonical is None
    assert index.match("Association Locale 3").canonical is None
    assert index.match("Association Locale 2").canonical == "aal2"


def test_two_organizations_in_one_text_are_not_taken_for_one(
    index: OrganizationIndex,
) -> None:
    assert index.match("WFP / UNHCR").canonical is None


def test_letters_that_only_look_alike_are_left_to_a_person(
    index: OrganizationIndex,
) -> None:
    for asked in ("UN\u041dCR", "UN\u200dHCR", "\uff35\uff2e\uff28\uff23\uff32"):
        match = index.match(asked)
        assert match.judgement == "unsure", asked
        assert match.candidates[0].id == "unhcr"


def test_a_differing_acronym_and_type_lower_the_score(index: OrganizationIndex) -> None:
    plain = index.match("Concern World").score
    assert index.match("Concern World", acronym="XYZ").score < plain
    assert index.match("Concern World", acronym="CWW").score > plain
    assert index.match("Concern World", type="GOV").score < plain
    assert index.match("Concern World", type="ingo").score > plain


def test_doubles_on_a_list_are_shown_and_neither_is_taken() -> None:
    index = OrganizationIndex(
        [
            OrganizationEntry("a", ("Sahel Relief Network",)),
            OrganizationEntry("b", ("Sahel Relief Network",)),
        ]
    )
    match = index.match("Sahel Relief Network")
    assert match.judgement == "unsure"
    assert [c.score for c in match.candidates] == [match.score, match.score]
    assert match.score > 0.6


def test_alias_in_any_language_is_as_good_as_the_name() -> None:
    names = ("Women for Peace", "Femmes pour la Paix", "نساء من أجل السلام")
    index = OrganizationIndex([OrganizationEntry("wfp-local", names)])
    for name in names:
        assert index.match(name).canonical == "wfp-local"


def test_many_are_answered_in_order_as_one_by_one(index: OrganizationIndex) -> None:
    asked = [OrganizationMention(t) for t in ("WFP", "nobody", "WFP", "ARD")]
    assert index.match_all(asked) == [index.match(m.name) for m in asked]


def test_an_empty_list_answers_none() -> None:
    assert OrganizationIndex([]).match("UNHCR").judgement == "none"


BAD = [
    "",
    "   ",
    "-",
    "!!! ??? ...",
    "\x00\x01\x02",
    "\u202e\u2066\u2069",
    "\U0001f600\U0001f30d",
    "\ud800",
    "WFP\ud800",
    "a" * 10_000,
    "World Food Programme " * 500,
    "(" * 400,
    "- " * 200,
    "((((WFP))))",
    "\u0300" * 300,
]


@pytest.mark.parametrize("asked", BAD)
def test_bad_input_gets_a_judgement_with_a_reason(
    index: OrganizationIndex, asked: str
) -> None:
    started = time.process_time()
    match = index.match(asked)
    assert time.process_time() - started < 0.2
    assert match.asked == asked
    assert match.judgement in {"none", "unsure", "positive"}
    assert match.reasons


def test_names_that_differ_by_one_letter_take_bounded_time() -> None:
    names = [f"Sahel Relief {chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(600)]
    index = OrganizationIndex(OrganizationEntry(n, (n,)) for n in names)
    started = time.process_time()
    for name in names[:50]:
        assert index.match(name).canonical == name
    assert time.process_time() - started < 2


@settings(max_examples=30)
@given(st.text(max_size=80))
def test_any_text_is_judged(text: str) -> None:
    match = OrganizationIndex(LISTED[:6]).match(text)
    assert 0 <= match.score <= 1
    assert (match.canonical is not None) == (match.judgement == "positive")
    assert len(match.candidates) <= 5
    scores = [candidate.score for candidate in match.candidates]
    assert scores == sorted(scores, reverse=True)
