"""Responses, their reporting periods, and who is expected to report."""

from django.db import models
from django.db.models import Q

from comity.access.models import Transaction
from comity.register.models.areas import AreaEdition
from comity.register.models.organizations import Organization
from comity.values.identity import new_id
from comity.values.sensitivity import Sensitivity


class Response(models.Model):
    """A coordinated response in a country, into which partners report."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    country = models.CharField(max_length=3)
    title = models.CharField(max_length=300)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    edition = models.ForeignKey(
        AreaEdition, models.PROTECT, null=True, related_name="+"
    )
    sensitivity = models.CharField(max_length=20, default=Sensitivity.PARTNERS)
    aggregation_rule = models.CharField(max_length=60, default="presence")
    simulated = models.BooleanField(default=False)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.code


class ReportingPeriod(models.Model):
    """A stretch of a response for which partners report, both days inclusive."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    response = models.ForeignKey(Response, models.PROTECT, related_name="periods")
    label = models.CharField(max_length=60)
    start = models.DateField()
    end = models.DateField()
    due_on = models.DateField(null=True)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "label"], name="period_labelled_once"
            ),
            models.CheckConstraint(
                condition=Q(start__lte=models.F("end")), name="period_in_order"
            ),
        ]
        ordering = ["start"]

    def __str__(self) -> str:
        return self.label


class Expectation(models.Model):
    """An organization is expected to report for a period, until withdrawn."""

    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="expectations"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")
    withdrawn = models.ForeignKey(
        Transaction, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "organization"],
                condition=Q(withdrawn__isnull=True),
                name="expected_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} for {self.period_id}"
