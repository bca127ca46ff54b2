"""From a request to a question: who asks, for which day and moment, with what else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict

from comity.access.actors import actor_of
from comity.access.queries import read_moment
from comity.errors import ValueInvalid
from comity.register.queries import Asking, ask
from comity.values.dates import PartialDate
from comity.website.links import CARRIED, Links

LONGEST = 400
MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Question:
    """What a page is asked.

    Args:
        asking: who asks, for which day in the world and moment of the register.
        links: makes addresses that keep the day.
        parameters: everything else in the query, as given.
    """

    asking: Asking
    links: Links
    parameters: Mapping[str, str]

    def text(self, name: str) -> str | None:
        """A parameter without blanks around it, or None where it says nothing."""
        return self.parameters.get(name, "").strip() or None

    def day(self, name: str) -> date | None:
        """A parameter that is a day.

        Raises:
            DateInvalid: it is not.
        """
        given = self.text(name)
        return PartialDate.day(given) if given else None

    def page(self) -> int:
        """The number of the page that is asked for, from 1.

        Raises:
            ValueInvalid: it is not such a number.
        """
        given = self.text("page") or "1"
        if not (
            given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= MOST_PAGES
        ):
            raise ValueInvalid(
                field="page",
                value=given[:40],
                wanted=f"a number from 1 to {MOST_PAGES}",
            )
        return int(given)


def read_question(request: HttpRequest) -> Question:
    """Read what a request asks.

    Raises:
        DateInvalid, MomentInvalid: the day or the moment cannot be read.
        ValueInvalid: a parameter is too long to mean anything.
    """
    given = parameters_of(request.GET)
    for name, value in given.items():
        if len(value) > LONGEST or "\x00" in value:
            raise ValueInvalid(
                field=name[:40],
                value=value[:40].replace("\x00", ""),
                wanted=f"plain text of at most {LONGEST} characters",
            )
    as_of, known_at = given.get("as_of", "").strip(), given.get("known_at", "").strip()
    return Question(
        asking=ask(
            actor_of(request.user),
            as_of=PartialDate.day(as_of) if as_of else None,
            known_at=read_moment(known_at) if known_at else None,
        ),
        links=Links({name: given[name].strip() for name in CARRIED if given.get(name)}),
        parameters={key: value for key, value in given.items() if key not in CARRIED},
    )


def parameters_of(query: QueryDict) -> dict[str, str]:
    """The last value of each parameter that has one."""
    return {name: str(value) for name, value in query.items() if value}
