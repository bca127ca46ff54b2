"""How fields look and suggest, and how an error of an action finds its field."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django import forms
from django.urls import reverse

from comity.errors import ComityError

AnyForm = TypeVar("AnyForm", bound=forms.Form)

INPUT = "ds-input"

ABOUT: Mapping[str, str] = {
    "ATTESTATION_MISSING": "attested_on",
    "DATE_ORDER": "end",
    "FACT_AMBIGUOUS": "about",
    "FILE_TOO_LARGE": "file",
    "PREFERRED_TAKEN": "rank",
    "RANK_REASON_MISSING": "reason",
    "REASON_MISSING": "reason",
    "RESPONSE_CODE_INVALID": "code",
    "RESPONSE_EXISTS": "code",
    "SIMULATED_MIXED": "simulated",
    "UNKNOWN_COUNTRY": "country",
    "URL_FORBIDDEN": "url",
}
"""Code of an error -> field of a form that it is about."""

SHORTENED = 40
"""From how many characters on a quoted text may have been cut."""

QUOTING = ("asked", "value")
"""Fields of an error that quote what was typed."""


def text(
    label: str,
    help_text: str = "",
    *,
    required: bool = False,
    most: int = 400,
    suggestions: Iterable[tuple[str, str]] = (),
    suggests: str = "",
    several_lines: int = 0,
) -> forms.CharField:
    """A field for text.

    Args:
        suggestions: value and label of each, offered as one types.
        suggests: kind of record that is looked for as one types.
        several_lines: how many lines are shown; one where 0.
    """
    widget: forms.Widget = (
        forms.Textarea(attrs={"rows": several_lines})
        if several_lines
        else forms.TextInput(attrs={"autocomplete": "off"})
    )
    field = forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=widget,
    )
    field.suggestions = tuple(suggestions)  # type: ignore[attr-defined]
    field.suggests = suggests  # type: ignore[attr-defined]
    return field


def choice(
    label: str,
    choices: Iterable[tuple[str, str]],
    help_text: str = "",
    *,
    required: bool = False,
) -> forms.ChoiceField:
    """A field with a list to choose from."""
    return forms.ChoiceField(
        label=label, choices=list(choices), help_text=help_text, required=required
    )


def dressed(form: AnyForm) -> AnyForm:
    """Give every field the look of the site and its list of suggestions."""
    for name, field in form.fields.items():
        if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
            field.widget.attrs["class"] = INPUT
        kind = getattr(field, "suggests", "")
        if kind or getattr(field, "suggestions", ()):
            offered = f"offered-{name}"
            field.widget.attrs["list"] = offered
        if kind:
            field.widget.attrs |= {
                "hx-get": reverse("desk:suggestions", args=(kind,)),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": f"#offered-{name}",
                "hx-swap": "innerHTML",
            }
    return form


def place_error(form: forms.Form, error: ComityError) -> None:
    """Show an error at the field that it is about, or else above the form."""
    form.add_error(_field_of(form, error), str(error))


def _field_of(form: forms.Form, error: ComityError) -> str | None:
    told: Mapping[str, Any] = error.fields
    for name in (str(told.get("field", "")), ABOUT.get(error.code, "")):
        for known in (f"claim-{name}", name):
            if known in form.fields:
                return known
    quoted = {str(told[name]).strip() for name in QUOTING if told.get(name)}
    for name in form.fields:
        given = str(form.data.get(form.add_prefix(name), "")).strip()
        if given and _holds(given, quoted):
            return name
    return None


def _holds(given: str, quoted: set[str]) -> bool:
    """Whether one of the values given is quoted, perhaps cut short."""
    parts = {given, *(part.strip() for part in given.replace("\n", ";").split(";"))}
    return any(
        part == one or (len(one) >= SHORTENED and part.startswith(one))
        for one in quoted
        for part in parts
    )
