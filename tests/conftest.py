"""What every test may ask for, and what is said of tests that could not run.

Markers: `real_data` reads published files that are kept outside the repository,
`browser` drives a real Chromium, `slow` takes over ten seconds. A test that
lacks its data or its browser is skipped and named at the end of the run; in
continuous integration (CI=true) it fails. No test leaves the machine.
"""

import ipaddress
import os
import shutil
import sys
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).parent.parent
CI = os.environ.get("CI", "").lower() in {"1", "true"}

MARKERS = {
    "real_data": "reads published files that are kept outside the repository",
    "browser": "drives a real Chromium",
    "slow": "takes over ten seconds",
}

hypothesis.settings.register_profile("dev", max_examples=50, deadline=None)
hypothesis.settings.register_profile(
    "ci", max_examples=200, deadline=None, print_blob=True
)
hypothesis.settings.register_profile("nightly", max_examples=20_000, deadline=None)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if CI else "dev")
)


def stay_on_this_machine(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse a connection that leaves the machine, whoever opens it."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host in {"", "localhost"}
    if not local:
        message = f"a test reached for the network: {host}"
        raise RuntimeError(message)


sys.addaudithook(stay_on_this_machine)


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a room's tests together in the random order.

    What a room loads once for its tests (scope "package") is then loaded once.
    """
    rooms = list(dict.fromkeys(item.path.parent for item in items))
    items.sort(key=lambda item: rooms.index(item.path.parent))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, lack in (("real_data", data_lack), ("browser", browser_lack)):
        if item.get_closest_marker(name) and (reason := lack()):
            if CI:
                pytest.fail(f"must run here, but {reason}", pytrace=False)
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.getreports("skipped")
    for name in ("real_data", "browser"):
        reports = [report for report in skipped if name in report.keywords]
        if reports:
            reason = reports[0].longrepr[2].removeprefix("Skipped: ")
            terminalreporter.section(f"{name}: {len(reports)} not run, {reason}")
            for report in sorted(reports, key=lambda report: report.nodeid):
                terminalreporter.write_line(report.nodeid)


def data_folder() -> Path:
    given = os.environ.get("COMITY_SHARED_DATA")
    return Path(given) if given else ROOT.parent / "shared" / "data"


def data_lack() -> str:
    folder = data_folder()
    return "" if folder.is_dir() else "there is no folder COMITY_SHARED_DATA"


def browser_lack() -> str:
    return "" if shutil.which("chromium") else "there is no chromium on the PATH"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published files; a test that asks for it is `real_data`."""
    return data_folder()
