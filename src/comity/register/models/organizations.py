"""Organizations of every kind, what they are called and what became of them.

Everything that can hold or grant a role is an organization: States, United
Nations entities, associations, and also bodies such as a committee or a cluster.

Source: Popolo and W3C ORG vocabularies.
"""

from typing import ClassVar

from django.db import models

from comity.access.models import Transaction
from comity.register.models.claims import Claim
from comity.values.identity import SLUG_LENGTH, new_id
from comity.values.sensitivity import Sensitivity


class Organization(models.Model):
    """Something that can hold or grant a role."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=SLUG_LENGTH, unique=True)
    classification = models.CharField(max_length=60, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children"
    )
    sensitivity = models.CharField(max_length=20, default=Sensitivity.PUBLIC)
    simulated = models.BooleanField(default=False)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.slug


class Name(Claim):
    """An organization goes by a name: full, acronym, former, alias or translation."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="names")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=500)
    folded = models.CharField(max_length=500, db_index=True)

    SLOT: ClassVar = ("organization_id", "kind", "language", "folded")


class Identifier(Claim):
    """An organization is known by a code in somebody's scheme."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="identifiers"
    )
    scheme = models.CharField(max_length=60)
    value = models.CharField(max_length=200, db_index=True)

    SLOT: ClassVar = ("organization_id", "scheme")
    SAID: ClassVar = ("value",)


class ChangeEvent(Claim):
    """Organizations were founded, renamed, replaced, merged, split or dissolved."""

    kind = models.CharField(max_length=20)
    summary = models.TextField(blank=True)
    originals = models.ManyToManyField(Organization, related_name="left_by")
    results = models.ManyToManyField(Organization, related_name="made_by")

    SLOT: ClassVar = ("kind", "originals", "results")
    ONCE: ClassVar = True


class Figure(Claim):
    """A number that a source gives for something, at a time: 175 member States."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="figures"
    )
    instrument = models.ForeignKey(
        "register.Instrument", models.PROTECT, null=True, related_name="figures"
    )
    measure = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=60, blank=True)

    SLOT: ClassVar = ("organization_id", "instrument_id", "measure")
    SAID: ClassVar = ("value", "unit")
