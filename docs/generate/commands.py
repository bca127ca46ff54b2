"""The commands and their arguments, from comity.cli."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from docs.generate.notice import NOTICE


def pages(docs: Path) -> dict[Path, str]:
    return {docs / "reference" / "commands.md": commands_page()}


def commands_page() -> str:
    from comity.cli.contents import application  # noqa: PLC0415 needs the settings

    lines = ["# Commands", "", NOTICE, ""]
    lines += [
        "All commands work on the stores in `COMITY_HOME` (default `./var`). Exit status: 0",
        "done, 1 refused with a stated [error](errors.md), 2 wrong usage. With `--json` the",
        "answer is JSON, and an error is a problem document on standard error.",
    ]
    for words, command in commands("comity", get_command(application)):
        arguments = [
            item for item in command.params if not item.opts[0].startswith("-")
        ]
        options = [item for item in command.params if item not in arguments]
        lines += ["", f"## {words}", ""]
        usage = [
            words,
            *map(placeholder, arguments),
            *(["[OPTION]..."] if options else []),
        ]
        lines += [
            "```",
            " ".join(usage),
            "```",
            "",
            inspect.cleandoc(command.help or ""),
        ]
        if command.params:
            lines += ["", "| Argument | Meaning |", "| --- | --- |"]
            lines += [
                f"| `{spelled(item)}` | {meaning(item)} |" for item in command.params
            ]
    return "\n".join(lines) + "\n"


def commands(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Each command that does something, with the words that call it."""
    if not hasattr(command, "commands"):
        yield words, command
        return
    for name, below in command.commands.items():
        if not below.hidden:
            yield from commands(f"{words} {name}", below)


def placeholder(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper().replace("_", "-")
    return name if parameter.required else f"[{name}]"


def spelled(parameter: Any) -> str:
    if not parameter.opts[0].startswith("-"):
        return placeholder(parameter)
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    value = parameter.metavar or parameter.name.upper().replace("_", "-")
    return names if parameter.is_flag else f"{names} {value}"


def meaning(parameter: Any) -> str:
    said = [(parameter.help or "").replace("|", r"\|")]
    option = parameter.opts[0].startswith("-")
    if option and parameter.required:
        said.append("Required.")
    if option and parameter.multiple and "repeated" not in said[0]:
        said.append("May be repeated.")
    if option and not parameter.is_flag and parameter.default not in (None, "", []):
        said.append(f"Default: {parameter.default}.")
    return " ".join(filter(None, said))
