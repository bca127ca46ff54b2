"""Reading the register: every answer takes a day, a moment and who asks (`ask`)."""

from comity.register.queries.asking import Asking, ask
from comity.register.queries.changes import changes, changes_document
from comity.register.queries.claims import claim_record, conflicts, fact_claims
from comity.register.queries.countries import (
    countries,
    country_profile,
    member_countries,
)
from comity.register.queries.instruments import instrument_profile, instruments
from comity.register.queries.names import display_names, organization_slugs
from comity.register.queries.organizations import organization_profile
from comity.register.queries.roles import members, standing

__all__ = [
    "Asking",
    "ask",
    "changes",
    "changes_document",
    "claim_record",
    "conflicts",
    "countries",
    "country_profile",
    "display_names",
    "fact_claims",
    "instrument_profile",
    "instruments",
    "member_countries",
    "members",
    "organization_profile",
    "organization_slugs",
    "standing",
]
