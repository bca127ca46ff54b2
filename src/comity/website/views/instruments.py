"""Instruments: resolutions, agreements, memoranda."""

from comity.errors import ValueInvalid
from comity.register.queries import instrument_profile, instruments
from comity.register.queries.themes import themes
from comity.website.pages import Page
from comity.website.presenters.tables import INSTRUMENTS, instrument_rows
from comity.website.questions import Question

LONGEST_NOTICE = 36_500


def instrument_list(question: Question) -> Page:
    """Instruments by party, theme, area and how soon they expire."""
    party = question.text("party")
    found = instruments(
        question.asking,
        parties=(party,) if party else (),
        theme=question.text("theme"),
        area=question.text("area"),
        standing_only="as_of" in question.links.carried,
        expiring_within=_days(question, "expiring_within"),
    )
    return Page(
        template="website/instruments.html",
        record=found,
        context={"filters": question.parameters, "themes": themes(question.asking)},
        columns=INSTRUMENTS,
        rows=instrument_rows(found.instruments),
    )


def instrument(question: Question, slug: str) -> Page:
    found = instrument_profile(slug, question.asking)
    return Page(template="website/instrument.html", record=found, keys=(found.slug,))


def _days(question: Question, name: str) -> int | None:
    given = question.text(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and int(given[:9]) <= LONGEST_NOTICE):
        raise ValueInvalid(
            field=name,
            value=given[:40],
            wanted=f"a number of days up to {LONGEST_NOTICE}",
        )
    return int(given)
