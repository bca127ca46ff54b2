"""Django's registration of the room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The room of people, permissions and the audit trail."""

    name = "comity.access"
    label = "access"
