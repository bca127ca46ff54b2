"""Frameworks, their objectives, how these relate, and when they are reviewed."""

from typing import ClassVar

from django.db import models

from comity.access.models import Transaction
from comity.register.models.claims import Claim
from comity.register.models.instruments import Instrument
from comity.values.identity import SLUG_LENGTH, new_id
from comity.values.sensitivity import Sensitivity


class Framework(models.Model):
    """A set of agreed objectives: the Global Compact, the 2030 Agenda."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=SLUG_LENGTH, unique=True)
    title = models.CharField(max_length=300)
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, related_name="frameworks"
    )
    sensitivity = models.CharField(max_length=20, default=Sensitivity.PUBLIC)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class Objective(Claim):
    """A framework has an objective, a guiding principle, a goal or a target."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="objectives")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    parent = models.CharField(max_length=40, blank=True)

    SLOT: ClassVar = ("framework_id", "kind", "code")
    SAID: ClassVar = ("title",)


class ObjectiveLink(Claim):
    """An objective of one framework touches an objective of another."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="links")
    objective = models.CharField(max_length=40)
    target_framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="linked"
    )
    target = models.CharField(max_length=40)
    status = models.CharField(max_length=40)
    basis = models.TextField(blank=True)

    SLOT: ClassVar = (
        "framework_id",
        "objective",
        "target_framework_id",
        "target",
    )
    SAID: ClassVar = ("status",)


class Review(Claim):
    """A meeting or window in which a framework's progress is reviewed."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="reviews")
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(null=True)
    scope = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    convenor = models.CharField(max_length=200, blank=True)
    planned = models.BooleanField(default=False)

    SLOT: ClassVar = ("framework_id", "code")
    SAID: ClassVar = ("planned",)
    ONCE: ClassVar = True
