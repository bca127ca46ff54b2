"""The desk in a real browser: a claim corrected, a report accepted, names judged."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import environment

KEEPER, PHRASE = "keeper", "a long pass phrase"
ACCOUNT = f"""
import django; django.setup()
from datetime import UTC, datetime
from comity.access.actions import create_account
from comity.access.actors import Role, local_operator
create_account({KEEPER!r}, {PHRASE!r}, role=Role.ADMINISTRATOR,
               by=local_operator(), at=datetime.now(UTC))
"""
PHONE = 375
CHECKED_WITHIN = 60_000
"""Milliseconds until the worker of a busy machine has checked a small file."""

HEADINGS = (
    *("Organization", "Sector", "Activity", "Admin1 name", "Admin1 pcode"),
    *("Start date", "End date"),
)
UNSURE = "Migration Office"
"""Could be several, so that a person must say which."""


def report(*organizations: str) -> bytes:
    """A CSV file with one row for each."""
    text = io.StringIO()
    rows = [
        (who, "Health", f"Clinic {number}", "Shefa", "VU05", "2025-01-01", "2025-01-31")
        for number, who in enumerate(organizations, start=1)
    ]
    csv.writer(text, lineterminator="\n").writerows([HEADINGS, *rows])
    return text.getvalue().encode()


@pytest.fixture(scope="session")
def keeper(home: Path) -> str:
    """The name of an administrator of the site."""
    subprocess.run(
        [sys.executable, "-c", ACCOUNT],
        env=environment(home) | {"DJANGO_SETTINGS_MODULE": "comity.project.settings"},
        check=True,
        capture_output=True,
    )
    return KEEPER


@pytest.fixture
def desk(page: Page, keeper: str) -> Page:
    """A page on which the administrator has signed in."""
    sign_in(page)
    return page


@pytest.fixture
def plain(browser: Browser, site: str, keeper: str) -> Iterator[Page]:
    """The same without any script."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    opened = context.new_page()
    sign_in(opened)
    yield opened
    context.close()


def sign_in(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_label("Username").fill(KEEPER)
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inbox")


def open_response(page: Page, code: str) -> None:
    page.goto("/desk/responses/new/")
    page.get_by_label("Code").fill(code)
    page.get_by_label("Country").fill("VUT")
    page.get_by_label("Reporting periods").fill("2025-01\n2025-02")
    page.get_by_label("Who may see what is reported").select_option("partners")
    page.get_by_role("button", name="Open the response").click()
    expect(page.get_by_role("status")).to_contain_text("open for reports")


def upload(page: Page, content: bytes, name: str) -> None:
    """Send a file for the response whose page is open."""
    page.get_by_role("link", name="Upload a report").click()
    page.get_by_label("File").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Upload and check").click()


def is_checked(page: Page) -> None:
    accounting = page.get_by_role("heading", name="Every line accounted for")
    expect(accounting).to_be_visible(timeout=CHECKED_WITHIN)


def test_a_claim_is_recorded_and_corrected(
    desk: Page, violations: Callable[[Page], list[str]]
) -> None:
    desk.goto("/desk/claims/new/?kind=figure")
    organization = desk.get_by_label("Organization")
    organization.press_sequentially("children's fund")
    option = desk.locator("#offered-claim-organization option[value=unicef]")
    expect(option).to_have_count(1)
    organization.fill("unicef")
    desk.get_by_label("Measure").fill("offices of the trial")
    desk.get_by_label("Value").fill("twelve")
    desk.get_by_label("When", exact=False).first.fill("2024")
    desk.get_by_label("Title of the source").fill("A trial of the desk")
    desk.get_by_label("The place in the source").fill("page 1")
    desk.get_by_label("What it says there").fill("It has twelve offices.")
    desk.get_by_role("button", name="Record the claim").click()
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was kept yet")
    expect(desk.get_by_label("What it says there")).to_have_value(
        "It has twelve offices."
    )
    expect(desk.get_by_label("Value")).to_have_accessible_description(
        "Digits, with a point before a fraction. "
        "The value 'twelve' cannot be read. Give a number such as 175."
    )
    assert violations(desk) == []

    desk.get_by_label("Value").fill("12")
    desk.get_by_role("button", name="Record the claim").click()
    expect(desk.get_by_role("status")).to_contain_text("recorded")
    desk.get_by_role("link", name="Correct this claim").click()
    desk.get_by_label("Value").fill("13")
    desk.get_by_label("Title of the source").fill("A trial of the desk")
    desk.get_by_label("The place in the source").fill("page 2")
    desk.get_by_label("What it says there").fill("It has thirteen offices.")
    desk.get_by_label("Why the claim is corrected").fill("Page 1 was outdated.")
    desk.get_by_role("button", name="Correct the claim").click()

    both = desk.get_by_role("main")
    expect(both).to_contain_text("It has thirteen offices.")
    expect(both).to_contain_text("It has twelve offices.")
    expect(both).to_contain_text("Page 1 was outdated.")
    assert violations(desk) == []


def test_a_report_is_watched_while_it_is_checked_and_then_accepted(
    desk: Page, violations: Callable[[Page], list[str]]
) -> None:
    open_response(desk, "vut-accept")
    upload(desk, report("IOM", "UNICEF", "IOM"), "partners.csv")
    address = desk.url
    is_checked(desk)
    expect(desk.get_by_role("main")).to_contain_text("would be applied")
    desk.evaluate(
        "document.querySelectorAll('details').forEach(one => one.open = true)"
    )
    assert desk.url == address
    assert violations(desk) == []

    desk.get_by_role("button", name="Accept it").click()
    expect(desk.get_by_role("status")).to_have_text("It counts now.")
    expect(desk.locator(".title .state")).to_have_text("accepted")
    desk.get_by_text("Withdraw it").click()
    desk.get_by_label("Reason").fill("Sent by mistake.")
    desk.get_by_role("button", name="Withdraw", exact=True).click()
    expect(desk.locator(".title .state")).to_have_text("withdrawn")
    desk.get_by_role("button", name="Reinstate it").click()
    expect(desk.locator(".title .state")).to_have_text("accepted")


def test_a_report_becomes_a_release_that_anyone_can_download(
    desk: Page, plain: Page, violations: Callable[[Page], list[str]]
) -> None:
    open_response(desk, "vut-publish")
    upload(desk, report("IOM", "UNICEF", "WFP"), "partners.csv")
    is_checked(desk)
    desk.get_by_role("button", name="Accept it").click()
    desk.goto("/desk/responses/vut-publish/")
    desk.get_by_role("button", name="Publish a release").click()
    expect(desk.get_by_role("status")).to_contain_text("Published as")
    assert violations(desk) == []

    plain.goto("/responses/vut-publish/")
    expect(plain.get_by_role("main")).to_contain_text("release")
    plain.goto("/releases/")
    plain.get_by_role("link", name="vut-publish").first.click()
    with plain.expect_download() as download:
        plain.get_by_role("link", name="operational_presence.csv").first.click()
    assert "unicef" in download.value.path().read_text("utf-8").lower()

    desk.get_by_text("Withdraw it").first.click()
    desk.get_by_label("Why, in a sentence").first.fill("A trial.")
    desk.get_by_role("button", name="Withdraw", exact=True).first.click()
    expect(desk.get_by_role("status")).to_contain_text("withdrawn")


def test_names_are_judged_with_the_keyboard_alone(
    desk: Page, violations: Callable[[Page], list[str]]
) -> None:
    open_response(desk, "vut-names")
    upload(desk, report(UNSURE, UNSURE, "UNICEFF", "UNICEF"), "misspelt.csv")
    is_checked(desk)
    desk.goto("/desk/names/?response=vut-names&kind=organization")
    names = desk.locator("[data-queue] > article")
    expect(names.first).to_be_focused()
    expect(names).to_have_count(2)
    assert violations(desk) == []

    first = names.first.get_attribute("aria-label")
    desk.keyboard.press("j")
    expect(names.nth(1)).to_be_focused()
    desk.keyboard.press("k")
    expect(names.first).to_be_focused()
    desk.keyboard.press("1")
    expect(desk.get_by_role("status")).to_contain_text(f"“{first}” now means")
    expect(names).to_have_count(1)
    assert "kind=organization" in desk.url

    desk.keyboard.press("u")
    expect(desk.get_by_role("status")).to_contain_text("undone")
    expect(names).to_have_count(2)
    candidates = names.first.locator(".candidate")
    before = candidates.count()
    desk.keyboard.press("n")
    expect(desk.get_by_role("status")).to_contain_text("that is remembered")
    expect(names.first.locator(".candidate")).to_have_count(before - 1)
    desk.keyboard.press("s")
    expect(desk.get_by_label("Find an organization")).to_be_focused()
    desk.keyboard.type("organization for migration")
    desk.keyboard.press("Enter")
    choice = desk.get_by_role(
        "button",
        name=re.compile("That is it.*International Organization for Migration"),
    )
    choice.last.click()
    expect(names).to_have_count(1)


def test_everything_works_without_script(plain: Page) -> None:
    open_response(plain, "vut-plain")
    upload(plain, report("IOM", "UNICEFF"), "plain.csv")
    for _ in range(CHECKED_WITHIN // 500):
        if plain.get_by_role("button", name="Accept it").count():
            break
        plain.get_by_role("link", name="Look again").click()
        plain.wait_for_timeout(500)
    plain.get_by_role("link", name="Judge names").click()
    plain.get_by_label("Kind").select_option("organization")
    plain.get_by_role("button", name="Show").click()
    plain.get_by_role("button", name="That is it").first.click()
    expect(plain.get_by_role("status")).to_contain_text("now means")
    plain.get_by_role("button", name="Undo").first.click()
    expect(plain.get_by_role("status")).to_contain_text("undone")


@pytest.mark.parametrize(
    "address",
    [
        "/desk/",
        "/desk/claims/",
        "/desk/claims/new/?kind=membership",
        "/desk/conflicts/",
        "/desk/responses/",
        "/desk/responses/new/",
        "/desk/submissions/",
        "/desk/names/",
        "/desk/releases/",
    ],
)
def test_a_page_of_the_desk_is_accessible_in_the_dark_and_fits_a_phone(
    desk: Page, violations: Callable[[Page], list[str]], address: str
) -> None:
    desk.goto(address)
    assert violations(desk) == []
    desk.emulate_media(color_scheme="dark")
    desk.set_viewport_size({"width": PHONE, "height": 800})
    desk.goto(address)
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert violations(desk) == []
