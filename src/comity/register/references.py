"""From what people type to the record that they mean, or a stated refusal.

An organization answers to its slug, an acronym, an identifier or a name; what
could be several is never guessed.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

from django.db.models import Model, Q, QuerySet
from rapidfuzz import fuzz, process

from comity.access.actors import Actor
from comity.access.policy import visible
from comity.errors import (
    AmbiguousOrganization,
    UnknownArea,
    UnknownInstrument,
    UnknownOrganization,
    UnknownRecord,
)
from comity.register.models import (
    Area,
    Framework,
    Identifier,
    Instrument,
    Name,
    Organization,
    Person,
    Post,
    Theme,
)
from comity.values.names import fold

Found = TypeVar("Found", bound=Model)
Found_co = TypeVar("Found_co", bound=Model, covariant=True)


class Find(Protocol[Found_co]):
    """Finds the record that a text means, for an actor."""

    def __call__(self, text: str, *, by: Actor) -> Found_co: ...


NEAREST = 3
LIKENESS = 70
ASKED = 80


@dataclass(slots=True)
class References:
    """Looks records up for one actor, each once.

    One serves one reading or one load: it does not see what is recorded later.
    """

    by: Actor
    _kept: dict[tuple[str, str], Any] = field(default_factory=dict)

    def keep(self, kind: str, slug: str, record: Model) -> None:
        """Remember a record that was just made, so that it need not be read."""
        self._kept[kind, slug] = record

    def organization(self, text: str) -> Organization:
        """The organization or body that a slug, acronym, identifier or name means.

        Raises:
            UnknownOrganization: none that the actor may see.
            AmbiguousOrganization: several.
        """
        return self._once("organization", text, find_organization)

    def instrument(self, text: str) -> Instrument:
        """The instrument of that slug, symbol or title.

        Raises:
            UnknownInstrument: none that the actor may see.
        """
        return self._once("instrument", text, find_instrument)

    def area(self, text: str) -> Area:
        """The area of that P-code in the latest edition that has it, or the country.

        Raises:
            UnknownArea: no edition has it.
        """
        return self._once("area", text, find_area)

    def theme(self, text: str) -> Theme:
        return self._once("theme", text, _by_slug(Theme))

    def framework(self, text: str) -> Framework:
        return self._once("framework", text, _by_slug(Framework))

    def post(self, text: str) -> Post:
        return self._once("post", text, _by_slug(Post))

    def person(self, text: str) -> Person:
        return self._once("person", text, _person)

    def _once(self, kind: str, text: str, find: Find[Found]) -> Found:
        key = (kind, text)
        if key not in self._kept:
            self._kept[key] = find(text, by=self.by)
        return cast("Found", self._kept[key])


def find_organization(text: str, *, by: Actor) -> Organization:
    """The organization that a slug, acronym, identifier or name means.

    Raises:
        UnknownOrganization: none that the actor may see; names the nearest.
        AmbiguousOrganization: several; names them all.
    """
    asked = text.strip()
    seen = Organization.objects.filter(sensitivity__in=visible(by, "organization"))
    found = seen.filter(slug=asked.lower()).first()
    if found is not None:
        return found
    folded = fold(asked)
    standing = Q(retracted__isnull=True, sensitivity__in=visible(by, "claim"))
    named = (
        Name.objects.filter(standing, folded=folded) if folded else Name.objects.none()
    )
    for meant in (
        Identifier.objects.filter(standing, value__iexact=asked).values_list(
            "organization_id", flat=True
        ),
        named.filter(kind="acronym").values_list("organization_id", flat=True),
        named.values_list("organization_id", flat=True),
    ):
        candidates = list(seen.filter(pk__in=meant).order_by("slug"))
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise AmbiguousOrganization(
                asked=asked[:ASKED],
                candidates=tuple(candidate.slug for candidate in candidates),
            )
    raise UnknownOrganization(asked=asked[:ASKED], nearest=_nearest(folded, seen))


def find_instrument(text: str, *, by: Actor) -> Instrument:
    """The instrument of that slug, symbol or title.

    Raises:
        UnknownInstrument: none that the actor may see, or several.
    """
    asked = text.strip()
    seen = Instrument.objects.filter(sensitivity__in=visible(by, "instrument"))
    found = seen.filter(slug=asked.lower()).first()
    if found is None and asked:
        candidates = seen.filter(Q(symbol__iexact=asked) | Q(title__iexact=asked))
        found = candidates.first() if candidates.count() == 1 else None
    if found is None:
        raise UnknownInstrument(asked=asked[:ASKED])
    return found


def find_area(text: str, *, by: Actor) -> Area:
    """The area of that P-code in the latest edition that has it, or the country.

    Raises:
        UnknownArea: no edition that the actor may see has it.
    """
    asked = text.strip()
    found = (
        Area.objects.filter(
            pcode__iexact=asked, edition__sensitivity__in=visible(by, "area")
        )
        .order_by("level", "-edition__recorded")
        .first()
    )
    if found is None:
        raise UnknownArea(asked=asked[:ASKED])
    return found


def _by_slug(model: type[Found]) -> Find[Found]:
    def find(text: str, *, by: Actor) -> Found:  # noqa: ARG001
        found = model._default_manager.filter(slug=text.strip().lower()).first()
        if found is None:
            raise UnknownRecord(kind=model.__name__.lower(), asked=text[:ASKED])
        return found

    return find


def _person(text: str, *, by: Actor) -> Person:
    found = Person.objects.filter(
        name=text.strip(), sensitivity__in=visible(by, "person")
    ).first()
    if found is None:
        raise UnknownRecord(kind="person", asked=text[:ASKED])
    return found


def _nearest(folded: str, seen: QuerySet[Organization]) -> tuple[str, ...]:
    if not folded:
        return ()
    names = dict(
        Name.objects.filter(retracted__isnull=True, organization__in=seen)
        .order_by("id")
        .values_list("folded", "organization__slug")
    )
    hits = process.extract(
        folded[:ASKED], names.keys(), scorer=fuzz.WRatio, limit=NEAREST * 2
    )
    near = (names[hit] for hit, likeness, _ in hits if likeness >= LIKENESS)
    return tuple(dict.fromkeys(near))[:NEAREST]
