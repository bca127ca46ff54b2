"""Django's registration of the room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The room of sources and passages."""

    name = "comity.evidence"
    label = "evidence"
