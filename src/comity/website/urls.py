"""The addresses of the public pages, each with its twins."""

from django.urls import path

from comity.website.pages import paths
from comity.website.views import (
    claims,
    countries,
    errors,
    frameworks,
    home,
    instruments,
    organizations,
    releases,
    responses,
    search,
)

TABLE = ("json", "csv")

app_name = "website"

urlpatterns = [
    *paths("", home.home, name="home"),
    *paths(
        "organizations",
        organizations.organization_list,
        name="organizations",
        forms=TABLE,
    ),
    *paths(
        "organizations/<str:slug>",
        organizations.organization,
        name="organization",
        forms=TABLE,
    ),
    *paths("instruments", instruments.instrument_list, name="instruments", forms=TABLE),
    *paths("instruments/<str:slug>", instruments.instrument, name="instrument"),
    *paths("countries", countries.world, name="countries", forms=TABLE),
    *paths("countries/<str:iso3>", countries.country, name="country"),
    *paths("frameworks", frameworks.framework_list, name="frameworks"),
    *paths("frameworks/<str:slug>", frameworks.framework, name="framework"),
    *paths("themes", frameworks.theme_list, name="themes"),
    *paths("themes/<str:slug>", frameworks.theme, name="theme"),
    *paths("responses", responses.response_list, name="responses"),
    *paths("responses/<str:code>", responses.response, name="response", forms=TABLE),
    path(
        "releases/<str:release>/files/<str:file>",
        releases.download,
        name="release-file",
    ),
    *paths("releases", releases.release_list, name="releases"),
    *paths("releases/<str:release>", releases.release_page, name="release"),
    *paths("claims/<str:claim>", claims.claim, name="claim"),
    *paths("conflicts", claims.conflict_list, name="conflicts"),
    *paths("changes", claims.change_list, name="changes", forms=TABLE),
    *paths("sources", claims.source_list, name="sources", forms=TABLE),
    *paths("search", search.search_page, name="search"),
    *paths("errors/<str:code>", errors.error, name="error"),
]
