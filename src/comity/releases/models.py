"""What was published: the name and place in the register of every release.

What a release holds is in its folder and nowhere else; these rows say that it is
published, what the folder's manifest was, and whether it was withdrawn.
"""

from django.db import models

from comity.access.models import Transaction
from comity.values.identity import new_id

NAME_LENGTH = 120


class Release(models.Model):
    """A frozen public copy of the stores as they were known at a sequence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    sequence = models.BigIntegerField()
    known_at = models.DateTimeField(null=True)
    simulated = models.BooleanField(default=False)
    manifest_sha256 = models.CharField(max_length=64)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")
    withdrawn = models.ForeignKey(
        Transaction, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-sequence", "-recorded"]

    def __str__(self) -> str:
        return self.name


class ReleasedResponse(models.Model):
    """A release holds what is public of a response."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="responses")
    code = models.CharField(max_length=40, db_index=True)
    country = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "code"], name="response_released_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} in {self.release_id}"
