"""Responses: who is present where, from releases; live for those who may see it."""

from collections.abc import Mapping

from comity.access.queries import moment
from comity.errors import UnknownTerm, ValueInvalid
from comity.formats import as_plain
from comity.register.queries.responses import responses
from comity.releases.counting import live_numbers, may_see_live, released_numbers
from comity.releases.documents import release_mark
from comity.releases.numbers import Numbers
from comity.releases.queries import released_responses
from comity.website.pages import Page
from comity.website.presenters.coverage import (
    coverage_map,
    coverage_rows,
    matrix,
    notes,
    origin,
    shown_areas,
)
from comity.website.presenters.turning import turning
from comity.website.questions import Question

LIVE = "live"
ROWS = 100
FILTERS = ("period", "level", "sector", "within", "release", "view")


def response_list(question: Question) -> Page:
    """The responses that are released, and those that the reader may see besides."""
    asking = question.asking
    released = released_responses(by=asking.by)
    own = {one.code: one for one in responses(asking)}
    heads = {code: released_numbers(code, by=asking.by).head for code in released}
    listed = [
        {
            "code": code,
            "title": heads[code].title if code in heads else own[code].title,
            "country": heads[code].country if code in heads else own[code].country,
            "simulated": (
                heads[code].simulated if code in heads else own[code].simulated
            ),
            "release": released[code].name if code in released else None,
        }
        for code in sorted({*released, *own}, key=str.lower)
    ]
    return Page(
        template="website/responses.html",
        record={"responses": listed},
        context={"live": may_see_live(asking.by)},
    )


def response(question: Question, code: str) -> Page:
    """A response in a period, at a level of area; `?view=live` before its release."""
    asking = question.asking
    level = _level(question)
    wanted = question.text("period")
    may = may_see_live(asking.by)
    released = {one.lower() for one in released_responses(by=asking.by)}
    live = may and (question.text("view") == LIVE or code.lower() not in released)
    if live:
        numbers = live_numbers(code, asking, period=wanted, level=level)
    else:
        known = question.links.carried.get("known_at")
        numbers = released_numbers(
            code,
            by=asking.by,
            release=question.text("release"),
            period=wanted,
            level=level,
            until=asking.known.sequence if known else None,
        )
    return _page(question, numbers, live=live, may=may)


def _page(question: Question, numbers: Numbers, *, live: bool, may: bool) -> Page:
    sector = question.text("sector")
    if sector is not None and sector not in numbers.sectors:
        raise UnknownTerm(
            vocabulary="sector of this response",
            value=sector[:40],
            known=tuple(numbers.sectors),
        )
    within = question.text("within")
    if within is not None and within not in numbers.around:
        raise ValueInvalid(
            field="within", value=within[:40], wanted="the code of an area above"
        )
    areas = shown_areas(numbers, within)
    kept = {
        name: value
        for name, value in question.parameters.items()
        if name in FILTERS and name not in {"level", "within"}
    }
    turned = turning(
        question,
        "response",
        len(areas),
        question.page(),
        ROWS,
        numbers.head.code,
    )
    shown = areas[turned.first - 1 : turned.last] if areas else ()
    last = turned.page == turned.pages
    links = question.links
    return Page(
        template="website/response.html",
        record=_record(numbers),
        context={
            "live": live,
            "may_see_live": may,
            "numbers": numbers,
            "sector": sector,
            "within": within,
            "around": sorted(numbers.around.items(), key=lambda one: one[1]),
            "matrix": matrix(
                numbers,
                shown,
                sector,
                links=links,
                query=kept,
                unplaced=last and within is None,
            ),
            "map": coverage_map(numbers, areas, sector, links=links, query=kept),
            "notes": notes(numbers),
            "origin": origin(numbers),
            "turning": turned,
            "areas_reached": _reached(numbers),
            "downloads": _downloads(question, numbers),
        },
        columns=tuple(coverage_rows(numbers)[0]) if numbers.cells else ("state",),
        rows=coverage_rows(numbers),
        keys=(numbers.head.code,),
    )


def _level(question: Question) -> int | None:
    given = question.text("level")
    if given is None:
        return None
    if given not in {"1", "2", "3"}:
        raise ValueInvalid(field="level", value=given[:20], wanted="1 or 2")
    return int(given)


def _reached(numbers: Numbers) -> int:
    """Areas in which some organization is present."""
    listed = {area.code for area in numbers.areas}
    return sum(
        one.area in listed and one.state == "reported" for one in numbers.by_area
    )


def _record(numbers: Numbers) -> Mapping[str, object]:
    plain = as_plain(numbers)
    del plain["shapes"]
    plain["release"] = release_mark(numbers.release) if numbers.release else None
    plain["notes"] = notes(numbers)
    plain["known_at"] = numbers.release.known_at if numbers.release else moment().at
    return dict(plain)


def _downloads(question: Question, numbers: Numbers) -> list[dict[str, str]]:
    page = question.links.to(
        "response", numbers.head.code, form="csv", **question.parameters
    )
    return [{"url": page, "label": "CSV", "type": "text/csv"}]
