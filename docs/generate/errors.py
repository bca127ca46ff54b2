"""A page for each error, and their index, from the tree in comity.errors."""

import inspect
import re
from dataclasses import fields
from pathlib import Path

from comity.errors import ComityError
from docs.generate.notice import NOTICE


def pages(docs: Path) -> dict[Path, str]:
    leaves = error_leaves(ComityError)
    return {
        **{docs / "errors" / f"{leaf.code}.md": error_page(leaf) for leaf in leaves},
        docs / "reference" / "errors.md": error_index(leaves),
    }


def error_leaves(kind: type[ComityError]) -> list[type[ComityError]]:
    below = kind.__subclasses__()
    found = [leaf for child in below for leaf in error_leaves(child)]
    return sorted(found, key=lambda leaf: leaf.code) if below else [kind]


def error_page(leaf: type[ComityError]) -> str:
    lines = [f"# {leaf.code}", "", NOTICE, "", inspect.cleandoc(leaf.__doc__ or "")]
    lines += ["", f"> {spoken(leaf.title)}.", ">", f"> {spoken(leaf.hint)}"]
    if described := fields(leaf):
        lines += ["", "| Field | Holds |", "| --- | --- |"]
        lines += [f"| `{field.name}` | {kind_of(field.type)} |" for field in described]
    if (above := branch(leaf)) is not leaf:
        lines += ["", f"Branch: `{above.__name__}`. {above.__doc__}"]
    lines += ["", f"Over HTTP its status is {leaf.status}."]
    return "\n".join(lines) + "\n"


def error_index(leaves: list[type[ComityError]]) -> str:
    lines = ["# Errors", "", NOTICE, ""]
    lines += [
        "Everything that Comity refuses on purpose, with a stable code. At the",
        "command line an error is one line and exit status 1; over HTTP it is a",
        "problem document (RFC 9457) whose `type` ends in the code.",
        "",
        "| Code | Status | Branch | What happened |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| [{leaf.code}](../errors/{leaf.code}.md) "
        f"| {leaf.status} | {branch(leaf).__name__} "
        f"| {inspect.cleandoc(leaf.__doc__ or '').splitlines()[0]} |"
        for leaf in leaves
    ]
    return "\n".join(lines) + "\n"


def branch(leaf: type[ComityError]) -> type[ComityError]:
    """The nearest ancestor that is not a leaf: what decides the HTTP status."""
    parent = leaf.__mro__[1]
    return leaf if parent is ComityError else parent


def spoken(template: str) -> str:
    """A message template with its fields shown as placeholders."""
    return re.sub(r"\{([^}]*)\}", r"*\1*", template)


def kind_of(annotation: object) -> str:
    name = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    return f"`{name}`".replace("|", r"\|")
