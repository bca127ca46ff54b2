"""The tables of a release: their columns, what they mean, and how they are ordered.

The data dictionary, the SQLite file and the logical hashes are made from here, so
that what a release says of itself is what it holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"

    @property
    def frame(self) -> pl.DataType:
        """The type in a frame and in Parquet."""
        return _FRAME[self]

    @property
    def sqlite(self) -> str:
        """The type in SQLite: a day is ISO 8601 text, a truth value 0 or 1."""
        return _SQLITE[self]


_FRAME: Mapping[Type, pl.DataType] = {
    Type.TEXT: pl.String(),
    Type.INTEGER: pl.Int64(),
    Type.NUMBER: pl.Float64(),
    Type.BOOLEAN: pl.Boolean(),
    Type.DATE: pl.Date(),
}
_SQLITE: Mapping[Type, str] = {
    Type.TEXT: "TEXT",
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "REAL",
    Type.BOOLEAN: "INTEGER",
    Type.DATE: "TEXT",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it means."""

    name: str
    type: Type
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a release.

    Args:
        key: columns that tell its rows apart; rows are ordered by them.
        indexes: columns of each index of the SQLite file, for the API's filters.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def schema(self) -> pl.Schema:
        return pl.Schema({column.name: column.type.frame for column in self.columns})


def text(name: str, meaning: str) -> Column:
    return Column(name, Type.TEXT, meaning)


def integer(name: str, meaning: str) -> Column:
    return Column(name, Type.INTEGER, meaning)


def boolean(name: str, meaning: str) -> Column:
    return Column(name, Type.BOOLEAN, meaning)


def day(name: str, meaning: str) -> Column:
    return Column(name, Type.DATE, meaning)


def number(name: str, meaning: str) -> Column:
    return Column(name, Type.NUMBER, meaning)
