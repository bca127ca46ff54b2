"""A small simulated response, reported, released and withdrawn once, for the browser.

Run as a program in a home that `comity init` has made: it stays there.
"""

# ruff: noqa: PLC0415 (what needs the settings is imported once they are named)

import os
import sys
import tempfile
from pathlib import Path

RESPONSE = "xaa-2025"


def prepare(folder: Path) -> None:
    import django

    django.setup()
    from comity import sheets
    from comity.reconciliation.actions import judge
    from comity.reconciliation.mentions import Kind
    from comity.releases.actions import create_release, withdraw_release
    from comity.submissions import checking
    from tests.reconciliation.world import OPERATOR, make_world
    from tests.releases.reports import RELEASED_AT, draw, release, report

    # Containment is proved elsewhere; here it only takes time.
    checking.read_contained = lambda path, given, **_: sheets.read(path, given)
    make_world(folder)
    draw(folder)
    report()
    # The reference pack knows these acronyms too, so that somebody must say.
    for name, meant in (
        ("WASH", "water"),
        ("EDU", "schooling"),
        ("NUT", "nourishment"),
    ):
        judge(Kind.SECTOR, name, is_=meant, by=OPERATOR, at=RELEASED_AT)
    made = release()
    withdrawn = create_release((), by=OPERATOR, at=RELEASED_AT)
    withdraw_release(withdrawn.name, reason="A trial.", by=OPERATOR, at=RELEASED_AT)
    sys.stdout.write(f"{made.name}\n{withdrawn.name}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity.project.settings"
    with tempfile.TemporaryDirectory() as scratch:
        prepare(Path(scratch))
