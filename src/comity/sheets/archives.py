"""The pre-scan of a workbook's archive: nothing in it is believed.

Every member is unpacked once, in pieces, while its real size and checksum are
counted; nothing is written to disk.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from comity.sheets.limits import Limits
from comity.sheets.problems import FileRefusal

BLOCK = 1 << 16
"""Bytes unpacked at a time."""

_SMALL = 1 << 20
"""Members below this size may be packed at any ratio."""

_LOCAL_HEADER = 30
_DRIVE = re.compile(r"^[A-Za-z]:")
_NESTED = (b"PK\x03\x04", b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!")


class Archive:
    """A workbook's zip archive, checked when opened.

    Raises:
        FileRefusal: on opening, for what its table of contents shows; while
            reading a member, for damage and for what unpacks to too much.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._unpacked = 0
        try:
            with zipfile.ZipFile(path) as archive:
                listed = archive.infolist()
        except (zipfile.BadZipFile, OSError, EOFError) as error:
            raise FileRefusal(
                "ARCHIVE_DAMAGED", reason="its table of contents is cut off"
            ) from error
        _check_contents(listed, limits)
        self.members = {info.filename: info for info in listed if not info.is_dir()}

    def blocks(self, name: str) -> Iterator[bytes]:
        """A member, unpacked in pieces, its size and checksum verified."""
        info = self.members[name]
        size = crc = 0
        with self._path.open("rb") as file:
            for block in _inflate(file, info):
                if (
                    not size
                    and block.startswith(_NESTED)
                    and "/embeddings/" not in name
                ):
                    raise FileRefusal("ARCHIVE_NESTED", member=name)
                size += len(block)
                self._unpacked += len(block)
                self._bound(name, size, info.compress_size)
                crc = zlib.crc32(block, crc)
                yield block
        if crc != info.CRC or size != info.file_size:
            raise FileRefusal(
                "ARCHIVE_DAMAGED", reason=f"the checksum of {name} does not fit"
            )

    def read(self, name: str) -> bytes:
        """A whole member; for the small ones."""
        return b"".join(self.blocks(name))

    def _bound(self, name: str, size: int, packed: int) -> None:
        if self._unpacked > self._limits.unpacked_bytes:
            raise FileRefusal(
                "ARCHIVE_BOMB",
                member=name,
                limit=f"{self._limits.unpacked_bytes} bytes",
            )
        if size > _SMALL and size > packed * self._limits.ratio:
            raise FileRefusal(
                "ARCHIVE_BOMB",
                member=name,
                limit=f"{self._limits.ratio} times its packed size",
            )


def _inflate(file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes, whatever size it declares, in pieces of BLOCK."""
    file.seek(info.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise FileRefusal("ARCHIVE_DAMAGED", reason=f"{info.filename} has no header")
    lengths = (
        int.from_bytes(header[26:28], "little"),
        int.from_bytes(header[28:30], "little"),
    )
    file.seek(sum(lengths), 1)
    left = info.compress_size
    if info.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (piece := file.read(min(BLOCK, left))):
            left -= len(piece)
            yield piece
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not inflater.eof:
            piece = inflater.unconsumed_tail or file.read(min(BLOCK, left))
            if not inflater.unconsumed_tail:
                left -= len(piece)
            block = inflater.decompress(piece, BLOCK)
            if block:
                yield block
            elif not piece:
                break
    except zlib.error as error:
        raise FileRefusal(
            "ARCHIVE_DAMAGED", reason=f"{info.filename} cannot be unpacked"
        ) from error


def _check_contents(listed: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(listed) > limits.members:
        raise FileRefusal(
            "ARCHIVE_TOO_MANY_MEMBERS", count=len(listed), limit=limits.members
        )
    seen: set[str] = set()
    for info in listed:
        name = info.filename
        if name.lower() in seen:
            raise FileRefusal("ARCHIVE_DUPLICATE_MEMBER", member=name)
        seen.add(name.lower())
        _check_member(info)
    ordered = sorted(listed, key=lambda info: info.header_offset)
    if ordered and ordered[0].header_offset > 0:
        raise FileRefusal("TYPE_AMBIGUOUS")
    for before, after in pairwise(ordered):
        if (
            before.header_offset + _LOCAL_HEADER + before.compress_size
            > after.header_offset
        ):
            raise FileRefusal(
                "ARCHIVE_INVALID", member=f"{before.filename} and {after.filename}"
            )


def _check_member(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename.replace("\\", "/")
    if (
        name.startswith("/")
        or ".." in name.split("/")
        or _DRIVE.match(name)
        or "\x00" in name
    ):
        raise FileRefusal("ARCHIVE_BAD_PATH", member=name)
    mode = info.external_attr >> 16
    special = stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR)
    packed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if special or info.flag_bits & 0x1 or not packed:
        raise FileRefusal("ARCHIVE_BAD_MEMBER", member=name)
    if name.lower().endswith((".zip", ".gz", ".7z", ".rar")):
        raise FileRefusal("ARCHIVE_NESTED", member=name)
