"""Cursors: where the next page begins, bound to one release and its filters.

A cursor is signed, so that an altered one is told from one of another question.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from django.core import signing

from comity.errors import CursorInvalid

_SALT = "comity.releases.cursor"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is: after which row of which release."""

    release: str
    after: int


def write_cursor(place: Place, filters: Mapping[str, str]) -> str:
    content = orjson.dumps([place.release, place.after, _digest(filters)])
    text = base64.urlsafe_b64encode(content).decode().rstrip("=")
    return signing.Signer(salt=_SALT).sign(text)


def read_cursor(cursor: str, filters: Mapping[str, str]) -> Place:
    """Where a cursor leads.

    Raises:
        CursorInvalid: it was altered, or belongs to other filters.
    """
    try:
        text = signing.Signer(salt=_SALT).unsign(cursor)
    except signing.BadSignature as error:
        raise CursorInvalid(reason="it was altered or is not one of ours") from error
    padded = text + "=" * (-len(text) % 4)
    release, after, digest = orjson.loads(base64.urlsafe_b64decode(padded))
    if digest != _digest(filters):
        raise CursorInvalid(reason="it belongs to other filters")
    return Place(release, after)


def _digest(filters: Mapping[str, str]) -> str:
    content = orjson.dumps(dict(filters), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(content).hexdigest()[:16]
