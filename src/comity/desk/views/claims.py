"""Claims: recorded, corrected, taken back, ranked; and those that disagree."""

import re
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from comity.access.actors import actor_of
from comity.desk.forms.claims import PREFIX, ClaimForm, CorrectionForm
from comity.desk.forms.fields import dressed, place_error
from comity.desk.forms.reasons import RankForm, ReasonForm
from comity.desk.framing import UNPROCESSABLE, show
from comity.desk.guarding import acting, staff
from comity.errors import ComityError, FactAmbiguous
from comity.evidence.queries import sources
from comity.register import actions
from comity.register.facts import Rank
from comity.register.kinds import KINDS, kind_named
from comity.register.queries import Asking, ask, claim_record, conflicts, fact_claims
from comity.register.queries.texts import claim_texts, latest_claims
from comity.register.vocabulary import term

LATELY = 20
GET_POST = ("GET", "HEAD", "POST")

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@staff
@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    """Where to record one, the latest ones, and one by its id or address."""
    wanted = request.GET.get("claim", "").strip()
    if found := _ID.search(wanted):
        return redirect("desk:claim", UUID(found[0]))
    return show(
        request,
        "desk/claims.html",
        {
            "kinds": list(KINDS),
            "claims": latest_claims(ask(actor_of(request.user)), limit=LATELY),
            "wanted": wanted,
        },
    )


@staff
@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Record a claim of the kind that the address names."""
    asking = ask(actor_of(request.user))
    kind = kind_named(request.GET.get("kind", "membership"))
    offered = sources(by=asking.by)
    if request.method != "POST":
        form = ClaimForm(
            initial=_initial(request, kind.name), kind=kind, sources=offered
        )
        return _claim_form(request, form)
    form = ClaimForm(request.POST, kind=kind, sources=offered)
    _keep_offered_facts(form, asking)
    if form.is_valid():
        try:
            source, draft = form.source()
            done = actions.record(
                [form.statement(source)],
                sources=[draft] if draft else [],
                **acting(request),
            )[0]
        except ComityError as error:
            _say(form, error, asking)
        else:
            messages.success(request, _("The claim is recorded."))
            return redirect("desk:claim", done.claim)
    return _claim_form(request, form, status=UNPROCESSABLE)


@staff
@require_safe
def claim(request: HttpRequest, claim: UUID) -> HttpResponse:
    """One claim, the others about its fact, and what can be done with it."""
    return _claim_page(request, claim)


@staff
@require_http_methods(GET_POST)
def correct(request: HttpRequest, claim: UUID) -> HttpResponse:
    """Take a claim back and record another in its place, with both in view."""
    asking = ask(actor_of(request.user))
    held = claim_record(claim, asking)
    kind = kind_named(held.kind)
    offered = sources(by=asking.by)
    if request.method != "POST":
        texts = claim_texts(claim, asking)
        initial = {f"{PREFIX}{name}": text for name, text in texts.items()} | {
            "start": held.period.start,
            "end": held.period.end,
            "attested_on": held.period.attested_on,
            "sensitivity": held.sensitivity,
        }
        form = CorrectionForm(initial=initial, kind=kind, sources=offered)
        return _claim_form(request, form, held=held)
    form = CorrectionForm(request.POST, kind=kind, sources=offered)
    if form.is_valid():
        try:
            source, draft = form.source()
            done = actions.correct(
                claim,
                form.statement(source),
                reason=form.cleaned_data["reason"],
                sources=[draft] if draft else [],
                **acting(request),
            )
        except ComityError as error:
            place_error(form, error)
        else:
            messages.success(request, _("The claim is corrected; both are shown."))
            return redirect("desk:claim", done.claim)
    return _claim_form(request, form, held=held, status=UNPROCESSABLE)


@staff
@require_POST
def retract(request: HttpRequest, claim: UUID) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="retract")
    if form.is_valid():
        try:
            actions.retract(
                claim, reason=form.cleaned_data["reason"], **acting(request)
            )
        except ComityError as error:
            place_error(form, error)
        else:
            messages.success(request, _("The claim is taken back; it stays readable."))
            return redirect("desk:claim", claim)
    return _claim_page(request, claim, retracting=form, status=UNPROCESSABLE)


@staff
@require_POST
def rank(request: HttpRequest, claim: UUID) -> HttpResponse:
    form = RankForm(request.POST, prefix="rank")
    if form.is_valid():
        try:
            actions.rank(
                claim,
                Rank(term("rank", form.cleaned_data["rank"])),
                reason=form.cleaned_data["reason"],
                **acting(request),
            )
        except ComityError as error:
            place_error(form, error)
        else:
            messages.success(request, _("The claim has its new rank."))
            return redirect("desk:claim", claim)
    return _claim_page(request, claim, ranking=form, status=UNPROCESSABLE)


@staff
@require_safe
def conflict_list(request: HttpRequest) -> HttpResponse:
    """Facts about which claims disagree, side by side, unsettled ones first."""
    found = conflicts(ask(actor_of(request.user)))
    return show(
        request,
        "desk/conflicts.html",
        {
            "sections": [
                (_("Unsettled"), [one for one in found if not one.settled]),
                (
                    _("Settled by rank or closeness"),
                    [one for one in found if one.settled],
                ),
            ]
        },
    )


def _initial(request: HttpRequest, kind: str) -> dict[str, str]:
    """Fields of a new claim that its address fills in."""
    given = {
        f"{PREFIX}{field.name}": request.GET.get(field.name, "")
        for field in kind_named(kind).fields
    }
    return given | {"sensitivity": "public"}


def _claim_form(
    request: HttpRequest,
    form: ClaimForm,
    *,
    held: object = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": dressed(form), "kinds": list(KINDS), "held": held}
    return show(request, "desk/claim_form.html", context, status=status)


def _claim_page(
    request: HttpRequest,
    claim: UUID,
    *,
    ranking: forms.Form | None = None,
    retracting: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    asking = ask(actor_of(request.user))
    held = claim_record(claim, asking)
    others = [one for one in fact_claims(held.fact, asking) if one.claim != claim]
    context = {
        "held": held,
        "others": others,
        "corrected_by": next((one for one in others if one.corrects == claim), None),
        "ranking": dressed(
            ranking or RankForm(initial={"rank": held.rank}, prefix="rank")
        ),
        "retracting": dressed(retracting or ReasonForm(prefix="retract")),
    }
    return show(request, "desk/claim.html", context, status=status)


def _say(form: ClaimForm, error: ComityError, asking: Asking) -> None:
    """Show an error; where several facts could be meant, let one be chosen."""
    place_error(form, error)
    if isinstance(error, FactAmbiguous):
        form.offer_facts(error, _described(error, asking))


def _described(error: FactAmbiguous, asking: Asking) -> dict[str, str]:
    described = {}
    for fact in error.facts:
        first = next(iter(fact_claims(UUID(fact), asking)), None)
        if first is not None:
            start, end = first.period.start or "?", first.period.end or "?"
            described[fact] = _("The spell from %(start)s to %(end)s") % {
                "start": start,
                "end": _("now") if end == ".." else end,
            }
    return described


def _keep_offered_facts(form: ClaimForm, asking: Asking) -> None:
    """Let a fact that was offered before be chosen now."""
    chosen = str(form.data.get("about", ""))
    if _ID.fullmatch(chosen):
        error = FactAmbiguous(kind=form.kind.name, facts=(chosen,))
        form.offer_facts(error, _described(error, asking))
