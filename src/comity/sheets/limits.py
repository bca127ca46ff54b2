"""How large a file may be before it is refused, and what its reading may use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one file and on the process that reads it.

    Args:
        file_bytes: size of the file as received.
        unpacked_bytes: size of all members of a workbook, unpacked.
        ratio: how many times larger a member may be unpacked than packed.
        members: files inside a workbook.
        rows: rows of data, header and blank lines apart.
        columns: columns of one sheet.
        cell_characters: characters of one cell.
        sheets: sheets of one workbook.
        xml_depth: elements inside one another in a workbook's XML.
        memory_bytes: private memory of the reading process.
        cpu_seconds: processor time of the reading process.
        seconds: time on the clock after which a reading is given up.
    """

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 1 << 30
    ratio: int = 200
    members: int = 2_000
    rows: int = 1_000_000
    columns: int = 512
    cell_characters: int = 32_767
    sheets: int = 50
    xml_depth: int = 256
    memory_bytes: int = 3 << 29
    cpu_seconds: int = 300
    seconds: int = 900
