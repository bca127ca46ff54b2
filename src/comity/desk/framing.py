"""What every page of the desk shows around its content."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SITE = "Comity"

MENU = (
    ("inbox", _("Inbox")),
    ("submissions", _("Submissions")),
    ("names", _("Names")),
    ("claims", _("Claims")),
    ("conflicts", _("Conflicts")),
    ("responses", _("Responses")),
    ("releases", _("Releases")),
)
"""Pages of the menu: name and label."""

UNPROCESSABLE = 422


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of the desk, in its frame."""
    return render(request, template, {**frame(request), **context}, status=status)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context that `desk/base.html` reads."""
    inbox = reverse("desk:inbox")
    navigation = []
    for name, label in MENU:
        url = reverse(f"desk:{name}")
        here = request.path == url if url == inbox else request.path.startswith(url)
        navigation.append({"url": url, "label": label, "current": here})
    return {
        "site_name": SITE,
        "navigation": navigation if request.user.is_authenticated else [],
        "desk_url": inbox,
    }
