"""Asking for the numbers of a response: out of a release, or live."""

from collections.abc import Sequence
from datetime import date

from comity.access.actors import ANONYMOUS, Actor
from comity.access.policy import Resource, allowed, require
from comity.errors import UnknownResponse, ValueInvalid
from comity.register.queries import Asking
from comity.releases.freezing import RELEASER
from comity.releases.numbers import Numbers, PeriodNumbers, ReleasedCells
from comity.releases.origins import Live, Released
from comity.releases.queries import latest_release, standing_release
from comity.releases.records import ReleaseRecord
from comity.releases.response_slice import COUNTED_LEVELS, response_slice


def may_see_live(by: Actor) -> bool:
    """Whether the actor may see numbers before they are released."""
    return allowed(by, "coverage", Resource("submission"))


def released_numbers(
    code: str,
    *,
    by: Actor,
    release: str | None = None,
    period: str | None = None,
    level: int | None = None,
    until: int | None = None,
) -> Numbers:
    """A response's numbers out of the latest release that has it, or of one named.

    Args:
        period: label; the latest where none is given.
        level: of area; 1 where none is given.
        until: a sequence of the register after which nothing is to be told.

    Raises:
        UnknownResponse: no release that stands has it.
        UnknownRelease, ReleaseWithdrawn, ReleaseDamaged.
        ValueInvalid: there is no such period or level.
    """
    found, held = _holding(code, by=by, release=release, until=until)
    return _numbers(Released(found, held), period, level)


def released_cells(
    code: str,
    counted_by: Sequence[str],
    *,
    by: Actor,
    release: str | None = None,
    period: str | None = None,
    on: date | None = None,
    until: int | None = None,
) -> ReleasedCells:
    """What a release counts of a response by some dimensions.

    Args:
        period: label; the latest where neither it nor a day is given.
        on: a day in the period.

    Raises:
        See `released_numbers`.
    """
    found, held = _holding(code, by=by, release=release, until=until)
    origin = Released(found, held)
    chosen = (
        _with_day(origin.periods, on)
        if on and not period
        else _chosen(origin.periods, period)
    )
    return ReleasedCells(origin.head, found, chosen, origin.cells(chosen, counted_by))


def live_numbers(
    code: str,
    asking: Asking,
    *,
    period: str | None = None,
    level: int | None = None,
) -> Numbers:
    """A response's numbers as they stand at the moment asked for.

    Raises:
        UnknownResponse, SignInNeeded, NotPermitted.
        ValueInvalid: there is no such period or level.
    """
    require(asking.by, "coverage", Resource("submission"))
    public = Asking(ANONYMOUS, asking.as_of, asking.known)
    inside = Asking(RELEASER, asking.as_of, asking.known)
    return _numbers(Live(response_slice(code, inside, public)), period, level)


def _holding(
    code: str, *, by: Actor, release: str | None, until: int | None
) -> tuple[ReleaseRecord, str]:
    """The release that answers for a response, and the response's code as it has it."""
    found = (
        standing_release(release, by=by)
        if release
        else latest_release(by=by, response=code, until=until)
    )
    held = {one.lower(): one for one in found.responses} if found else {}
    if found is None or code.lower() not in held:
        raise UnknownResponse(asked=code[:60])
    return found, held[code.lower()]


def _numbers(origin: Released | Live, period: str | None, level: int | None) -> Numbers:
    periods = origin.periods
    chosen = _chosen(periods, period)
    levels = tuple(one for one in COUNTED_LEVELS if origin.areas(one)) or (1,)
    if level is None:
        level = levels[0]
    if level not in levels:
        raise ValueInvalid(
            field="level",
            value=str(level)[:20],
            wanted="one of " + ", ".join(map(str, levels)),
        )
    name = f"admin{level}"
    return Numbers(
        head=origin.head,
        release=origin.release,
        periods=periods,
        period=chosen,
        level=level,
        levels=levels,
        areas=origin.areas(level),
        around={one.code: one.name for one in origin.areas(level - 1)},
        sectors=origin.sectors,
        cells=origin.cells(chosen, (name, "sector")),
        by_area=origin.cells(chosen, (name,)),
        by_sector=origin.cells(chosen, ("sector",)),
        total=origin.cells(chosen, ())[0],
        shapes=origin.shapes(level),
        organizations=origin.organizations(chosen, level),
        reporters=origin.reporters(chosen),
    )


def _chosen(periods: Sequence[PeriodNumbers], label: str | None) -> PeriodNumbers:
    if label is None:
        return periods[-1]
    for one in periods:
        if one.label == label:
            return one
    raise ValueInvalid(
        field="period",
        value=label[:40],
        wanted="one of " + ", ".join(one.label for one in periods if one.label),
    )


def _with_day(periods: Sequence[PeriodNumbers], day: date) -> PeriodNumbers:
    for one in reversed(periods):
        if one.start and one.end and one.start <= day <= one.end:
            return one
    raise ValueInvalid(
        field="as_of",
        value=str(day),
        wanted="a day in one of the periods "
        + ", ".join(one.label for one in periods if one.label),
    )
