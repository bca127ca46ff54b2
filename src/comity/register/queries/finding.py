"""Records by part of a name, as folded: accents, case and Arabic letter forms agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Length

from comity.register.models import (
    Area,
    AreaName,
    Framework,
    Identifier,
    Instrument,
    Name,
    Organization,
    Theme,
    ThemeCode,
)
from comity.register.queries.asking import Asking
from comity.register.queries.names import display_names
from comity.values.names import fold

MOST = 400
"""How many names are read for one question, the shortest first."""

WORDS = 8


@dataclass(frozen=True, slots=True)
class NameHit:
    """A record whose name, or one of whose names, has every word that was asked.

    Args:
        key: the last part of its page's address.
        name: what it is called on the day.
        detail: classification, kind, code: what tells it from others.
        matched: the name that has the words, where it is another.
        language: of `matched`, where it is known.
        folded: of the name that has the words, for ranking.
    """

    key: str
    name: str
    detail: str
    matched: str
    language: str
    folded: str


def organizations_called(words: str, asking: Asking) -> list[NameHit]:
    """Organizations and bodies by any of their names, or by an identifier."""
    seen = asking.of_records("organization", "organization__")
    named = list(
        _shortest(
            Name.objects.filter(asking.of_claims(), seen, _having(words)), "folded"
        ).values_list("organization_id", "text", "language", "folded")
    )
    coded = [
        (pk, value, "", fold(value))
        for pk, value in Identifier.objects.filter(
            asking.of_claims(), seen, value__iexact=words.strip()
        ).values_list("organization_id", "value")[:MOST]
    ]
    slugs = [
        (pk, slug, "", fold(slug))
        for pk, slug in Organization.objects.filter(
            asking.of_records("organization"), slug=words.strip().lower()
        ).values_list("pk", "slug")
    ]
    rows = [*named, *coded, *slugs]
    names = display_names((row[0] for row in rows), asking)
    return [
        NameHit(
            names[pk].slug,
            names[pk].name,
            names[pk].classification,
            "" if text in {names[pk].name, names[pk].slug} else text,
            language,
            folded,
        )
        for pk, text, language, folded in rows
    ]


def instruments_called(words: str, asking: Asking) -> list[NameHit]:
    """Instruments by symbol and title."""
    found = Instrument.objects.filter(asking.of_records("instrument"), _having(words))
    return [
        NameHit(slug, title, symbol or kind, "", "", folded)
        for slug, title, symbol, kind, folded in _shortest(found, "folded").values_list(
            "slug", "title", "symbol", "kind", "folded"
        )
    ]


def areas_called(words: str, asking: Asking) -> list[NameHit]:
    """Countries and their areas, by name in any language, or by code."""
    seen = asking.of_records("area", "edition__")
    code = Q(pcode__iexact=words.strip())
    own = [
        (country, pcode, name, level, "", "", folded)
        for country, pcode, name, level, folded in _shortest(
            Area.objects.filter(seen, _having(words) | code), "folded"
        ).values_list("country", "pcode", "name", "level", "folded")
    ]
    other = _shortest(
        AreaName.objects.filter(
            asking.of_records("area", "area__edition__"), _having(words)
        ),
        "folded",
    ).values_list(
        "area__country",
        "area__pcode",
        "area__name",
        "area__level",
        "text",
        "language",
        "folded",
    )
    return [
        NameHit(country, name, pcode, text, language, folded)
        for country, pcode, name, _, text, language, folded in sorted(
            (*own, *other), key=lambda row: row[3]
        )
    ]


def themes_called(words: str, asking: Asking) -> list[NameHit]:
    """Themes by their own name and by what others' lists call them."""
    known = Theme.objects.filter(recorded__lte=asking.known.sequence)
    labels: Iterable[tuple[str, str, str, str, str]] = (
        *(
            (slug, name, vocabulary, name, "en")
            for slug, name, vocabulary in known.values_list(
                "slug", "name", "vocabulary"
            )
        ),
        *(
            row
            for row in ThemeCode.objects.filter(theme__in=known)
            .exclude(label="", code="")
            .values_list(
                "theme__slug", "theme__name", "theme__vocabulary", "label", "language"
            )
        ),
        *(
            (*row, "")
            for row in ThemeCode.objects.filter(theme__in=known)
            .exclude(code="")
            .values_list("theme__slug", "theme__name", "theme__vocabulary", "code")
        ),
    )
    wanted = _words(words)
    return [
        NameHit(slug, name, vocabulary, "" if text == name else text, language, folded)
        for slug, name, vocabulary, text, language in labels
        for folded in [fold(text)]
        if wanted and all(word in folded for word in wanted)
    ][:MOST]


def frameworks_called(words: str, asking: Asking) -> list[NameHit]:
    """Frameworks by title."""
    wanted = _words(words)
    return [
        NameHit(slug, title, "framework", "", "", folded)
        for slug, title in Framework.objects.filter(
            asking.of_records("framework")
        ).values_list("slug", "title")
        for folded in [fold(title)]
        if wanted and all(word in folded for word in wanted)
    ]


def names_to_suggest(asking: Asking) -> Iterator[tuple[str, str]]:
    """Folded and written names of organizations, for those who misspell."""
    yield from (
        Name.objects.filter(
            asking.of_claims(), asking.of_records("organization", "organization__")
        )
        .order_by("id")
        .values_list("folded", "text")
    )


def _words(text: str) -> Sequence[str]:
    return fold(text).split()[:WORDS]


def _having(text: str) -> Q:
    wanted = _words(text)
    if not wanted:
        return Q(pk__in=())
    every = Q()
    for word in wanted:
        every &= Q(folded__contains=word)
    return every


def _shortest(found: QuerySet[Model], column: str) -> QuerySet[Model]:
    return found.order_by(Length(column), column, "pk")[:MOST]
