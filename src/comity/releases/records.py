"""Releases as they cross rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Manifest = Mapping[str, Any]
"""A release's own description, as `manifest.json` has it."""


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A release as it is listed.

    Args:
        sequence: everything that the register held up to it is told.
        known_at: the moment of that sequence.
        responses: codes of the responses that it speaks of.
        withdrawn_at: None while it stands; its files are not served afterwards.
        reason: why it was withdrawn.
    """

    name: str
    simulated: bool
    sequence: int
    known_at: datetime | None
    responses: tuple[str, ...]
    created_at: datetime
    withdrawn_at: datetime | None
    reason: str
    manifest_sha256: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as the manifest says.

    Args:
        kind: missing, altered, unlisted, unrecorded, rebuilt_otherwise or
            not_rebuilt.
        subject: the file or table.
    """

    kind: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a release found; ok where it found nothing.

    Args:
        files: how many were read.
        rebuilt: whether the release was made again from the stores and compared.
    """

    name: str
    ok: bool
    files: int
    rebuilt: bool
    findings: tuple[Finding, ...]
