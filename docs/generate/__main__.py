"""Write the pages, or check that they are written."""

import os
import sys
from pathlib import Path

import django

from docs.generate import commands, errors, openapi, settings, tour

DOCS = Path(__file__).parent.parent


SOURCES = {
    "errors": errors.pages,
    "settings": settings.pages,
    "commands": commands.pages,
    "openapi": openapi.pages,
    "tour": tour.pages,
}


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.project.settings")
    django.setup()
    names = [name for name in arguments if name != "--check"] or list(SOURCES)
    made = {path: text for name in names for path, text in SOURCES[name](DOCS).items()}
    late = [
        path
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    stale = set((DOCS / "errors").glob("*.md")) - set(made) if "errors" in names else ()
    for path in [*late, *stale]:
        print(f"{path.relative_to(DOCS.parent)} is out of date")
    if "--check" in arguments:
        return 1 if late or stale else 0
    for path in stale:
        path.unlink()
    for path in late:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
