"""Published lists as they are, counted by other means: they are kept whole."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.evidence.records import SourceDraft
from comity.register.loading.areas import load_areas, load_boundaries
from comity.register.loading.organizations import load_organizations
from comity.register.models import Area, Organization
from tests.register.world import OPERATOR, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pack")]

LIST = SourceDraft(
    key="the-list",
    title="The list",
    url="https://list.example.org/",
    retrieved_on=date(2025, 5, 1),
)
GIVEN: dict[str, Any] = {"source": LIST, "by": OPERATOR}


@pytest.mark.real_data
def test_the_organizations_that_hdx_publishes(shared_data: Path) -> None:
    path = shared_data / "orgs" / "hdx_hapi_organisations_global.csv"
    with path.open(encoding="utf-8-sig", newline="") as opened:
        listed = list(csv.DictReader(opened))

    outset = Organization.objects.count()

    done = load_organizations(path, at=moment(9000), **GIVEN)
    again = load_organizations(path, at=moment(9001), **GIVEN)

    assert done.lines == len(listed) == 722
    assert Organization.objects.count() == outset + done.new
    assert done.known + done.new <= 722
    assert done.known >= 15
    assert (again.new, again.names) == (0, 0)


@pytest.mark.real_data
def test_the_areas_and_boundaries_that_hdx_publishes(shared_data: Path) -> None:
    path = shared_data / "places" / "global_pcodes_adm_1_2.csv"
    with path.open(encoding="utf-8-sig", newline="") as opened:
        listed = [
            line
            for line in csv.DictReader(opened)
            if not line["Location"].startswith("#")
        ]
    counted = Counter(int(line["Admin Level"]) for line in listed)
    outset = Counter(Area.objects.values_list("level", flat=True))

    done = load_areas(path, edition="Global", at=moment(9000), **GIVEN)

    assert done.lines == len(listed) == 33_363
    kept = Counter(
        Area.objects.filter(edition__key="global", level__gt=0).values_list(
            "level", flat=True
        )
    )
    assert kept == counted
    assert outset[0] == 249
    orphans = Area.objects.filter(edition__key="global", level=2, parent=None)
    assert not orphans.exists()

    shapes_of = load_boundaries(
        shared_data / "geo" / "ETH_adm3.topojson",
        edition="Ethiopia adm3",
        at=moment(9001),
        **GIVEN,
    )

    assert (shapes_of.lines, shapes_of.shapes) == (981, 981)
    placed = Area.objects.filter(level=3, country="ETH", shape__isnull=False)
    assert placed.count() == 981
    assert not placed.filter(parent=None).exists()
    assert set(placed.values_list("parent__country", flat=True)) == {"ETH"}
