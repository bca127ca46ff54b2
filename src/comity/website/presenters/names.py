"""An organization's names in the order in which a reader looks for them."""

from comity.register.records import NameRecord, OrganizationProfile

ORDER = ("name", "acronym", "alias", "translation", "former")


def in_order(profile: OrganizationProfile) -> tuple[NameRecord, ...]:
    """Every name: today's first, translations by language, former ones by time."""
    return tuple(
        sorted(
            profile.names,
            key=lambda one: (
                ORDER.index(one.kind) if one.kind in ORDER else len(ORDER),
                one.language,
                one.period.start or "",
                one.text,
            ),
        )
    )


def translations(profile: OrganizationProfile) -> tuple[NameRecord, ...]:
    """One full name a language, in the order of languages, besides the heading."""
    found: dict[str, NameRecord] = {}
    for one in profile.names:
        if one.kind == "translation" and one.language and one.text != profile.name:
            found.setdefault(one.language, one)
    return tuple(found[language] for language in sorted(found))
