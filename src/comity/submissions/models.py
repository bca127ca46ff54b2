"""Submissions, their lives, and the names that they brought."""

from django.db import models
from django.db.models import Q

from comity.access.models import Transaction
from comity.reconciliation.mentions import KEY_LENGTH, Kind
from comity.register.models import Response
from comity.values.identity import new_id
from comity.values.sensitivity import Sensitivity


class State(models.TextChoices):
    """Where a submission stands."""

    RECEIVED = "received"
    QUARANTINED = "quarantined"
    CHECKING = "checking"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


class Submission(models.Model):
    """A file that someone sent for a response, and what became of it.

    The file is kept as received under its SHA-256; the checked rows and problems
    are staged beside it in the home until the ledger has them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    response = models.ForeignKey(Response, models.PROTECT, related_name="submissions")
    reporter = models.CharField(max_length=100, blank=True)
    period = models.CharField(max_length=64, blank=True)
    sheet = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    options = models.JSONField(default=dict)
    sensitivity = models.CharField(max_length=20, default=Sensitivity.PARTNERS)
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.RECEIVED, db_index=True
    )
    reason = models.TextField(blank=True)
    findings = models.JSONField(default=dict)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    tries = models.PositiveSmallIntegerField(default=0)
    leased_by = models.CharField(max_length=100, blank=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["response", "reporter", "period", "sheet"])]

    def __str__(self) -> str:
        return f"{self.file} ({self.state})"


class Life(models.Model):
    """A stretch of the register's time in which a submission counted."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="lives")
    since = models.ForeignKey(Transaction, models.PROTECT, related_name="+")
    until = models.ForeignKey(Transaction, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(until__isnull=True),
                name="one_life_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} since {self.since_id}"


class BroughtName(models.Model):
    """A submission names something, in so many rows."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="brought")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in Kind])
    key = models.CharField(max_length=KEY_LENGTH)
    rows = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "kind", "key"], name="name_brought_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.rows} rows"
