"""The command line in this process, over the reference pack."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from comity.cli import main
from tests.pack import reference_pack


@pytest.fixture(scope="package")
def pack(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), reference_pack():
        yield


@dataclass(frozen=True)
class Left:
    """How a command left, and what it said."""

    status: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        return json.loads(self.out)

    @property
    def problem(self) -> Any:
        return json.loads(self.err)


Comity = Callable[..., Left]


@pytest.fixture
def comity(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Comity:
    """Run `comity` with arguments as the entry point does, and catch how it leaves."""

    def run(*arguments: str) -> Left:
        monkeypatch.setattr(sys, "argv", ["comity", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Left(int(left.value.code or 0), said.out, said.err)

    return run
