"""Instruments: resolutions, agreements, memoranda; what happened to them, whom they bind."""

from typing import ClassVar

from django.db import models

from comity.access.models import Transaction
from comity.register.models.areas import Area
from comity.register.models.claims import Claim
from comity.register.models.organizations import Organization
from comity.register.models.themes import Theme
from comity.values.identity import SLUG_LENGTH, new_id
from comity.values.sensitivity import Sensitivity


class Instrument(models.Model):
    """A text that grants, binds or records: it has events rather than one date."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=SLUG_LENGTH, unique=True)
    symbol = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=500)
    folded = models.CharField(max_length=700, db_index=True)
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children"
    )
    sensitivity = models.CharField(max_length=20, default=Sensitivity.PUBLIC)
    simulated = models.BooleanField(default=False)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.symbol or self.title


class InstrumentEvent(Claim):
    """Something happened to an instrument: it was drafted, approved, signed or ended."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+"
    )

    SLOT: ClassVar = ("instrument_id", "kind", "organization_id")
    ONCE: ClassVar = True


class InstrumentParty(Claim):
    """An organization is party to an instrument, or has another role in it."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="parties")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="instruments"
    )
    role = models.CharField(max_length=40)

    SLOT: ClassVar = ("instrument_id", "organization_id", "role")


class InstrumentRelation(Claim):
    """An instrument amends, supersedes, implements, endorses … another."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=20)
    target = models.ForeignKey(Instrument, models.PROTECT, related_name="targeted")

    SLOT: ClassVar = ("instrument_id", "kind", "target_id")


class Clause(Claim):
    """A place in an instrument, with the themes and areas that it covers."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="clauses")
    place = models.CharField(max_length=120)
    heading = models.CharField(max_length=300, blank=True)
    themes = models.ManyToManyField(Theme, related_name="clauses")
    areas = models.ManyToManyField(Area, related_name="clauses")

    SLOT: ClassVar = ("instrument_id", "place")
    SAID: ClassVar = ("heading",)
