"""Checking a release: its files against their checksums, and against a rebuild."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from comity.access.actors import Actor
from comity.access.models import Transaction
from comity.access.policy import Resource, require
from comity.access.queries import Moment
from comity.errors import ComityError
from comity.releases.folders import making, release_folder
from comity.releases.freezing import gather, plan_release, write_release
from comity.releases.naming import MANIFEST, SUMS
from comity.releases.queries import manifest_of, release
from comity.releases.records import Finding, Manifest, ReleaseRecord, Verification
from comity.releases.writing import file_digest

_SEPARATOR = "  "


def verify(name: str, *, rebuild: bool = False, by: Actor) -> Verification:
    """Check a release, withdrawn or not.

    Args:
        rebuild: also make it again from the stores and compare every byte.

    Raises:
        UnknownRelease, ReleaseUnwritable, SignInNeeded, NotPermitted.
    """
    require(by, "release.verify", Resource("release"))
    found = release(name, by=by)
    folder = release_folder(found.name)
    findings = list(_examine(found, folder))
    if rebuild:
        findings += _rebuild(found, folder, by)
    files = sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    return Verification(found.name, not findings, files, rebuild, tuple(findings))


def _examine(found: ReleaseRecord, folder: Path) -> Iterator[Finding]:
    """Compare the files with the checksums, and the checksums with the register's."""
    if not folder.is_dir():
        yield Finding("missing", found.name, "the folder is not there")
        return
    listed = _read_sums(folder / SUMS)
    manifest = folder / MANIFEST
    if not manifest.is_file():
        yield Finding("missing", MANIFEST, "it is not there")
    elif file_digest(manifest) != found.manifest_sha256:
        yield Finding(
            "altered", MANIFEST, "it is not the one that the register published"
        )
    else:
        described = orjson.loads(manifest.read_bytes())["files"]
        told = {name: one["sha256"] for name, one in described.items()}
        if listed != told | {MANIFEST: found.manifest_sha256}:
            yield Finding("altered", SUMS, "it does not say what the manifest says")
        listed = told
    listed.pop(MANIFEST, None)
    for name, sha256 in sorted(listed.items()):
        path = folder / name
        if not path.is_file():
            yield Finding("missing", name, "it is not there")
        elif file_digest(path) != sha256:
            yield Finding("altered", name, "its SHA-256 is not the listed one")
    for path in sorted(folder.iterdir()):
        if path.name not in {*listed, SUMS, MANIFEST}:
            yield Finding("unlisted", path.name, "the manifest does not name it")


def _rebuild(found: ReleaseRecord, folder: Path, by: Actor) -> Iterator[Finding]:
    """Make the release again and compare tables and bytes."""
    known = Moment(
        found.sequence,
        Transaction.objects.filter(sequence=found.sequence)
        .values_list("recorded_at", flat=True)
        .first(),
    )
    try:
        plan = plan_release(found.responses, known, by)
        contents = gather(plan)
        manifest = manifest_of(found)
    except ComityError as error:
        yield Finding("not_rebuilt", found.name, error.message)
        return
    with making() as fresh:
        again = write_release(contents, fresh)
        yield from _compare_tables(manifest, again)
        for path in sorted(fresh.iterdir()):
            held = folder / path.name
            if not held.is_file() or file_digest(held) != file_digest(path):
                yield Finding(
                    "rebuilt_otherwise",
                    path.name,
                    f"version {again['comity']} writes other bytes"
                    if manifest["comity"] != again["comity"]
                    else "the stores give other bytes",
                )


def _compare_tables(manifest: Manifest, again: Manifest) -> Iterator[Finding]:
    for name in sorted(manifest["tables"].keys() | again["tables"].keys()):
        held, made = manifest["tables"].get(name), again["tables"].get(name)
        if held is None or made is None or held["sha256"] != made["sha256"]:
            rows = [one["rows"] if one else 0 for one in (held, made)]
            yield Finding(
                "rebuilt_otherwise",
                f"table {name}",
                f"{rows[0]} rows published, {rows[1]} in the stores, and they differ",
            )


def _read_sums(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    pairs = (line.split(_SEPARATOR, 1) for line in lines if _SEPARATOR in line)
    return {Path(name).name: sha256 for sha256, name in pairs}
