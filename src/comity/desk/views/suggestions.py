"""What a field offers while someone types: the options of its list."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.access.actors import actor_of
from comity.desk.guarding import staff
from comity.register.queries import Asking, ask
from comity.register.queries.finding import (
    NameHit,
    areas_called,
    frameworks_called,
    instruments_called,
    organizations_called,
    themes_called,
)

OFFERED = 12
LONGEST = 200

FINDERS: Mapping[str, Callable[[str, Asking], list[NameHit]]] = {
    "organization": organizations_called,
    "instrument": instruments_called,
    "area": areas_called,
    "theme": themes_called,
    "framework": frameworks_called,
}


@staff
@require_safe
def suggestions(request: HttpRequest, kind: str) -> HttpResponse:
    """Records of a kind for the one parameter that the field sends."""
    words = next((str(value) for value in request.GET.values()), "")[:LONGEST]
    find = FINDERS.get(kind)
    hits = find(words, ask(actor_of(request.user))) if find and words.strip() else []
    # An area is meant by its code; its page is that of its country.
    by_code = kind == "area"
    offered: dict[str, str] = {}
    for hit in hits:
        called = f"{hit.name} ({hit.matched})" if hit.matched else hit.name
        offered.setdefault(hit.detail if by_code else hit.key, called)
    return render(
        request,
        "desk/parts/options.html",
        {"suggestions": list(offered.items())[:OFFERED]},
    )
