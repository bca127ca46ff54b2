"""Which room answers which address."""

from django.urls import URLPattern, URLResolver, path

from comity.api.site import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
]
