"""Django's registration of the room."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The room of the website."""

    name = "comity.website"
    label = "website"
