"""Names that wait to be judged: one after another, with the keyboard if one likes."""

from collections.abc import Sequence
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
from comity.register.queries import Asking, ask, display_names
from comity.register.queries.responses import responses
from comity.search.queries import MOST, search
from comity.submissions.queries import WaitingName, waiting_names

A_PAGE = 20
CANDIDATES = 5
FOUND = 20
JUDGED = 10
LONGEST = 200

KINDS = {
    Kind.ORGANIZATION: "organization",
    Kind.PLACE: "country",
    Kind.SECTOR: "theme",
}
"""Kind of name -> kind of record that a search finds for it."""


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
        "waiting": _beside(shown, asking),
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
        "one": _beside([found], asking)[0],
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


def _beside(waiting: Sequence[WaitingName], asking: Asking) -> list[dict[str, Any]]:
    """Waiting names with what stood beside them, in words, and their candidates."""
    called = display_names(
        {
            UUID(one["id"])
            for each in waiting
            if each.name.kind == Kind.ORGANIZATION
            for one in each.name.candidates
        },
        asking,
    )
    names = {str(pk): name.name for pk, name in called.items()}
    return [
        {
            "kind": each.name.kind,
            "key": each.name.key,
            "text": each.name.text,
            "beside": _detail(each.name),
            "rows": each.rows,
            "submissions": each.submissions,
            "reasons": each.name.reasons,
            "candidates": [
                one
                | {
                    "name": names.get(one["id"], one["name"]),
                    "listed": one["name"],
                    "percent": round(100 * one["score"]),
                    "within": _around(one, each.name, asking),
                }
                for one in each.name.candidates[:CANDIDATES]
            ],
        }
        for each in waiting
    ]


def _detail(name: QueuedName) -> list[tuple[str, str]]:
    """What stood beside a name in its row: label and text."""
    if name.kind != Kind.PLACE:
        return [
            (_(label), value)
            for label, value in name.detail.items()
            if value and value != name.text
        ]
    return [
        (
            _("admin %(level)d") % {"level": level},
            f"{text} ({code})" if text and code else text or code,
        )
        for level, (code, text) in enumerate(name.detail.get("levels", ()))
        if code or text
    ]


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
    """What the words find of the kind that the name is of, the closest first."""
    kind = KINDS[Kind(waiting.name.kind)]
    groups = search(words, by=asking.by, limit=MOST).groups
    found = [one for group in groups if group.kind == kind for one in group.findings]
    if waiting.name.kind == Kind.PLACE:
        country = waiting.name.detail.get("country", "")
        return [
            Referent(one.detail, one.name, one.detail)
            for one in found
            if one.key == country
        ][:FOUND]
    return [Referent(one.key, one.name, one.detail) for one in found][:FOUND]


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
