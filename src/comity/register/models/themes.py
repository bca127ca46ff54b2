"""Themes: sectors and fields of cooperation, with the codes of others mapped to them."""

from django.db import models

from comity.access.models import Transaction
from comity.evidence.models import Source
from comity.values.identity import SLUG_LENGTH, new_id


class Theme(models.Model):
    """A sector or a field of cooperation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=SLUG_LENGTH, unique=True)
    name = models.CharField(max_length=200)
    vocabulary = models.CharField(max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class ThemeCode(models.Model):
    """What somebody's list calls a theme: a code, a label, in a language."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=60)
    code = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "scheme", "code", "label", "language"],
                name="theme_coded_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.code
