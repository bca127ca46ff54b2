"""Organizations and bodies."""

from comity.formats import as_plain
from comity.register.queries import organization_profile
from comity.register.queries.histories import members_difference, role_history
from comity.register.queries.listing import PAGE, organizations
from comity.website.pages import Page
from comity.website.presenters.names import in_order, translations
from comity.website.presenters.pictures import roles_through_time, series
from comity.website.presenters.roles import grouped, weighed
from comity.website.presenters.tables import ROLES, roles_of, with_difference
from comity.website.presenters.turning import turning
from comity.website.questions import Question

LISTED = ("slug", "name", "acronym", "classification")


def organization_list(question: Question) -> Page:
    page = question.page()
    found = organizations(
        question.asking,
        classification=question.text("classification"),
        text=question.text("q"),
        offset=(page - 1) * PAGE,
        limit=PAGE,
    )
    return Page(
        template="website/organizations.html",
        record=found,
        context={
            "turning": turning(question, "organizations", found.total, page, PAGE)
        },
        columns=LISTED,
        rows=[as_plain(one) for one in found.organizations],
    )


def organization(question: Question, slug: str) -> Page:
    """An organization or body; `?since=DAY` adds what differs from that day."""
    asking = question.asking
    profile = organization_profile(slug, asking)
    since = question.day("since")
    difference = members_difference(profile.slug, since, asking) if since else None
    return Page(
        template="website/organization.html",
        record=with_difference(profile, difference),
        context={
            "record": profile,
            "certain": weighed(profile.standings, "certain"),
            "possible": weighed(profile.standings, "possible"),
            "groups": grouped(profile.members),
            "difference": difference,
            "history": roles_through_time(
                profile.acronym or profile.name,
                role_history(profile.slug, asking),
                asking.as_of,
                question.links,
            ),
            "series": series(profile.figures),
            "translations": translations(profile),
            "names": in_order(profile),
        },
        columns=ROLES,
        rows=roles_of(profile),
        keys=(profile.slug,),
    )
