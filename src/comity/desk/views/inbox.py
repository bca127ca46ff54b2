"""The first page: what waits for someone, and what happened lately."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.access.actors import Actor, actor_of
from comity.desk.framing import show
from comity.desk.guarding import staff
from comity.reconciliation.queries import judgements
from comity.register.queries import Asking, ask, conflicts
from comity.register.queries.lately import Recording, recordings
from comity.register.queries.responses import responses
from comity.register.queries.texts import latest_claims
from comity.register.records import ClaimRecord
from comity.submissions.queries import submissions, waiting_names

TO_REVIEW = ("checked",)
ON_ITS_WAY = ("received", "checking")
SHOWN = 5
LATELY = 12


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done lately, by whom, and where it is shown."""

    at: datetime
    by: str
    what: str
    url: str


@staff
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    by = actor_of(request.user)
    asking = ask(by)
    sent = submissions(by=by)
    waiting = waiting_names(by=by)
    unsettled = [one for one in conflicts(asking) if not one.settled]
    review = [one for one in sent if one.state in TO_REVIEW]
    return show(
        request,
        "desk/inbox.html",
        {
            "review": review[:SHOWN],
            "review_count": len(review),
            "on_its_way": [one for one in sent if one.state in ON_ITS_WAY],
            "waiting": waiting[:SHOWN],
            "waiting_count": len(waiting),
            "conflicts": unsettled[:SHOWN],
            "conflict_count": len(unsettled),
            "responses": responses(asking),
            "lately": _lately(by, asking),
        },
    )


def _lately(by: Actor, asking: Asking) -> list[Happening]:
    happened = [
        Happening(
            one.at,
            one.by,
            _("sent %(file)s") % {"file": one.file},
            reverse("desk:submission", args=(one.id,)),
        )
        for one in submissions(by=by)[:LATELY]
    ]
    single = {one.recorded_at: one for one in latest_claims(asking, limit=LATELY)}
    happened += [
        _recording(one, single.get(one.recorded_at))
        for one in recordings(asking, limit=LATELY)
    ]
    happened += [
        Happening(
            datetime.fromisoformat(one.recorded_at),
            one.recorded_by,
            _("judged the %(kind)s “%(text)s”") % {"kind": one.kind, "text": one.text},
            reverse("desk:names"),
        )
        for one in judgements(by, limit=LATELY)
    ]
    return sorted(happened, key=lambda one: one.at, reverse=True)[:LATELY]


def _recording(one: Recording, alone: ClaimRecord | None) -> Happening:
    """A transaction that touched claims: told by the claim where it is the only one."""
    if one.claims == 1 and alone is not None:
        what = _("recorded a claim: %(kind)s, %(says)s") % {
            "kind": alone.kind.replace("-", " "),
            "says": ", ".join(alone.says.values()),
        }
        url = reverse("desk:claim", args=(alone.claim,))
        return Happening(one.recorded_at, one.recorded_by, what, url)
    kinds = ", ".join(
        f"{kind.replace('-', ' ')} {number:,}" for kind, number in one.kinds.items()
    )
    what = _("recorded or retracted %(number)s claims: %(kinds)s") % {
        "number": f"{one.claims:,}",
        "kinds": kinds,
    }
    return Happening(one.recorded_at, one.recorded_by, what, reverse("desk:claims"))
