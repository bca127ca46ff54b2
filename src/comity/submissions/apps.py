"""Django's registration of the room."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """The room of what partners report."""

    name = "comity.submissions"
    label = "submissions"
