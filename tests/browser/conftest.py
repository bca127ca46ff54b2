"""A real `comity serve` on loopback and a real Chromium to look at it.

Every test here is marked `browser`. `page` fails its test when the page logs an
error, a part of it cannot be loaded, or it reaches for another host.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    sync_playwright,
)

COMITY = Path(sys.executable).with_name("comity")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
START_SECONDS = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stores of the site that the browser sees, as `comity init` leaves them."""
    return made_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def site(home: Path) -> Iterator[str]:
    """The address of a running `comity serve`, without a slash at the end."""
    with served(home) as address:
        yield address


def made_home(folder: Path) -> Path:
    """Stores in a folder, as `comity init` leaves them."""
    subprocess.run(
        [COMITY, "init"], env=environment(folder), check=True, capture_output=True
    )
    return folder


@contextmanager
def served(home: Path) -> Iterator[str]:
    """A running `comity serve` over a home: its address, without a slash at the end."""
    port = free_port()
    log = home / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [COMITY, "serve", "--port", str(port)],
            env=environment(home),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_served(port, server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
        ],
    )
    yield running
    running.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """An empty page whose addresses are relative to the site."""
    context = browser.new_context(base_url=site, locale="en-GB")
    opened = context.new_page()
    faults: list[str] = []

    def heed_request(request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(site):
            faults.append(f"reached for another host: {request.url}")

    def heed_response(response: Response) -> None:
        part = response.request.resource_type != "document"
        if part and response.status >= HTTPStatus.BAD_REQUEST:
            faults.append(f"answered {response.status}: {response.url}")

    def heed_console(said: ConsoleMessage) -> None:
        # What failed to load is told by its response.
        if said.type == "error" and "Failed to load resource" not in said.text:
            faults.append(f"logged: {said.text}")

    opened.on("request", heed_request)
    opened.on("response", heed_response)
    opened.on("console", heed_console)
    opened.on("pageerror", lambda error: faults.append(f"script failed: {error}"))
    yield opened
    context.close()
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page against WCAG 2.2 A and AA, one line each."""

    def find(page: Page) -> list[str]:
        # Evaluated by the debugger, which the content security policy lets be.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        report: dict[str, Any] = page.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}})", STANDARDS
        )
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:120]}"
            for rule in report["violations"]
            for node in rule["nodes"]
        ]

    return find


def environment(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COMITY_")
    }
    return {**kept, "COMITY_HOME": str(home)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_served(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/")
            connection.getresponse()
        except (OSError, HTTPException):
            time.sleep(0.2)
        else:
            return
        finally:
            connection.close()
    pytest.fail(f"comity serve did not answer:\n{log.read_text()}", pytrace=False)
