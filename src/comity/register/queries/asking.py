"""Who asks, for which day in the world and for which moment of the register."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Q

from comity.access.actors import Actor
from comity.access.policy import visible
from comity.access.queries import Moment, moment


@dataclass(frozen=True, slots=True)
class Asking:
    """What every answer depends on besides the question."""

    by: Actor
    as_of: date
    known: Moment

    @property
    def known_at(self) -> datetime | None:
        return self.known.at

    def of_claims(self) -> Q:
        """Claims that were known at the moment and that the actor may see."""
        return (
            Q(recorded__lte=self.known.sequence)
            & self.not_ended("retracted")
            & Q(sensitivity__in=visible(self.by, "claim"))
        )

    def of_records(self, kind: str, path: str = "") -> Q:
        """Records of a kind that were known and that the actor may see."""
        return Q(
            **{
                f"{path}recorded__lte": self.known.sequence,
                f"{path}sensitivity__in": visible(self.by, kind),
            }
        )

    def not_ended(self, column: str) -> Q:
        """Rows whose life in the register had not ended at the moment."""
        return Q(**{f"{column}__isnull": True}) | Q(
            **{f"{column}__gt": self.known.sequence}
        )


def ask(
    by: Actor, *, as_of: date | None = None, known_at: datetime | None = None
) -> Asking:
    """Ask for a day (today where none is given) and a moment (now where none is)."""
    return Asking(by, as_of or datetime.now(UTC).date(), moment(known_at))
