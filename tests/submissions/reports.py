"""Small reports of partners, and the steps that take them in."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from comity.submissions import actions
from comity.submissions.checking import IntakeOptions
from comity.submissions.models import Submission
from tests.reconciliation.world import OPERATOR, RESPONSE, moment

HEADINGS = (
    *("Organization", "Sector", "Activity", "Admin1 Pcode", "Admin1"),
    *("Admin2 Pcode", "Admin2", "Start date", "End date"),
)
WHO = {
    "hrs": "Harbour Relief Society",
    "nww": "Northern Water Works",
    "sfev": "Schools For Every Valley",
    "mml": "Mothers And Midwives League",
    "lpf": "Lantern Protection Fund",
    "gsc": "Grain And Seed Cooperative",
}
WHERE = {
    "XA0101": ("XA01", "Norrin", "XA0101", "Abbermouth"),
    "XA0102": ("XA01", "Norrin", "XA0102", "Brackwell"),
    "XA0201": ("XA02", "Suvale", "XA0201", "Corringham"),
    "XA0202": ("XA02", "Suvale", "XA0202", "Dunmarrow"),
}

Line = Sequence[str]


def line(
    who: str = "hrs",
    where: str = "XA0101",
    what: str = "WASH",
    doing: str = "Trucking",
    days: tuple[str, str] = ("2025-01-01", "2025-01-31"),
) -> Line:
    """One row; `who` and `where` by the keys above, or as written."""
    place = WHERE.get(where) or ("", "", "", where)
    return (WHO.get(who, who), what, doing, *place, *days)


def table(lines: Iterable[Line], headings: Line = HEADINGS) -> bytes:
    """A CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([headings, *lines])
    return text.getvalue().encode()


def received(
    content: bytes | Iterable[Line],
    *,
    name: str = "report.csv",
    response: str = RESPONSE,
    hour: float = 1,
    sensitivity: str = "",
    **options: object,
) -> Submission:
    given = content if isinstance(content, bytes) else table(content)
    return actions.receive(
        io.BytesIO(given),
        name,
        response=response,
        options=IntakeOptions(**options) if options else None,
        sensitivity=sensitivity,
        by=OPERATOR,
        at=moment(hour),
    )


def checked(content: bytes | Iterable[Line], **about: object) -> Submission:
    got = received(content, **about)
    return actions.check(got.pk, by=OPERATOR, at=at(about))


def accepted(content: bytes | Iterable[Line], **about: object) -> Submission:
    got = checked(content, **about)
    return actions.accept(got.pk, by=OPERATOR, at=at(about))


def at(about: dict[str, object]) -> datetime:
    return moment(about.get("hour", 1))


def state(submission: Submission) -> str:
    return Submission.objects.get(pk=submission.pk).state
