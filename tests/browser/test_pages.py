"""The public pages in a real browser: accessible, narrow, by keyboard, without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

PAGES = {
    "home": "/",
    "organizations": "/organizations/?q=migration",
    "organization": "/organizations/iom/?as_of=2015-01-01",
    "body": "/organizations/un-network-on-migration/?since=2019-01-01",
    "state": "/organizations/kenya/",
    "instruments": "/instruments/",
    "instrument": "/instruments/un-iom-relationship-agreement-2016/",
    "countries": "/countries/?body=iom",
    "country": "/countries/SSD/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/global-compact-for-migration/",
    "themes": "/themes/",
    "theme": "/themes/migration/",
    "conflicts": "/conflicts/",
    "changes": "/changes/?subject=iom&from=2010-01-01&to=2020-01-01",
    "sources": "/sources/",
    "search": "/search/?q=الهجرة",
    "search without result": "/search/?q=migratoin",
    "error": "/errors/UNKNOWN_CLAIM/",
    "refusal": "/organizations/no-such-one/",
}
PHONE, NARROWEST = 375, 320
HEAVIEST = 100_000

every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())


@every_page
def test_a_page_has_no_fault_that_axe_can_find(
    page: Page, violations: Callable[[Page], list[str]], address: str
) -> None:
    page.goto(address)
    page.evaluate(
        "document.querySelectorAll('details').forEach(one => one.open = true)"
    )

    assert violations(page) == []


@pytest.mark.parametrize("name", ["home", "organization", "countries", "conflicts"])
def test_a_page_is_as_readable_in_the_dark(
    page: Page, violations: Callable[[Page], list[str]], name: str
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(PAGES[name])

    assert violations(page) == []


@every_page
def test_a_page_fits_a_phone_and_is_light_on_the_wire(page: Page, address: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    answer = page.goto(address)
    page.evaluate(
        "document.querySelectorAll('details').forEach(one => one.open = true)"
    )

    for width in (PHONE, NARROWEST):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert answer is not None
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.request.sizes()["responseBodySize"] <= HEAVIEST


def test_the_day_changes_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/organizations/iom/")
    page.get_by_label("As of").fill("1993-01-01")
    page.get_by_role("button", name="Show", exact=True).click()

    assert page.url.endswith("/organizations/iom/?as_of=1993-01-01")
    expect(page.get_by_role("heading", name="Standing on 1993-01-01")).to_be_visible()
    expect(page.get_by_role("note")).to_contain_text("not today")
    page.get_by_role("link", name="United Nations General Assembly").first.click()
    assert "as_of=1993-01-01" in page.url
    page.get_by_role("link", name="Show today").click()
    assert "as_of" not in page.url
    context.close()


def test_evidence_opens_by_keyboard(page: Page) -> None:
    page.goto("/instruments/a-res-47-4/")
    evidence = page.locator("details.evidence").first
    evidence.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(evidence.get_by_role("link", name="Open this claim")).to_be_visible()


def test_the_first_tab_leads_past_the_header(page: Page) -> None:
    page.goto("/organizations/iom/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_a_search_from_the_first_page_leads_to_a_record(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search organizations, bodies").fill("inter agency standing")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Inter-Agency Standing Committee").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Inter-Agency Standing Committee"
    )


def test_a_country_on_the_map_leads_to_its_page(page: Page) -> None:
    page.goto("/countries/?body=united-nations&as_of=2000-01-01")
    page.locator('svg a[href^="/countries/BRA/"]').focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Brazil")
    assert "as_of=2000-01-01" in page.url


def test_foreign_names_carry_their_language_and_direction(page: Page) -> None:
    page.goto("/organizations/iom/")
    arabic = page.locator('.title__names [lang="ar"]')

    expect(arabic).to_have_count(1)
    assert arabic.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"
