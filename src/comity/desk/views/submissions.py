"""Submissions: sent, watched while they are checked, reviewed, accepted, withdrawn."""

from collections.abc import Callable, Mapping
from math import ceil
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from comity.access.actors import actor_of
from comity.desk.forms.fields import dressed, place_error
from comity.desk.forms.reasons import ReasonForm
from comity.desk.forms.uploads import CheckAgainForm, UploadForm
from comity.desk.framing import UNPROCESSABLE, show
from comity.desk.guarding import acting, staff
from comity.errors import ComityError
from comity.formats import to_csv
from comity.register.queries import ask
from comity.register.queries.responses import response_record, responses
from comity.submissions import actions
from comity.submissions.queries import submissions
from comity.submissions.rereading import receive_again
from comity.submissions.review import (
    Review,
    problem_page,
    problem_table,
    review,
    row_preview,
)

GET_POST = ("GET", "HEAD", "POST")
PROBLEMS = 25
ROWS = 50
PAGES = 100_000

STATES = (
    "received",
    "checking",
    "checked",
    "accepted",
    "superseded",
    "withdrawn",
    "refused",
)

STEPS: Mapping[str, tuple[Callable[..., object], object]] = {
    "accept": (actions.accept, gettext_lazy("It counts now.")),
    "reinstate": (actions.reinstate, gettext_lazy("It is back.")),
}


@staff
@require_safe
def submission_list(request: HttpRequest) -> HttpResponse:
    """All submissions, or those of a response or in a state."""
    by = actor_of(request.user)
    code, state = request.GET.get("response", ""), request.GET.get("state", "")
    found = submissions(
        by=by, response=code or None, state=state if state in STATES else None
    )
    context = {
        "submissions": found,
        "responses": responses(ask(by)),
        "states": STATES,
        "response_code": code,
        "state": state,
    }
    return show(request, "desk/submissions.html", context)


@staff
@require_http_methods(GET_POST)
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Send a file for a response; the same file again leads to the same review."""
    by = actor_of(request.user)
    into = response_record(code, ask(by))
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    form.offer_periods(one.label for one in into.periods)
    if posted and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            kept = actions.receive(
                sent,
                sent.name,
                response=into.code,
                options=form.options(by),
                **acting(request),
            )
        except ComityError as error:
            place_error(form, error)
        else:
            return redirect("desk:submission", kept.pk)
    return show(
        request,
        "desk/upload.html",
        {"form": dressed(form), "response": into},
        status=UNPROCESSABLE if form.errors else 200,
    )


@staff
@require_safe
def submission(request: HttpRequest, submission: UUID) -> HttpResponse:
    """The review of a submission; while it is checked, how far that is."""
    return _review_page(request, submission)


@staff
@require_POST
def check_again(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Read the same file in another way: a new submission, with its own review."""
    by = actor_of(request.user)
    held = review(submission, by=by)
    form = _check_again_form(held, request)
    if form.is_valid():
        try:
            options = form.options(
                by, mapping=form.mapping(held.options.get("mapping"))
            )
            fresh = receive_again(submission, options=options, **acting(request))
        except ComityError as error:
            place_error(form, error)
        else:
            return redirect("desk:submission", fresh.pk)
    return _review_page(request, submission, reading=form, status=UNPROCESSABLE)


@staff
@require_POST
def take_step(request: HttpRequest, submission: UUID, step: str) -> HttpResponse:
    """Accept, withdraw or reinstate; what is done already is left as it is."""
    if step == "withdraw":
        return _withdraw(request, submission)
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    act(submission, **acting(request))
    messages.success(request, str(said))
    return redirect("desk:submission", submission)


@staff
@require_safe
def problems_csv(request: HttpRequest, submission: UUID) -> HttpResponse:
    """All problems, as a file that is safe to open in a spreadsheet program."""
    by = actor_of(request.user)
    file = review(submission, by=by).record.file
    response = HttpResponse(
        to_csv(problem_table(submission, by=by)),
        content_type="text/csv; charset=utf-8",
    )
    stem = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-"
        for letter in file.rsplit(".", 1)[0]
    )
    response["Content-Disposition"] = f'attachment; filename="{stem}-problems.csv"'
    return response


def _withdraw(request: HttpRequest, submission: UUID) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="withdraw")
    if form.is_valid():
        try:
            actions.withdraw(
                submission, reason=form.cleaned_data["reason"], **acting(request)
            )
        except ComityError as error:
            place_error(form, error)
        else:
            messages.success(request, _("It counts no more. Nothing is lost."))
            return redirect("desk:submission", submission)
    return _review_page(request, submission, withdrawing=form, status=UNPROCESSABLE)


def _review_page(
    request: HttpRequest,
    submission: UUID,
    *,
    reading: CheckAgainForm | None = None,
    withdrawing: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    by = actor_of(request.user)
    held = review(submission, by=by)
    severity, code = request.GET.get("severity", ""), request.GET.get("code", "")
    page = _page(request)
    problems = problem_page(
        submission,
        by=by,
        severity=severity,
        code=code,
        offset=(page - 1) * PROBLEMS,
        limit=PROBLEMS,
    )
    context = {
        "review": held,
        "problems": problems,
        "severity": severity,
        "code": code,
        "page": page,
        "pages": max(1, ceil(problems.total / PROBLEMS)),
        "rows_shown": row_preview(submission, by=by, limit=ROWS),
        "reading": dressed(reading or _check_again_form(held, None)),
        "withdrawing": dressed(withdrawing or ReasonForm(prefix="withdraw")),
    }
    return show(request, "desk/submission.html", context, status=status)


def _check_again_form(held: Review, request: HttpRequest | None) -> CheckAgainForm:
    return CheckAgainForm(
        request.POST if request else None,
        columns=held.findings.get("columns", ()),
        sheets=[sheet["name"] for sheet in held.findings.get("sheets", ())],
        initial={
            name: value for name, value in held.options.items() if name != "mapping"
        },
    )


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")[:9]
    if not (given.isascii() and given.isdecimal()):
        return 1
    return min(max(int(given), 1), PAGES)
