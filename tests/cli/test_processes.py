"""The command as a program of its own: a fresh home, made once, never emptied."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

PASSWORD = re.compile(r"password\s+(\S+)")


def comity(
    home: Path, *arguments: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COMITY_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "comity", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=home.parent,
        env={**kept, "COMITY_HOME": str(home), **settings},
        timeout=120,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home that `comity init` made, and what it said."""
    home = tmp_path_factory.mktemp("new") / "home"
    done = comity(home, "init")
    assert done.returncode == 0, done.stderr
    return home, done.stdout


@pytest.mark.parametrize("arguments", [["standing", "iom"], ["serve"]])
def test_an_empty_home_is_told_apart_and_left_empty(
    tmp_path: Path, arguments: list[str]
) -> None:
    home = tmp_path / "home"

    left = comity(home, *arguments)

    assert (left.returncode, left.stdout) == (1, "")
    assert left.stderr.startswith("STORES_MISSING ")
    assert "comity init" in left.stderr
    assert not home.exists()


def test_the_first_init_prints_a_password_and_the_next_loses_nothing(
    made: tuple[Path, str],
) -> None:
    home, said = made
    password = PASSWORD.search(said)
    assert password is not None
    recorded = comity(
        home,
        *("claim", "record", "name", "organization=iom", "kind=alias", "text=Our own"),
        *("--attested-on", "2020-01-01", "--source", "The Gazette"),
        *("--locator", "page 1", "--says", "So.", "--json"),
    )
    secret = (home / "secret_key").read_bytes()

    again = comity(home, "init")
    answer = json.loads(comity(home, "init", "--json").stdout)
    shown = comity(
        home, "claim", "show", json.loads(recorded.stdout)["claim"], "--json"
    )

    assert again.returncode == 0
    assert "password" not in again.stdout
    assert password[1] not in again.stdout
    assert answer["account"] is None
    pack = answer["reference_pack"]
    assert (pack["recorded"], pack["retracted"]) == (0, 0)
    assert json.loads(shown.stdout)["says"]["text"] == "Our own"
    assert (home / "secret_key").read_bytes() == secret
    assert (home / "secret_key").stat().st_mode & 0o077 == 0


def test_the_answer_is_json_alone_and_a_refusal_is_on_standard_error(
    made: tuple[Path, str],
) -> None:
    home, _ = made

    answered = comity(home, "standing", "iom", "--as-of", "1994-05-01", "--json")
    refused = comity(home, "standing", "ghost", "--json")
    misused = comity(home, "standing")

    assert (answered.returncode, answered.stderr) == (0, "")
    assert json.loads(answered.stdout)["organization"] == "iom"
    assert (refused.returncode, refused.stdout) == (1, "")
    assert json.loads(refused.stderr)["code"] == "UNKNOWN_ORGANIZATION"
    assert misused.returncode == 2


def test_a_bad_setting_stops_the_start_by_name(tmp_path: Path) -> None:
    left = comity(tmp_path / "home", "init", COMITY_ENGINE="foo")

    assert left.returncode == 1
    assert left.stderr.startswith("BAD_SETTING ")
    assert "COMITY_ENGINE" in left.stderr
    assert not (tmp_path / "home").exists()


def test_a_site_that_is_served_starts_its_worker_again_and_ends_it(
    made: tuple[Path, str],
) -> None:
    home, _ = made
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COMITY_", "DJANGO_"))
    }
    with subprocess.Popen(
        [sys.executable, "-m", "comity", "serve", "--port", str(port)],
        cwd=home.parent,
        env={**kept, "COMITY_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as served:
        try:
            first = worker_of(served.pid)
            os.kill(first, signal.SIGKILL)
            second = worker_of(served.pid, other_than=first)
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(60)
    assert second != first
    assert not Path(f"/proc/{second}").exists()


def worker_of(parent: int, other_than: int = 0) -> int:
    """The worker of a served site, as soon as it runs."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for listed in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                told = listed.read_bytes().split(b"\0")
                pid = int(listed.parent.name)
                ours = told[3:6] == [b"worker", b"--parent", str(parent).encode()]
                if ours and pid != other_than:
                    return pid
        time.sleep(0.2)
    pytest.fail("no worker was started")
