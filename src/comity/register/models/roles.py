"""Roles: memberships of organizations in bodies, posts and who holds them."""

from typing import ClassVar

from django.db import models

from comity.access.models import Transaction
from comity.register.models.areas import Area
from comity.register.models.claims import Claim
from comity.register.models.instruments import Instrument
from comity.register.models.organizations import Organization
from comity.values.identity import SLUG_LENGTH, new_id
from comity.values.sensitivity import Sensitivity


class Post(models.Model):
    """A seat that a person can hold: chief of mission, cluster coordinator."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=SLUG_LENGTH, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=300)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    sensitivity = models.CharField(max_length=20, default=Sensitivity.PUBLIC)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class Membership(Claim):
    """An organization has a role in a body: the one edge of the register."""

    member = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="members"
    )
    role = models.CharField(max_length=40)
    context = models.CharField(max_length=60, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    under = models.ForeignKey(
        Instrument, models.PROTECT, null=True, related_name="grants"
    )

    SLOT: ClassVar = (
        "member_id",
        "organization_id",
        "role",
        "context",
        "area_id",
        "post_id",
    )
    SAID: ClassVar = ("under_id",)

    class Meta(Claim.Meta):
        indexes = [
            models.Index(fields=["organization", "start_earliest", "end_latest"]),
            models.Index(fields=["member", "start_earliest", "end_latest"]),
        ]


class Person(models.Model):
    """Somebody who holds a post; as little is kept of a person as can be."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=300)
    sensitivity = models.CharField(max_length=20, default=Sensitivity.RESTRICTED)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class Holding(Claim):
    """A person holds a post."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")

    SLOT: ClassVar = ("person_id", "post_id")
