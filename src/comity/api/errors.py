"""Problem documents over HTTP: one form for whatever goes wrong."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from comity.errors import ComityError, NotPermitted, RequestInvalid, SignInNeeded
from comity.formats import problem_document, to_json

PROBLEM = "application/problem+json"


def problem(error: ComityError) -> HttpResponse:
    """An error as an RFC 9457 problem document, with the status of its branch."""
    return HttpResponse(
        to_json(problem_document(error, error.status)),
        status=error.status,
        content_type=PROBLEM,
    )


def answer_errors(api: NinjaAPI) -> None:
    """Let the API answer every stated error, and every unreadable request."""

    @api.exception_handler(ComityError)
    def _stated(_: HttpRequest, error: ComityError) -> HttpResponse:
        return problem(error)

    @api.exception_handler(ValidationError)
    def _unreadable(_: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0]
        place = ".".join(str(part) for part in first["loc"])
        return problem(RequestInvalid(place=place, reason=first["msg"]))

    @api.exception_handler(AuthenticationError)
    def _unknown(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
        return problem(SignInNeeded(action=str(request.method), kind="record"))

    @api.exception_handler(HttpError)
    def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        if error.status_code == NotPermitted.status:
            return problem(NotPermitted(action=str(request.method), kind="record"))
        return problem(RequestInvalid(place="body", reason=error.message))
