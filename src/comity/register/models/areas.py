"""Areas with P-codes, by edition; their names in several scripts; their shapes.

A P-code means something only together with the edition that lists it: codes
are reused and places split. The world's countries are an edition of level 0.

Source: OCHA common operational data sets (COD-AB).
"""

from django.db import models

from comity.access.models import Transaction
from comity.evidence.models import Source
from comity.values.identity import new_id
from comity.values.sensitivity import Sensitivity


class AreaEdition(models.Model):
    """One published list of areas, complete for the countries that it covers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    sensitivity = models.CharField(max_length=20, default=Sensitivity.PUBLIC)
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class Area(models.Model):
    """A country or an administrative area of one, in one edition."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(AreaEdition, models.PROTECT, related_name="areas")
    country = models.CharField(max_length=3, db_index=True)
    pcode = models.CharField(max_length=40, db_index=True)
    numeric_code = models.CharField(max_length=3, blank=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children"
    )
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    valid_from = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "pcode", "level"], name="pcode_once_an_edition"
            ),
        ]
        indexes = [models.Index(fields=["country", "level", "edition"])]

    def __str__(self) -> str:
        return f"{self.pcode} {self.name}"


class AreaName(models.Model):
    """A further name of an area, in a language or formerly used."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="other_names")
    language = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "language", "text"], name="area_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class AreaShape(models.Model):
    """An area's boundary: GeoJSON geometry text, in degrees (WGS 84)."""

    area = models.OneToOneField(
        Area, models.CASCADE, primary_key=True, related_name="shape"
    )
    geometry = models.TextField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    recorded = models.ForeignKey(Transaction, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"shape of {self.area_id}"
