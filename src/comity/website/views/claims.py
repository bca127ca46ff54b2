"""Claims one by one, what sources disagree on, what changed, and the sources."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from comity.errors import UnknownClaim
from comity.evidence.queries import sources
from comity.formats import as_plain
from comity.register.queries import (
    changes,
    changes_document,
    claim_record,
    conflicts,
    fact_claims,
)
from comity.register.queries.lately import world_changes
from comity.register.queries.subjects import subjects
from comity.website.framing import desk
from comity.website.pages import Page
from comity.website.presenters.rivals import dispute, statements
from comity.website.presenters.tables import CHANGES, change_rows
from comity.website.questions import Question

SOURCES = ("key", "title", "publisher", "url", "published_on")
A_DECADE = timedelta(days=3652)
LATELY = 50


def claim(question: Question, claim: str) -> Page:
    """One claim, and every other claim ever made about the same fact."""
    try:
        wanted = UUID(claim)
    except ValueError as error:
        raise UnknownClaim(asked=claim[:60]) from error
    asking = question.asking
    found = claim_record(wanted, asking)
    others = fact_claims(found.fact, asking)
    return Page(
        template="website/claim.html",
        record=found,
        context={
            "statements": statements(
                found, subjects(found.claim, asking), question.links
            ),
            "dispute": dispute(found.kind, others),
            "alone": len(others) == 1,
            "correction": desk("correct-claim", found.claim),
        },
        keys=(str(found.claim),),
    )


def conflict_list(question: Question) -> Page:
    found = conflicts(question.asking)
    disputes = {
        settled: [
            dispute(one.kind, one.claims) for one in found if one.settled is settled
        ]
        for settled in (False, True)
    }
    return Page(
        template="website/conflicts.html",
        record={"conflicts": found},
        context={
            "sections": ((disputes[False], _("Open")), (disputes[True], _("Settled")))
        },
    )


def change_list(question: Question) -> Page:
    """What changed for `?subject=` between `from` and `to`; lately, for none."""
    subject = question.text("subject")
    asking = question.asking
    end = question.day("to") or asking.as_of
    start = question.day("from") or max(end - A_DECADE, type(end)(1583, 1, 1))
    context = {"subject": subject, "start": start, "end": end}
    if subject is None:
        lately = world_changes(asking, limit=LATELY)
        return Page(
            template="website/changes.html",
            record={"as_of": asking.as_of, "changes": lately},
            context={**context, "changes": lately},
            columns=CHANGES,
            rows=change_rows(lately),
        )
    found = changes(subject, start, end, asking)
    return Page(
        template="website/changes.html",
        record=changes_document(found),
        context={**context, "found": found, "changes": found.changes},
        columns=CHANGES,
        rows=change_rows(found.changes),
    )


def source_list(question: Question) -> Page:
    found = sources(by=question.asking.by)
    return Page(
        template="website/sources.html",
        record={"sources": found},
        columns=SOURCES,
        rows=[as_plain(one) for one in found],
    )
