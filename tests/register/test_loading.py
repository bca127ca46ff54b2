"""Loading people's own lists: kept whole or not at all, twice harmless, faults located."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.access.actors import ANONYMOUS
from comity.access.models import Transaction
from comity.errors import (
    BoundariesInvalid,
    BoundaryUnplaced,
    ColumnMissing,
    ComityError,
    FileUnreadable,
    LineRefused,
    NotPermitted,
)
from comity.evidence.models import Source
from comity.evidence.records import SourceDraft
from comity.register import queries
from comity.register.loading.areas import load_areas, load_boundaries
from comity.register.loading.memberships import load_memberships
from comity.register.loading.organizations import load_organizations
from comity.register.models import (
    Area,
    AreaEdition,
    AreaName,
    AreaShape,
    Membership,
    Name,
    Organization,
)
from comity.values.sensitivity import Sensitivity
from tests.register.world import OPERATOR, REGISTERED, keep, keep_text, moment

pytestmark = pytest.mark.django_db

LIST = SourceDraft(
    key="the-list",
    title="The list",
    url="https://list.example.org/",
    retrieved_on=date(2025, 5, 1),
)
GIVEN: dict[str, Any] = {"source": LIST, "by": OPERATOR}

ORGANIZATIONS = """\
name,acronym,type
Alpha Relief,AR,International NGO
Beta Aid,BA,National NGO
"Gamma, Delta & Co",AR,Other
منظمة الإغاثة,,National NGO
"""
AREAS = """\
Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date,Name (fr)
#country+code,#adm+level,#adm+code,#adm+name,#adm+code+parent,#date+start,
KEN,1,KE01,Coast,KEN,2020-01-01,Côte
KEN,2,KE0101,Lamu,KE01,2020-01-01,
KEN,2,KE0102,Kilifi,KE01,,
"""
MEMBERSHIPS = """\
member,organization,role,start,end,says
alpha,body,member,1992,..,
beta,body,observer,2001-05,2004,It watched for three years.
"""


def file(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_organizations_of_a_list_are_kept_with_their_names(tmp_path: Path) -> None:
    done = load_organizations(file(tmp_path, ORGANIZATIONS), at=moment(1), **GIVEN)

    assert (done.lines, done.new, done.known, done.names) == (4, 4, 0, 7)
    assert done.shared_acronyms == ("ar",)
    kept = dict(Organization.objects.values_list("slug", "classification"))
    assert kept == {
        "ar": "international-ngo",
        "ba": "national-ngo",
        "ar-2": "organization",
        "organization": "national-ngo",
    }
    profile = queries.organization_profile("ba", queries.ask(ANONYMOUS))
    assert (profile.name, profile.acronym) == ("Beta Aid", "BA")
    (name, _) = profile.names
    assert [it.locator for it in name.citations] == ["line 3"]
    assert name.period.attested_on == date(2025, 5, 1)


def test_a_list_of_organizations_loaded_twice_adds_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, ORGANIZATIONS)
    load_organizations(path, at=moment(1), **GIVEN)
    before = (Organization.objects.count(), Name.objects.count())

    done = load_organizations(path, at=moment(2), **GIVEN)

    assert (done.new, done.known, done.names) == (0, 4, 0)
    assert (Organization.objects.count(), Name.objects.count()) == before


def test_what_a_list_calls_its_columns_is_understood(tmp_path: Path) -> None:
    text = "org_name,org_acronym,org_type_description\nAlpha,A,Government\n"

    load_organizations(file(tmp_path, text), at=moment(1), **GIVEN)

    assert Organization.objects.get().classification == "government"


def test_a_given_slug_is_made_fit_for_addresses(tmp_path: Path) -> None:
    text = "name,acronym,type,slug\nAlpha,A,NGO,Our/Own Slug?\n"

    load_organizations(file(tmp_path, text), at=moment(1), **GIVEN)

    assert Organization.objects.get().slug == "our-own-slug"


def test_a_restricted_list_is_shown_to_no_visitor(tmp_path: Path) -> None:
    load_organizations(
        file(tmp_path, ORGANIZATIONS),
        at=moment(1),
        sensitivity=Sensitivity.RESTRICTED,
        **GIVEN,
    )

    with pytest.raises(ComityError):
        queries.standing("ba", queries.ask(ANONYMOUS))
    assert queries.standing("ba", queries.ask(OPERATOR)).organization == "ba"


def test_areas_of_a_list_are_kept_in_their_edition(tmp_path: Path) -> None:
    done = load_areas(
        file(tmp_path, AREAS), edition="Kenya 2020", at=moment(1), **GIVEN
    )

    assert (done.edition, done.lines, done.new) == ("Kenya 2020", 3, 4)
    lamu = Area.objects.get(pcode="KE0101")
    assert lamu.parent is not None
    assert (lamu.parent.pcode, lamu.level, lamu.country) == ("KE01", 2, "KEN")
    assert lamu.valid_from == date(2020, 1, 1)
    assert AreaName.objects.get().text == "Côte"
    assert Area.objects.get(level=0).pcode == "KEN"


def test_a_list_of_areas_loaded_twice_adds_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, AREAS)
    first = load_areas(path, at=moment(1), **GIVEN)
    again = load_areas(path, at=moment(2), **GIVEN)

    assert (first.new, again.new) == (4, 0)
    assert AreaEdition.objects.count() == 1


def test_the_same_codes_in_another_edition_are_other_areas(tmp_path: Path) -> None:
    path = file(tmp_path, AREAS)
    for number, edition in enumerate(("السودان ٢٠٢٠", "السودان ٢٠٢٤"), 1):
        load_areas(path, edition=edition, at=moment(number), **GIVEN)

    assert Area.objects.filter(pcode="KE0101").count() == 2
    assert len(set(AreaEdition.objects.values_list("key", flat=True))) == 2


def test_memberships_of_a_table_answer_and_cite_their_line(tmp_path: Path) -> None:
    keep("alpha", "beta", "body")

    done = load_memberships(file(tmp_path, MEMBERSHIPS), at=moment(1), **GIVEN)

    assert (done.lines, done.recorded, done.known) == (2, 2, 0)
    asking = queries.ask(ANONYMOUS, as_of=date(2003, 1, 1))
    told = {
        it.organization: (
            it.role,
            it.certainty,
            it.citations[0].locator,
            it.citations[0].says,
        )
        for it in queries.members("body", asking).members
    }
    assert told == {
        "alpha": (
            "member",
            "certain",
            "list.csv, line 2",
            "Lists alpha as member of body.",
        ),
        "beta": (
            "observer",
            "certain",
            "list.csv, line 3",
            "It watched for three years.",
        ),
    }


def test_a_table_of_memberships_loaded_twice_adds_nothing(tmp_path: Path) -> None:
    keep("alpha", "beta", "body")
    path = file(tmp_path, MEMBERSHIPS)
    load_memberships(path, at=moment(1), **GIVEN)

    done = load_memberships(path, at=moment(2), **GIVEN)

    assert (done.recorded, done.known) == (0, 2)
    assert Membership.objects.count() == 2


def test_a_line_added_to_a_table_is_all_that_is_recorded(tmp_path: Path) -> None:
    keep("alpha", "beta", "body")
    load_memberships(file(tmp_path, MEMBERSHIPS), at=moment(1), **GIVEN)

    longer = MEMBERSHIPS + "beta,alpha,member,2010,..,\n"
    done = load_memberships(file(tmp_path, longer), at=moment(2), **GIVEN)

    assert (done.recorded, done.known) == (1, 2)


Load = Callable[..., object]

BAD: list[tuple[str, Load, str | bytes, type[ComityError], int | None]] = [
    (
        "not text",
        load_organizations,
        b"name,acronym,type\n\xff\xfe",
        FileUnreadable,
        None,
    ),
    (
        "null",
        load_organizations,
        "name,acronym,type\nA\x00,B,C\n",
        FileUnreadable,
        None,
    ),
    ("empty", load_organizations, "", ColumnMissing, None),
    ("no column", load_organizations, "name,type\nA,B\n", ColumnMissing, None),
    (
        "no name",
        load_organizations,
        "name,acronym,type\nA,B,C\n,,NGO\n",
        LineRefused,
        3,
    ),
    (
        "too many cells",
        load_organizations,
        "name,acronym,type\nA,B,C\nA,B,C,D\n",
        LineRefused,
        3,
    ),
    (
        "a name longer than is kept",
        load_organizations,
        f"name,acronym,type\nA,B,C\n{'x' * 501},Y,NGO\n",
        LineRefused,
        3,
    ),
    ("no code", load_areas, AREAS + "KEN,2,,Nowhere,KE01,,\n", LineRefused, 6),
    ("cut short", load_areas, AREAS + "KEN,2\n", LineRefused, 6),
    ("no country", load_areas, AREAS + "Kenya,2,KE0103,X,KE01,,\n", LineRefused, 6),
    ("no level", load_areas, AREAS + "KEN,two,KE0103,X,KE01,,\n", LineRefused, 6),
    ("too deep", load_areas, AREAS + "KEN,9,KE0103,X,KE01,,\n", LineRefused, 6),
    (
        "no such day",
        load_areas,
        AREAS + "KEN,2,KE0103,X,KE01,2020-02-30,\n",
        LineRefused,
        6,
    ),
    ("no full day", load_areas, AREAS + "KEN,2,KE0103,X,KE01,2020,\n", LineRefused, 6),
    ("no such parent", load_areas, AREAS + "KEN,2,KE0103,X,KE99,,\n", LineRefused, 6),
    ("a long code", load_areas, AREAS + f"KEN,2,{'K' * 41},X,KE01,,\n", LineRefused, 6),
    (
        "unknown member",
        load_memberships,
        MEMBERSHIPS + "omega,body,member,,,\n",
        LineRefused,
        4,
    ),
    (
        "unknown role",
        load_memberships,
        MEMBERSHIPS + "alpha,body,boss,,,\n",
        LineRefused,
        4,
    ),
    (
        "own member",
        load_memberships,
        MEMBERSHIPS + "body,body,member,,,\n",
        LineRefused,
        4,
    ),
    (
        "bad period",
        load_memberships,
        MEMBERSHIPS + "beta,body,member,2001,1999,\n",
        LineRefused,
        4,
    ),
    ("no role", load_memberships, MEMBERSHIPS + "beta,body,,,,\n", LineRefused, 4),
    (
        "unknown column",
        load_memberships,
        "member,organization,role,colour\nalpha,body,member,red\n",
        LineRefused,
        2,
    ),
]


@pytest.mark.parametrize(
    ("load", "text", "refusal", "line"),
    [pytest.param(*case[1:], id=f"{case[1].__name__}-{case[0]}") for case in BAD],
)
def test_a_bad_line_is_located_and_nothing_is_kept(
    tmp_path: Path,
    load: Load,
    text: str | bytes,
    refusal: type[ComityError],
    line: int | None,
) -> None:
    keep("alpha", "beta", "body")
    tables = (Area, AreaEdition, Membership, Name, Organization, Source, Transaction)
    before = [table._default_manager.count() for table in tables]

    with pytest.raises(refusal) as refused:
        load(file(tmp_path, text), at=moment(1), **GIVEN)

    assert refused.value.fields["file"] == "list.csv"
    assert refused.value.fields.get("line") == line
    assert [table._default_manager.count() for table in tables] == before


@pytest.mark.parametrize(
    "load", [load_organizations, load_areas, load_memberships, load_boundaries]
)
def test_a_file_that_is_not_there_is_named_without_its_folder(
    tmp_path: Path, load: Load
) -> None:
    with pytest.raises(FileUnreadable) as refused:
        load(tmp_path / "ghost.csv", at=moment(1), **GIVEN)

    assert "ghost.csv" in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


def test_only_those_who_may_write_load(tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        load_organizations(
            file(tmp_path, ORGANIZATIONS), source=LIST, by=REGISTERED, at=moment(1)
        )

    assert not Organization.objects.exists()


@pytest.mark.parametrize("mark", ["\u2028", "\x0b", "\x85", "\x0c", "\x1e"])
def test_only_the_ends_of_lines_end_lines(tmp_path: Path, mark: str) -> None:
    text = f"name,acronym,type\nAlpha{mark}Relief,AR,NGO\n\nBeta,BE,NGO\n"

    done = load_organizations(file(tmp_path, text), at=moment(1), **GIVEN)

    assert done.lines == 2
    assert queries.standing("alpha relief", queries.ask(ANONYMOUS)).organization == "ar"


def test_a_cell_of_several_lines_counts_as_an_editor_counts(tmp_path: Path) -> None:
    text = 'name,acronym,type\r\n"Alpha\r\nRelief",AR,NGO\r\n,,NGO\r\n'

    with pytest.raises(LineRefused) as refused:
        load_organizations(file(tmp_path, text), at=moment(1), **GIVEN)

    assert refused.value.line == 4


def square(code: str, name: str, x: int, **more: str) -> dict[str, Any]:
    ring = [[x, 0], [x, 1], [x + 1, 1], [x + 1, 0], [x, 0]]
    return {
        "type": "Feature",
        "properties": {"admin2Pcode": code, "admin2Name": name, **more},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def shapes(*features: dict[str, Any]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def test_boundaries_are_placed_by_code_and_new_areas_under_their_parents(
    tmp_path: Path,
) -> None:
    load_areas(file(tmp_path, AREAS), edition="Kenya", at=moment(1), **GIVEN)
    path = file(
        tmp_path,
        shapes(square("KE0101", "Lamu", 0), square("KE0109", "New", 1)),
        "shapes.geojson",
    )

    done = load_boundaries(path, edition="Kenya", at=moment(2), **GIVEN)
    again = load_boundaries(path, edition="Kenya", at=moment(3), **GIVEN)

    assert (done.lines, done.new, done.shapes) == (2, 1, 2)
    assert (again.new, again.shapes) == (0, 2)
    new = Area.objects.get(pcode="KE0109")
    assert new.parent is not None
    assert (new.parent.pcode, new.country, new.name) == ("KE01", "KEN", "New")
    assert AreaShape.objects.count() == 2
    assert (
        json.loads(AreaShape.objects.get(area=new).geometry)["type"] == "MultiPolygon"
    )


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", BoundariesInvalid),
        ("{", BoundariesInvalid),
        ("[]", BoundariesInvalid),
        ('{"type":"FeatureCollection"}', BoundariesInvalid),
        (shapes(square("ZZ01", "Nowhere", 0)), BoundaryUnplaced),
        (shapes({**square("", "Nameless", 0), "properties": {}}), BoundaryUnplaced),
    ],
)
def test_boundaries_that_cannot_be_placed_keep_nothing(
    tmp_path: Path, text: str, refusal: type[ComityError]
) -> None:
    load_areas(file(tmp_path, AREAS), edition="Kenya", at=moment(1), **GIVEN)
    before = Area.objects.count()

    with pytest.raises(refusal):
        load_boundaries(file(tmp_path, text, "x.json"), at=moment(2), **GIVEN)

    assert Area.objects.count() == before
    assert not AreaShape.objects.exists()


def test_instruments_and_areas_may_be_named_by_memberships(tmp_path: Path) -> None:
    keep("alpha", "body")
    keep_text("charter", symbol="A/RES/1/1")
    load_areas(file(tmp_path, AREAS), edition="Kenya", at=moment(1), **GIVEN)
    text = "member,organization,role,area,under\nalpha,body,lead,KE0101,A/RES/1/1\n"

    load_memberships(file(tmp_path, text), at=moment(2), **GIVEN)

    (lead,) = queries.members(
        "body", queries.ask(ANONYMOUS, as_of=date(2025, 5, 1))
    ).members
    assert lead.under is not None
    assert (lead.area, lead.under.slug, lead.certainty) == (
        "KE0101",
        "charter",
        "certain",
    )
