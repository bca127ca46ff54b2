"""Addresses of pages, each keeping the day and the moment that were asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

CARRIED = ("as_of", "known_at")
"""Parameters that every link keeps."""

PAGES = {
    "organization": "organization",
    "instrument": "instrument",
    "country": "country",
    "theme": "theme",
    "framework": "framework",
}
"""Kind of record -> name of its page."""


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses for one reader's day.

    Args:
        carried: the day and the moment as the reader gave them; empty for today.
    """

    carried: Mapping[str, str] = field(default_factory=dict)

    def to(self, name: str, *keys: object, form: str = "html", **query: object) -> str:
        """The address of a page, or of its twin in another form.

        Args:
            name: of the page, as in `comity.website.urls`.
            keys: parts of its address, such as a slug.
            form: html, json or csv.
            query: further parameters; those that are None or empty are left out.
        """
        given = {
            key: value
            for key, value in query.items()
            if value is not None and value != ""
        }
        path = reverse(
            f"website:{name}" + ("" if form == "html" else f".{form}"), args=keys
        )
        parameters = urlencode({**self.carried, **given}, doseq=True)
        return f"{path}?{parameters}" if parameters else path

    def record(self, kind: str, key: str) -> str:
        """The address of the page of a record of a kind."""
        return self.to(PAGES[kind], key)

    def organization(self, slug: str) -> str:
        return self.to("organization", slug)

    def instrument(self, slug: str) -> str:
        return self.to("instrument", slug)

    def country(self, iso3: str) -> str:
        return self.to("country", iso3.upper())

    def claim(self, claim: object) -> str:
        return self.to("claim", claim)
