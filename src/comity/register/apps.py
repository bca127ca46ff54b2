"""Django's registration of the room."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The room of the register."""

    name = "comity.register"
    label = "register"
