"""The stretches of time that a response's numbers are counted for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from comity.register.queries.responses import ReportingPeriodRecord
from comity.values.dates import Period


@dataclass(frozen=True, slots=True)
class Window:
    """A reporting period, both days inclusive; without days where none is told."""

    label: str
    start: date | None
    end: date | None

    @property
    def days(self) -> tuple[date, date] | None:
        if self.start is None or self.end is None:
            return None
        return self.start, self.end

    def meets(self, other: "Window") -> bool:
        """Whether the two share a day."""
        mine, theirs = self.days, other.days
        if mine is None or theirs is None:
            return mine == theirs
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]


UNDATED = Window("", None, None)
"""Stands for all time, where no report tells its period."""


def window(label: str) -> Window:
    """The days of a period's label, EDTF."""
    period = Period.parse(label)
    return Window(label, period.starts.earliest, period.ends.latest)


def windows(
    planned: Sequence[ReportingPeriodRecord], reported: Iterable[str]
) -> list[Window]:
    """The periods to count for, in order of time.

    Args:
        planned: reporting periods of the response.
        reported: periods of the submissions that count, EDTF; empty ones tell none.

    Returns:
        Planned periods that some report speaks of, and the reports' own where no
        planned one meets them; each stretch of days once.
    """
    told = [window(label) for label in sorted({one for one in reported if one})]
    plan = [Window(one.label, one.start, one.end) for one in planned]
    kept = [one for one in plan if any(one.meets(other) for other in told)]
    kept += [one for one in told if not any(one.meets(other) for other in plan)]
    by_days = {one.days: one for one in reversed(kept)}
    found = sorted(by_days.values(), key=lambda one: (str(one.end), str(one.start)))
    return found or [UNDATED]
