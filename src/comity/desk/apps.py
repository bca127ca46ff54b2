"""Django's registration of the room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room of the desk."""

    name = "comity.desk"
    label = "desk"
