"""The kinds of claim: which fields each has, and how text becomes their values.

The command line, the desk's forms, the API and every loader describe a claim by
the same field names and texts; they differ only in where the texts come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Model

from comity.errors import FieldMissing, UnknownField, UnknownKind, ValueInvalid
from comity.register import models
from comity.register.models import Claim
from comity.register.references import References
from comity.register.vocabulary import term
from comity.values.identity import stable_id
from comity.values.names import fold

SEVERAL = ";"
"""Separates the values of a field that takes several."""

TRUE, FALSE = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0", ""})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind of claim.

    Args:
        name: of the field, as commands, forms and files write it.
        reads: what its text means: "text", "number", "count", "yes/no",
            "term:VOCABULARY", or the kind of record that it names
            ("organization", "instrument", "area", "theme", "framework", "post",
            "person").
        required: whether a claim cannot be without it.
        several: whether it takes several values, separated by semicolons.
    """

    name: str
    reads: str = "text"
    required: bool = True
    several: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim, its table and its fields."""

    name: str
    model: type[Claim]
    fields: tuple[Field, ...]
    at_one_time: bool = False
    """Whether it speaks of something that happens, rather than lasts."""

    @property
    def several(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.several)

    def read(self, texts: Mapping[str, str], references: References) -> dict[str, Any]:
        """Turn the texts of a claim into values.

        Raises:
            UnknownField: a text for a field that this kind does not have.
            FieldMissing: a required field without text.
            ValueInvalid, UnknownTerm, NotFound, Ambiguous: a text that does not
                mean what its field takes, or is longer than is kept of it.
        """
        names = tuple(field.name for field in self.fields)
        for name, text in texts.items():
            if name not in names and text:
                raise UnknownField(kind=self.name, field=name[:60], known=names)
        values: dict[str, Any] = {}
        for field in self.fields:
            text = texts.get(field.name, "").strip()
            if field.required and not text:
                raise FieldMissing(kind=self.name, field=field.name)
            self._refuse_long(field, text)
            values[field.name] = _read_field(field, text, references)
        if "folded" in {column.name for column in self.model._meta.get_fields()}:
            folded = fold(values["text"]) or values["text"].strip()
            values["folded"] = folded[
                : models.Name._meta.get_field("folded").max_length
            ]
        return values

    def _refuse_long(self, field: Field, text: str) -> None:
        longest = getattr(self.model._meta.get_field(field.name), "max_length", None)
        if longest is not None and len(text) > longest:
            raise ValueInvalid(
                field=field.name,
                value=text[:40] + "…",
                wanted=f"at most {longest} characters",
            )

    def slot(self, values: Mapping[str, Any]) -> str:
        """What the claim is about, as one text: the same for every claim about it."""
        parts = []
        for name in self.model.SLOT:
            value = values[name.removesuffix("_id")]
            parts.append(_slot_part(value))
        whole = "|".join(parts)
        return whole if len(whole) <= _SLOT_LENGTH else str(stable_id("slot", whole))


_SLOT_LENGTH = 400


def _slot_part(value: object) -> str:
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(sorted(map(_slot_part, value)))
    return "" if value is None else str(value)


def _read_field(field: Field, text: str, references: References) -> Any:
    if field.several:
        single = Field(field.name, field.reads)
        return [
            _read_field(single, part.strip(), references)
            for part in text.split(SEVERAL)
            if part.strip()
        ]
    if field.reads.startswith("term:"):
        return term(field.reads.removeprefix("term:"), text)
    match field.reads:
        case "text":
            return text
        case "number":
            return _number(field, text)
        case "count":
            return int(_number(field, text)) if text else None
        case "yes/no":
            if text.lower() not in TRUE | FALSE:
                raise ValueInvalid(
                    field=field.name, value=text[:80], wanted="yes or no"
                )
            return text.lower() in TRUE
        case kind:
            return getattr(references, kind)(text) if text else None


def _number(field: Field, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueInvalid(
            field=field.name, value=text[:80], wanted="a number such as 175"
        ) from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise ValueInvalid(field=field.name, value=text[:80], wanted="a smaller number")
    return number


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "membership",
            models.Membership,
            (
                Field("member", "organization"),
                Field("organization", "organization"),
                Field("role", "term:role"),
                Field("context", "term:context", required=False),
                Field("area", "area", required=False),
                Field("post", "post", required=False),
                Field("under", "instrument", required=False),
            ),
        ),
        Kind(
            "name",
            models.Name,
            (
                Field("organization", "organization"),
                Field("kind", "term:kind of name"),
                Field("language", required=False),
                Field("text"),
            ),
        ),
        Kind(
            "identifier",
            models.Identifier,
            (
                Field("organization", "organization"),
                Field("scheme"),
                Field("value"),
            ),
        ),
        Kind(
            "instrument-event",
            models.InstrumentEvent,
            (
                Field("instrument", "instrument"),
                Field("kind", "term:event of an instrument"),
                Field("organization", "organization", required=False),
            ),
            at_one_time=True,
        ),
        Kind(
            "instrument-party",
            models.InstrumentParty,
            (
                Field("instrument", "instrument"),
                Field("organization", "organization"),
                Field("role", "term:role of a party"),
            ),
        ),
        Kind(
            "instrument-relation",
            models.InstrumentRelation,
            (
                Field("instrument", "instrument"),
                Field("kind", "term:relation of instruments"),
                Field("target", "instrument"),
            ),
        ),
        Kind(
            "clause",
            models.Clause,
            (
                Field("instrument", "instrument"),
                Field("place"),
                Field("heading", required=False),
                Field("themes", "theme", required=False, several=True),
                Field("areas", "area", required=False, several=True),
            ),
        ),
        Kind(
            "change-event",
            models.ChangeEvent,
            (
                Field("kind", "term:kind of change"),
                Field("originals", "organization", required=False, several=True),
                Field("results", "organization", required=False, several=True),
                Field("summary", required=False),
            ),
            at_one_time=True,
        ),
        Kind(
            "figure",
            models.Figure,
            (
                Field("organization", "organization", required=False),
                Field("instrument", "instrument", required=False),
                Field("measure"),
                Field("value", "number"),
                Field("unit", required=False),
            ),
            at_one_time=True,
        ),
        Kind(
            "holding",
            models.Holding,
            (Field("person", "person"), Field("post", "post")),
        ),
        Kind(
            "objective",
            models.Objective,
            (
                Field("framework", "framework"),
                Field("code"),
                Field("kind", "term:kind of objective"),
                Field("title"),
                Field("parent", required=False),
            ),
        ),
        Kind(
            "objective-link",
            models.ObjectiveLink,
            (
                Field("framework", "framework"),
                Field("objective"),
                Field("target_framework", "framework"),
                Field("target"),
                Field("status"),
                Field("basis", required=False),
            ),
        ),
        Kind(
            "review",
            models.Review,
            (
                Field("framework", "framework"),
                Field("code"),
                Field("kind"),
                Field("round", "count", required=False),
                Field("scope"),
                Field("place", required=False),
                Field("convenor", required=False),
                Field("planned", "yes/no", required=False),
            ),
        ),
    )
}
"""Every kind of claim by name."""


def kind_named(name: str) -> Kind:
    """The kind of claim of that name.

    Raises:
        UnknownKind: there is none.
    """
    if name not in KINDS:
        raise UnknownKind(asked=name[:60], known=tuple(KINDS))
    return KINDS[name]
