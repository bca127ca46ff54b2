"""Pictures for pages: roles through time, figures as bars, States on a world map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.formats.charts import Bar, bars
from comity.formats.maps import world_map
from comity.formats.pictures import Picture
from comity.formats.shading import MapArea, Shade
from comity.formats.timelines import Span, timeline
from comity.register.queries.histories import RoleSpell
from comity.register.records import FigureRecord
from comity.values.dates import OPEN
from comity.website.links import Links
from comity.website.presenters.words import period, role, word

FEWEST_SPANS = 2
MOST_SPANS = 60
FEWEST_BARS = 3

DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not "
    "imply official endorsement or acceptance."
)
OUTLINES = "Outlines: Natural Earth, public domain."


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one measure, in order of time."""

    measure: str
    unit: str
    figures: tuple[FigureRecord, ...]
    chart: Picture | None


@dataclass(frozen=True, slots=True)
class History:
    """Roles through time, drawn.

    Args:
        undated: roles left out because no source dates them.
        later: dated roles left out because a picture holds only so many.
    """

    picture: Picture | None
    undated: int
    later: int


def roles_through_time(
    name: str, roles: Sequence[RoleSpell], as_of: date, links: Links
) -> History:
    """A timeline of the roles that some source dates."""
    dated = [spell for spell in roles if _is_dated(spell)]
    drawn = dated[:MOST_SPANS]
    undated = len(roles) - len(dated)
    if len(drawn) < FEWEST_SPANS:
        return History(None, undated, 0)
    spans = [_span(spell, links) for spell in drawn]
    first = min(span.period.starts.latest for span in spans)
    return History(
        timeline(
            spans,
            start=date(first.year, 1, 1),
            end=max(as_of, date(first.year + 1, 1, 1)),
            as_of=as_of,
            title=f"Roles of {name} through time",
            description=(
                "One bar for each role: solid where it is certain, paler where the "
                "sources leave the day open. The same roles are listed as text."
            ),
            id_="roles",
        ),
        undated,
        len(dated) - len(drawn),
    )


def series(figures: Iterable[FigureRecord]) -> tuple[Series, ...]:
    """Figures by measure, each with a chart where there are enough of them."""
    by_measure: dict[tuple[str, str], list[FigureRecord]] = {}
    for figure in figures:
        by_measure.setdefault((figure.measure, figure.unit), []).append(figure)
    return tuple(
        Series(measure, unit, tuple(found), _chart(measure, found))
        for (measure, unit), found in by_measure.items()
    )


def states_on_map(
    names: Mapping[str, str],
    certainty: Mapping[str, str],
    numeric: Mapping[str, str],
    *,
    title: str,
    links: Links,
) -> Picture:
    """The world, with the States that have a role in a body.

    Args:
        names: ISO3 -> name, of every country.
        certainty: ISO3 -> certain or possible.
        numeric: ISO 3166-1 numeric code -> ISO3.
    """
    areas = {
        iso3: MapArea(
            title=f"{names.get(iso3, iso3)}: {found}",
            shade=Shade(found),
            href=links.country(iso3),
        )
        for iso3, found in certainty.items()
    }
    return world_map(
        areas,
        codes=numeric,
        title=title,
        description="The table below lists the same countries.",
        notes=(DISCLAIMER, OUTLINES),
        id_="world",
    )


def _chart(measure: str, found: Sequence[FigureRecord]) -> Picture | None:
    if len(found) < FEWEST_BARS:
        return None
    return bars(
        [Bar(figure.period.start or "", figure.value) for figure in found],
        title=f"{word(measure).capitalize()} through time",
        description="The table lists the same numbers with their sources.",
        id_=f"figures-{measure}",
    )


def _is_dated(spell: RoleSpell) -> bool:
    given = spell.record.period
    return given.start is not None or given.end not in {None, OPEN}


def _span(spell: RoleSpell, links: Links) -> Span:
    record, body = spell.record, spell.body
    said = role(record.role, record.context)
    when = period(record.period.start, record.period.end)
    return Span(
        label=f"{body.acronym or body.name}, {word(record.role)}",
        period=spell.period,
        title=f"{body.name}, {said}: {when}",
        href=links.claim(record.claim),
    )
