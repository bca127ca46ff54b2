"""Names that were met, and the judgements passed on them."""

from django.db import models
from django.db.models import Q

from comity.access.models import Transaction
from comity.reconciliation.mentions import KEY_LENGTH, Kind
from comity.values.identity import new_id

EVERYWHERE = ""
"""The scope of a judgement that holds in every response."""


class Verdict(models.TextChoices):
    """What a judgement says of a name and a referent."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    WITHIN = "within"


class MetName(models.Model):
    """A name that a submission brought, with what the matcher proposes for it.

    The proposal is a help for the reviewer, not a record: it is made anew when
    the matcher or the register has changed.
    """

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in Kind])
    key = models.CharField(max_length=KEY_LENGTH)
    text = models.CharField(max_length=KEY_LENGTH)
    detail = models.JSONField(default=dict)
    proposed = models.CharField(max_length=10, blank=True)
    score = models.FloatField(default=0.0)
    reasons = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    matcher = models.CharField(max_length=40, blank=True)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="name_met_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


class Judgement(models.Model):
    """Somebody, or the matcher within its automatic band, said what a name means.

    `referent` is an organization's id, a P-code or a theme's slug. A judgement
    is never changed: it is undone, and another may be passed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in Kind])
    key = models.CharField(max_length=KEY_LENGTH)
    scope = models.CharField(max_length=60, blank=True, default=EVERYWHERE)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    referent = models.CharField(max_length=100)
    by_matcher = models.BooleanField(default=False)
    score = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    matcher = models.CharField(max_length=40, blank=True)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")
    undone = models.ForeignKey(Transaction, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "scope", "by_matcher"],
                condition=Q(undone__isnull=True, verdict=Verdict.POSITIVE),
                name="one_meaning_stands",
            ),
        ]
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.verdict} {self.referent}"
