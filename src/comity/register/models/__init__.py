"""The register's tables, by what they speak of."""

from comity.register.models.areas import Area, AreaEdition, AreaName, AreaShape
from comity.register.models.claims import Claim, Ranking
from comity.register.models.frameworks import (
    Framework,
    Objective,
    ObjectiveLink,
    Review,
)
from comity.register.models.instruments import (
    Clause,
    Instrument,
    InstrumentEvent,
    InstrumentParty,
    InstrumentRelation,
)
from comity.register.models.organizations import (
    ChangeEvent,
    Figure,
    Identifier,
    Name,
    Organization,
)
from comity.register.models.responses import Expectation, ReportingPeriod, Response
from comity.register.models.roles import Holding, Membership, Person, Post
from comity.register.models.themes import Theme, ThemeCode

__all__ = [
    "Area",
    "AreaEdition",
    "AreaName",
    "AreaShape",
    "ChangeEvent",
    "Claim",
    "Clause",
    "Expectation",
    "Figure",
    "Framework",
    "Holding",
    "Identifier",
    "Instrument",
    "InstrumentEvent",
    "InstrumentParty",
    "InstrumentRelation",
    "Membership",
    "Name",
    "Objective",
    "ObjectiveLink",
    "Organization",
    "Person",
    "Post",
    "Ranking",
    "ReportingPeriod",
    "Response",
    "Review",
    "Theme",
    "ThemeCode",
]
