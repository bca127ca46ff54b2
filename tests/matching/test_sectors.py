import pytest

from comity.matching import SectorEntry, SectorIndex

LISTED = (
    SectorEntry("wash", ("Water Sanitation Hygiene",), ("11",), ("WSH",)),
    SectorEntry("shelter", ("Emergency Shelter and NFI",), ("4",), ("SHL",)),
    SectorEntry("cccm", ("Camp Coordination / Management",), ("1",), ("CCM",)),
    SectorEntry("health", ("Health",), ("7",), ("HEA",)),
    SectorEntry("nutrition", ("Nutrition",), ("9",), ("NUT",)),
    SectorEntry("protection", ("Protection",), ("10",), ("PRO",)),
    SectorEntry("child", ("Child Protection",), ("5403",), ("PRO-CPN",)),
)


@pytest.fixture(scope="module")
def index() -> SectorIndex:
    return SectorIndex(LISTED)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("WASH", "wash"),
        ("Eau, Hygiène et Assainissement", "wash"),
        ("Agua, saneamiento e higiene", "wash"),
        ("المياه والصرف الصحي", "wash"),
        ("Abris/AME", "shelter"),
        ("Shelter Cluster", "shelter"),
        ("cccm", "cccm"),
        ("Santé", "health"),
        ("Helath", "health"),
        ("Salud", "health"),
        ("Protección", "protection"),
        ("PRO-CPN", "child"),
        ("Protection de l'enfance", "child"),
        ("9", "nutrition"),
    ],
)
def test_a_sector_is_found_in_any_language(
    index: SectorIndex, asked: str, meant: str
) -> None:
    match = index.match(asked)
    assert match.canonical == meant, match
    assert match.reasons


def test_two_sectors_in_one_cell_are_not_one(index: SectorIndex) -> None:
    for asked in ("Health / Nutrition", "Santé et Nutrition", "Health; WASH"):
        match = index.match(asked)
        assert match.judgement == "unsure", asked
        assert len(match.candidates) > 1


@pytest.mark.parametrize(
    "asked", ["", "---", "Underwater basketry", "x" * 10_000, "\ud800"]
)
def test_what_is_no_listed_sector_is_none(index: SectorIndex, asked: str) -> None:
    match = index.match(asked)
    assert match.judgement == "none"
    assert match.reasons


def test_the_list_decides_over_the_usual_vocabulary() -> None:
    index = SectorIndex(
        [
            SectorEntry("food", ("Food Security",)),
            SectorEntry("lives", ("Livelihoods",), (), ("FSL",)),
        ]
    )
    assert index.match("FSL").canonical == "lives"
