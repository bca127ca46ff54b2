"""The form of a claim: what is said, when it was so, and which source says it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from comity.desk.forms.fields import choice, text
from comity.errors import FactAmbiguous
from comity.evidence.queries import SourceRecord
from comity.evidence.records import Evidence, SourceDraft
from comity.register.kinds import Field, Kind
from comity.register.statements import Statement
from comity.register.vocabulary import VOCABULARIES, term
from comity.values.dates import PartialDate, Period
from comity.values.identity import key_of
from comity.values.sensitivity import Sensitivity

PREFIX = "claim-"
"""Of the fields of the kind, since some are called as those of the evidence."""

NEW, TOLD = "new", ""
"""About a fact of its own; about the fact that the register can tell."""

TELLING = ((TOLD, "The register can tell"), (NEW, "A new spell of its own"))

SEARCHED = frozenset(
    {"organization", "instrument", "area", "theme", "framework", "post", "person"}
)

WANTED: Mapping[str, str] = {
    "organization": "An acronym, a name, or the last part of its page's address.",
    "instrument": "A symbol such as A/RES/47/4, or the last part of its page's address.",
    "area": "A P-code, or the ISO code of a country.",
    "theme": "The last part of its page's address.",
    "framework": "The last part of its page's address.",
    "number": "Digits, with a point before a fraction.",
    "count": "A whole number.",
}

SEVERAL = "Several are separated by semicolons."


class ClaimForm(forms.Form):
    """A claim of one kind, with its time and its evidence.

    Args:
        kind: of claim; its fields lead the form.
        sources: those on record, offered by title.
    """

    def __init__(
        self, *given: Any, kind: Kind, sources: Iterable[SourceRecord], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.kind = kind
        self.sources = tuple(sources)
        self.fields |= {f"{PREFIX}{one.name}": _field(one) for one in kind.fields}
        self.fields |= _time(at_one_time=kind.at_one_time)
        self.fields |= _evidence(self.sources)
        self.fields["sensitivity"] = choice(
            "Who may see it",
            [(str(one), str(one)) for one in Sensitivity],
            required=True,
        )
        self.fields["about"] = choice(
            "Which fact it is about",
            TELLING,
        )
        self.order_fields([*self.fields])

    @property
    def said(self) -> list[forms.BoundField]:
        """The fields of what is claimed."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    @property
    def when(self) -> list[forms.BoundField]:
        """The fields of the time in the world."""
        return [self[name] for name in _time(at_one_time=self.kind.at_one_time)]

    @property
    def evidence(self) -> list[forms.BoundField]:
        """The fields of the source and what it says."""
        return [self[name] for name in _evidence(())]

    @property
    def rest(self) -> list[forms.BoundField]:
        """Who may see it, and which fact it is about."""
        return [self["sensitivity"], self["about"]]

    def offer_facts(self, error: FactAmbiguous, described: Mapping[str, str]) -> None:
        """Let the recorder say which of several spells is meant."""
        field = self.fields["about"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                *TELLING,
                *((fact, described.get(fact, fact)) for fact in error.facts),
            ]

    def source(self) -> tuple[str, SourceDraft | None]:
        """The key of the source that is cited, and how it is described if it is new.

        Raises:
            EvidenceIncomplete, UrlForbidden.
        """
        title, url = self._text("source"), self._text("url")
        for known in self.sources:
            if known.title == title and url in {"", known.url}:
                return known.key, None
        draft = SourceDraft(
            key=key_of(f"{title} {url}"),
            title=title,
            url=url,
            published_on=self._text("published_on"),
            sensitivity=Sensitivity(term("sensitivity", self._text("sensitivity"))),
        )
        return draft.key, draft

    def statement(self, source: str) -> Statement:
        """What the form says, as a statement that cites a source.

        Raises:
            DateInvalid, DateOrder, AttestationMissing, EvidenceIncomplete.
        """
        about = self._text("about")
        return Statement(
            kind=self.kind.name,
            texts={
                one.name: self._text(f"{PREFIX}{one.name}") for one in self.kind.fields
            },
            period=self._period(),
            evidence=(Evidence(source, self._text("locator"), self._text("says")),),
            fact=UUID(about) if about not in {TOLD, NEW} else None,
            new_fact=about == NEW,
            sensitivity=Sensitivity(term("sensitivity", self._text("sensitivity"))),
        )

    def _period(self) -> Period:
        attested = self._text("attested_on")
        day = PartialDate.day(attested) if attested else None
        start = self._text("start")
        end = start if self.kind.at_one_time else self._text("end")
        return Period.of(start or None, end or None, day)

    def _text(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "").strip()


class CorrectionForm(ClaimForm):
    """A claim that takes the place of another about the same fact."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        del self.fields["about"]
        self.fields["reason"] = text(
            "Why the claim is corrected",
            "In a sentence; it stays beside the claim that is taken back.",
            required=True,
            most=1000,
        )

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self["sensitivity"], self["reason"]]


def _field(one: Field) -> forms.Field:
    label = one.name.replace("_", " ").capitalize()
    if one.reads.startswith("term:"):
        terms = VOCABULARIES[one.reads.removeprefix("term:")]
        known = [(value, value.replace("-", " ")) for value in terms if value]
        blank = [("", "choose one" if one.required else "none")]
        return choice(label, [*blank, *known], required=one.required)
    if one.reads == "yes/no":
        return choice(label, [("", "no"), ("yes", "yes")])
    wanted = [WANTED.get(one.reads, ""), SEVERAL if one.several else ""]
    return text(
        label,
        " ".join(part for part in wanted if part),
        required=one.required,
        most=2000,
        suggests=one.reads if one.reads in SEARCHED and not one.several else "",
    )


def _time(*, at_one_time: bool) -> dict[str, forms.Field]:
    if at_one_time:
        lead: dict[str, forms.Field] = {
            "start": text(
                "When",
                "As closely as the source says: 1992, 2016-06 or 1992-10-16.",
                most=64,
            )
        }
    else:
        lead = {
            "start": text(
                "From",
                "As closely as the source says: 1992, 2016-06 or 1992-10-16. "
                "Empty where it does not say.",
                most=64,
            ),
            "end": text(
                "Until",
                "The same; two dots (..) where it is still so, empty where the source "
                "does not say.",
                most=64,
            ),
        }
    lead["attested_on"] = text(
        "The day of which the source speaks",
        "Needed where a date is left empty: the source's own date, or else the day on "
        "which it was read, such as 2026-11-23.",
        most=10,
    )
    return lead


def _evidence(sources: Iterable[SourceRecord]) -> dict[str, forms.Field]:
    return {
        "source": text(
            "Title of the source",
            "One on record, or a new one.",
            required=True,
            suggestions=[(one.title, one.publisher) for one in sources],
        ),
        "url": text(
            "Its address on the web", "For a new source, if it has one.", most=2000
        ),
        "published_on": text("When it was published", "For a new source.", most=64),
        "locator": text(
            "The place in the source", "A paragraph, page or row.", required=True
        ),
        "says": text(
            "What it says there",
            "In your own words.",
            required=True,
            most=4000,
            several_lines=3,
        ),
    }
