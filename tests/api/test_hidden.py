"""No address, of the API or of a page, tells a visitor what only some may see."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag

import pytest
from django.test import Client

from comity.register.kinds import KINDS
from comity.values.sensitivity import Sensitivity
from tests.register.canaries import CANARY, plant

pytestmark = pytest.mark.django_db

HREF = re.compile(r'(?:href|action|src)="(/[^"]*)"')
STARTS = (
    "/",
    "/organizations.csv",
    "/changes/?from=1900-01-01&to=2030-01-01",
    "/desk/",
)
SLUGS = ("alpha", "beta", "body", "country", "child", "charter", "compact", "ALA")
HIDDEN = (
    "canary-org",
    "canary-body",
    "canary-child",
    "canary-text",
    "canary-plan",
    "XCA",
)
PAGES = ("organizations", "instruments", "countries", "frameworks", "responses")
FORMS = ("/", ".json", ".csv")
MOST = 700


def addresses() -> Iterator[str]:
    """Every address that names a record, public or hidden, of the API and the pages."""
    yield from STARTS
    for key in (*SLUGS, *HIDDEN):
        for kind in (
            "standing",
            "members",
            "organizations",
            "instruments",
            "countries",
        ):
            yield f"/api/v1/{kind}/{key}"
        yield f"/api/v1/changes/{key}?from=1900-01-01&to=2030-01-01"
        yield f"/api/v1/instruments?party={key}"
        yield from (f"/{page}/{key}{form}" for page in PAGES for form in FORMS)
    for path in ("instruments", "conflicts", "sources", "releases", "openapi.json"):
        yield f"/api/v1/{path}"
    for word in ("canari", "alpha", "seven", "ALA", "1/1"):
        yield f"/search/?q={word}"
        yield f"/search.json?q={word}"
        yield f"/organizations/?q={word}"
    for kind in KINDS.values():
        for claim in kind.model._default_manager.values_list("pk", flat=True):
            yield f"/claims/{claim}/"
            yield f"/claims/{claim}.json"
            yield f"/api/v1/claims/{claim}"


def crawl(client: Client) -> Iterator[tuple[str, int, str]]:
    """Every address and what is linked from it: address, status, headers and body."""
    waiting = list(addresses())
    seen = set(waiting)
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        text = f"{dict(response.headers)} {body.decode(errors='replace')}"
        yield address, response.status_code, text
        if len(seen) > MOST or "text/html" not in response.headers.get(
            "Content-Type", ""
        ):
            continue
        for found in HREF.findall(text):
            link = urldefrag(unescape(found)).url
            if link not in seen and not link.startswith("/static/"):
                seen.add(link)
                waiting.append(link)


def own_words(address: str, text: str) -> str:
    """The answer less what the reader typed into the address."""
    typed = {part for part in re.split(r"[/?=&.]", address) if CANARY in part.lower()}
    for part in typed:
        text = text.replace(part, "")
    return text.lower()


@pytest.mark.parametrize("hidden", [Sensitivity.PARTNERS])
def test_a_visitor_finds_nothing_of_what_is_hidden(hidden: Sensitivity) -> None:
    plant(hidden)
    found = list(crawl(Client()))

    leaks = [
        f"{address}: {own[max(own.find(CANARY) - 80, 0) :][:160]}"
        for address, _, text in found
        if CANARY in (own := own_words(address, text))
    ]
    assert leaks == []
    assert [address for address, status, _ in found if status >= 500] == []
    assert len(found) > 300
    public = {address for address, status, _ in found if status == 200}
    assert {
        "/organizations/alpha/",
        "/instruments/charter/",
        "/countries/ALA/",
    } <= public
    gone = {
        address: status
        for address, status, _ in found
        if address.startswith("/api/v1/standing/canary")
    }
    assert set(gone.values()) == {404}
