"""How a request becomes a question, and a record becomes an answer."""

from datetime import UTC, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query

from comity.access.actors import actor_of
from comity.access.queries import read_moment
from comity.formats import to_json
from comity.register.queries import Asking, ask
from comity.values.dates import PartialDate

Text = Annotated[str, Query(max_length=200)]
Day = Annotated[
    str | None,
    Query(max_length=64, description="The day in the world; today if not given."),
]
KnownAt = Annotated[
    str | None,
    Query(max_length=64, description="The moment of the register; now if not given."),
]


def asking(request: HttpRequest, as_of: str | None, known_at: str | None) -> Asking:
    """Ask as the one who sent the request.

    Raises:
        DateInvalid, MomentInvalid.
    """
    return ask(
        actor_of(request.user),
        as_of=PartialDate.day(as_of) if as_of else None,
        known_at=read_moment(known_at) if known_at else None,
    )


def answer(request: HttpRequest, record: object, status: int = 200) -> HttpResponse:
    """A record as JSON; what was answered to someone signed in is not cached."""
    response = HttpResponse(
        to_json(record), status=status, content_type="application/json"
    )
    signed_in = request.user.is_authenticated
    response["Cache-Control"] = "private, no-store" if signed_in else "no-cache"
    response["Vary"] = "Cookie, Authorization"
    return response


def now() -> datetime:
    """The moment of an action."""
    return datetime.now(UTC)
