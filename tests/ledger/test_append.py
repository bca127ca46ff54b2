"""Appending: once, wholly, in the table's shape."""

from datetime import date

import polars as pl
import pytest
from deltalake import DeltaTable

from comity.errors import LedgerRowsDiffer, LedgerRowsInvalid, UnknownLedgerVersion
from comity.ledger import ACTIVITIES, Appended, Ledger, store, table
from comity.ledger.schema import completed, delta_fields


def test_a_ledger_never_written_to_reads_as_an_empty_table(ledger):
    assert ledger.rows().collect().schema == ACTIVITIES
    assert ledger.version() == 0
    assert ledger.files() == []
    assert not ledger.holds("s")
    assert ledger.check() == []


def test_what_was_appended_comes_back_with_absent_columns_null(ledger, some_rows):
    given = some_rows(4, start_earliest=date(2024, 1, 1), reached_total=12)
    assert ledger.append("s", given) == Appended("s", 4)
    stored = ledger.rows().collect()
    assert stored.schema == ACTIVITIES
    assert stored["row"].to_list() == [2, 3, 4, 5]
    assert stored["start_earliest"].to_list() == [date(2024, 1, 1)] * 4
    assert stored["reached_total"].to_list() == [12.0] * 4
    assert stored["provider_remarks"].null_count() == 4


def test_a_repeated_append_changes_nothing_and_answers_the_same(ledger, some_rows):
    first = ledger.append("s", some_rows(3))
    version = ledger.version()
    assert ledger.append("s", some_rows(3).reverse()) == first
    assert ledger.version() == version
    assert ledger.rows().collect().height == 3


def test_other_rows_under_the_same_submission_are_refused(ledger, some_rows):
    ledger.append("s", some_rows(3))
    for others in (some_rows(2), some_rows(3, sector_key=pl.lit("wash"))):
        with pytest.raises(LedgerRowsDiffer):
            ledger.append("s", others)
    assert ledger.rows().collect().equals(ledger.rows(["s"]).collect())
    assert ledger.check(["s"]) == []


def test_a_repeat_that_leaves_out_what_is_held_is_refused(ledger, some_rows):
    ledger.append("s", some_rows(3, sector_key=pl.lit("wash")))
    with pytest.raises(LedgerRowsDiffer):
        ledger.append("s", some_rows(3))
    nothing_more = some_rows(3, sector_key=pl.lit("wash"), place_key=pl.lit(None))
    assert ledger.append("s", nothing_more) == Appended("s", 3)


def test_a_report_of_nothing_is_held_with_no_rows(ledger, some_rows):
    assert ledger.append("none", some_rows(0)) == Appended("none", 0)
    assert ledger.holds("none")
    assert ledger.append("none", some_rows(0)) == Appended("none", 0)
    with pytest.raises(LedgerRowsDiffer):
        ledger.append("none", some_rows(1))
    assert ledger.check(["none"]) == []


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"colour": pl.lit("blue")}, "no column colour"),
        ({"org_key": pl.lit(7)}, "org_key is Int32"),
        ({"start_earliest": pl.lit("2024-01-01")}, "start_earliest is String"),
        ({"response": pl.lit(None, pl.String)}, "response may not be empty"),
        ({"row": pl.lit(2)}, "occur twice"),
        ({"activity": pl.lit(70_000)}, "activity does not fit"),
        ({"submission": pl.lit("another")}, "another submission"),
        ({"reached_total": pl.lit(float("nan"))}, "not finite"),
        (
            {"end_earliest": date(2024, 2, 1), "end_latest": date(2024, 1, 1)},
            "end_earliest lies after end_latest",
        ),
    ],
)
def test_rows_of_another_shape_are_refused_with_the_reason(
    ledger, some_rows, columns, reason
):
    with pytest.raises(LedgerRowsInvalid, match=reason):
        ledger.append("s", some_rows(3, **columns))
    assert not ledger.holds("s")


def test_rows_are_read_by_submission_column_and_version(ledger, some_rows):
    for name in ("a", "b", "c"):
        ledger.append(name, some_rows(2))
    early = ledger.version() - 1
    read = ledger.rows(["c", "a", "never appended"], columns=["submission", "row"])
    assert sorted(read.collect().rows()) == [("a", 2), ("a", 3), ("c", 2), ("c", 3)]
    assert ledger.rows([]).collect().is_empty()
    assert set(ledger.rows(version=early).collect()["submission"]) == {"a", "b"}
    assert len(ledger.files(early)) == 2
    with pytest.raises(UnknownLedgerVersion):
        ledger.files(99)


def test_any_folder_name_will_do(tmp_path, some_rows):
    ledger = Ledger(tmp_path / "a b #1 [x]* أرشيف")
    ledger.append("s", some_rows(2))
    assert ledger.rows(["s"]).collect().height == 2


def test_a_submission_is_remembered_once_the_log_is_a_checkpoint(ledger, some_rows):
    for name in ("a", "b"):
        ledger.append(name, some_rows(1))
    folder = ledger.files()[0].parent
    DeltaTable(folder).create_checkpoint()
    for entry in sorted((folder / "_delta_log").glob("*.json"))[:-1]:
        entry.unlink()
    assert ledger.append("a", some_rows(1)) == Appended("a", 1)
    assert ledger.rows().collect().height == 2
    assert ledger.check(["a", "b"]) == []


def test_a_ledger_of_an_older_comity_gains_the_new_columns(
    ledger, some_rows, monkeypatch
):
    older = [field for field in delta_fields() if field.name != "provider_remarks"]
    with monkeypatch.context() as older_comity:
        older_comity.setattr(table, "delta_fields", lambda: older)
        older_comity.setattr(
            store, "completed", lambda rows: completed(rows).drop("provider_remarks")
        )
        ledger.append("old", some_rows(2))
    ledger.append("new", some_rows(2, provider_remarks=pl.lit("delayed by rain")))
    remarks = ledger.rows().sort("submission").collect()["provider_remarks"].to_list()
    assert remarks == ["delayed by rain"] * 2 + [None] * 2
    assert ledger.compact().merged == 2
    assert ledger.rows().collect().height == 4
