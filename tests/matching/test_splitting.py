import pytest

from comity.matching import OrganizationEntry, OrganizationIndex, split_organizations


@pytest.fixture(scope="module")
def index() -> OrganizationIndex:
    return OrganizationIndex(
        [
            OrganizationEntry("wfp", ("World Food Programme",), ("WFP",)),
            OrganizationEntry("unhcr", ("UNHCR",)),
            OrganizationEntry("fao", ("Food and Agriculture Organization",), ("FAO",)),
            OrganizationEntry("ard", ("Action for Relief and Development",), ("ARD",)),
            OrganizationEntry("nrc", ("Norwegian Refugee Council",), ("NRC",)),
        ]
    )


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("UNHCR, WFP and FAO", ("UNHCR", "WFP", "FAO")),
        ("UNHCR/WFP", ("UNHCR", "WFP")),
        ("PAM et FAO", ("PAM", "FAO")),
        ("WFP; Somebody Else", ("WFP", "Somebody Else")),
        ("WFP\nUNHCR", ("WFP", "UNHCR")),
        ("WFP, WFP, NRC", ("WFP", "NRC")),
        ("Norwegian Refugee Council & UNHCR", ("Norwegian Refugee Council", "UNHCR")),
    ],
)
def test_a_cell_of_several_is_split(
    index: OrganizationIndex, cell: str, pieces: tuple[str, ...]
) -> None:
    assert split_organizations(cell, index) == pieces


@pytest.mark.parametrize(
    "cell",
    [
        "Action for Relief and Development",
        "Food and Agriculture Organization",
        "Food, Water and Shelter for All",
        "NRC - Norwegian Refugee Council",
        "Smith, Jones and Sons",
        "WFP and unknown friends",
    ],
)
def test_one_organization_stays_whole(index: OrganizationIndex, cell: str) -> None:
    assert split_organizations(cell, index) == (cell,)


def test_an_empty_cell_names_nobody(index: OrganizationIndex) -> None:
    assert split_organizations("  ", index) == ()


def test_a_very_long_cell_is_left_alone(index: OrganizationIndex) -> None:
    assert len(split_organizations("x, " * 30_000, index)) == 1
