import polars as pl
import pytest

from comity.exercise import score

COLUMNS = [
    "file", "row", "activity", "organization", "sector",
    "admin1_pcode", "admin2_pcode", "admin3_pcode",
    "start_earliest", "start_latest", "end_earliest", "end_latest",
]  # fmt: skip


@pytest.fixture
def perfect(truth: pl.DataFrame) -> pl.DataFrame:
    """What a reader would recover that knows exactly what can be known."""
    undecidable = pl.col("undecidable").fill_null("")
    named = (pl.col("listed") == "yes") & ~undecidable.str.contains("organization")
    known = {
        "organization": named,
        "admin1_pcode": ~undecidable.str.contains("admin1"),
        "admin2_pcode": ~undecidable.str.contains("admin[12]"),
        "admin3_pcode": ~undecidable.str.contains("admin[123]"),
    }
    return (
        truth.filter(pl.col("fate") == "applied")
        .with_columns(
            pl.when(condition).then(pl.col(name)).alias(name)
            for name, condition in known.items()
        )
        .with_columns(pl.col("row").cast(pl.Int64))
        .select(COLUMNS)
    )


def _one(truth: pl.DataFrame, **where: str) -> dict[str, str]:
    rows = truth.filter((pl.col("fate") == "applied") & pl.col("undecidable").is_null())
    for column, value in where.items():
        rows = rows.filter(pl.col(column).str.contains(value))
    return rows.row(0, named=True)


def _recovered(line: dict[str, str], **other: str | None) -> pl.DataFrame:
    return pl.DataFrame([{name: line[name] for name in COLUMNS} | other])


def test_knowing_all_that_can_be_known_is_right_in_everything(exercise, perfect):
    result = score(exercise.truth, perfect)
    for part, measure in result.overall.items():
        assert (measure.wrong, measure.missed) == (0, 0), part


def test_the_order_of_activities_and_the_type_of_dates_do_not_matter(exercise, perfect):
    turned = perfect.reverse().with_columns(
        pl.lit(1).alias("activity"), pl.col("start_earliest").str.to_date()
    )
    assert (
        score(exercise.truth, turned).overall == score(exercise.truth, perfect).overall
    )


def test_recovering_nothing_is_precise_and_misses_all(exercise, perfect):
    result = score(exercise.truth, perfect.clear())
    assert result.overall["organization"].precision == 1
    assert result.overall["organization"].recall == 0
    assert result.overall["organization"].f1 == 0


def test_a_place_around_the_true_one_is_missed_but_not_wrong(exercise, truth):
    line = _one(truth, admin3_pcode="XT")
    coarse = _recovered(line, admin3_pcode=None)
    assert score(exercise.truth, coarse).overall["place"].wrong == 0
    assert score(exercise.truth, coarse).overall["place"].right == 0
    other = _recovered(line, admin3_pcode="XT999999")
    assert score(exercise.truth, other).overall["place"].wrong == 1


def test_deciding_between_name_and_code_is_wrong_even_when_lucky(exercise, truth):
    line = truth.filter(
        (pl.col("undecidable") == "admin2")
        & (pl.col("fate") == "applied")
        & pl.col("admin3_pcode").is_null()
    ).row(0, named=True)
    lucky = score(exercise.truth, _recovered(line)).overall["place"]
    assert (lucky.right, lucky.wrong) == (0, 1)
    careful = score(exercise.truth, _recovered(line, admin2_pcode=None))
    assert (careful.overall["place"].right, careful.overall["place"].wrong) == (1, 0)


def test_asserting_anyone_for_a_newcomer_is_wrong(exercise, truth):
    line = truth.filter((pl.col("listed") == "no") & (pl.col("fate") == "applied")).row(
        0, named=True
    )
    wrong = score(exercise.truth, _recovered(line, organization="sim-mht"))
    assert wrong.overall["organization"].wrong == 1
    assert wrong.by_quirk["newcomer"]["organization"].wrong == 1
    silent = score(exercise.truth, _recovered(line, organization=None))
    assert silent.overall["organization"].wrong == 0


def test_a_total_taken_for_an_activity_is_wrong(exercise, truth):
    line = _one(truth)
    result = score(exercise.truth, _recovered(line, row="9999"))
    assert result.overall["organization"].wrong == 1
    assert result.counts["rows that hold no activity, recovered"] == 1


def test_a_day_guessed_within_a_quarter_is_not_the_window(exercise, truth):
    line = _one(truth, quirks=r"(^|;)quarter")
    guess = _recovered(line, start_earliest="2025-02-10", end_latest="2025-02-11")
    assert score(exercise.truth, guess).overall["dates"].wrong == 2


def test_the_table_can_be_read(exercise, perfect):
    shown = str(score(exercise.truth, perfect))
    assert "precision" in shown
    assert "misspelt_name" in shown
    assert "rows to be rejected" in shown
