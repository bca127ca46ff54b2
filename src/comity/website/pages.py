"""One answer in every form: a view says what is shown, this says how it travels.

A view takes a question and returns a `Page`: the record that answers, the template
that shows it, and rows where it is a table. The same address, with `.json` or
`.csv` in place of its last slash, gives the record as data, from the same call.

Nothing here decides what may be seen: the record was asked for as its reader.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from comity.errors import ComityError
from comity.formats import frame_of, problem_document, to_csv, to_json
from comity.website.framing import Twin, frame
from comity.website.questions import Question, read_question

TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a view answers.

    Args:
        template: that shows it.
        record: what `.json` gives.
        context: what the template needs besides `record` and `links`.
        columns, rows: what `.csv` gives, where the page is a table.
        keys: the parts of the page's own address; another leads a reader here.
        status: of the answer.
    """

    template: str
    record: object
    context: Mapping[str, Any] = field(default_factory=dict)
    columns: Sequence[str] = ()
    rows: Sequence[Mapping[str, object]] = ()
    keys: tuple[str, ...] | None = None


View = Callable[..., Page]
"""Takes a question, then the parts of the address; raises a `ComityError`."""


def paths(
    address: str, view: View, *, name: str, forms: Sequence[str] = ("json",)
) -> list[URLPattern]:
    """The routes of a page and of its twins.

    Args:
        address: as Django writes it, without a slash at the end.
        name: of the page; its twins are called name.json and name.csv.
        forms: which twins there are.
    """
    twins = [
        path(
            f"{address or 'index'}.{form}",
            partial(respond, view=view, name=name, form=form, forms=forms),
            name=f"{name}.{form}",
        )
        for form in forms
    ]
    page = path(
        f"{address}/" if address else "",
        partial(respond, view=view, name=name, form="html", forms=forms),
        name=name,
    )
    return [*twins, page]


@require_safe
def respond(
    request: HttpRequest,
    *,
    view: View,
    name: str,
    form: str,
    forms: Sequence[str],
    **keys: str,
) -> HttpResponse:
    """Answer a request in a form, or say in that form why not."""
    try:
        question = read_question(request)
        tag = entity_tag(request, question)
        known = get_conditional_response(request, etag=tag)
        response = known or _answer(request, question, view, name, form, forms, keys)
    except ComityError as error:
        return refuse(request, error, form)
    response["ETag"] = tag
    response["Cache-Control"] = (
        "private, no-cache" if request.user.is_authenticated else "no-cache"
    )
    patch_vary_headers(response, ("Cookie",))
    return response


def refuse(request: HttpRequest, error: ComityError, form: str) -> HttpResponse:
    """Say what is wrong, with the status of the error's branch."""
    if form != "html":
        return HttpResponse(
            to_json(problem_document(error, error.status)),
            status=error.status,
            content_type=PROBLEM,
        )
    near = error.fields.get("candidates") or error.fields.get("nearest") or ()
    context = {
        **frame(request, None, ()),
        "error": error,
        "document": problem_document(error, error.status),
        "near": near,
    }
    return render(request, "website/refused.html", context, status=error.status)


def entity_tag(request: HttpRequest, question: Question) -> str:
    """A tag that changes whenever the answer may: with the register, day or reader."""
    asking = question.asking
    parts = (
        edition(),
        request.get_full_path(),
        asking.known.sequence,
        asking.as_of,
        asking.by.key,
        asking.by.role,
        request.headers.get("HX-Request", ""),
    )
    digest = sha256("\n".join(map(str, parts)).encode()).hexdigest()
    return f'"{digest[:32]}"'


@cache
def edition() -> str:
    """Which version of the pages this is: it changes with their files."""
    folder = Path(__file__).parent
    files = (file for form in ("*.py", "*.html") for file in folder.rglob(form))
    latest = max(file.stat().st_mtime_ns for file in files)
    return f"{version('comity')} {latest}"


def _answer(
    request: HttpRequest,
    question: Question,
    view: View,
    name: str,
    form: str,
    forms: Sequence[str],
    keys: Mapping[str, str],
) -> HttpResponse:
    page = view(question, **keys)
    own = tuple(str(key) for key in keys.values())
    if page.keys is not None and page.keys != own:
        return HttpResponseRedirect(
            question.links.to(name, *page.keys, form=form, **question.parameters)
        )
    if form == "json":
        return HttpResponse(to_json(page.record), content_type=TYPES[form])
    if form == "csv":
        # The row of names alone tells the columns of a table without rows.
        rows = page.rows or [dict.fromkeys(page.columns, "")]
        frame_ = frame_of(rows).select(page.columns).head(len(page.rows))
        response = HttpResponse(to_csv(frame_), content_type=TYPES[form])
        stem = "-".join((name, *own))
        response["Content-Disposition"] = f'attachment; filename="{stem}.csv"'
        return response
    twins = [
        Twin(
            question.links.to(name, *own, form=twin, **question.parameters),
            twin.upper(),
            TYPES[twin].partition(";")[0],
        )
        for twin in forms
    ]
    context = {
        **frame(request, question, twins),
        "record": page.record,
        "canonical": request.build_absolute_uri(request.path),
        **page.context,
    }
    return render(request, page.template, context)
