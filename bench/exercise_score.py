"""How well intake recovers the truth of the exercise: precision and recall, printed.

Takes the simulated response through intake in a home of its own, then compares
what counts with what its author meant. Nothing is published.
"""

import os
import sys
import tempfile
from pathlib import Path

import polars as pl


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="comity-score-") as folder:
        os.environ["COMITY_HOME"] = str(Path(folder) / "home")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.project.settings")
        import django

        django.setup()
        from comity.cli.demo import open_response, take_in
        from comity.cli.stores import initialise
        from comity.exercise import score, write_exercise

        initialise()
        seed = int(sys.argv[1]) if len(sys.argv) > 1 else 7
        exercise = write_exercise(Path(folder) / "exercise", seed=seed)
        open_response(exercise)
        take_in(exercise)
        print(score(exercise.truth, recovered(exercise.code)))


def recovered(code: str) -> pl.DataFrame:
    """What was taken in, repeated or not, in the columns of the exercise's score."""
    from comity.access.actors import local_operator
    from comity.register.queries import ask, organization_slugs
    from comity.submissions.coverage import resolve_live

    live = resolve_live(code, ask(local_operator()))
    files = {str(one.pk): one.file for one in live.submissions}
    return (
        pl.concat([live.activities, live.set_aside])
        .collect()
        .with_columns(
            pl.col("submission").replace_strict(files).alias("file"),
            pl.col("org_id")
            .replace_strict(organization_slugs(), default=None)
            .alias("organization"),
        )
        .select(
            "file",
            "row",
            "activity",
            "organization",
            "sector",
            "admin1_pcode",
            "admin2_pcode",
            "admin3_pcode",
            "start_earliest",
            "start_latest",
            "end_earliest",
            "end_latest",
        )
    )


if __name__ == "__main__":
    main()
