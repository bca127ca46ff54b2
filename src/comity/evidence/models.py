"""Sources, passages and citations.

A passage says in our own words what a source says at one place; a claim cites
one or more of them. Claims live above this room, so a citation names its claim
by the id that all claims share.
"""

from django.db import models

from comity.access.models import Transaction
from comity.values.identity import new_id
from comity.values.sensitivity import Sensitivity


class Source(models.Model):
    """Something that can be cited: a page, a resolution, a data set, a report."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    published_on = models.CharField(max_length=64, blank=True)
    retrieved_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    sensitivity = models.CharField(max_length=20, default=Sensitivity.PUBLIC)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """One place in a source and what it says there, in our own words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="passages")
    locator = models.CharField(max_length=500)
    says = models.TextField()
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}"


class Citation(models.Model):
    """A claim cites a passage."""

    claim = models.UUIDField(db_index=True)
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="citations")
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "passage"], name="cited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.claim} cites {self.passage_id}"
