"""The pre-scan of a workbook's XML, and what the cell reader does not tell.

The scan looks at the bytes, in pieces, and believes no declared count. It finds
what would harm a parser (document types, depth, far cells) and what the reader of
cells leaves out (error values, formulas, merged cells, the first column).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from comity.sheets.archives import Archive
from comity.sheets.grids import Area
from comity.sheets.letters import (
    LAST_COLUMN,
    LAST_ROW,
    column_index,
    column_letter,
    parse_reference,
)
from comity.sheets.limits import Limits
from comity.sheets.problems import FileRefusal

LARGEST_BOX = 20_000_000
"""Cells of a sheet's bounding box below which it is never taken for sparse."""

SPARSEST = 100
"""A larger box may have this many times the cells that hold something."""

_PIECE = 1 << 20
_OVERLAP = 1 << 22
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_COUNTS = re.compile(rb'\b(?:uniqueCount|count)="(\d+)"')
_MERGE = re.compile(rb'mergeCell ref="([A-Z]+\d+):([A-Z]+\d+)"')
_WIDE = re.compile(rb'\br="([A-Z]{2,})(\d+)"')
_IN_A = re.compile(rb'\br="A\d+"[^>]*><(?:\w+:)?(?:v|is|f)[ >]')
_VALUED = re.compile(rb'\br="([A-Z]+)\d+"[^>]*><(?:\w+:)?(?:v|is|f)[ >]')
_REFERENCE = re.compile(rb'\br="([^"]*)"')


@dataclass(slots=True)
class SheetFacts:
    """What the XML of one sheet tells beside its values."""

    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    first_column: int | None = None
    merged: list[Area] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    empty_formulas: list[tuple[int, int]] = field(default_factory=list)
    formulas: int = 0
    first_formula: str = ""


def scan_member(archive: Archive, name: str, limits: Limits) -> None:
    """Refuse XML with a document type, too deep, or not UTF-8."""
    for _ in _safe_pieces(archive, name, limits):
        pass


def scan_strings(archive: Archive, name: str, limits: Limits) -> None:
    """Refuse a table of shared strings whose declared count is far from true."""
    found = declared = 0
    for piece in _safe_pieces(archive, name, limits):
        if not found:
            start = piece[:1000].split(b"<si", 1)[0]
            declared = max((int(count) for count in _COUNTS.findall(start)), default=0)
        found += piece.count(b"<si>") + piece.count(b"<si ") + piece.count(b"<si/>")
    if declared > 1_000_000 and declared > 20 * max(found, 1):
        raise FileRefusal("XLSX_BAD_COUNT", member=name, declared=declared, found=found)


def scan_sheet(archive: Archive, name: str, limits: Limits) -> SheetFacts:
    """Scan a sheet.

    Raises:
        FileRefusal: rows out of order or impossible, or a box of cells so large
            and empty that no reader should build it.
    """
    facts = SheetFacts()
    row_pattern: re.Pattern[bytes] | None = None
    for piece in _safe_pieces(archive, name, limits):
        if row_pattern is None:
            row_pattern = _row_pattern(piece)
        _note_rows(facts, row_pattern, piece)
        _note_columns(facts, piece)
        if b't="e"' in piece:
            _note_errors(facts, piece)
        if b"<f" in piece:
            _note_formulas(facts, piece)
        if b"mergeCell " in piece:
            _note_merges(facts, piece)
    if _sparse(facts.last_row * (facts.last_column + 1), facts.cells):
        measured = measure(archive, name)
        if _sparse(measured.last_row * (measured.last_column + 1), measured.cells):
            raise _too_sparse(measured)
    return facts


def measure(archive: Archive, name: str) -> SheetFacts:
    """The exact box of the cells that hold something, by a slow and careful pass.

    Raises:
        FileRefusal: a cell without a possible address, or XML that is not whole.
    """
    facts = SheetFacts()
    at = (0, 0)

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal at
        local = tag.rpartition(":")[2]
        if local == "c" and "r" in attributes:
            place = parse_reference(attributes["r"])
            if not place or not 1 <= place[0] <= LAST_ROW or place[1] >= LAST_COLUMN:
                raise _bad_reference(attributes["r"], "there is no such cell")
            at = place
        elif local in ("v", "is"):
            facts.cells += 1
            facts.last_row = max(facts.last_row, at[0])
            facts.last_column = max(facts.last_column, at[1])

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        for block in archive.blocks(name):
            parser.Parse(block)
        parser.Parse(b"", True)  # noqa: FBT003 - a positional parameter of expat
    except expat.ExpatError as error:
        raise FileRefusal(
            "XML_DAMAGED", member=name, reason=expat.errors.messages[error.code]
        ) from error
    return facts


def refuse_if_sparse(facts: SheetFacts) -> None:
    """Refuse a sheet whose measured box is immense and nearly empty."""
    if _sparse(facts.last_row * (facts.last_column + 1), facts.cells):
        raise _too_sparse(facts)


def _sparse(box: int, cells: int) -> bool:
    return box > LARGEST_BOX and box > SPARSEST * max(cells, 1)


def _too_sparse(facts: SheetFacts) -> FileRefusal:
    span = f"A1:{column_letter(facts.last_column)}{facts.last_row}"
    return FileRefusal("SHEET_RANGE_TOO_SPARSE", span=span, cells=facts.cells)


def _bad_reference(reference: str, reason: str) -> FileRefusal:
    return FileRefusal("SHEET_BAD_REFERENCE", reference=reference[:40], reason=reason)


def _safe_pieces(archive: Archive, name: str, limits: Limits) -> Iterator[bytes]:
    """A member in large pieces that end with a row or a tag, its XML found harmless."""
    pending: list[bytes] = []
    size = depth = 0
    tail = b""
    for number, block in enumerate(archive.blocks(name)):
        if not number and (
            block[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in block[:4]
        ):
            raise FileRefusal("XML_DAMAGED", member=name, reason="it is not UTF-8")
        if _FORBIDDEN.search(tail + block):
            raise FileRefusal("XML_DTD_FORBIDDEN", member=name)
        tail = block[-16:]
        depth += _descent(block)
        if depth > limits.xml_depth:
            _measure_depth(archive, name, limits)
            depth = 0
        pending.append(block)
        size += len(block)
        if size >= _PIECE:
            whole, rest = _cut(b"".join(pending))
            if whole:
                yield whole
            pending, size = [rest], len(rest)
    yield b"".join(pending)


def _cut(piece: bytes) -> tuple[bytes, bytes]:
    end = piece.rfind(b"</row>")
    end = end + 6 if end >= 0 else piece.rfind(b"<")
    if end <= 0 and len(piece) > _OVERLAP:
        end = len(piece)
    return piece[: max(end, 0)], piece[max(end, 0) :]


def _descent(block: bytes) -> int:
    """How much deeper the end of a block lies than its beginning, about."""
    closed = (
        2 * block.count(b"</")
        + block.count(b"/>")
        + block.count(b"<?")
        + block.count(b"<!")
    )
    return block.count(b"<") - closed


def _measure_depth(archive: Archive, name: str, limits: Limits) -> None:
    depth = 0

    def start(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.xml_depth:
            raise FileRefusal("XML_TOO_DEEP", member=name, limit=limits.xml_depth)

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        for block in archive.blocks(name):
            parser.Parse(block)
    except expat.ExpatError as error:
        raise FileRefusal(
            "XML_DAMAGED", member=name, reason=expat.errors.messages[error.code]
        ) from error


def _row_pattern(first: bytes) -> re.Pattern[bytes]:
    prefix = re.search(rb"<(\w+:)?worksheet\b", first)
    name = (prefix[1] or b"") if prefix else b""
    return re.compile(rb"<" + name + rb'row\b[^>]*?\br="([^"]*)"')


def _note_rows(facts: SheetFacts, pattern: re.Pattern[bytes], piece: bytes) -> None:
    for text in pattern.findall(piece):
        row = int(text) if text.isdigit() and len(text) < 9 else 0
        if not 1 <= row <= LAST_ROW:
            raise _bad_reference(
                f"row {text.decode('utf-8', 'replace')}", "there is no such row"
            )
        if row <= facts.last_row:
            raise _bad_reference(f"row {row}", "rows are repeated or out of order")
        facts.last_row = row
    facts.cells += piece.count(b"<c ") + piece.count(b":c ")


def _note_columns(facts: SheetFacts, piece: bytes) -> None:
    for letters, row in (
        set(_WIDE.findall(piece)) if facts.last_column < LAST_COLUMN else ()
    ):
        column = column_index(letters.decode()[:8])
        if column >= LAST_COLUMN:
            raise _bad_reference(
                f"{letters.decode()[:10]}{row.decode()[:10]}", "there is no such column"
            )
        facts.last_column = max(facts.last_column, column)
    facts.last_column = max(facts.last_column, 25)
    if facts.first_column != 0:
        if _IN_A.search(piece):
            facts.first_column = 0
            return
        columns = {
            column_index(letters.decode()) for letters in set(_VALUED.findall(piece))
        }
        if columns:
            known = () if facts.first_column is None else (facts.first_column,)
            facts.first_column = (
                min(*columns, *known) if known or len(columns) > 1 else columns.pop()
            )


def _note_errors(facts: SheetFacts, piece: bytes) -> None:
    for cell in re.finditer(
        rb'<(?:\w+:)?c ([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', piece, re.DOTALL
    ):
        place = _place(cell[1])
        value = re.search(rb"<(?:\w+:)?v>([^<]*)<", cell[2])
        if place:
            facts.errors.append(
                (*place, value[1].decode("utf-8", "replace") if value else "an error")
            )


def _note_formulas(facts: SheetFacts, piece: bytes) -> None:
    pattern = rb"<(?:\w+:)?c ([^>]*)>(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)(.{0,4})"
    for cell in re.finditer(pattern, piece, re.DOTALL):
        facts.formulas += 1
        place = _place(cell[1])
        if not place:
            continue
        facts.first_formula = (
            facts.first_formula or f"{column_letter(place[1])}{place[0]}"
        )
        if (
            cell[2][:3] in (b"</c", b"<v/", b"<v ")
            or cell[2] == b"<v><"
            or cell[2].startswith(b"</")
        ):
            facts.empty_formulas.append(place)


def _note_merges(facts: SheetFacts, piece: bytes) -> None:
    for first, last in _MERGE.findall(piece):
        start, end = parse_reference(first.decode()), parse_reference(last.decode())
        if start and end:
            facts.merged.append(
                Area(top=start[0], left=start[1], bottom=end[0], right=end[1])
            )


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = _REFERENCE.search(attributes)
    return parse_reference(found[1].decode("utf-8", "replace")) if found else None
