"""Write the reference pages that the code itself knows best.

    make docs                          write them
    python docs/build.py --check       fail when one is out of date

docs/errors/CODE.md comes from comity.errors, docs/reference/settings.md from
comity.project.environment. A test runs the check, so that an error or a setting
without its page cannot be committed unnoticed.
"""

import inspect
import re
import sys
from dataclasses import fields
from pathlib import Path

from comity.errors import ComityError
from comity.project import environment

DOCS = Path(__file__).parent

NOTICE = "<!-- Written by `make docs` from the code; change it there. -->"

# A line of the table in the docstring of comity.project.environment.
DEFAULT = re.compile(r"^(COMITY_\w+) {2,}.+? {2,}(.+)$", flags=re.MULTILINE)


def pages() -> dict[Path, str]:
    """Every page that is made from the code, by the file it belongs in."""
    leaves = error_leaves(ComityError)
    return {
        **{DOCS / "errors" / f"{leaf.code}.md": error_page(leaf) for leaf in leaves},
        DOCS / "reference" / "errors.md": error_index(leaves),
        DOCS / "reference" / "settings.md": settings_page(),
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
    return "\n".join(lines) + "\n"


def error_index(leaves: list[type[ComityError]]) -> str:
    lines = ["# Errors", "", NOTICE, ""]
    lines += [
        "Everything that Comity refuses on purpose, with a stable code. At the",
        "command line an error is one line and exit status 1; over HTTP it is a",
        "problem document (RFC 9457) whose `type` ends in the code.",
        "",
        "| Code | Branch | What happened |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| [{leaf.code}](../errors/{leaf.code}.md) | {branch(leaf).__name__} "
        f"| {inspect.cleandoc(leaf.__doc__ or '').splitlines()[0]} |"
        for leaf in leaves
    ]
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    lines = ["# Settings", "", NOTICE, ""]
    lines += [
        "Comity reads its settings from the environment. All have safe defaults;",
        "one that is unknown or wrong stops the start and is named.",
        "",
        "| Setting | What it does | Default |",
        "| --- | --- | --- |",
    ]
    defaults = dict(DEFAULT.findall(environment.__doc__ or ""))
    lines += [
        f"| `{name}` | {meaning} | {defaults[name]} |"
        for name, meaning in environment.SETTINGS.items()
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


def main(*, check: bool) -> int:
    made = pages()
    stale = [path for path in (DOCS / "errors").glob("*.md") if path not in made]
    late = [
        path
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale + late:
        print(f"{path.relative_to(DOCS.parent)} is out of date")
    if check:
        return 1 if stale or late else 0
    for path in stale:
        path.unlink()
    for path in late:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
