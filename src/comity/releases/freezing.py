"""From the stores at a sequence to the folder of a release."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from comity.access.actors import ANONYMOUS, Actor, Role
from comity.access.models import Transaction
from comity.access.queries import Moment
from comity.errors import NotReleasable, ReleaseMixed, UnknownResponse
from comity.formats import to_json, write_csv
from comity.register.models import Response
from comity.register.queries import Asking
from comity.register.queries.responses import ResponseRecord, response_record
from comity.releases import words
from comity.releases.naming import (
    CITATION,
    DATABASE,
    DICTIONARY,
    LICENCE,
    MANIFEST,
    MARK,
    README,
    SUMS,
    file_name,
    release_name,
)
from comity.releases.records import Manifest
from comity.releases.register_slice import Frames, register_frames
from comity.releases.response_slice import GROUPINGS, grouping_name, response_slice
from comity.releases.writing import (
    PAGE_SIZE,
    file_digest,
    logical_hash,
    ordered,
    write_database,
    write_tables,
)
from comity.values.dates import FIRST_DAY
from comity.values.sensitivity import Sensitivity, read_sensitivity

VERSION = version("comity")

OWN_WRITES = ("release.create", "release.withdraw")
"""What changes nothing that a release tells, so that it does not change its name."""

RELEASER = Actor("release", "releases", Role.REGISTERED)
"""Reads what goes into a release: what is public and what partners share, no more."""

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite3": "application/vnd.sqlite3",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    "": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release is to hold, before anything is counted.

    Args:
        as_of: the day for which names are given: that of the moment.
    """

    name: str
    simulated: bool
    responses: tuple[ResponseRecord, ...]
    known: Moment
    as_of: date

    def asking(self, by: Actor) -> Asking:
        return Asking(by, self.as_of, self.known)


@dataclass(slots=True)
class Contents:
    """The tables of a release, and the files that went into them.

    Args:
        inputs: response -> SHA-256 of each report that counts, sorted.
    """

    plan: Plan
    frames: Frames = field(default_factory=dict)
    inputs: dict[str, list[str]] = field(default_factory=dict)


def known_moment(known_at: datetime | None) -> Moment:
    """The last write by a moment that a release could tell of."""
    entries = Transaction.objects.exclude(action__in=OWN_WRITES)
    if known_at is not None:
        entries = entries.filter(recorded_at__lte=known_at)
    last = entries.order_by("-sequence").values_list("sequence", "recorded_at").first()
    return Moment(*last) if last else Moment(0, known_at)


def plan_release(codes: Sequence[str], known: Moment, by: Actor) -> Plan:
    """Decide what a release would hold.

    Args:
        codes: of responses; none releases the register alone.

    Raises:
        UnknownResponse: none of that code, or it was not known at the moment.
        NotReleasable: nothing of a response may be public.
        ReleaseMixed: some are simulated and some are not.
    """
    day = known.at.astimezone(UTC).date() if known.at else FIRST_DAY
    asking = Asking(by, day, known)
    found = {one.code: one for one in (response_record(code, asking) for code in codes)}
    responses = tuple(found[code] for code in sorted(found, key=str.lower))
    for one in responses:
        _demand_releasable(one, known)
    simulated = any(one.simulated for one in responses)
    if simulated and not all(one.simulated for one in responses):
        raise ReleaseMixed(
            simulated=tuple(one.code for one in responses if one.simulated),
            real=tuple(one.code for one in responses if not one.simulated),
        )
    name = release_name(
        [one.code for one in responses], known.sequence, simulated=simulated
    )
    return Plan(name, simulated, responses, known, day)


def gather(plan: Plan) -> Contents:
    """Count everything that a release is to hold."""
    public, inside = plan.asking(ANONYMOUS), plan.asking(RELEASER)
    contents = Contents(plan)
    register = register_frames(public, simulated=plan.simulated)
    slices = [response_slice(one.code, inside, public) for one in plan.responses]
    frames = [one.frames() for one in slices]
    held = {
        table: pl.concat([one[table] for one in frames]).unique(maintain_order=True)
        if len(frames) > 1
        else frames[0][table]
        for table in (frames[0] if frames else ())
    }
    contents.frames = {
        table: ordered(table, frame) for table, frame in {**register, **held}.items()
    }
    contents.inputs = {
        one.record.code: sorted(sent.sha256 for sent in one.live.submissions)
        for one in slices
    }
    return contents


def write_release(contents: Contents, folder: Path) -> Manifest:
    """Write all files of a release into an empty folder."""
    plan = contents.plan
    tables = {
        table.name: {
            "rows": frame.height,
            "sha256": logical_hash(frame),
            "key": list(table.key),
        }
        for table, frame in contents.frames.items()
    }

    def place(name: str) -> Path:
        return folder / file_name(name, simulated=plan.simulated)

    write_tables(contents.frames, folder, simulated=plan.simulated)
    write_database(contents.frames, _about(plan), place(DATABASE))
    write_csv(words.dictionary(list(contents.frames)), place(DICTIONARY))
    cited = words.citation(plan.name, plan.responses, plan.known.sequence)
    _write_text(place(CITATION), f"{cited}\n")
    _write_text(place(LICENCE), words.licence())
    rows = {table: frame.height for table, frame in contents.frames.items()}
    told = words.readme(plan.name, plan.responses, rows, simulated=plan.simulated)
    _write_text(place(README), told)
    manifest = _manifest(contents, tables, cited, _files(folder))
    (folder / MANIFEST).write_bytes(to_json(manifest, indented=True))
    sums = (f"{file_digest(path)}  {path.name}\n" for path in sorted(folder.iterdir()))
    _write_text(folder / SUMS, "".join(sums))
    return manifest


def _demand_releasable(response: ResponseRecord, known: Moment) -> None:
    if read_sensitivity(response.sensitivity).level > Sensitivity.PARTNERS.level:
        raise NotReleasable(
            response=response.code, reason=f"its class is {response.sensitivity}"
        )
    if response.aggregation_rule not in words.RULES:
        raise NotReleasable(
            response=response.code,
            reason=f"its aggregation rule '{response.aggregation_rule}' lets nothing out",
        )
    if not Response.objects.filter(
        code=response.code, recorded__lte=known.sequence
    ).exists():
        raise UnknownResponse(asked=response.code)


def _about(plan: Plan) -> dict[str, str]:
    return {
        "name": plan.name,
        "simulated": MARK if plan.simulated else "",
        "sequence": str(plan.known.sequence),
        "comity": VERSION,
        "licence": words.LICENCE_URL,
    }


def _manifest(
    contents: Contents,
    tables: dict[str, dict[str, Any]],
    cited: str,
    files: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    plan = contents.plan
    return {
        "name": plan.name,
        "simulated": plan.simulated,
        "mark": MARK if plan.simulated else None,
        "known": {"sequence": plan.known.sequence, "at": plan.known.at},
        "as_of": plan.as_of,
        "comity": VERSION,
        "responses": [
            {
                "code": one.code,
                "title": one.title,
                "country": one.country,
                "sensitivity": one.sensitivity,
                "aggregation_rule": one.aggregation_rule,
            }
            for one in plan.responses
        ],
        "configuration": {
            "aggregation_rules": dict(words.RULES),
            "counted_by": [grouping_name(by) for by in GROUPINGS],
            "page_size": PAGE_SIZE,
        },
        "sensitivity": words.SENSITIVITY,
        "caveats": list(words.CAVEATS),
        "licence": {"title": words.LICENCE_TITLE, "url": words.LICENCE_URL},
        "citation": cited,
        "database": file_name(DATABASE, simulated=plan.simulated),
        "inputs": contents.inputs,
        "tables": tables,
        "files": files,
    }


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        path.name: {
            "sha256": file_digest(path),
            "size": path.stat().st_size,
            "type": TYPES[path.suffix],
        }
        for path in sorted(folder.iterdir())
    }


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
