"""Formats: frames and records on their way out.

Records become JSON and problem documents, frames become CSV, XLSX and Parquet,
boundaries become maps, counts become charts. Nothing here reads a store or knows
a web framework, so that command line, API, pages and releases agree to the byte.
"""

from comity.formats.json import as_plain, problem_document, to_json
from comity.formats.tables import (
    csv_chunks,
    frame_of,
    to_csv,
    to_parquet,
    to_xlsx,
    write_csv,
    write_parquet,
    write_xlsx,
)

__all__ = [
    "as_plain",
    "csv_chunks",
    "frame_of",
    "problem_document",
    "to_csv",
    "to_json",
    "to_parquet",
    "to_xlsx",
    "write_csv",
    "write_parquet",
    "write_xlsx",
]
