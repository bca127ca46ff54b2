"""Workbooks (XLSX, ODS): their sheets, and the cells of one as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

import fastexcel
import polars as pl
from defusedxml import ElementTree  # type: ignore[import-untyped]

from comity.sheets.archives import Archive
from comity.sheets.grids import Grid
from comity.sheets.limits import Limits
from comity.sheets.problems import Collector, FileRefusal
from comity.sheets.workbook_xml import (
    SheetFacts,
    measure,
    refuse_if_sparse,
    scan_member,
    scan_sheet,
    scan_strings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of a workbook, before its cells are read.

    Args:
        part: the archive's member that holds it; None in OpenDocument.
    """

    name: str
    visible: bool
    part: str | None


class Workbook:
    """An XLSX or ODS file whose archive and XML were found harmless.

    Raises:
        FileRefusal: the archive, its XML or its sheets cannot be read safely.
    """

    def __init__(self, path: Path, limits: Limits, problems: Collector) -> None:
        self._path = path
        self._limits = limits
        self._archive = Archive(path, limits)
        self.epoch_1904 = False
        self.facts: dict[str, SheetFacts] = {}
        if "content.xml" in self._archive.members:
            self.sheets = self._opendocument()
        else:
            self.sheets = self._spreadsheetml(problems)
        if len(self.sheets) > limits.sheets:
            raise FileRefusal(
                "SHEET_LIMIT", count=len(self.sheets), limit=limits.sheets
            )
        self._reader: fastexcel.ExcelReader | None = None

    def grid(self, sheet: Sheet, rows: int | None = None) -> Grid:
        """The cells of a sheet, all or the first rows only."""
        try:
            self._reader = self._reader or fastexcel.read_excel(self._path)
            loaded = self._reader.load_sheet(
                sheet.name, header_row=None, skip_rows=0, n_rows=rows, dtypes="string"
            )
            cells: pl.DataFrame = loaded.to_polars()
        except fastexcel.FastExcelError as error:
            self.diagnose()
            raise FileRefusal(
                "FILE_UNREADABLE", reason="its sheet is not as the format demands"
            ) from error
        if cells.width > self._limits.columns:
            raise FileRefusal(
                "COLUMN_LIMIT", count=cells.width, limit=self._limits.columns
            )
        facts = self.facts.get(sheet.name, SheetFacts())
        return Grid(
            name=sheet.name,
            cells=_with_errors(
                cells.rename({name: str(i) for i, name in enumerate(cells.columns)}),
                facts,
            ),
            first_column=facts.first_column or 0,
            visible=sheet.visible,
            merged=facts.merged,
            empty_formulas=facts.empty_formulas,
            formulas=facts.formulas,
            first_formula=facts.first_formula,
            epoch_1904=self.epoch_1904,
        )

    def diagnose(self) -> None:
        """Look closely at a workbook that could not be read, to say why."""
        for sheet in self.sheets:
            if sheet.part and sheet.part in self._archive.members:
                refuse_if_sparse(measure(self._archive, sheet.part))

    def _opendocument(self) -> list[Sheet]:
        for name in self._archive.members:
            if name.endswith((".xml", ".rdf")):
                scan_member(self._archive, name, self._limits)
        content = self._archive.read("content.xml")
        hidden = set(
            re.findall(
                rb'style:name="([^"]+)"[^>]*style:family="table"[^>]*>\s*<style:table-properties[^>]*table:display="false"',
                content,
            )
        )
        sheets = []
        for table in re.finditer(rb"<table:table [^>]*>", content):
            label = re.search(rb'table:name="([^"]*)"', table[0])
            style = re.search(rb'table:style-name="([^"]*)"', table[0])
            sheets.append(
                Sheet(
                    name=_unescaped(label[1]) if label else "",
                    visible=not (style and style[1] in hidden),
                    part=None,
                )
            )
        return sheets

    def _spreadsheetml(self, problems: Collector) -> list[Sheet]:
        archive, limits = self._archive, self._limits
        links = 0
        for name in archive.members:
            if "externalLinks/" in name or name.endswith("connections.xml"):
                links += not name.endswith(".rels")
            if (
                name.endswith((".xml", ".rels", ".vml"))
                and "/worksheets/sheet" not in name
            ):
                (scan_strings if name.endswith("sharedStrings.xml") else scan_member)(
                    archive, name, limits
                )
        if links:
            problems.add("EXTERNAL_LINK", count=links)
        book = next(
            (
                name
                for name in archive.members
                if re.search(r"(?:^|/)workbook2?\.xml$", name)
            ),
            "",
        )
        root = _parsed(archive.read(book), book)
        parts = self._parts(book)
        for properties in _named(root, "workbookPr"):
            self.epoch_1904 = properties.get("date1904", "0") in ("1", "true")
        sheets = [
            Sheet(
                name=entry.get("name", ""),
                visible=entry.get("state", "visible") == "visible",
                part=parts.get(_relation(entry)),
            )
            for entry in _named(root, "sheet")
        ]
        if len(sheets) > limits.sheets:
            raise FileRefusal("SHEET_LIMIT", count=len(sheets), limit=limits.sheets)
        for sheet in sheets:
            if sheet.part in archive.members and "/worksheets/" in f"/{sheet.part}":
                self.facts[sheet.name] = scan_sheet(archive, sheet.part or "", limits)
        return [sheet for sheet in sheets if sheet.name in self.facts]

    def _parts(self, book: str) -> Mapping[str, str]:
        """Relation id -> member, from the workbook's relations."""
        folder = PurePosixPath(book).parent
        name = str(folder / "_rels" / f"{PurePosixPath(book).name}.rels")
        if name not in self._archive.members:
            return {}
        parts = {}
        for relation in _named(_parsed(self._archive.read(name), name), "Relationship"):
            target = relation.get("Target", "")
            path = (
                target.lstrip("/") if target.startswith("/") else str(folder / target)
            )
            parts[relation.get("Id", "")] = path
        return parts


def _with_errors(cells: pl.DataFrame, facts: SheetFacts) -> pl.DataFrame:
    """The cells with the error values that their reader leaves out."""
    by_column: dict[str, dict[int, str]] = {}
    for row, column, text in facts.errors:
        place = str(column - (facts.first_column or 0))
        if row <= cells.height and place in cells.columns:
            by_column.setdefault(place, {})[row - 1] = text
    return cells.with_columns(
        cells[place].scatter(list(found), list(found.values()))
        for place, found in by_column.items()
    )


def _parsed(data: bytes, name: str) -> Element:
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except (ElementTree.ParseError, ValueError) as error:
        raise FileRefusal(
            "XML_DAMAGED", member=name, reason="it is not well-formed"
        ) from error
    return root


def _named(root: Element, local: str) -> list[Element]:
    return [
        element for element in root.iter() if element.tag.rpartition("}")[2] == local
    ]


def _relation(entry: Element) -> str:
    return next(
        (value for key, value in entry.attrib.items() if key.endswith("}id")), ""
    )


def _unescaped(text: bytes) -> str:
    return unescape(text.decode("utf-8", "replace"))
