"""What every page shows around its content: menu, day, twins, terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from comity.website.links import Links
from comity.website.questions import Question, parameters_of

SITE = "Comity"

MENU = (
    ("organizations", _("Organizations")),
    ("instruments", _("Instruments")),
    ("countries", _("Countries")),
    ("responses", _("Responses")),
    ("frameworks", _("Frameworks")),
    ("themes", _("Themes")),
    ("changes", _("Changes")),
    ("conflicts", _("Conflicts")),
    ("sources", _("Sources")),
    ("releases", _("Releases")),
)
"""Pages of the menu: name and label."""


@dataclass(frozen=True, slots=True)
class Twin:
    """The same page as data."""

    url: str
    label: str
    type: str


def frame(
    request: HttpRequest, question: Question | None, twins: Sequence[Twin]
) -> dict[str, Any]:
    """The context that `website/base.html` reads.

    Args:
        question: None where it could not be read, as on a page that refuses.
    """
    links = question.links if question else Links()
    today = datetime.now(UTC).date()
    as_of = question.asking.as_of if question else today
    other = parameters_of(request.GET)
    other.pop("as_of", None)
    given = dict(other)
    known_at = other.pop("known_at", None)
    return {
        "site_name": SITE,
        "navigation": [
            {
                "url": links.to(name),
                "label": label,
                "current": request.path.startswith(f"/{name}"),
            }
            for name, label in MENU
        ],
        "links": links,
        "home_url": links.to("home"),
        "as_of": as_of.isoformat(),
        "today": today.isoformat(),
        "known_at": known_at if question else None,
        "kept_query": sorted(given.items()) if question else [],
        "today_query": sorted(other.items()),
        "carried_query": sorted(links.carried.items()),
        "twins": twins,
        "account": _account(request),
    }


def desk(name: str, *keys: object) -> str | None:
    """The address of a page of the desk; None where the installation has no desk."""
    try:
        return reverse(f"desk:{name}", args=keys)
    except NoReverseMatch:
        return None


def _account(request: HttpRequest) -> dict[str, str] | None:
    """Who is signed in, or where to sign in."""
    inbox, sign_in = desk("inbox"), desk("sign-in")
    if inbox and request.user.is_authenticated:
        return {"url": inbox, "name": request.user.get_username(), "label": ""}
    if sign_in:
        return {"url": sign_in, "name": "", "label": str(_("Sign in"))}
    return None
