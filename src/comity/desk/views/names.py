"""Names that wait to be judged: one after another, with the keyboard if one likes."""

from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comity.access.actors import actor_of
from comity.desk.framing import show
from comity.desk.guarding import acting, staff
from comity.errors import ComityError, UnknownJudgement, UnknownName
from comity.reconciliation import actions
from comity.reconciliation.lists import gazetteer
from comity.reconciliation.mentions import Kind
from comity.reconciliation.queries import QueuedName, judgements
from comity.register.queries import Asking, ask
from comity.register.queries.finding import (
    areas_called,
    organizations_called,
    themes_called,
)
from comity.register.queries.responses import responses
from comity.submissions.queries import WaitingName, waiting_names

A_PAGE = 20
CANDIDATES = 5
FOUND = 12
JUDGED = 10
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that a name may mean, as it is chosen from a list."""

    id: str
    name: str
    detail: str


@staff
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The names that wait, those on which most rows hang first."""
    by = actor_of(request.user)
    code, kind = request.GET.get("response", ""), request.GET.get("kind", "")
    asking = ask(by)
    every = waiting_names(by=by, response=code or None)
    waiting = [one for one in every if kind in {"", one.name.kind}]
    pages = max(1, ceil(len(waiting) / A_PAGE))
    page = min(_number(request.GET.get("page", "")), pages)
    shown = waiting[(page - 1) * A_PAGE : page * A_PAGE]
    context = {
        "waiting": [_beside(one, asking) for one in shown],
        "total": len(waiting),
        "rows": sum(one.rows for one in waiting),
        "kinds": [(str(one), sum(w.name.kind == one for w in every)) for one in Kind],
        "responses": responses(asking),
        "response_code": code,
        "kind": kind,
        "page": page,
        "pages": pages,
        "judged": judgements(by, limit=JUDGED),
        "kept": _kept(request.GET),
    }
    return show(request, "desk/names.html", context)


@staff
@require_safe
def one(request: HttpRequest) -> HttpResponse:
    """One name, and a search for what it means where no candidate does."""
    by = actor_of(request.user)
    kind, key = request.GET.get("kind", ""), request.GET.get("key", "")
    found = next(
        (
            one
            for one in waiting_names(by=by)
            if (one.name.kind, one.name.key) == (kind, key)
        ),
        None,
    )
    if found is None:
        raise UnknownName(kind=kind[:20] or "name", name=key[:80])
    asking = ask(by)
    words = request.GET.get("q", "").strip()[:LONGEST]
    context = {
        "one": _beside(found, asking),
        "words": words,
        "found": _search(found, words, asking) if words else None,
        "kept": _kept(request.GET),
    }
    return show(request, "desk/name.html", context)


@staff
@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Say what a name means or does not mean, then go on with the next."""
    given = request.POST
    means, means_not = given.get("is", "").strip(), given.get("is_not", "").strip()
    kind, key = given.get("kind", ""), given.get("key", "")
    if kind not in set(Kind) or not (means or means_not):
        raise UnknownName(kind=kind[:20] or "name", name=key[:80])
    try:
        actions.judge(
            Kind(kind),
            key,
            is_=means or None,
            is_not=None if means else means_not,
            **acting(request),
        )
    except ComityError as error:
        messages.warning(request, str(error))
    else:
        shown = {
            "name": given.get("text", key)[:80],
            "label": given.get("label", "")[:80],
        }
        said = (
            _("“%(name)s” now means %(label)s.")
            if means
            else _("“%(name)s” is not %(label)s; that is remembered.")
        )
        messages.success(request, said % shown)
    return _back(request)


@staff
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take a judgement back; counts follow."""
    given = request.POST.get("judgement", "")
    try:
        wanted = UUID(given)
    except ValueError as error:
        raise UnknownJudgement(asked=given[:60]) from error
    try:
        actions.undo(wanted, **acting(request))
    except ComityError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The judgement is undone; the name waits again."))
    return _back(request)


def _beside(waiting: WaitingName, asking: Asking) -> dict[str, Any]:
    """A waiting name with what stood beside it, in words, and its candidates."""
    name = waiting.name
    beside = []
    if name.kind == Kind.PLACE:
        for level, (code, text) in enumerate(name.detail.get("levels", ())):
            if code or text:
                label = _("admin %(level)d") % {"level": level}
                beside.append(
                    (label, f"{text} ({code})" if text and code else text or code)
                )
    else:
        beside = [
            (_(label), value)
            for label, value in name.detail.items()
            if value and value != name.text
        ]
    return {
        "kind": name.kind,
        "key": name.key,
        "text": name.text,
        "beside": beside,
        "rows": waiting.rows,
        "submissions": waiting.submissions,
        "reasons": name.reasons,
        "candidates": [
            one
            | {
                "percent": round(100 * one["score"]),
                "within": _around(one, name, asking),
            }
            for one in name.candidates[:CANDIDATES]
        ],
    }


def _around(candidate: dict[str, Any], name: QueuedName, asking: Asking) -> str:
    """The areas in which a candidate for a place lies, narrowest first."""
    if name.kind != Kind.PLACE:
        return ""
    areas = gazetteer(name.detail.get("country", ""), asking)
    area = areas.get(candidate["id"])
    around = []
    while area is not None and area.parent in areas:
        area = areas[area.parent]
        around.append(area.name)
    return ", ".join(around)


def _search(waiting: WaitingName, words: str, asking: Asking) -> list[Referent]:
    match waiting.name.kind:
        case Kind.ORGANIZATION:
            hits = organizations_called(words, asking)
            found = [Referent(one.key, one.name, one.detail) for one in hits]
        case Kind.PLACE:
            country = waiting.name.detail.get("country", "")
            found = [
                Referent(one.detail, one.name, one.detail)
                for one in areas_called(words, asking)
                if one.key == country
            ]
        case _:
            hits = themes_called(words, asking)
            found = [Referent(one.key, one.name, one.detail) for one in hits]
    return list({one.id: one for one in reversed(found)}.values())[::-1][:FOUND]


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the queue as it was filtered, at the same place in it."""
    query = urlencode(_kept(request.POST))
    place = _number(request.POST.get("place", "")) if "place" in request.POST else 0
    address = reverse("desk:names") + (f"?{query}" if query else "")
    return HttpResponseRedirect(f"{address}#name-{place}" if place else address)


def _kept(given: Any) -> dict[str, str]:
    """The filters and the page, to come back to."""
    names = {"response": "response", "of": "kind", "page": "page"}
    if "of" not in given:
        names = {"response": "response", "kind": "kind", "page": "page"}
    return {
        as_: str(given[name])[:60] for name, as_ in names.items() if given.get(name)
    }


def _number(text: str) -> int:
    return max(1, int(text[:6])) if text.isascii() and text.isdecimal() else 1
