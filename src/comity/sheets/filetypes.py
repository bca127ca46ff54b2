"""What a file is, by its first bytes, and whether its name agrees."""

import re
import zipfile
from pathlib import Path
from typing import Literal

from comity.sheets.limits import Limits
from comity.sheets.problems import FileRefusal

FileType = Literal["text", "xlsx", "ods"]

TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".tab"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".ods"})

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"{\\rtf", "an RTF document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table|head|body|svg)", re.IGNORECASE
)


def recognize(path: Path, limits: Limits) -> FileType:
    """The type of a file that can be read.

    Raises:
        FileRefusal: empty, too large, of another type, or not what its name says.
    """
    size = path.stat().st_size
    if size == 0:
        raise FileRefusal("FILE_EMPTY")
    if size > limits.file_bytes:
        raise FileRefusal("FILE_TOO_LARGE", size=size, limit=limits.file_bytes)
    with path.open("rb") as file:
        head = file.read(4096)
    suffix = path.suffix.lower()
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise FileRefusal(
                "TYPE_MISMATCH", suffix=suffix or "without type", found=name
            )
    if head.startswith(_OLE):
        raise _old_binary(path, suffix)
    if head.startswith(b"PK"):
        return _archive(path, suffix)
    if suffix in WORKBOOK_SUFFIXES:
        if zipfile.is_zipfile(path):
            raise FileRefusal("TYPE_AMBIGUOUS")
        found = "an HTML or XML page" if _MARKUP.match(head) else "not a workbook"
        raise FileRefusal("TYPE_MISMATCH", suffix=suffix, found=found)
    if suffix in (".xls", ".xlsb") and not _MARKUP.match(head):
        raise FileRefusal("TYPE_UNSUPPORTED", found=f"a {suffix} workbook")
    if _MARKUP.match(head):
        raise FileRefusal(
            "TYPE_MISMATCH",
            suffix=suffix or "without type",
            found="an HTML or XML page",
        )
    return "text"


def _old_binary(path: Path, suffix: str) -> FileRefusal:
    """An OLE file is either an encrypted new workbook or an old one."""
    with path.open("rb") as file:
        data = file.read(1 << 20)
        file.seek(max(0, path.stat().st_size - (1 << 16)))
        data += file.read()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FileRefusal("FILE_ENCRYPTED")
    if suffix in TEXT_SUFFIXES:
        return FileRefusal(
            "TYPE_MISMATCH", suffix=suffix, found="an old Office document"
        )
    return FileRefusal("TYPE_UNSUPPORTED", found="an old binary workbook (.xls)")


def _archive(path: Path, suffix: str) -> FileType:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise FileRefusal(
            "ARCHIVE_DAMAGED", reason="it is cut off or not a whole zip archive"
        ) from error
    if suffix in TEXT_SUFFIXES:
        raise FileRefusal(
            "TYPE_MISMATCH", suffix=suffix, found="a workbook or zip archive"
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FileRefusal("MACRO_PRESENT", member="vbaProject.bin")
    if suffix in (".xlsm", ".xltm"):
        raise FileRefusal("MACRO_PRESENT", member=suffix)
    if "xl/workbook.bin" in names:
        raise FileRefusal("TYPE_UNSUPPORTED", found="a binary workbook (.xlsb)")
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if suffix != ".ods":
            raise FileRefusal(
                "TYPE_UNSUPPORTED",
                found=f"an OpenDocument workbook under the name {suffix}",
            )
        return "ods"
    if "[Content_Types].xml" in names and any(
        name.endswith(("workbook.xml", "workbook2.xml")) for name in names
    ):
        if suffix == ".ods":
            raise FileRefusal(
                "TYPE_MISMATCH", suffix=suffix, found="an Excel workbook (.xlsx)"
            )
        return "xlsx"
    raise FileRefusal("NOT_A_WORKBOOK")
