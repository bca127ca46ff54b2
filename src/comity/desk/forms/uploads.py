"""Forms of uploads: what is sent, and how it should be read."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from comity.access.actors import Actor
from comity.desk.forms.fields import choice, text
from comity.register.references import find_organization
from comity.submissions.checking import IntakeOptions
from comity.values.dates import Period
from comity.values.fivew import FIELDS

COLUMN = "column-"
"""Prefix of the choice for a column, before its letter."""

AS_FOUND = ""
IGNORE = "ignore"

ORDERS = (
    ("", "as the file itself tells"),
    ("dmy", "day first: 3/4/2025 is 3 April"),
    ("mdy", "month first: 3/4/2025 is March 4"),
)

ENCODINGS = ("utf-8", "windows-1252", "windows-1256", "utf-16", "iso-8859-1")


class ReadingForm(forms.Form):
    """What a sender may say of a file beyond the file itself; all of it optional."""

    organization = text(
        "Who reports",
        "Where the file does not say: a partner's own file often names nobody.",
        suggests="organization",
    )
    period = text(
        "Reporting period",
        "Such as 2025-03 or 2025-01/2025-03, where the file's dates do not say.",
        most=64,
    )
    sheet = text("Sheet", "Its name; otherwise the likeliest is read.", most=200)
    header_row = forms.IntegerField(
        label="Row of the headings",
        help_text="As the spreadsheet numbers it; otherwise it is found.",
        required=False,
        min_value=1,
        max_value=1_048_576,
    )
    date_order = choice("Order of dates", ORDERS)
    encoding = text(
        "Encoding",
        "Of a CSV file whose letters come out wrong.",
        most=40,
        suggestions=[(one, "") for one in ENCODINGS],
    )

    def options(
        self, by: Actor, *, mapping: Mapping[str, str] | None = None
    ) -> IntakeOptions:
        """How the file should be read.

        Raises:
            DateInvalid, DateOrder: the period is not one.
            UnknownOrganization, AmbiguousOrganization: the one who reports.
        """
        given = self.cleaned_data
        organization, period = given["organization"].strip(), given["period"].strip()
        if period:
            Period.parse(period)
        if organization:
            find_organization(organization, by=by)
        return IntakeOptions(
            organization=organization,
            period=period,
            sheet=given["sheet"].strip(),
            header_row=given["header_row"],
            mapping=mapping or None,
            date_order=given["date_order"],
            encoding=given["encoding"].strip(),
        )


class UploadForm(ReadingForm):
    """A file that a partner sends."""

    file = forms.FileField(
        label="File",
        help_text="XLSX, XLS, ODS or CSV, at most 100 MB. It is kept as it is.",
        max_length=255,
    )
    field_order = ("file",)

    def offer_periods(self, labels: Iterable[str]) -> None:
        """Suggest the response's own reporting periods."""
        self.fields["period"].suggestions = tuple((label, "") for label in labels)  # type: ignore[attr-defined]


class CheckAgainForm(ReadingForm):
    """Other ways to read a file that was sent: its sheet, its columns.

    Args:
        columns: as the check found them: letter, heading, field, found, reason.
        sheets: names of the workbook's sheets.
    """

    def __init__(
        self,
        *given: Any,
        columns: Iterable[Mapping[str, Any]],
        sheets: Iterable[str],
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.columns = tuple(columns)
        named = [name for name in sheets if name]
        if named:
            self.fields["sheet"] = choice(
                "Sheet", [("", "the likeliest"), *((name, name) for name in named)]
            )
        for column in self.columns:
            self.fields[f"{COLUMN}{column['letter']}"] = choice(
                f"Field of column {column['letter']}", FIELD_CHOICES
            )
            self.initial[f"{COLUMN}{column['letter']}"] = column["field"] or AS_FOUND

    @property
    def reading(self) -> list[forms.BoundField]:
        """The fields about the file as a whole."""
        return [self[name] for name in self.fields if not name.startswith(COLUMN)]

    @property
    def mapped(self) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        """Each column with its choice of a field."""
        return [
            (column, self[f"{COLUMN}{column['letter']}"]) for column in self.columns
        ]

    def mapping(self, before: Mapping[str, str] | None) -> dict[str, str]:
        """What was given before, with the columns whose choice was changed.

        A column whose field was taken away is ignored, not recognized anew.
        """
        mapping = dict(before or {})
        for column in self.columns:
            letter, chosen = (
                column["letter"],
                self.cleaned_data[f"{COLUMN}{column['letter']}"],
            )
            if chosen != (column["field"] or AS_FOUND):
                mapping.pop(column["heading"], None)
                mapping[letter] = chosen or IGNORE
        return mapping


FIELD_CHOICES = (
    (AS_FOUND, "not used"),
    *((name, name.replace("_", " ")) for name in FIELDS),
)
"""The 5W fields that a column may hold."""
