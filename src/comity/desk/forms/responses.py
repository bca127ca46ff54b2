"""Forms of responses: a new one, and who is expected to report."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from comity.desk.forms.fields import choice, text
from comity.register.queries.responses import ReportingPeriodRecord
from comity.register.responses import PeriodDraft, ResponseDraft
from comity.values.dates import PartialDate, Period
from comity.values.sensitivity import Sensitivity

CLASSES = {
    Sensitivity.PUBLIC: "public: anyone may read its reports",
    Sensitivity.PARTNERS: "partners: people who are signed in",
    Sensitivity.RESTRICTED: "restricted: only those whose role allows it",
    Sensitivity.CONFIDENTIAL: "confidential: only administrators",
}


class ResponseForm(forms.Form):
    """A response into which partners report."""

    code = text(
        "Code",
        "2 to 40 letters, digits, hyphens and underscores, such as eth-2025. "
        "It is part of addresses and does not change.",
        required=True,
        most=40,
    )
    country = text("Country", "ISO 3166-1 alpha-3, such as ETH.", required=True, most=3)
    title = text("Title", most=300)
    start = text("From", "A day, such as 2025-01-01.", most=10)
    end = text("Until", "A day; empty while it is open.", most=10)
    periods = text(
        "Reporting periods",
        "One a line, such as 2025-03 or 2025-01/2025-03; perhaps followed by a comma "
        "and the day on which reports are due.",
        most=4000,
        several_lines=4,
    )
    sensitivity = choice(
        "Who may see what is reported",
        [("", "choose one"), *((str(one), label) for one, label in CLASSES.items())],
        "Releases publish only what the response's aggregation rule allows.",
        required=True,
    )
    simulated = forms.BooleanField(
        label="It is an exercise",
        help_text="Its country then has a code from XAA to XZZ, and every page says so.",
        required=False,
    )

    def draft(self) -> ResponseDraft:
        """The response as it was described.

        Raises:
            DateInvalid: a day is not one.
        """
        given = self.cleaned_data
        return ResponseDraft(
            code=given["code"].strip(),
            country=given["country"].strip(),
            title=given["title"].strip(),
            start=_day(given["start"]),
            end=_day(given["end"]),
            sensitivity=given["sensitivity"],
            simulated=given["simulated"],
        )

    def drafted_periods(self) -> list[PeriodDraft]:
        """The reporting periods, in the order given.

        Raises:
            DateInvalid, DateOrder: one of them is not a period.
        """
        drafts = []
        for line in self.cleaned_data["periods"].splitlines():
            label, _, due = (part.strip() for part in line.partition(","))
            if label:
                Period.parse(label)
                drafts.append(PeriodDraft(label, _day(due)))
        return drafts


class ExpectForm(forms.Form):
    """Organizations that should report for some periods."""

    def __init__(
        self, *given: Any, periods: Iterable[ReportingPeriodRecord], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["periods"] = forms.MultipleChoiceField(
            label="For which periods",
            choices=[(one.label, one.label) for one in periods],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["organizations"] = text(
            "Who should report",
            "One a line: an acronym, a name, or the last part of its page's address.",
            required=True,
            most=20_000,
            several_lines=5,
        )

    def expected(self) -> list[tuple[str, str]]:
        """Organization and period, each pair that should report."""
        named = [
            line.strip()
            for line in self.cleaned_data["organizations"].splitlines()
            if line.strip()
        ]
        return [(one, label) for label in self.cleaned_data["periods"] for one in named]


def _day(text_: str) -> date | None:
    return PartialDate.day(text_) if text_.strip() else None
