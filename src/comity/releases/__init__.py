"""Releases: what was published, frozen in a folder that anyone can check and rebuild.

A release is a function of the stores at one sequence of the register. Its folder
holds one SQLite file, the same tables as Parquet and CSV, a manifest with the
checksum of every file and a hash of every table, and what a reader must know to
use them. Public numbers from reports are read from releases and from nowhere else.
"""
