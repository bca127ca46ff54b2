"""Responses: opened, described, and who is expected to report into them."""

from collections import defaultdict

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
from comity.desk.forms.fields import dressed, place_error
from comity.desk.forms.responses import ExpectForm, ResponseForm
from comity.desk.framing import UNPROCESSABLE, show
from comity.desk.guarding import acting, staff
from comity.errors import ComityError
from comity.register import responses as actions
from comity.register.queries import Asking, ask, display_names
from comity.register.queries.responses import (
    ResponseRecord,
    expected_reporters,
    response_record,
    responses,
)
from comity.submissions.queries import submissions
from comity.values.dates import Period

GET_POST = ("GET", "HEAD", "POST")


@staff
@require_safe
def response_list(request: HttpRequest) -> HttpResponse:
    found = responses(ask(actor_of(request.user)))
    return show(request, "desk/responses.html", {"responses": found})


@staff
@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    form = ResponseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_response(
                form.draft(), periods=form.drafted_periods(), **acting(request)
            )
        except ComityError as error:
            place_error(form, error)
        else:
            messages.success(request, _("The response is open for reports."))
            return redirect("desk:response", made.code)
    status = UNPROCESSABLE if form.errors else 200
    return show(
        request, "desk/response_form.html", {"form": dressed(form)}, status=status
    )


@staff
@require_safe
def response(request: HttpRequest, code: str) -> HttpResponse:
    """A response: its periods, who should report and who did, its submissions."""
    return _response_page(request, code)


@staff
@require_POST
def expect(request: HttpRequest, code: str) -> HttpResponse:
    held = response_record(code, ask(actor_of(request.user)))
    form = ExpectForm(request.POST, periods=held.periods)
    if form.is_valid():
        try:
            added = actions.expect(held.code, form.expected(), **acting(request))
        except ComityError as error:
            place_error(form, error)
        else:
            messages.success(
                request,
                _("%(number)d more reports are expected.") % {"number": added},
            )
            return redirect("desk:response", held.code)
    return _response_page(request, code, expecting=form, status=UNPROCESSABLE)


def _response_page(
    request: HttpRequest,
    code: str,
    *,
    expecting: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    asking = ask(actor_of(request.user))
    held = response_record(code, asking)
    sent = submissions(by=asking.by, response=held.code)
    context = {
        "response": held,
        "periods": _periods(held, asking),
        "submissions": sent,
        "expecting": dressed(expecting or ExpectForm(periods=held.periods)),
    }
    return show(request, "desk/response.html", context, status=status)


def _periods(held: ResponseRecord, asking: Asking) -> list[dict[str, object]]:
    """Each reporting period with who should report, and whether their own report counts.

    A report counts for the reporting periods that its own period may overlap.
    """
    expected: dict[str, list[object]] = defaultdict(list)
    asked = expected_reporters(held.code, asking)
    names = display_names((pk for _, pk in asked), asking)
    live: dict[str, list[Period]] = defaultdict(list)
    for one in submissions(by=asking.by, response=held.code, state="accepted"):
        if one.period:
            live[one.reporter].append(Period.parse(one.period))
    for label, pk in asked:
        slug, days = names[pk].slug, Period.parse(label)
        reported = any(one.may_overlap(days) for one in live[slug])
        expected[label].append({"name": names[pk].name, "reported": reported})
    return [
        {"period": period, "expected": expected[period.label]}
        for period in held.periods
    ]
