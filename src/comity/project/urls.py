"""Which room answers which address."""

from django.urls import URLPattern, URLResolver, include, path

from comity.api.site import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("desk/", include("comity.desk.urls")),
    path("", include("comity.website.urls")),
]

handler404 = "comity.website.views.errors.page_missing"
handler500 = "comity.website.views.errors.failed"
