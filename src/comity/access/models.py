"""People who sign in, and the register's transactions: its clock and audit trail."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from comity.access.actors import Role
from comity.values.identity import new_id


class User(AbstractUser):
    """A person who signs in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    role = models.CharField(
        max_length=20,
        choices=[
            (role.value, role.value) for role in (Role.REGISTERED, Role.ADMINISTRATOR)
        ],
        default=Role.REGISTERED,
    )


class Clock(models.Model):
    """The one row that every write locks: the last sequence handed out."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    sequence = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="clock_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"sequence {self.sequence}"


class Transaction(models.Model):
    """One write to the stores: its place in the sequence and its audit entry.

    `recorded_at` grows along `sequence`, even where a clock is set back. `digest`
    chains each entry to the one before it, so that an altered or missing entry is
    found by `check`; `by_name` is left out of it, so that a person's can be erased.
    """

    sequence = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=200)
    by_name = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"
