"""Who gets past the door of the desk, and what the others are told."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import TypedDict

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from comity.access.actors import Actor, actor_of
from comity.access.policy import Resource, require
from comity.desk.framing import show
from comity.errors import ComityError, SignInNeeded

WORK = "work"
"""What the policy is asked of everyone who opens a page of the desk."""

View = Callable[..., HttpResponse]


class Acting(TypedDict):
    """Who does something, and when: what every action takes."""

    by: Actor
    at: datetime


def acting(request: HttpRequest) -> Acting:
    """The one who asks, at this moment."""
    return {"by": actor_of(request.user), "at": datetime.now(UTC)}


def staff(view: View) -> View:
    """Let a view answer only those who may work at the desk; say its refusals.

    A visitor is led to the sign-in and back; everything else that is refused is
    a page with the status of its error. Nothing that is shown here is cached.
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **keys: object) -> HttpResponse:
        try:
            require(actor_of(request.user), WORK, Resource("desk"))
            return view(request, *args, **keys)
        except SignInNeeded:
            safe = request.method in {"GET", "HEAD"}
            after = request.get_full_path() if safe else reverse("desk:inbox")
            return redirect_to_login(after, reverse("desk:sign-in"))
        except ComityError as error:
            return refuse(request, error)

    return guarded


def refuse(request: HttpRequest, error: ComityError) -> HttpResponse:
    """Say what is wrong, with the status of the error's branch."""
    return show(request, "desk/refused.html", {"error": error}, status=error.status)
