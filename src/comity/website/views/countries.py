"""Countries: the world with the States in a body, and each country."""

from django.utils.translation import gettext_lazy as _

from comity.register.queries import countries, country_profile, member_countries
from comity.register.queries.countries import numeric_codes
from comity.register.queries.listing import bodies_of_states
from comity.website.pages import Page
from comity.website.presenters.pictures import states_on_map
from comity.website.presenters.roles import weighed
from comity.website.questions import Question

SHADES = (
    ("certain", _("Certain")),
    ("possible", _("Possible")),
    (None, _("No role recorded")),
)
COLUMNS = ("iso3", "name", "body", "certainty")


def world(question: Question) -> Page:
    """Every country, and whether its State has a role in `?body=` on the day."""
    asking = question.asking
    names = countries(asking)
    bodies = bodies_of_states(asking)
    chosen = question.text("body") or (bodies[0].slug if bodies else "")
    held = member_countries(chosen, asking)
    body = next((one for one in bodies if one.slug == chosen), None)
    rows = [
        {"iso3": iso3, "name": name, "body": chosen, "certainty": held.get(iso3)}
        for iso3, name in names.items()
    ]
    named = body.name if body else chosen
    return Page(
        template="website/countries.html",
        record={
            "as_of": asking.as_of,
            "known_at": asking.known_at,
            "body": chosen,
            "countries": rows,
        },
        context={
            "bodies": bodies,
            "chosen": chosen,
            "body": body,
            "groups": [
                (heading, [row for row in rows if row["certainty"] == certainty])
                for certainty, heading in SHADES
            ],
            "map": states_on_map(
                names,
                held,
                numeric_codes(asking),
                title=f"States with a role in {named} on {asking.as_of}",
                links=question.links,
            ),
        },
        columns=COLUMNS,
        rows=rows,
    )


def country(question: Question, iso3: str) -> Page:
    found = country_profile(iso3, question.asking)
    return Page(
        template="website/country.html",
        record=found,
        context={
            "certain": weighed(found.standings, "certain"),
            "possible": weighed(found.standings, "possible"),
        },
        keys=(found.iso3,),
    )
