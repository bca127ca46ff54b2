"""Reading releases: which there are, which is the latest, what is in their folders."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson
from django.db.models import QuerySet

from comity.access.actors import Actor
from comity.access.policy import SEE, Resource, require
from comity.errors import (
    ReleaseDamaged,
    ReleaseWithdrawn,
    UnknownRelease,
    UnknownReleaseFile,
)
from comity.releases.folders import release_folder
from comity.releases.models import Release
from comity.releases.naming import MANIFEST, SUMS
from comity.releases.records import Manifest, ReleaseRecord
from comity.values.sensitivity import Sensitivity

KEPT = 64

_NAME = re.compile(r"[A-Za-z0-9._-]+")
"""What names of releases and codes of responses are made of."""

_PUBLIC = Resource("release", Sensitivity.PUBLIC)


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release, to be served."""

    path: Path
    name: str
    type: str
    size: int
    sha256: str


def releases(*, by: Actor) -> list[ReleaseRecord]:
    """Every release, withdrawn ones too, the latest known first."""
    require(by, SEE, _PUBLIC)
    return [record_of(one) for one in listed()]


def release(name: str, *, by: Actor) -> ReleaseRecord:
    """A release, even where it was withdrawn.

    Raises:
        UnknownRelease.
    """
    require(by, SEE, _PUBLIC)
    held = listed().filter(name=name).first() if _NAME.fullmatch(name) else None
    if held is None:
        raise UnknownRelease(asked=name[:80])
    return record_of(held)


def standing_release(name: str, *, by: Actor) -> ReleaseRecord:
    """A release that was not withdrawn.

    Raises:
        UnknownRelease, ReleaseWithdrawn.
    """
    found = release(name, by=by)
    if found.withdrawn_at is not None:
        raise ReleaseWithdrawn(name=found.name, reason=found.reason)
    return found


def latest_release(
    *,
    by: Actor,
    response: str | None = None,
    country: str | None = None,
    simulated: bool | None = None,
    with_responses: bool = False,
    until: int | None = None,
) -> ReleaseRecord | None:
    """The release that tells of the latest state of the stores, if there is one.

    Args:
        response: that speaks of the response of this code, in any case.
        country: that speaks of a response in this country (ISO3).
        simulated: only simulated ones, or only real ones.
        with_responses: only those that speak of some response.
        until: a sequence of the register; nothing later is told.
    """
    require(by, SEE, _PUBLIC)
    held = listed().filter(withdrawn__isnull=True)
    if not all(_NAME.fullmatch(one) for one in (response, country) if one):
        return None
    if response is not None:
        held = held.filter(responses__code__iexact=response)
    if country is not None:
        held = held.filter(responses__country=country)
    if simulated is not None:
        held = held.filter(simulated=simulated)
    if with_responses:
        held = held.filter(responses__isnull=False)
    if until is not None:
        held = held.filter(sequence__lte=until)
    first = held.first()
    return record_of(first) if first else None


def released_responses(*, by: Actor) -> dict[str, ReleaseRecord]:
    """Code of each response -> the latest release that speaks of it."""
    require(by, SEE, _PUBLIC)
    latest: dict[str, ReleaseRecord] = {}
    for one in listed().filter(withdrawn__isnull=True):
        record = record_of(one)
        for code in record.responses:
            latest.setdefault(code, record)
    return dict(sorted(latest.items()))


def manifest_of(found: ReleaseRecord) -> Manifest:
    """What a release's manifest says.

    Raises:
        ReleaseDamaged: it is missing or cannot be read.
    """
    return _read_manifest(found.name, found.manifest_sha256)


def release_file(name: str, file: str, *, by: Actor) -> ReleaseFile:
    """A file of a release that stands, by its name in the manifest.

    Raises:
        UnknownRelease, ReleaseWithdrawn, ReleaseDamaged.
        UnknownReleaseFile: the release lists no such file.
    """
    found = standing_release(name, by=by)
    manifest = manifest_of(found)
    described = manifest["files"].get(file)
    if described is None and file not in {MANIFEST, SUMS}:
        raise UnknownReleaseFile(release=found.name, asked=file[:80])
    path = release_folder(found.name) / file
    if not path.is_file():
        raise ReleaseDamaged(name=found.name, reason=f"{file} is missing")
    if described is None:
        kind = "application/json" if file == MANIFEST else "text/plain; charset=utf-8"
        own = found.manifest_sha256 if file == MANIFEST else ""
        return ReleaseFile(path, file, kind, path.stat().st_size, own)
    return ReleaseFile(
        path, file, described["type"], described["size"], described["sha256"]
    )


def record_of(held: Release) -> ReleaseRecord:
    return ReleaseRecord(
        name=held.name,
        simulated=held.simulated,
        sequence=held.sequence,
        known_at=held.known_at,
        responses=tuple(sorted(one.code for one in held.responses.all())),
        created_at=held.recorded.recorded_at,
        withdrawn_at=held.withdrawn.recorded_at if held.withdrawn else None,
        reason=held.reason,
        manifest_sha256=held.manifest_sha256,
    )


def listed() -> QuerySet[Release]:
    """Every release with what its record needs, the latest known first."""
    return (
        Release.objects.select_related("recorded", "withdrawn")
        .prefetch_related("responses")
        .order_by("-sequence", "-recorded")
    )


@lru_cache(maxsize=KEPT)
def _read_manifest(name: str, digest: str) -> Manifest:  # noqa: ARG001 (tells one making from another)
    try:
        read: Manifest = orjson.loads((release_folder(name) / MANIFEST).read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise ReleaseDamaged(name=name, reason="its manifest cannot be read") from error
    return read
