"""Pages for what goes wrong: each error explained, and addresses that lead nowhere."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader

from comity.errors import AddressUnknown, ComityError, UnknownRecord
from comity.website.pages import Page, refuse
from comity.website.questions import Question


def error(question: Question, code: str) -> Page:  # noqa: ARG001
    """An error's documentation, from the error itself."""
    kinds = {kind.code: kind for kind in _leaves(ComityError)}
    found = kinds.get(code.upper())
    if found is None:
        raise UnknownRecord(kind="error", asked=code[:60])
    record = {
        "code": found.code,
        "status": found.status,
        "explanation": found.__doc__,
        "title": found.title,
        "hint": found.hint,
        "branch": found.__mro__[1].__doc__,
    }
    return Page(template="website/error.html", record=record, keys=(found.code,))


def page_missing(request: HttpRequest, exception: Http404) -> HttpResponse:  # noqa: ARG001
    """No page has the address."""
    form = "json" if request.path.endswith(".json") else "html"
    return refuse(request, AddressUnknown(path=request.path[:200]), form)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Something that nobody foresaw; the page needs nothing that may be broken."""
    return HttpResponseServerError(loader.render_to_string("website/failed.html"))


def _leaves(kind: type[ComityError]) -> list[type[ComityError]]:
    below = kind.__subclasses__()
    if not below:
        return [kind]
    return [leaf for child in below for leaf in _leaves(child)]
