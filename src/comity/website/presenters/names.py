"""An organization's names in other languages than the one that heads its page."""

from comity.register.records import NameRecord, OrganizationProfile


def translations(profile: OrganizationProfile) -> tuple[NameRecord, ...]:
    """One full name a language, in the order of languages, besides the heading."""
    found: dict[str, NameRecord] = {}
    for one in profile.names:
        if one.kind == "translation" and one.language and one.text != profile.name:
            found.setdefault(one.language, one)
    return tuple(found[language] for language in sorted(found))
