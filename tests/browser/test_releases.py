"""Responses and releases in a real browser: accessible, narrow, dark, in print, without script."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import environment, made_home, served
from tests.browser.released import RESPONSE

ROOT = Path(__file__).parents[2]
PHONE, NARROWEST = 375, 320
HEAVIEST = 100_000


@dataclass(frozen=True)
class Released:
    """What the browser finds."""

    name: str
    withdrawn: str

    @property
    def pages(self) -> tuple[str, ...]:
        return (
            "/responses/",
            f"/responses/{RESPONSE}/?period=2025-01",
            f"/responses/{RESPONSE}/?period=2025-01&level=2&sector=water",
            "/releases/",
            f"/releases/{self.name}/",
            f"/releases/{self.withdrawn}/",
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stores of their own, so that what other tests publish is not among them."""
    return made_home(tmp_path_factory.mktemp("released"))


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[str]:
    with served(home) as address:
        yield address


@pytest.fixture(scope="module")
def released(home: Path) -> Released:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.released"],
        env=environment(home),
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return Released(*done.stdout.split())


def test_the_pages_have_no_fault_that_axe_can_find(
    page: Page, violations: Callable[[Page], list[str]], released: Released
) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in released.pages:
            answer = page.goto(address)
            assert answer is not None
            assert answer.ok, address
            assert violations(page) == [], (scheme, address)


def test_the_pages_fit_a_phone_and_are_light_on_the_wire(
    page: Page, released: Released
) -> None:
    for address in released.pages:
        page.set_viewport_size({"width": PHONE, "height": 800})
        answer = page.goto(address)
        for width in (PHONE, NARROWEST):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert answer is not None
        assert answer.request.sizes()["responseBodySize"] <= HEAVIEST


def test_the_mark_of_the_simulated_is_seen_on_paper_too(
    page: Page, released: Released
) -> None:
    for address in (f"/responses/{RESPONSE}/", f"/releases/{released.name}/"):
        page.goto(address)
        for medium in ("screen", "print"):
            page.emulate_media(media=medium)
            expect(page.get_by_text("SIMULATED", exact=True)).to_be_visible()


def test_a_reader_narrows_the_matrix_without_script(
    browser: Browser, site: str, released: Released
) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/responses/{RESPONSE}/")
    page.get_by_label("Reporting period", exact=True).select_option("2025-01")
    page.get_by_label("Sector", exact=True).select_option("water")
    page.get_by_role("button", name="Show", exact=True).last.click()

    assert "period=2025-01" in page.url
    assert "sector=water" in page.url
    row = page.get_by_role("row", name="Norrin")
    expect(row).to_contain_text("2 organizations and 1 name not resolved")
    row.get_by_role("link", name="Norrin").click()
    expect(page.get_by_role("row", name="Brackwell")).to_contain_text("no report")
    expect(page.get_by_role("row", name="Corringham")).to_have_count(0)
    context.close()


def test_a_file_is_downloaded_as_it_was_published(
    page: Page, released: Released
) -> None:
    page.goto(f"/releases/{released.name}/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="coverage, CSV").click()
    download = waiting.value

    assert download.suggested_filename == "SIMULATED-coverage.csv"
    assert "xaa-2025" in download.path().read_text()


def test_a_withdrawn_release_says_why_and_offers_nothing(
    page: Page, released: Released
) -> None:
    page.goto(f"/releases/{released.withdrawn}/")

    expect(page.get_by_role("note")).to_contain_text("A trial.")
    assert (
        page.locator(f"a[href*='/releases/{released.withdrawn}/files/']").count() == 0
    )
