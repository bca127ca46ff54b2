"""Django's registration of the room."""

from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    """The room of judgements on names."""

    name = "comity.reconciliation"
    label = "reconciliation"
