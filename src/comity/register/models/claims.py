"""What every claim has: two clocks, a fact, a class; and the ranks of claims.

A claim is never edited. Retracting it closes its register time; correcting it
retracts it and records another about the same fact. Its rank may change, so
ranks are rows of their own with register time.

`slot` names the thing that a claim is about (this member in that body in that
role); claims of one slot about one stretch of time share a `fact`.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from comity.access.models import Transaction
from comity.values.dates import Bounds, Period
from comity.values.identity import new_id
from comity.values.sensitivity import Sensitivity

DATE_TEXT = 64


class Claim(models.Model):
    """Something that a source says of the world, as the register took it down."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    fact = models.UUIDField(default=new_id, db_index=True)
    slot = models.CharField(max_length=400, db_index=True)

    start = models.CharField(max_length=DATE_TEXT, null=True)  # noqa: DJ001
    end = models.CharField(max_length=DATE_TEXT, null=True)  # noqa: DJ001
    attested_on = models.DateField(null=True)
    start_earliest = models.DateField()
    start_latest = models.DateField()
    end_earliest = models.DateField()
    end_latest = models.DateField()

    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")
    retracted = models.ForeignKey(
        Transaction, models.PROTECT, null=True, related_name="+"
    )
    retraction_reason = models.TextField(blank=True)
    corrects = models.UUIDField(null=True)

    sensitivity = models.CharField(max_length=20, default=Sensitivity.PUBLIC)
    owner = models.CharField(max_length=200, blank=True)
    last_confirmed_on = models.DateField(null=True)

    SLOT: ClassVar[tuple[str, ...]] = ()
    """Fields that together name what the claim is about."""

    SAID: ClassVar[tuple[str, ...]] = ()
    """Fields in which two claims about one fact may disagree."""

    ONCE: ClassVar[bool] = False
    """Whether what the slot names happens only once, so that it is one fact."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start_earliest__lte=F("end_latest")),
                name="%(class)s_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(retracted__isnull=True) | ~Q(retraction_reason=""),
                name="%(class)s_is_retracted_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{type(self).__name__.lower()} {self.slot}"

    @property
    def period(self) -> Period:
        """The stretch of time that the claim speaks of, as it was bounded when recorded."""
        return Period(
            self.start,
            self.end,
            self.attested_on,
            Bounds(self.start_earliest, self.start_latest),
            Bounds(self.end_earliest, self.end_latest),
        )

    def speak_of(self, period: Period) -> None:
        """Set the stretch of time that the claim speaks of."""
        self.start, self.end = period.start, period.end
        self.attested_on = period.attested_on
        self.start_earliest, self.start_latest = (
            period.starts.earliest,
            period.starts.latest,
        )
        self.end_earliest, self.end_latest = period.ends.earliest, period.ends.latest


class Ranking(models.Model):
    """Someone preferred or deprecated a claim, with a reason."""

    claim = models.UUIDField(db_index=True)
    rank = models.CharField(max_length=12)
    reason = models.TextField()
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")
    superseded = models.ForeignKey(
        Transaction, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(superseded__isnull=True),
                name="one_ranking_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} {self.rank}"
