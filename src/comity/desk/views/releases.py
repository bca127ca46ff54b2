"""Releases: published from a response, and withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comity.access.actors import actor_of
from comity.desk.framing import show
from comity.desk.guarding import acting, staff
from comity.register.queries import ask
from comity.register.queries.responses import response_record
from comity.releases import actions, queries


@staff
@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    """Every release, the latest first, with what can be done to it."""
    found = queries.releases(by=actor_of(request.user))
    return show(request, "desk/releases.html", {"releases": found})


@staff
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze and publish what is public of a response; again is the same release."""
    held = response_record(code, ask(actor_of(request.user)))
    made = actions.create_release([held.code], **acting(request))
    messages.success(request, _("Published as %(name)s.") % {"name": made.name})
    return redirect("desk:releases")


@staff
@require_POST
def withdraw(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a release's files no more; its address says why."""
    reason = request.POST.get("reason", "")
    actions.withdraw_release(name, reason=reason, **acting(request))
    messages.success(request, _("The release is withdrawn."))
    return redirect("desk:releases")
