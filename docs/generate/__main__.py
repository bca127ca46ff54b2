"""Write the pages, or check that they are written."""

import sys
from pathlib import Path

from docs.generate import commands, errors, settings

DOCS = Path(__file__).parent.parent


def main(*, check: bool) -> int:
    made = errors.pages(DOCS) | settings.pages(DOCS) | commands.pages(DOCS)
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
