"""Django's registration of the room."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """The room of what was published, frozen."""

    name = "comity.releases"
    label = "releases"
