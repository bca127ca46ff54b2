"""Compaction changes no row; damage is found and named."""

from datetime import timedelta

import polars as pl
import pytest

from comity.errors import LedgerDamaged


def everything(ledger):
    return ledger.rows().sort("submission", "row", "activity").collect()


@pytest.fixture
def full_ledger(ledger, some_rows):
    for name in ("c", "a", "b"):
        ledger.append(name, some_rows(5))
    return ledger


def test_compaction_merges_files_and_keeps_every_row(full_ledger, some_rows):
    before, version = everything(full_ledger), full_ledger.version()
    done = full_ledger.compact()
    assert (done.merged, done.written) == (3, 1)
    assert len(full_ledger.files()) == 1
    assert everything(full_ledger).equals(before)
    assert full_ledger.rows(["b"]).collect().height == 5
    assert full_ledger.rows(version=version).collect().height == 15
    assert full_ledger.check("abc") == []
    assert full_ledger.append("a", some_rows(5)).rows == 5
    assert full_ledger.compact().merged == 0


def test_compaction_stops_at_its_target_size(full_ledger):
    size = full_ledger.files()[0].stat().st_size
    done = full_ledger.compact(target=2 * size + 1)
    assert (done.merged, done.written) == (3, 1)
    assert full_ledger.compact(target=size).merged == 0


def test_sweeping_deletes_only_what_no_version_in_use_needs(full_ledger):
    folder = full_ledger.files()[0].parent
    (folder / "incoming-0.parquet").write_bytes(b"left by a killed writer")
    assert full_ledger.compact().swept == 0
    assert full_ledger.compact(keep=timedelta(0)).swept == 4
    assert [*folder.glob("*.parquet")] == full_ledger.files()
    assert everything(full_ledger).height == 15
    assert full_ledger.check("abc") == []


def test_every_kind_of_damage_to_a_file_is_found(full_ledger):
    path = full_ledger.files()[0]
    sound = path.read_bytes()
    flipped = bytearray(sound)
    flipped[len(sound) // 2] ^= 1
    for damage in (bytes(flipped), sound[:-100], b""):
        path.write_bytes(damage)
        findings = full_ledger.check()
        assert [finding.code for finding in findings] == ["FILE_MISSING_OR_ALTERED"]
        assert findings[0].subject == path.name
    path.unlink()
    codes = {finding.code for finding in full_ledger.check(["a", "b", "c"])}
    assert codes == {"FILE_MISSING_OR_ALTERED", "ROWS_UNEXPECTED"}
    path.write_bytes(sound)
    assert full_ledger.check("abc") == []


def test_reading_a_file_that_is_gone_or_cut_short_is_a_stated_error(full_ledger):
    path = full_ledger.files()[0]
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(LedgerDamaged, match="bytes instead of"):
        full_ledger.rows()
    path.unlink()
    with pytest.raises(LedgerDamaged, match="missing"):
        full_ledger.rows()
    assert full_ledger.rows(["c"]).collect().height == 5


def test_compaction_does_not_launder_an_altered_file(full_ledger):
    path = full_ledger.files()[0]
    altered = pl.read_parquet(path).with_columns(org_key=pl.lit("someone else"))
    altered.write_parquet(path)
    with pytest.raises(LedgerDamaged):
        full_ledger.compact()


def test_rows_that_nobody_appended_are_found(full_ledger):
    full_ledger.append("d", full_ledger.rows(["c"]).drop("submission").collect())
    log = full_ledger.files()[0].parent / "_delta_log"
    last = log / f"{full_ledger.version():020}.json"
    lines = last.read_text().splitlines(keepends=True)
    last.write_text("".join(line for line in lines if '"txn"' not in line))
    findings = full_ledger.check("abcd")
    assert [(f.code, f.subject) for f in findings] == [("ROWS_UNEXPECTED", "d")]


def test_a_log_that_cannot_be_read_is_a_finding_and_a_stated_error(full_ledger):
    log = full_ledger.files()[0].parent / "_delta_log"
    (log / f"{1:020}.json").write_text("{ not json")
    assert [f.code for f in full_ledger.check()] == ["LOG_UNREADABLE"]
    with pytest.raises(LedgerDamaged):
        full_ledger.rows()


def test_a_submission_the_register_knows_and_the_ledger_does_not_is_found(full_ledger):
    assert [(f.code, f.subject) for f in full_ledger.check(["a", "lost"])] == [
        ("SUBMISSION_MISSING", "lost")
    ]
