"""Words that only some readers may see, planted wherever a record can name another.

Every hidden record says `CANARY`, so whatever an answer is made of, a search for that
one word in it finds what leaked. Around the hidden records stand public ones, and
public claims that name the hidden ones: what a careless contributor leaves behind.
"""

from comity.access.actions import write
from comity.access.policy import Resource
from comity.evidence.actions import keep_source
from comity.evidence.records import Evidence, SourceDraft
from comity.register import actions
from comity.register.entities import (
    AreaDraft,
    OrganizationDraft,
    keep_areas,
    keep_edition,
    keep_framework,
    keep_organizations,
    keep_post,
)
from comity.register.facts import Rank
from comity.register.models import (
    Framework,
    Holding,
    Instrument,
    Organization,
    Person,
    Response,
)
from comity.register.references import References
from comity.register.statements import Statement
from comity.values.sensitivity import Sensitivity
from tests.register.world import (
    OPERATOR,
    SOURCE,
    START,
    keep,
    keep_text,
    membership,
    moment,
    stated,
)

CANARY = "canary"

SECRET = SourceDraft(
    key="canary-source",
    title="Canary Source",
    publisher="Canary Press",
    url="https://canary.example.org/",
    sensitivity=Sensitivity.RESTRICTED,
)


def plant(hidden: Sensitivity = Sensitivity.RESTRICTED) -> None:
    """Record a public world and a hidden one, tied together in every way there is.

    Public: organizations alpha, beta, body, country; instrument charter; framework
    compact; country ALA; response open-1.
    """
    keep("alpha", "beta", "country")
    keep("body", classification="committee")
    keep("canary-org", "canary-body", sensitivity=hidden)
    with write(
        "organizations.load",
        Resource("organization"),
        subject="test",
        by=OPERATOR,
        at=START,
    ) as entry:
        keep_organizations(
            [
                OrganizationDraft(
                    slug="child", classification="office", parent="canary-org"
                ),
                OrganizationDraft(
                    slug="canary-child",
                    classification="office",
                    parent="alpha",
                    sensitivity=hidden,
                ),
            ],
            References(OPERATOR),
            entry,
        )
    keep_text("charter", symbol="A/RES/1/1", title="The Charter")
    keep_text("protocol", symbol="A/RES/1/2", title="The Protocol")
    keep_text("canary-text", symbol="CANARY/1", title="Canary Text", sensitivity=hidden)
    Instrument.objects.filter(slug="protocol").update(
        parent=Instrument.objects.get(slug="canary-text")
    )
    _keep_places_and_frameworks(hidden)
    actions.record(
        [*_public(), *_about_hidden(), *_hidden(hidden)],
        sources=[SOURCE, SECRET],
        by=OPERATOR,
        at=moment(1),
    )
    _keep_a_person(hidden)


def _keep_places_and_frameworks(hidden: Sensitivity) -> None:
    with write(
        "areas.load", Resource("area"), subject="test", by=OPERATOR, at=moment(0)
    ) as entry:
        source = keep_source(SOURCE, entry)
        secret = keep_source(SECRET, entry)
        public = keep_edition("world", "World", source, entry)
        keep_areas(
            [AreaDraft(country="ALA", pcode="ALA", level=0, name="Aland")], public
        )
        keep_areas(
            [
                AreaDraft(country="ALA", pcode="CANARY1", level=1, name="Canary Isle"),
                AreaDraft(country="XCA", pcode="XCA", level=0, name="Canaria canary"),
            ],
            keep_edition("canary-edition", "Canary Edition", secret, entry, hidden),
        )
        compact = keep_framework("compact", "The Compact", None, entry)
        keep_framework("canary-plan", "Canary Plan", None, entry, sensitivity=hidden)
        compact.instrument = Instrument.objects.get(slug="canary-text")
        compact.save()
        keep_post(
            "canary-seat",
            "Canary Seat",
            Organization.objects.get(slug="alpha"),
            None,
            entry,
            sensitivity=hidden,
        )
        for code, sensitivity in (
            ("open-1", Sensitivity.PUBLIC),
            ("canary-1", hidden),
        ):
            Response.objects.create(
                code=code,
                country="ALA",
                title=code,
                sensitivity=sensitivity,
                recorded=entry,
            )


def _public() -> list[Statement]:
    names = [
        stated("name", {"organization": slug, "kind": "name", "text": slug.title()})
        for slug in ("alpha", "beta", "body", "country")
    ]
    code = {"scheme": "iso3166-1-alpha3", "value": "ALA"}
    return [
        *names,
        stated("identifier", {"organization": "country", **code}),
        membership("alpha", "body"),
        membership("beta", "body", under="charter"),
        membership("country", "body", area="ALA"),
        stated(
            "instrument-event", {"instrument": "charter", "kind": "signed"}, end="2000"
        ),
        stated(
            "instrument-party",
            {"instrument": "charter", "organization": "alpha", "role": "party"},
        ),
        stated(
            "clause",
            {"instrument": "charter", "place": "article 1", "areas": "ALA"},
        ),
        stated(
            "objective",
            {"framework": "compact", "code": "1", "kind": "objective", "title": "One"},
        ),
    ]


def _about_hidden() -> list[Statement]:
    """Public claims that name hidden records."""
    once = {"start": "2001", "end": "2001"}
    return [
        stated(
            "name",
            {
                "organization": "canary-org",
                "kind": "name",
                "text": "Canary Organization",
            },
        ),
        stated(
            "name", {"organization": "canary-org", "kind": "acronym", "text": "CANARY"}
        ),
        stated("name", {"organization": "alpha", "kind": "acronym", "text": "ALPH"}),
        stated(
            "identifier",
            {"organization": "canary-org", "scheme": "canary-ids", "value": "CANARY-9"},
        ),
        membership("canary-org", "body"),
        membership("alpha", "canary-body"),
        membership("alpha", "body", "chair", under="canary-text"),
        membership("alpha", "body", "observer", area="CANARY1"),
        stated(
            "instrument-event",
            {"instrument": "charter", "kind": "approved", "organization": "canary-org"},
            **once,
        ),
        stated(
            "instrument-event", {"instrument": "canary-text", "kind": "signed"}, **once
        ),
        stated(
            "instrument-party",
            {"instrument": "charter", "organization": "canary-org", "role": "party"},
        ),
        stated(
            "instrument-party",
            {"instrument": "canary-text", "organization": "alpha", "role": "party"},
        ),
        stated(
            "instrument-relation",
            {"instrument": "canary-text", "kind": "amends", "target": "charter"},
        ),
        stated(
            "instrument-relation",
            {"instrument": "charter", "kind": "implements", "target": "canary-text"},
        ),
        stated(
            "clause",
            {"instrument": "canary-text", "place": "canary article", "areas": "ALA"},
        ),
        stated(
            "clause",
            {"instrument": "charter", "place": "article 2", "areas": "CANARY1"},
        ),
        stated(
            "change-event",
            {"kind": "renamed", "originals": "canary-org", "results": "alpha"},
            **once,
        ),
        stated(
            "change-event",
            {"kind": "merged", "originals": "alpha;canary-org", "results": "body"},
            **once,
        ),
        stated(
            "figure",
            {"organization": "canary-org", "measure": "canary-staff", "value": "7"},
            **once,
        ),
        stated(
            "figure",
            {"instrument": "canary-text", "measure": "canary-votes", "value": "7"},
            **once,
        ),
        stated(
            "objective-link",
            {
                "framework": "compact",
                "objective": "1",
                "target_framework": "canary-plan",
                "target": "9",
                "status": "indicative",
            },
        ),
        stated(
            "objective",
            {
                "framework": "canary-plan",
                "code": "9",
                "kind": "objective",
                "title": "Canary aim",
            },
        ),
        membership(
            "beta",
            "body",
            "liaison",
            source=SECRET.key,
            locator="canary page",
            says="Canary says so.",
        ),
    ]


def _hidden(hidden: Sensitivity) -> list[Statement]:
    """Hidden claims about public records."""
    said = {"sensitivity": hidden, "says": "Canary says so."}
    return [
        stated(
            "name",
            {"organization": "alpha", "kind": "alias", "text": "Canary Alpha"},
            **said,
        ),
        stated(
            "identifier",
            {"organization": "alpha", "scheme": "canary-scheme", "value": "CANARY-1"},
            **said,
        ),
        membership("beta", "alpha", "secretariat", locator="canary page", **said),
        membership(
            "alpha",
            "body",
            "member",
            "1995",
            rank=Rank.DEPRECATED,
            rank_reason="canary doubts",
            **said,
        ),
        stated(
            "figure",
            {"organization": "alpha", "measure": "canary-budget", "value": "7"},
            "2001",
            "2001",
            **said,
        ),
        stated(
            "change-event",
            {"kind": "split", "originals": "alpha", "summary": "Canary split"},
            "2001",
            "2001",
            **said,
        ),
        stated(
            "clause",
            {"instrument": "charter", "place": "canary annex", "heading": "Canary"},
            **said,
        ),
        stated(
            "review",
            {
                "framework": "compact",
                "code": "canary-review",
                "kind": "forum",
                "scope": "canary scope",
            },
            **said,
        ),
        stated(
            "instrument-event",
            {"instrument": "charter", "kind": "renewed"},
            "2002",
            "2002",
            locator="canary page",
            **said,
        ),
    ]


def _keep_a_person(hidden: Sensitivity) -> None:
    """A public claim that a person whom few may see holds a seat whom few may see."""
    with write(
        "people.load", Resource("person"), subject="test", by=OPERATOR, at=moment(2)
    ) as entry:
        Person.objects.create(name="Canary Person", sensitivity=hidden, recorded=entry)
    actions.record(
        [
            Statement(
                kind="holding",
                texts={"person": "Canary Person", "post": "canary-seat"},
                period=membership().period,
                evidence=(Evidence(SOURCE.key, "page 9", "Someone holds a seat."),),
            )
        ],
        by=OPERATOR,
        at=moment(3),
    )
    assert Holding.objects.count() == 1
    assert Framework.objects.count() == 2
