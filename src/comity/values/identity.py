"""Identifiers: immutable UUIDs for records, slugs for people.

Records of the reference pack have UUIDs of version 5, made from stable names, so
that two installations agree; all others are version 7, ordered by time.

Source: RFC 9562.
"""

import os
import re
import time
import unicodedata
import uuid

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://comity.example/register")
"""Under which the reference pack's stable names become UUIDs."""

SLUG_LENGTH = 100
MARK_LENGTH = 8

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def stable_id(*names: str) -> uuid.UUID:
    """The UUID (version 5) of a record known by a stable path of names."""
    return uuid.uuid5(NAMESPACE, "/".join(names))


def new_id() -> uuid.UUID:
    """A fresh UUID (version 7): 48 bits of Unix milliseconds, then random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (random >> 64 & 0xFFF) << 64
    value |= 0b10 << 62 | random & (1 << 62) - 1
    return uuid.UUID(int=value)


def slugify(text: str) -> str:
    """A short lower-case ASCII name for addresses; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain.lower()).strip("-")[:SLUG_LENGTH].strip("-")


def key_of(text: str) -> str:
    """A slug for keys: where a plain one would lose letters, a mark keeps it apart.

    Texts that differ in no more than case, spaces and punctuation share a key.
    """
    slug = slugify(text)
    if slug and text.isascii() and len(text) <= SLUG_LENGTH:
        return slug
    mark = stable_id("key", text).hex[:MARK_LENGTH]
    return f"{slug[: SLUG_LENGTH - MARK_LENGTH - 1]}-{mark}".strip("-")
