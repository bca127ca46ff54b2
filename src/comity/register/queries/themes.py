"""Themes: sectors and fields of cooperation, and what others call them."""

from dataclasses import dataclass
from datetime import date, datetime

from comity.errors import UnknownRecord
from comity.register.models import Theme, ThemeCode
from comity.register.queries.asking import Asking
from comity.register.queries.instruments import instruments
from comity.register.records import InstrumentRecord


@dataclass(frozen=True, slots=True)
class ThemeName:
    """What an answer needs to name a theme."""

    slug: str
    name: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """What somebody's list calls a theme."""

    scheme: str
    code: str
    label: str
    language: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeProfile:
    """A theme, what others call it, and the instruments with a clause on it."""

    slug: str
    name: str
    vocabulary: str
    parent: ThemeName | None
    children: tuple[ThemeName, ...]
    as_of: date
    known_at: datetime | None
    labels: tuple[ThemeLabel, ...]
    instruments: tuple[InstrumentRecord, ...]


def themes(asking: Asking) -> tuple[ThemeName, ...]:
    """Every theme, by vocabulary and name."""
    return tuple(
        _named(theme)
        for theme in Theme.objects.filter(recorded__lte=asking.known.sequence).order_by(
            "vocabulary", "name"
        )
    )


def theme_profile(theme: str, asking: Asking) -> ThemeProfile:
    """What the register holds of a theme.

    Args:
        theme: slug.

    Raises:
        UnknownRecord: there is none.
    """
    known = Theme.objects.filter(recorded__lte=asking.known.sequence)
    asked = known.filter(slug=theme.strip().lower()).select_related("parent").first()
    if asked is None:
        raise UnknownRecord(kind="theme", asked=theme[:80])
    labels = ThemeCode.objects.filter(theme=asked).order_by("scheme", "code", "label")
    return ThemeProfile(
        slug=asked.slug,
        name=asked.name,
        vocabulary=asked.vocabulary,
        parent=_named(asked.parent) if asked.parent else None,
        children=tuple(
            _named(child) for child in known.filter(parent=asked).order_by("name")
        ),
        as_of=asking.as_of,
        known_at=asking.known_at,
        labels=tuple(
            ThemeLabel(*row)
            for row in labels.values_list(
                "scheme", "code", "label", "language", "source__title"
            )
        ),
        instruments=instruments(asking, theme=asked.slug).instruments,
    )


def _named(theme: Theme) -> ThemeName:
    return ThemeName(theme.slug, theme.name, theme.vocabulary)
