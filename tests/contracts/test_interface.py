"""What other programs rely on: the commands and the HTTP API."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from comity.api.site import api
from comity.cli.contents import application

SCHEMA = api.get_openapi_schema()
OPERATIONS = [
    (f"{method} {path}", operation)
    for path, methods in SCHEMA["paths"].items()
    for method, operation in methods.items()
]


def commands(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(f"{words} {name}", below)
    if not hasattr(command, "commands"):
        yield words, command


COMMANDS = list(commands("comity", get_command(application)))


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[it[0] for it in COMMANDS])
def test_a_command_says_what_it_and_each_argument_are_for(
    words: str, command: Any
) -> None:
    silent = [item.name for item in command.params if not item.help]

    assert command.help
    assert silent == []


@pytest.mark.parametrize(
    ("address", "operation"), OPERATIONS, ids=[it[0] for it in OPERATIONS]
)
def test_a_number_in_a_request_has_bounds(
    address: str, operation: dict[str, Any]
) -> None:
    unbounded = [
        parameter["name"]
        for parameter in operation.get("parameters", [])
        for kind in [parameter["schema"], *parameter["schema"].get("anyOf", [])]
        if kind.get("type") in {"integer", "number"}
        and not {"minimum", "maximum"} <= set(kind)
    ]

    assert unbounded == []
