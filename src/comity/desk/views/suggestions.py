"""What a field offers while someone types: the options of its list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.access.actors import actor_of
from comity.desk.guarding import staff
from comity.search.queries import search

OFFERED = 12
LONGEST = 200

FOUND_AS = {"area": "country"}
"""Kind of record that a field takes -> kind under which a search finds it."""


@staff
@require_safe
def suggestions(request: HttpRequest, kind: str) -> HttpResponse:
    """Records of a kind for the one parameter that the field sends."""
    words = next((str(value) for value in request.GET.values()), "")[:LONGEST]
    found = search(words, by=actor_of(request.user), limit=OFFERED)
    offered: dict[str, str] = {}
    for group in found.groups:
        if group.kind == FOUND_AS.get(kind, kind):
            for one in group.findings:
                # An area is meant by its code; its page is that of its country.
                value = one.detail if kind == "area" else one.key
                called = f"{one.name} ({one.matched})" if one.matched else one.name
                offered.setdefault(value, called)
    return render(
        request, "desk/parts/options.html", {"suggestions": list(offered.items())}
    )
