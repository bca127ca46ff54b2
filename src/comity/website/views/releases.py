"""Releases: what was published, with every file, and how to check and cite it."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from comity.access.actors import actor_of
from comity.errors import ComityError
from comity.releases import queries
from comity.releases.documents import release_document, release_mark
from comity.releases.naming import MANIFEST, SUMS, file_name
from comity.releases.queries import manifest_of
from comity.releases.records import Manifest
from comity.releases.register_schema import REGISTER_TABLES
from comity.releases.response_schema import RESPONSE_TABLES
from comity.releases.words import SIMULATED
from comity.website.pages import Page, refuse
from comity.website.questions import Question

KEPT_SECONDS = 60


def release_list(question: Question) -> Page:
    found = queries.releases(by=question.asking.by)
    return Page(
        template="website/releases.html",
        record={"releases": [release_mark(one) for one in found]},
        context={"found": found},
    )


def release_page(question: Question, release: str) -> Page:
    """A release with its files; a withdrawn one says so, and offers none."""
    by = question.asking.by
    found = queries.release(release, by=by)
    document = release_document(found)
    manifest = None if found.withdrawn_at else manifest_of(found)
    return Page(
        template="website/release.html",
        record=document,
        context={
            "found": found,
            "manifest": manifest,
            "notice": SIMULATED if found.simulated else "",
            "files": manifest["files"].items() if manifest else (),
            "tables": _tables(manifest) if manifest else (),
            "sums": SUMS,
            "manifest_file": MANIFEST,
        },
    )


@require_safe
def download(request: HttpRequest, release: str, file: str) -> HttpResponseBase:
    """A file of a release, by the name that its manifest has for it."""
    try:
        found = queries.release_file(release, file, by=actor_of(request.user))
    except ComityError as error:
        return refuse(request, error, "html")
    tag = f'"{found.sha256}"' if found.sha256 else None
    known = get_conditional_response(request, etag=tag) if tag else None
    response: HttpResponseBase = known or FileResponse(
        found.path.open("rb"),
        as_attachment=True,
        filename=file,
        content_type=found.type,
    )
    if tag:
        response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _tables(manifest: Manifest) -> list[dict[str, object]]:
    """Each table with what it holds, and its files."""
    simulated = manifest["simulated"]
    return [
        {
            "name": table.name,
            "meaning": table.meaning,
            "rows": manifest["tables"][table.name]["rows"],
            "csv": file_name(f"{table.name}.csv", simulated=simulated),
            "parquet": file_name(f"{table.name}.parquet", simulated=simulated),
        }
        for table in (*RESPONSE_TABLES, *REGISTER_TABLES)
        if table.name in manifest["tables"]
    ]
