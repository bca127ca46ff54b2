"""Formats: frames and records on their way out.

Records become JSON and problem documents, frames become CSV, XLSX and Parquet,
boundaries become maps, counts become charts. Nothing here reads a store or knows
a web framework, so that command line, API, pages and releases agree to the byte.
"""

from comity.formats.boundaries import Feature, Shape, read_boundaries
from comity.formats.charts import Bar, bars, matrix
from comity.formats.json import as_plain, problem_document, to_json
from comity.formats.maps import area_map, world_map
from comity.formats.pictures import Picture
from comity.formats.shading import Key, MapArea, Shade
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
from comity.formats.timelines import Span, timeline

__all__ = [
    "Bar",
    "Feature",
    "Key",
    "MapArea",
    "Picture",
    "Shade",
    "Shape",
    "Span",
    "area_map",
    "as_plain",
    "bars",
    "csv_chunks",
    "frame_of",
    "matrix",
    "problem_document",
    "read_boundaries",
    "timeline",
    "to_csv",
    "to_json",
    "to_parquet",
    "to_xlsx",
    "world_map",
    "write_csv",
    "write_parquet",
    "write_xlsx",
]
