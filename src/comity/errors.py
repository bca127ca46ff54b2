"""Every error that Comity raises on purpose.

    ComityError
    ├── Refused             the request cannot be carried out as it stands
    │   ├── BadInput        what was given is wrong: a day, a file, a value
    │   ├── NotFound        what was named is not in the stores
    │   ├── Ambiguous       what was named could be several things
    │   ├── Conflicting     the stores hold something that forbids it
    │   └── Forbidden       the one who asks may not
    ├── BadSetting          a setting stops the start
    ├── Damaged             a store is not what its checksum or schema says
    └── Unavailable         a store or resource cannot be reached now

A leaf is a frozen record of what happened: its fields say where, its message
says what, its hint says what to do. `code` is stable and public: it is the name
of a page in docs/errors/ and the end of the `type` of a problem document. A branch
also says which HTTP status it becomes, so that pages and API agree
(docs/decisions/0006-a-branch-knows-its-status.md).

A bad cell in a spreadsheet is not an error but data: see `comity.sheets`.
"""

import re
from dataclasses import dataclass, fields
from typing import Any, ClassVar


def _code(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


@dataclass(kw_only=True, eq=False)
class ComityError(Exception):
    """The root: anything Comity raises on purpose.

    A leaf declares its fields and two templates over them, `title` and `hint`.
    """

    code: ClassVar[str] = "COMITY_ERROR"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"
    hint: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = _code(cls.__name__)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.fields)

    def __str__(self) -> str:
        return f"{self.message}. {self.advice}".rstrip()

    @property
    def fields(self) -> dict[str, Any]:
        """What happened, by field name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def message(self) -> str:
        """What is wrong, and where."""
        return self.title.format(**_shown(self.fields))

    @property
    def advice(self) -> str:
        """What to do about it."""
        return self.hint.format(**_shown(self.fields))


def _rebuild(kind: type[ComityError], values: dict[str, Any]) -> ComityError:
    return kind(**values)


def _shown(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: ", ".join(map(str, value)) or "none"
        if isinstance(value, list | tuple)
        else value
        for name, value in values.items()
    }


class Refused(ComityError):
    """The request cannot be carried out as it stands."""


class BadInput(Refused):
    """What was given is wrong."""

    status = 422


class NotFound(Refused):
    """What was named is not in the stores, or not for the one who asks."""

    status = 404


class Ambiguous(Refused):
    """What was named could be several things."""

    status = 409


class Conflicting(Refused):
    """The stores hold something that forbids it."""

    status = 409


class Forbidden(Refused):
    """The one who asks may not."""

    status = 403


class Damaged(ComityError):
    """A store is not what its checksum or schema says."""


class Unavailable(ComityError):
    """A store or resource cannot be reached now."""

    status = 503


@dataclass(kw_only=True, eq=False)
class BadSetting(ComityError):
    """A setting in the environment stops the start."""

    name: str
    value: str
    reason: str
    title = "The setting {name} is '{value}': {reason}"
    hint = "Correct it in the environment, or unset it to use the default; docs/reference/settings.md lists them."


@dataclass(kw_only=True, eq=False)
class DateInvalid(BadInput):
    """A text is not a day, month, year or other EDTF date that Comity can hold."""

    value: str
    reason: str
    title = "'{value}' is not a date that can be recorded: {reason}"
    hint = "Write EDTF: 2016-09-19 for a day, 2016-09 for a month, 2016 for a year, 2016~ for about 2016."


@dataclass(kw_only=True, eq=False)
class DateOrder(BadInput):
    """A period ends before it starts."""

    start: str
    end: str
    title = "The end {end} lies before the start {start}"
    hint = "Exchange the two, or correct the one that is mistyped."


@dataclass(kw_only=True, eq=False)
class AttestationMissing(BadInput):
    """A start or end is unknown and nothing says of which day the evidence speaks."""

    title = (
        "A start or end is unknown, so the day that the evidence speaks of is needed"
    )
    hint = "Give attested_on: the source's own date, or else the day it was retrieved."


@dataclass(kw_only=True, eq=False)
class TableTooLong(BadInput):
    """A table has more rows than a sheet of a workbook can hold."""

    sheet: str
    limit: int
    title = "The sheet {sheet} would need more than {limit} rows"
    hint = "Ask for CSV or Parquet, or narrow the table with a filter."


@dataclass(kw_only=True, eq=False)
class CellTooLong(BadInput):
    """A cell has more text than a workbook can hold."""

    row: int
    column: str
    length: int
    limit: int
    title = (
        "Row {row} has {length} characters in {column}; a workbook's cell holds {limit}"
    )
    hint = "Ask for CSV or Parquet, which have no such limit."


@dataclass(kw_only=True, eq=False)
class BoundariesInvalid(BadInput):
    """Boundaries are not TopoJSON or GeoJSON that can be drawn."""

    place: str
    reason: str
    title = "The boundaries cannot be used at {place}: {reason}"
    hint = "Give TopoJSON or GeoJSON with polygons in degrees (WGS 84), each with its code."


@dataclass(kw_only=True, eq=False)
class MomentInvalid(BadInput):
    """A text is not a moment of the register (`known_at`)."""

    value: str
    title = "'{value}' is not a moment of the register"
    hint = (
        "Write a day (2026-11-23) or an ISO 8601 date and time (2026-11-23T18:00:00Z)."
    )


@dataclass(kw_only=True, eq=False)
class SignInNeeded(Forbidden):
    """An anonymous visitor asked for what only people who sign in may do."""

    status = 401
    action: str
    kind: str
    title = "'{action}' on a {kind} needs someone who has signed in"
    hint = "Sign in at the desk, then try again."


@dataclass(kw_only=True, eq=False)
class NotPermitted(Forbidden):
    """Someone signed in asked for what their role does not allow."""

    action: str
    kind: str
    title = "Your role does not allow '{action}' on a {kind}"
    hint = "Ask an administrator of this installation."


@dataclass(kw_only=True, eq=False)
class AccountExists(Conflicting):
    """An account of that name is there already."""

    username: str
    title = "The account '{username}' exists already"
    hint = "Choose another name, or sign in with that one."


@dataclass(kw_only=True, eq=False)
class EvidenceIncomplete(BadInput):
    """A claim came without a passage that supports it."""

    missing: str
    title = "The evidence lacks {missing}"
    hint = "No claim is recorded without a source, the place in it, and what it says there in your own words."


@dataclass(kw_only=True, eq=False)
class UrlForbidden(BadInput):
    """The address of a source is not one that a reader of the public web could open."""

    url: str
    title = "'{url}' is not an address that readers can open"
    hint = "Give an http or https address of a public host, at most 2,000 characters, or none."


@dataclass(kw_only=True, eq=False)
class UnknownSource(NotFound):
    """Evidence names a source that was never recorded."""

    key: str
    title = "No source is recorded under the key '{key}'"
    hint = "Record the source first, or give its title with the claim."


@dataclass(kw_only=True, eq=False)
class SourceDiffers(Conflicting):
    """A source's key is taken by a source with another title or address."""

    key: str
    kept: str
    given: str
    title = "The source '{key}' is recorded as '{kept}', not as '{given}'"
    hint = (
        "Use the recorded title and address, or choose another key for the new source."
    )


@dataclass(kw_only=True, eq=False)
class UnknownTerm(BadInput):
    """A claim or record uses a term that the vocabulary does not have."""

    vocabulary: str
    value: str
    known: tuple[str, ...]
    title = "'{value}' is not a known {vocabulary}"
    hint = "Use one of: {known}."


@dataclass(kw_only=True, eq=False)
class UnknownOrganization(NotFound):
    """No organization or body answers to that slug, acronym, identifier or name."""

    asked: str
    nearest: tuple[str, ...] = ()
    title = "The register has no organization '{asked}'"
    hint = "Check the spelling, or search for it. Nearest: {nearest}."


@dataclass(kw_only=True, eq=False)
class AmbiguousOrganization(Ambiguous):
    """Several organizations answer to that acronym or name."""

    asked: str
    candidates: tuple[str, ...]
    title = "'{asked}' could be several organizations"
    hint = "Say which: {candidates}."


@dataclass(kw_only=True, eq=False)
class UnknownInstrument(NotFound):
    """No single instrument has that slug, symbol or title."""

    asked: str
    title = "The register has no single instrument '{asked}'"
    hint = (
        "Give its symbol, such as A/RES/47/4, or the last part of its page's address."
    )


@dataclass(kw_only=True, eq=False)
class UnknownArea(NotFound):
    """No loaded edition has an area of that P-code."""

    asked: str
    title = "No loaded list of areas has '{asked}'"
    hint = "Give a P-code or an ISO 3166-1 alpha-3 code; load further lists with 'comity load areas'."


@dataclass(kw_only=True, eq=False)
class UnknownRecord(NotFound):
    """No record of that kind has that name."""

    kind: str
    asked: str
    title = "The register has no {kind} '{asked}'"
    hint = (
        "Check the spelling; the website's search finds records by part of their name."
    )


@dataclass(kw_only=True, eq=False)
class UnknownKind(BadInput):
    """There is no such kind of claim."""

    asked: str
    known: tuple[str, ...]
    title = "'{asked}' is not a kind of claim"
    hint = "Use one of: {known}."


@dataclass(kw_only=True, eq=False)
class UnknownField(BadInput):
    """A claim of that kind has no such field."""

    kind: str
    field: str
    known: tuple[str, ...]
    title = "A {kind} has no field '{field}'"
    hint = "Use: {known}."


@dataclass(kw_only=True, eq=False)
class FieldMissing(BadInput):
    """A field without which the record would say nothing was left empty."""

    kind: str
    field: str
    title = "A {kind} needs its {field}"
    hint = "Give the {field}."


@dataclass(kw_only=True, eq=False)
class ValueInvalid(BadInput):
    """A value is not of the form that its field takes."""

    field: str
    value: str
    wanted: str
    title = "The {field} '{value}' cannot be read"
    hint = "Give {wanted}."


@dataclass(kw_only=True, eq=False)
class LedgerRowsInvalid(BadInput):
    """Rows for the ledger do not have the shape of its table."""

    submission: str
    reason: str
    title = "The rows of submission {submission} cannot be kept: {reason}"
    hint = "Nothing was kept. Read the stored original again and give every row what the reason asks for."


@dataclass(kw_only=True, eq=False)
class LedgerRowsDiffer(Conflicting):
    """The ledger holds other rows under the same submission."""

    submission: str
    title = "The ledger already holds other rows as submission {submission}"
    hint = "Nothing was changed. Send the changed file as a new submission."


@dataclass(kw_only=True, eq=False)
class UnknownLedgerVersion(NotFound):
    """A version of the ledger's table does not exist."""

    version: int
    title = "The ledger has no version {version}"
    hint = "Ask for a version between 0 and the latest."


@dataclass(kw_only=True, eq=False)
class LedgerDamaged(Damaged):
    """A file of the ledger is missing or altered, or its log cannot be read."""

    subject: str
    reason: str
    title = "The ledger's {subject} is damaged: {reason}"
    hint = "Run `comity check` for all findings, then restore a backup or rebuild the ledger from the stored originals."


@dataclass(kw_only=True, eq=False)
class LedgerUnwritable(Unavailable):
    """The ledger's folder cannot be written to now."""

    reason: str
    title = "The ledger cannot be written: {reason}"
    hint = (
        "Nothing was added. Make room or correct the folder's permissions, then repeat."
    )


@dataclass(kw_only=True, eq=False)
class UnknownDimension(BadInput):
    """Coverage was asked by something it cannot be grouped by."""

    name: str
    known: tuple[str, ...]
    title = "Coverage cannot be grouped by '{name}'"
    hint = "Use one or more of: {known}."


@dataclass(kw_only=True, eq=False)
class ColumnsMissing(BadInput):
    """A frame lacks columns that a question needs."""

    frame: str
    missing: tuple[str, ...]
    title = "The frame of {frame} has no column {missing}"
    hint = "Give it these columns, or ask by something else."


@dataclass(kw_only=True, eq=False)
class FactAmbiguous(Ambiguous):
    """A claim could be about several recorded facts."""

    kind: str
    facts: tuple[str, ...]
    title = "This {kind} could be about several recorded spells of the same thing"
    hint = "Say which fact it is about ({facts}), or that it is a new one."


@dataclass(kw_only=True, eq=False)
class OwnMember(BadInput):
    """An organization was claimed to be a member of itself."""

    organization: str
    title = "'{organization}' cannot be a member of itself"
    hint = "Correct the member or the body."


@dataclass(kw_only=True, eq=False)
class PreferredTaken(Conflicting):
    """A fact has a preferred claim already."""

    claim: str
    title = "Another claim about this fact is preferred already"
    hint = "Rank claim {claim} as normal or deprecated first."


@dataclass(kw_only=True, eq=False)
class RankReasonMissing(BadInput):
    """A claim is to be ranked without a reason."""

    rank: str
    title = "Ranking a claim as {rank} needs a reason"
    hint = "Say in a sentence why this claim is trusted more or less than the others."


@dataclass(kw_only=True, eq=False)
class ReasonMissing(BadInput):
    """Something is to be undone without a reason."""

    action: str
    title = "To {action} needs a reason"
    hint = "Say in a sentence why; it stays in the audit trail."


@dataclass(kw_only=True, eq=False)
class UnknownClaim(NotFound):
    """No claim has that id, or not for the one who asks."""

    asked: str
    title = "The register has no claim '{asked}'"
    hint = "Copy the id from the claim's evidence on a page, or from --json output."


@dataclass(kw_only=True, eq=False)
class AlreadyRetracted(Conflicting):
    """A claim was retracted before."""

    claim: str
    reason: str
    title = "The claim {claim} was retracted already: {reason}"
    hint = "Record a new claim instead."


@dataclass(kw_only=True, eq=False)
class UnknownCountry(NotFound):
    """No country or area has that code."""

    asked: str
    title = "No country has the code '{asked}'"
    hint = (
        "Give an ISO 3166-1 alpha-3 code such as KEN, or browse the list of countries."
    )


@dataclass(kw_only=True, eq=False)
class HierarchyCycle(BadInput):
    """Records name one another as parents in a circle."""

    members: tuple[str, ...]
    title = "These would be their own ancestors: {members}"
    hint = "Correct the parent of one of them."


@dataclass(kw_only=True, eq=False)
class FileUnreadable(BadInput):
    """A file cannot be opened or is not text in the expected form."""

    file: str
    reason: str
    title = "The file '{file}' cannot be read: {reason}"
    hint = "Check the path; tables are CSV in UTF-8 with one header line."


@dataclass(kw_only=True, eq=False)
class ColumnMissing(BadInput):
    """A table lacks a column without which it cannot be loaded."""

    file: str
    column: str
    found: tuple[str, ...]
    title = "The file '{file}' has no column '{column}'"
    hint = "Add the column or rename the one meant; found: {found}."


@dataclass(kw_only=True, eq=False)
class LineRefused(BadInput):
    """A line of a table that is loaded as a whole cannot stand."""

    file: str
    line: int
    reason: str
    title = "Line {line} of '{file}' cannot be loaded: {reason}"
    hint = "Correct the line and load the file again; nothing of it was kept."


@dataclass(kw_only=True, eq=False)
class PortTaken(Conflicting):
    """Something else listens on the port."""

    port: int
    title = "Port {port} is taken by another program"
    hint = "Stop that program, or choose another with --port."


@dataclass(kw_only=True, eq=False)
class StoresMissing(Unavailable):
    """The home holds no stores, or those of an older version."""

    home: str
    title = "The stores in '{home}' are missing or of an older version"
    hint = "Run 'comity init'; it creates or upgrades them and loses nothing."


@dataclass(kw_only=True, eq=False)
class BoundaryUnplaced(BadInput):
    """A boundary names no area whose country and level can be told."""

    number: int
    pcode: str
    title = "Shape {number} (P-code '{pcode}') belongs to no area that can be told"
    hint = "Load the areas first, or give the country with --country and properties such as admin2Pcode and admin2Name."


@dataclass(kw_only=True, eq=False)
class RequestInvalid(BadInput):
    """A request over HTTP has a parameter or body that cannot be read."""

    place: str
    reason: str
    status = 400
    title = "The request's {place} cannot be read: {reason}"
    hint = "The description of the API at /api/v1/openapi.json says what each address takes."


@dataclass(kw_only=True, eq=False)
class AddressUnknown(NotFound):
    """Nothing is served at that address."""

    path: str
    title = "Nothing is served at '{path}'"
    hint = "Start from the home page, or from /api/v1/openapi.json for programs."


@dataclass(kw_only=True, eq=False)
class UnknownResponse(NotFound):
    """No response has that code, or not for the one who asks."""

    asked: str
    title = "There is no response '{asked}'"
    hint = "List them with 'comity response list', or create it first."


@dataclass(kw_only=True, eq=False)
class ResponseExists(Conflicting):
    """A response of that code is there already."""

    asked: str
    title = "The response '{asked}' exists already"
    hint = "Use it, or choose another code."


@dataclass(kw_only=True, eq=False)
class ResponseCodeInvalid(BadInput):
    """A response's code is not one that addresses and file names can hold."""

    asked: str
    title = "'{asked}' cannot be the code of a response"
    hint = "Use 2 to 40 letters, digits, hyphens and underscores, such as eth-2025."


@dataclass(kw_only=True, eq=False)
class SimulatedMixed(BadInput):
    """A simulated response and a real country, or the reverse."""

    country: str
    title = "Simulated responses have countries from XAA to XZZ, and only they do; this one is '{country}'"
    hint = "Give a user-assigned code with --simulated, or a real country without it."


@dataclass(kw_only=True, eq=False)
class UnknownName(NotFound):
    """No single name of that kind was met in what partners reported."""

    kind: str
    name: str
    title = "No report has brought the {kind} '{name}', or several differ only in what stands beside it"
    hint = "Copy the name or its key from the queue of names."


@dataclass(kw_only=True, eq=False)
class UnknownJudgement(NotFound):
    """No judgement has that id."""

    asked: str
    title = "There is no judgement '{asked}'"
    hint = "Copy the id from the list of judgements."


@dataclass(kw_only=True, eq=False)
class AlreadyUndone(Conflicting):
    """A judgement was undone before."""

    judgement: str
    title = "The judgement {judgement} was undone already"
    hint = "Pass a new one instead."


@dataclass(kw_only=True, eq=False)
class FileTooLarge(BadInput):
    """A file has more bytes than are taken."""

    limit: int
    status = 413
    title = "The file is larger than {limit} MB"
    hint = (
        "Remove pictures and unused sheets, or send the table as CSV in several parts."
    )


@dataclass(kw_only=True, eq=False)
class StagedMissing(Damaged):
    """The rows that the check of a submission staged are gone from the home."""

    submission: str
    title = "The checked rows of the submission {submission} are gone from the home"
    hint = "Withdraw it and send its file again; the file itself is kept in the folder originals."


@dataclass(kw_only=True, eq=False)
class OriginalDamaged(Damaged):
    """A file that was received is missing from the home or was altered."""

    sha256: str
    title = "The file received as {sha256}… is missing or was altered on disk"
    hint = "Restore the home's folder originals from a backup, or ask the sender for the file again."


@dataclass(kw_only=True, eq=False)
class UnknownSubmission(NotFound):
    """No submission has that id, or not for the one who asks."""

    asked: str
    title = "There is no submission '{asked}'"
    hint = "List them with 'comity submissions', or at the desk."


@dataclass(kw_only=True, eq=False)
class StateForbids(Conflicting):
    """A submission is not in a state that allows what was asked."""

    submission: str
    state: str
    action: str
    title = "The submission {submission} is {state}: it is too late or too early to {action} it"
    hint = "Look at its state with 'comity submissions'; a withdrawn one can be reinstated, a refused one sent again."


@dataclass(kw_only=True, eq=False)
class NothingToAccept(Conflicting):
    """A submission has no row that could count."""

    submission: str
    title = "The submission {submission} has no row that could count"
    hint = "Look at its problems, correct the file, and send it again."


@dataclass(kw_only=True, eq=False)
class MappingInvalid(BadInput):
    """A mapping names a field that a 5W row does not have."""

    column: str
    field: str
    title = "The mapping sends the column '{column}' to '{field}', which is no 5W field"
    hint = "Use a field of docs/reference/fields.md, such as org_name or admin2_code, or 'ignore'."


@dataclass(kw_only=True, eq=False)
class UnknownRelease(NotFound):
    """No release has that name."""

    asked: str
    title = "There is no release '{asked}'"
    hint = "The list of releases names them all."


@dataclass(kw_only=True, eq=False)
class UnknownReleaseFile(NotFound):
    """A release has no file of that name."""

    release: str
    asked: str
    title = "The release {release} has no file '{asked}'"
    hint = "Its page and its manifest name every file."


@dataclass(kw_only=True, eq=False)
class ReleaseWithdrawn(NotFound):
    """A release was withdrawn; its files are not served any more."""

    status = 410
    name: str
    reason: str
    title = "The release {name} was withdrawn: {reason}"
    hint = "Use a later release; the list of releases names them."


@dataclass(kw_only=True, eq=False)
class ReleaseDamaged(Damaged):
    """A file of a release is missing or cannot be read."""

    name: str
    reason: str
    title = "The release {name} is damaged: {reason}"
    hint = "Run 'comity release verify' for all findings, then restore the folder from a backup."


@dataclass(kw_only=True, eq=False)
class ReleaseUnwritable(Unavailable):
    """The folder of releases cannot be written to now."""

    reason: str
    title = "The release cannot be written: {reason}"
    hint = "Nothing was published. Make room or correct the folder's permissions, then repeat."


@dataclass(kw_only=True, eq=False)
class NotReleasable(Conflicting):
    """Nothing of a response may be public."""

    response: str
    reason: str
    title = "Nothing of the response {response} can be released: {reason}"
    hint = "Only responses of the classes public and partners, with a known aggregation rule, are released."


@dataclass(kw_only=True, eq=False)
class ReleaseMixed(BadInput):
    """A release would mix the simulated with the real."""

    simulated: tuple[str, ...]
    real: tuple[str, ...]
    title = "One release cannot hold the simulated ({simulated}) and the real ({real})"
    hint = "Make two releases."


@dataclass(kw_only=True, eq=False)
class CursorInvalid(BadInput):
    """A cursor was altered, or belongs to another release or to other filters."""

    reason: str
    title = "The cursor cannot be used: {reason}"
    hint = "Start again without a cursor, and follow 'next' with the same filters."


@dataclass(kw_only=True, eq=False)
class InternalFault(ComityError):
    """Something happened that Comity did not foresee; that is a fault of Comity."""

    fault: str
    title = "Comity met a fault of its own: {fault}"
    hint = "Nothing half done was kept. Run it again with COMITY_DEBUG=1 and report what it shows."
