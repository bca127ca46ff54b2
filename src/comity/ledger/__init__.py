"""The ledger: every reported activity that was ever accepted, append-only.

One Delta Lake table, `activities`, one line per activity. A submission's rows
are appended once and never rewritten; which submissions are live is the
register's business, and what their names stand for is a judgement's. Files are
named by their SHA-256, so that damage is found, and small ones are compacted.

    ledger = Ledger(home / "ledger")
    ledger.append("0192…", rows)
    ledger.rows(["0192…"]).collect()
"""

from comity.ledger.compaction import Compacted
from comity.ledger.integrity import Finding
from comity.ledger.schema import ACTIVITIES, NUMBERS, PROVIDER_FIELDS, provider
from comity.ledger.store import Appended, Ledger

__all__ = [
    "ACTIVITIES",
    "NUMBERS",
    "PROVIDER_FIELDS",
    "Appended",
    "Compacted",
    "Finding",
    "Ledger",
    "provider",
]
