"""The pages over the reference pack: each answers, as text and as data, for any day."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from comity.access.actions import create_account, write
from comity.access.actors import Role
from comity.access.policy import Resource
from comity.cli.contents import application
from comity.errors import ComityError
from comity.evidence.records import Evidence, SourceDraft
from comity.register import actions
from comity.register.entities import OrganizationDraft, keep_organizations
from comity.register.references import References
from comity.register.statements import Recorded, Statement
from comity.values.dates import Period
from comity.values.sensitivity import Sensitivity
from comity.website.urls import urlpatterns
from tests.pack import OPERATOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pack")]

NOW = datetime(2026, 11, 24, tzinfo=UTC)
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "pages.md"
NETWORK = "un-network-on-migration"

PAGES = {
    "home": "/",
    "organizations": "/organizations/",
    "organizations of a kind": "/organizations/?classification=cluster&q=global",
    "organization": "/organizations/iom/",
    "body": f"/organizations/{NETWORK}/",
    "body on two days": "/organizations/united-nations/?since=1950-01-01",
    "state": "/organizations/kenya/",
    "instruments": "/instruments/",
    "instruments of a party": "/instruments/?party=iom&expiring_within=",
    "instrument": "/instruments/a-res-47-4/",
    "countries": "/countries/?body=iom",
    "country": "/countries/SSD/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/global-compact-for-migration/",
    "themes": "/themes/",
    "theme": "/themes/migration/",
    "conflicts": "/conflicts/",
    "changes": "/changes/",
    "changes of a body": "/changes/?subject=iom&from=1990-01-01&to=2020-01-01",
    "sources": "/sources/",
    "search": "/search/?q=migration",
    "search without words": "/search/",
    "error": "/errors/UNKNOWN_CLAIM/",
}


def twin(address: str, form: str) -> str:
    """The address of a page's twin."""
    path, mark, query = address.partition("?")
    return (path.rstrip("/") or "/index") + f".{form}{mark}{query}"


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    return answer.content.decode()


def data_of(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    return json.loads(answer.content)


def comity(*words: str) -> Any:
    """What a command answers in JSON."""
    ran = CliRunner().invoke(application, [*words, "--json"])
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def restrict(**named: str) -> None:
    """Keep organizations that only some may see: slug -> sensitivity."""
    with write(
        "organizations.load",
        Resource("organization"),
        subject="test",
        by=OPERATOR,
        at=NOW,
    ) as entry:
        keep_organizations(
            [
                OrganizationDraft(
                    slug=slug.replace("_", "-"),
                    classification="ngo",
                    sensitivity=Sensitivity(sensitivity),
                )
                for slug, sensitivity in named.items()
            ],
            References(OPERATOR),
            entry,
        )


def record(
    kind: str,
    texts: dict[str, str],
    start: str | None = "2000",
    end: str | None = "..",
    **further: Any,
) -> Recorded:
    statement = Statement(
        kind=kind,
        texts=texts,
        period=Period.of(start, end, date(2026, 1, 1)),
        evidence=(Evidence("gazette", "page 1", "It says so."),),
        **further,
    )
    return actions.record(
        [statement],
        sources=[SourceDraft(key="gazette", title="The Gazette")],
        by=OPERATOR,
        at=NOW,
    )[0]


@pytest.fixture
def administrator(client: Client) -> Client:
    user = create_account(
        "ada", "a long enough password", role=Role.ADMINISTRATOR, by=OPERATOR, at=NOW
    )
    signed_in = Client()
    signed_in.force_login(user)
    return signed_in


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_answers_with_its_title_its_day_and_its_twins(
    client: Client, address: str
) -> None:
    answer = client.get(address)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert re.search(r"<title>[^<]{3,} · Comity</title>", html)
    assert re.search(r"<h1[^>]*>.*?\w.*?</h1>", html, re.DOTALL)
    assert 'name="as_of"' in html
    assert 'rel="canonical"' in html
    twins = re.findall(r'<link rel="alternate" href="([^"]+)" type="([^"]+)">', html)
    assert twins
    for url, kind in twins:
        other = client.get(unescape(url))
        assert other.status_code == 200
        assert other["Content-Type"].startswith(kind)


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_needs_no_inline_script_or_style(client: Client, address: str) -> None:
    answer = client.get(address)
    html = answer.content.decode()

    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", html)


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_every_link_to_another_page_leads_somewhere_and_keeps_the_day(
    client: Client, address: str
) -> None:
    mark = "&" if "?" in address else "?"
    html = text_of(client, f"{address}{mark}as_of=2019-06-01")
    linked = {unescape(url) for url in re.findall(r'\shref="(/[^"]*)"', html)}
    pages = sorted(url for url in linked if not url.startswith(("/static/", "/desk/")))

    assert [url for url in pages if "as_of=2019-06-01" not in url] == []
    for url in pages[:: max(1, len(pages) // 5)]:
        assert client.get(url).status_code == 200, url


def test_the_organization_as_data_is_what_the_command_line_and_the_api_say(
    client: Client,
) -> None:
    page = data_of(client, "/organizations/iom.json?as_of=2010-05-01")
    standing = comity("standing", "iom", "--as-of", "2010-05-01")
    members = comity("members", "iom", "--as-of", "2010-05-01")

    assert page["standings"] == standing["standings"]
    assert page["members"] == members["members"]
    assert page == data_of(client, "/api/v1/organizations/iom?as_of=2010-05-01")


def test_changes_and_instruments_as_data_are_what_the_command_line_says(
    client: Client,
) -> None:
    days = ("--from", "2015-01-01", "--to", "2017-01-01")
    changes = data_of(client, "/changes.json?subject=iom&from=2015-01-01&to=2017-01-01")
    assert changes == comity("changes", "iom", *days)
    assert data_of(client, "/instruments.json?party=iom") == comity(
        "instruments", "--party", "iom"
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1991-06-01", False),
        ("1993-01-01", True),
        ("2026-01-01", True),
    ],
)
def test_standing_follows_the_day(client: Client, day: str, said: bool) -> None:  # noqa: FBT001
    html = text_of(client, f"/organizations/iom/?as_of={day}")
    standing = html.split('id="standing"')[1].split("</section>")[0]

    assert ("United Nations General Assembly" in words(standing)) is said


def test_a_statement_opens_to_its_source_and_to_those_that_disagree(
    client: Client,
) -> None:
    html = text_of(client, "/organizations/iom/?as_of=2020-01-01")
    said = words(html)

    assert "A/RES/47/4" in said
    assert "first of four formal elements" in said
    assert "Other sources say" in said
    assert "Cannot be right as written" in said


def test_certain_roles_are_apart_from_possible_ones(client: Client) -> None:
    html = text_of(client, "/organizations/iom/?as_of=1992-06-01")
    standing = html.split('id="standing"')[1].split("</section>")[0]
    certain, _, possible = standing.partition(
        "<details class=more"[:8] + ' class="more"'
    )

    assert "United Nations General Assembly" not in words(certain)
    assert "United Nations General Assembly" in words(possible)


def test_a_body_tells_what_differs_from_another_day(client: Client) -> None:
    address = "/organizations/united-nations.json?as_of=1961-01-01&since=1959-01-01"
    difference = data_of(client, address)["difference"]
    began = {one["organization"] for one in difference["began"]}

    assert (difference["since"], difference["as_of"]) == ("1959-01-01", "1961-01-01")
    assert {"cyprus", "nigeria", "senegal"} <= began
    assert "france" not in began
    assert difference["kept"] > 70


def test_what_the_register_did_not_know_yet_is_not_told(client: Client) -> None:
    before = data_of(client, "/organizations/iom.json?known_at=2025-12-31")
    after = data_of(client, "/organizations/iom.json?known_at=2026-01-02")

    assert before["standings"] == []
    assert after["standings"]


def test_the_header_keeps_other_filters_when_the_day_changes(client: Client) -> None:
    html = text_of(client, "/countries/?body=iom&as_of=1995-01-01")
    form = re.search(r'<form class="day".*?</form>', html, re.DOTALL)

    assert form
    assert 'name="body" value="iom"' in form[0]
    assert 'value="1995-01-01"' in form[0]
    assert "This page shows 1995-01-01 , not today." in words(html)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (
            "/organizations/IOM/?as_of=2000-01-01",
            "/organizations/iom/?as_of=2000-01-01",
        ),
        ("/organizations/XM-DAC-47066.json", "/organizations/iom.json"),
        ("/instruments/a-res-47-4/", None),
        ("/countries/ken/?as_of=2000-01-01", "/countries/KEN/?as_of=2000-01-01"),
        ("/countries/Ken.json", "/countries/KEN.json"),
        ("/errors/unknown_claim/", "/errors/UNKNOWN_CLAIM/"),
    ],
)
def test_other_spellings_lead_to_the_one_address(
    client: Client, asked: str, kept: str | None
) -> None:
    answer = client.get(asked)

    if kept is None:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer["Location"]) == (302, kept)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/organizations/iom/?as_of=2021-02-30", 422, "DATE_INVALID"),
        ("/organizations/iom/?as_of=2021", 422, "DATE_INVALID"),
        ("/organizations/iom/?as_of=0001-01-01", 422, "DATE_INVALID"),
        ("/organizations/iom/?known_at=yesterday", 422, "MOMENT_INVALID"),
        ("/organizations/iom/?since=soon", 422, "DATE_INVALID"),
        ("/organizations/no-such-one/", 404, "UNKNOWN_ORGANIZATION"),
        ("/organizations/?classification=guild", 422, "UNKNOWN_TERM"),
        ("/organizations/?page=0", 422, "VALUE_INVALID"),
        ("/organizations/?page=99999999999999999999", 422, "VALUE_INVALID"),
        ("/organizations/?q=" + "x" * 500, 422, "VALUE_INVALID"),
        ("/instruments/no-such-one/", 404, "UNKNOWN_INSTRUMENT"),
        ("/instruments/?expiring_within=-1", 422, "VALUE_INVALID"),
        ("/instruments/?area=nowhere", 404, "UNKNOWN_AREA"),
        ("/countries/QQQ/", 404, "UNKNOWN_COUNTRY"),
        ("/frameworks/no-such-one/", 404, "UNKNOWN_RECORD"),
        ("/themes/no-such-one/", 404, "UNKNOWN_RECORD"),
        ("/claims/not-an-id/", 404, "UNKNOWN_CLAIM"),
        ("/changes/?subject=iom&from=2020-01-01&to=2010-01-01", 422, "DATE_ORDER"),
        ("/search/?q=" + "x" * 201, 422, "VALUE_INVALID"),
        ("/search/?q=%00", 422, "VALUE_INVALID"),
        ("/errors/NO_SUCH_ERROR/", 404, "UNKNOWN_RECORD"),
        ("/no/such/page/", 404, "ADDRESS_UNKNOWN"),
    ],
)
def test_what_cannot_be_answered_says_what_and_what_to_do(
    client: Client, address: str, status: int, code: str
) -> None:
    html = text_of(client, address, status)
    assert f'href="/errors/{code}/"' in html
    assert re.search(r'<p class="lead">\s*\w', html)

    answer = client.get(twin(address, "json"))
    problem = json.loads(answer.content)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert (problem["code"], problem["status"]) == (code, status)
    assert problem["type"] == f"/errors/{code}"
    assert problem["hint"]


def test_an_ambiguous_name_lists_whom_it_may_mean(client: Client) -> None:
    restrict(care_north="public", care_south="public")
    for slug in ("care-north", "care-south"):
        record(
            "name",
            {"organization": slug, "kind": "acronym", "language": "en", "text": "CARE"},
        )

    html = text_of(client, "/organizations/CARE/", 409)

    assert 'href="/organizations/care-north/"' in html
    assert 'href="/organizations/care-south/"' in html


def leaves(kind: type[ComityError]) -> Iterator[type[ComityError]]:
    below = kind.__subclasses__()
    if not below and kind.__module__.startswith("comity."):
        yield kind
    for child in below:
        yield from leaves(child)


def test_the_type_of_every_problem_leads_to_its_explanation(client: Client) -> None:
    for leaf in leaves(ComityError):
        answer = client.get(f"/errors/{leaf.code}", follow=True)

        assert answer.status_code == 200, leaf.code
        assert leaf.code in answer.content.decode()


def test_what_an_anonymous_reader_may_not_see_is_on_no_page(
    client: Client, administrator: Client
) -> None:
    restrict(quiet_house="restricted", open_house="public")
    for slug, text in (("quiet-house", "Quiet House"), ("open-house", "Open House")):
        record(
            "name",
            {"organization": slug, "kind": "name", "language": "en", "text": text},
        )
    body = {"organization": NETWORK, "role": "member"}
    told = record("membership", {"member": "quiet-house", **body})
    hidden = record(
        "membership",
        {"member": "open-house", **body},
        sensitivity=Sensitivity.CONFIDENTIAL,
    )

    for address in (
        "/organizations/?q=house",
        f"/organizations/{NETWORK}/",
        f"/organizations/{NETWORK}.json",
        f"/organizations/{NETWORK}.csv",
        "/search/?q=quiet",
        f"/changes/?subject={NETWORK}&from=1999-01-01&to=2001-01-01",
        "/",
    ):
        assert "Quiet House" not in text_of(client, address), address
    assert "Open House" not in text_of(client, f"/organizations/{NETWORK}/")
    assert "Open House" in text_of(client, "/organizations/?q=house")
    text_of(client, "/organizations/quiet-house/", 404)
    text_of(client, f"/claims/{hidden.claim}/", 404)
    text_of(client, f"/claims/{told.claim}/", 404)

    seen = words(text_of(administrator, f"/organizations/{NETWORK}/"))
    assert "Quiet House" in seen
    assert "Open House" in seen
    text_of(administrator, f"/claims/{hidden.claim}/")


def test_counts_on_the_first_page_leave_out_what_is_not_public(client: Client) -> None:
    before = data_of(client, "/index.json")["holdings"]["organizations"]
    restrict(quiet_house="restricted", open_house="public")

    after = data_of(client, "/index.json")["holdings"]["organizations"]

    assert after == before + 1


def test_a_retracted_claim_stays_readable_with_its_correction(client: Client) -> None:
    told = {"organization": "iom", "measure": "offices", "value": "400"}
    first = record("figure", told, "2020", "2020")
    second = actions.correct(
        first.claim,
        Statement(
            kind="figure",
            texts={**told, "value": "401"},
            period=Period.on("2020"),
            evidence=(Evidence("gazette", "page 2", "One more."),),
        ),
        reason="It was miscounted",
        by=OPERATOR,
        at=NOW,
    )

    old = words(text_of(client, f"/claims/{first.claim}/"))
    new = text_of(client, f"/claims/{second.claim}/")

    assert "It was miscounted" in old
    assert "401" in old
    assert f'href="/claims/{first.claim}/"' in new


def test_text_from_elsewhere_is_shown_as_text(client: Client) -> None:
    hostile = '<script>alert("x")</script>'
    restrict(hostile="public")
    record(
        "name",
        {"organization": "hostile", "kind": "name", "language": "en", "text": hostile},
    )
    record("membership", {"member": "hostile", "organization": "iom", "role": "chair"})

    for address in (
        "/organizations/hostile/",
        "/organizations/iom/",
        "/search/?q=alert",
        f"/search/?q={hostile}",
        "/conflicts/",
        "/",
    ):
        assert hostile not in text_of(client, address)
    assert hostile in words(text_of(client, "/organizations/hostile/"))


def test_a_table_for_spreadsheets_has_its_columns_and_cannot_run(
    client: Client,
) -> None:
    restrict(formula="public")
    record(
        "name",
        {"organization": "formula", "kind": "name", "language": "", "text": "=1+1"},
    )

    answer = client.get("/organizations.csv?q=1")
    lines = answer.content.decode().splitlines()

    assert lines[0] == "slug,name,acronym,classification"
    assert 'formula,\'=1+1,"",ngo' in lines
    empty = client.get("/organizations.csv?q=nobodyiscalledso").content.decode()
    assert empty.splitlines() == ["slug,name,acronym,classification"]


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    address = "/organizations/iom/?as_of=2020-01-01"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    other_day = client.get(
        "/organizations/iom/?as_of=2020-01-02", headers={"if-none-match": first["ETag"]}
    )

    assert again.status_code == 304
    assert other_day.status_code == 200

    record("figure", {"organization": "iom", "measure": "offices", "value": "400"})
    changed = client.get(address, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def test_an_answer_for_one_reader_is_not_kept_for_another(
    client: Client, administrator: Client
) -> None:
    public = client.get("/organizations/iom/")
    private = administrator.get("/organizations/iom/")

    assert public["ETag"] != private["ETag"]
    assert "private" in private["Cache-Control"]
    assert "Cookie" in private["Vary"]


@pytest.mark.parametrize("address", ["/", "/organizations/iom/", "/search/?q=x"])
def test_pages_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_a_long_list_turns_its_pages(client: Client) -> None:
    first = data_of(client, "/organizations.json")
    second = data_of(client, "/organizations.json?page=2")
    html = text_of(client, "/organizations/?page=2&as_of=2019-06-01")

    names = [one["slug"] for one in (*first["organizations"], *second["organizations"])]
    assert len(set(names)) == len(names) == 200
    assert first["total"] > 200
    assert 'rel="prev"' in html
    assert "page=3" in html


def test_a_map_has_its_countries_as_text_and_its_disclaimer(client: Client) -> None:
    html = text_of(client, "/countries/?body=united-nations&as_of=1960-01-01")

    assert 'href="/countries/FRA/?as_of=1960-01-01"' in html
    assert "do not imply official endorsement" in words(html)
    listed = data_of(client, "/countries.json?body=united-nations&as_of=1960-01-01")
    held = {row["iso3"]: row["certainty"] for row in listed["countries"]}
    members = data_of(client, "/organizations/united-nations.json?as_of=1960-01-01")
    certain = sum(one["certainty"] == "certain" for one in members["members"])
    assert held["FRA"] == "certain"
    assert held["NGA"] is None
    assert abs(sum(one == "certain" for one in held.values()) - certain) <= 5


def test_the_reference_lists_every_page_and_every_twin() -> None:
    listed = set()
    for line in REFERENCE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `/"):
            address, _, forms, _ = (cell.strip() for cell in line.strip("|").split("|"))
            page = address.split("`")[1].strip("/")
            listed.add(re.sub(r"[A-Z]+[A-Z0-9]*", "*", page) + ": " + forms)

    served: dict[str, list[str]] = {}
    for pattern in urlpatterns:
        path = re.sub(r"<[^>]+>", "*", str(pattern.pattern))
        page, dot, form = path.partition(".")
        page = page.strip("/") if page != "index" else ""
        served.setdefault(page, [])
        if dot:
            served[page].append(form)

    assert listed == {f"{page}: {', '.join(forms)}" for page, forms in served.items()}
