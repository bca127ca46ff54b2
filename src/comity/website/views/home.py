"""The first page: what Comity holds, and what changed lately."""

from dataclasses import dataclass

from comity.register.queries.frameworks import FrameworkName, frameworks
from comity.register.queries.holdings import Holdings, holdings
from comity.register.queries.lately import Recording, recordings, world_changes
from comity.register.queries.listing import BodySize, largest_bodies
from comity.register.records import ChangeRecord
from comity.website.pages import Page
from comity.website.questions import Question

BODIES = 6
CHANGES = 8
RECORDINGS = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """What the register holds and what changed lately, in it and in the world."""

    holdings: Holdings
    bodies: tuple[BodySize, ...]
    frameworks: tuple[FrameworkName, ...]
    world: tuple[ChangeRecord, ...]
    register: tuple[Recording, ...]


def home(question: Question) -> Page:
    asking = question.asking
    record = Overview(
        holdings(asking),
        largest_bodies(asking, limit=BODIES),
        frameworks(asking),
        world_changes(asking, limit=CHANGES),
        recordings(asking, limit=RECORDINGS),
    )
    return Page(template="website/home.html", record=record)
