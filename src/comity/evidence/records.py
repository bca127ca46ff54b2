"""Evidence as it crosses rooms: what is given when recording, what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from comity.errors import EvidenceIncomplete, UrlForbidden
from comity.values.sensitivity import Sensitivity

URL_LENGTH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """A source as someone describes it; equal keys mean the same source.

    Raises:
        EvidenceIncomplete: there is no title.
        UrlForbidden: the address is not one that a reader could open.
    """

    key: str
    title: str
    publisher: str = ""
    url: str = ""
    kind: str = ""
    published_on: str = ""
    retrieved_on: date | None = None
    note: str = ""
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.key.strip():
            raise EvidenceIncomplete(missing="the source's title")
        if self.url and not _is_public(self.url):
            raise UrlForbidden(url=self.url[:80])


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage to be cited: the source's key, the place in it, what it says there.

    Raises:
        EvidenceIncomplete: the source, the place or the words are missing.
    """

    source: str
    locator: str
    says: str

    def __post_init__(self) -> None:
        for name, value in (
            ("the source", self.source),
            ("the place in the source", self.locator),
            ("what the source says there, in your own words", self.says),
        ):
            if not value.strip():
                raise EvidenceIncomplete(missing=name)


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A citation as it is answered."""

    source: str
    locator: str
    says: str
    url: str
    source_key: str
    published_on: str
    claim: UUID


CitationsByClaim = Mapping[UUID, tuple[CitationRecord, ...]]


def _is_public(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or len(url) > URL_LENGTH:
        return False
    if any(character.isspace() for character in url):
        return False
    try:
        ip_address(host)
    except ValueError:
        return "." in host.strip(".")
    return False
