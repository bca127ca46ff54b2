"""The settings, from comity.project.environment."""

import re
from pathlib import Path

from comity.project import environment
from docs.generate.notice import NOTICE

# A line of the table in the docstring of comity.project.environment.
DEFAULT = re.compile(r"^(COMITY_\w+) {2,}.+? {2,}(.+)$", flags=re.MULTILINE)


def pages(docs: Path) -> dict[Path, str]:
    return {docs / "reference" / "settings.md": settings_page()}


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
