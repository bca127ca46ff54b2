"""The API as one site: its version, its rooms, its errors."""

from ninja import NinjaAPI

from comity.api import claims, register, releases
from comity.api.errors import answer_errors

api = NinjaAPI(
    title="Comity",
    version="1",
    description=(
        "Who works with whom, in what capacity, under which instrument, where and "
        "on what, on any date, with the evidence. Every answer takes as_of (the day "
        "in the world) and known_at (the moment of the register)."
    ),
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", register.router)
api.add_router("", releases.router)
api.add_router("/claims", claims.router)
answer_errors(api)
