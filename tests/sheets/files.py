"""Files for the tests of sheets, made from scratch: plain, odd and hostile."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HEADINGS = ("Organization", "Sector", "Province", "Start date", "People reached")
ROWS = (
    ("IOM", "Shelter", "North", "2024-01-05", "10"),
    ("UNICEF", "WASH", "South", "2024-02-01", "20"),
)

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="5W" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><t>x</t></si></sst>'


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def row_xml(number: int, cells: Sequence[str]) -> str:
    inside = "".join(
        cell(f"{chr(65 + i)}{number}", text) for i, text in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def table_xml(*, extra: str = "", before: str = "", after: str = "") -> str:
    """The sheet of HEADINGS and ROWS, with rows or other XML added."""
    rows = "".join(row_xml(n, cells) for n, cells in enumerate((HEADINGS, *ROWS), 1))
    return sheet_xml(rows + extra, before=before, after=after)


def members(sheet: str = "", **changed: str) -> dict[str, str | bytes]:
    """The members of a small workbook."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/sharedStrings.xml": STRINGS,
        "xl/worksheets/sheet1.xml": sheet or table_xml(),
    } | {name.replace("__", "/"): text for name, text in changed.items()}


def write_archive(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def write_text(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",") -> Path:
    path.write_text("\n".join(delimiter.join(row) for row in rows) + "\n", "utf-8")
    return path


def ods_cell(text: str | float | None, *, day: str = "", repeated: int = 1) -> str:
    again = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if text is None:
        return f"<table:table-cell{again}/>"
    told = (
        f'office:value-type="date" office:date-value="{day}"'
        if day
        else f'office:value-type="float" office:value="{text}"'
        if isinstance(text, float | int)
        else 'office:value-type="string"'
    )
    return f"<table:table-cell {told}{again}><text:p>{text}</text:p></table:table-cell>"


def ods_table(name: str, rows: Sequence[str], *, style: str = "shown") -> str:
    """A table of an OpenDocument workbook; each row is the XML of its cells."""
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" table:style-name="{style}">{lines}</table:table>'


def write_ods(path: Path, tables: str) -> Path:
    """An OpenDocument workbook; tables of the style "hidden" are not shown."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
        )
    )
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("shown", "true"), ("hidden", "false"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return write_archive(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        },
    )
