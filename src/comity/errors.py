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
of a page in docs/errors/ and the end of the `type` of a problem document. Which
HTTP status a branch becomes is known to one place only, `comity.api.errors`.

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
        name: ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in values.items()
    }


class Refused(ComityError):
    """The request cannot be carried out as it stands."""


class BadInput(Refused):
    """What was given is wrong."""


class NotFound(Refused):
    """What was named is not in the stores, or not for the one who asks."""


class Ambiguous(Refused):
    """What was named could be several things."""


class Conflicting(Refused):
    """The stores hold something that forbids it."""


class Forbidden(Refused):
    """The one who asks may not."""


class Damaged(ComityError):
    """A store is not what its checksum or schema says."""


class Unavailable(ComityError):
    """A store or resource cannot be reached now."""


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
