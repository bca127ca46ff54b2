"""Public numbers over HTTP, read from releases; live ones for those signed in.

What is read from a release is the same for everyone who asks, whoever they are,
so shared caches may keep it; its tag changes with the release and the question.
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Literal

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from ninja import Field, Path, Query, Router, Schema
from pydantic import ConfigDict

from comity.access.actors import actor_of
from comity.access.queries import read_moment
from comity.api.answers import Day, KnownAt, answer, asking
from comity.errors import RequestInvalid
from comity.formats import to_csv, to_json
from comity.register.queries import ask
from comity.releases.counting import may_see_live
from comity.releases.documents import (
    coverage_document,
    release_document,
    release_mark,
)
from comity.releases.presence import (
    COLUMNS,
    PresencePage,
    PresenceQuestion,
    ask_presence,
    read_presence,
)
from comity.releases.queries import release, releases
from comity.releases.response_schema import PRESENCE
from comity.submissions.coverage import read_by, response_coverage

router = Router(tags=["releases"])

PAGE, LONGEST_PAGE = 1_000, 10_000
DEEPEST = 1_000_000
SHARED_SECONDS = 60

PRINTABLE = r"^[^\x00-\x1f]*$"

Code = Annotated[str, Field(max_length=60, pattern=PRINTABLE)]
Name = Annotated[str, Field(max_length=300, pattern=PRINTABLE)]
ResponseCode = Annotated[str, Path(max_length=60, pattern=r"^[A-Za-z0-9_-]+$")]
Format = Literal["json", "csv"]


class PresenceFilters(Schema):
    """Filters of operational presence, by the names of HDX HAPI."""

    model_config = ConfigDict(extra="forbid")

    response_code: Code | None = None
    location_code: Code | None = None
    admin1_code: Code | None = None
    admin2_code: Code | None = None
    admin3_code: Code | None = None
    admin_level: Annotated[int, Field(ge=0, le=4)] | None = None
    sector_code: Code | None = None
    org_slug: Name | None = None
    org_acronym: Name | None = None
    org_type_code: Code | None = None
    period: Code | None = None
    reference_period_start_min: date | None = None
    reference_period_start_max: date | None = None
    reference_period_end_min: date | None = None
    reference_period_end_max: date | None = None


class PresenceQuery(PresenceFilters):
    """The filters, and which page of what they find."""

    release: Name | None = None
    cursor: Annotated[str, Field(max_length=500)] | None = None
    offset: Annotated[int, Field(ge=0, le=DEEPEST)] = 0
    limit: Annotated[int, Field(ge=1, le=LONGEST_PAGE)] = PAGE
    output_format: Format = "json"


_FILTERS = tuple(PresenceFilters.model_fields)


@router.get("/releases", response=dict)
def all_releases(request: HttpRequest) -> HttpResponse:
    """Every release, the latest known first; withdrawn ones say so."""
    found = releases(by=actor_of(request.user))
    return answer(request, {"releases": [release_mark(one) for one in found]})


@router.get("/releases/{name}", response=dict)
def one_release(request: HttpRequest, name: str) -> HttpResponse:
    """A release with its manifest; a withdrawn one says so, and why."""
    found = release(name, by=actor_of(request.user))
    return answer(request, release_document(found))


@router.get("/operational-presence", response=dict)
def operational_presence(
    request: HttpRequest, query: Query[PresenceQuery]
) -> HttpResponseBase:
    """Which organization is present where, in which sector, page by page.

    Follow `next` (in CSV: the header Link) until there is none. Without `release`
    the latest release answers that speaks of what is asked.
    """
    _known_only(request, PresenceQuery)
    given: dict[str, Any] = {name: getattr(query, name) for name in _FILTERS}
    question = ask_presence(
        given,
        release=query.release,
        cursor=query.cursor,
        offset=query.offset,
        limit=query.limit,
    )
    tag = _tag(question, query.output_format)
    known = get_conditional_response(request, etag=tag)
    response = known or _presence(request, read_presence(question), query.output_format)
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={SHARED_SECONDS}"
    return response


@router.get("/coverage/{response}", response=dict)
def coverage(
    request: HttpRequest,
    response: ResponseCode,
    by: Annotated[str, Query(max_length=200)] = "admin2,sector",
    as_of: Day = None,
    known_at: KnownAt = None,
    period: Annotated[str | None, Query(max_length=64)] = None,
    release: Annotated[str | None, Query(max_length=300)] = None,
) -> HttpResponse:
    """Who is present where, and what silence means.

    Visitors read the latest release (known by `known_at`), for the reporting period
    named or that has the day `as_of`; those who may see reports read live.
    """
    _known_only(request, None, "by", "as_of", "known_at", "period", "release")
    actor = actor_of(request.user)
    if may_see_live(actor) and release is None and period is None:
        question = asking(request, as_of, known_at)
        found = response_coverage(
            response, question, on=question.as_of if as_of else None, by=read_by(by)
        )
        return answer(request, found)
    until = ask(actor, known_at=read_moment(known_at)).known if known_at else None
    document = coverage_document(
        response,
        by=actor,
        counted_by=by,
        period=period,
        on=asking(request, as_of, None).as_of if as_of else None,
        release=release,
        until=until.sequence if until else None,
    )
    return answer(request, document)


def _presence(
    request: HttpRequest, page: PresencePage, output_format: Format
) -> HttpResponse:
    if output_format == "csv":
        return _presence_csv(request, page)
    simulated = page.release.simulated
    data = []
    for row in page.rows:
        shown = dict(zip(COLUMNS, row, strict=True))
        shown["simulated"] = simulated
        data.append(shown)
    document = {"release": release_mark(page.release), "data": data, "next": page.next}
    return HttpResponse(to_json(document), content_type="application/json")


def _presence_csv(request: HttpRequest, page: PresencePage) -> HttpResponse:
    schema: Mapping[str, pl.DataType] = {
        name: pl.String() if kind == pl.Date else kind
        for name, kind in PRESENCE.schema.items()
    }
    rows = [(page.release.simulated, *row[1:]) for row in page.rows]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    response = HttpResponse(to_csv(frame), content_type="text/csv; charset=utf-8")
    mark = "SIMULATED-" if page.release.simulated else ""
    name = f"{mark}operational-presence-{page.release.name}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if page.next:
        following = request.GET.copy()
        following["cursor"] = page.next
        following.pop("offset", None)
        address = request.build_absolute_uri(f"?{following.urlencode()}")
        response["Link"] = f'<{address}>; rel="next"'
    return response


def _tag(question: PresenceQuestion, output_format: Format) -> str:
    parts = (
        question.release.manifest_sha256,
        sorted(question.filters.items()),
        question.after,
        question.offset,
        question.limit,
        output_format,
    )
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _known_only(request: HttpRequest, query: type[Schema] | None, *names: str) -> None:
    """Refuse a parameter that nothing here reads.

    Raises:
        RequestInvalid.
    """
    known = {*names, *(query.model_fields if query else ())}
    for name in request.GET:
        if name not in known:
            raise RequestInvalid(
                place=f"query.{name[:60]}", reason="there is no such parameter"
            )
