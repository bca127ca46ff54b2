"""The tables of a release that come from the register: claims with their evidence."""

from comity.releases.schema import Table, day, number, text

_CLAIM = (
    text("claim", "Identifier of the claim; citations refer to it."),
    text("fact", "Claims about one spell of one thing share it."),
)
_TIME = (
    text("start", "First day as the source gives it, EDTF; empty where unsaid."),
    text("end", "Last day, EDTF; .. where it still lasts; empty where unsaid."),
    day(
        "attested_on",
        "Day that the evidence speaks of, where a start or end is unsaid.",
    ),
    day("start_earliest", "Possible on days from here ..."),
    day("start_latest", "... and certain from here ..."),
    day("end_earliest", "... certain until here, inclusive ..."),
    day("end_latest", "... and possible until here, inclusive."),
    text("rank", "preferred, normal or deprecated beside the fact's other claims."),
)

ORGANIZATIONS = Table(
    "organizations",
    "Everything that can hold or grant a role: States, UN entities, NGOs and bodies.",
    (
        text("id", "Immutable identifier."),
        text("slug", "Short name for people, as in addresses; never reused."),
        text("name", "Full name on the release's day."),
        text("acronym", "Acronym on the release's day, where it has one."),
        text("classification", "State, un-entity, ngo, cluster and so on."),
        text("parent", "Slug of the organization that it is part of."),
    ),
    ("slug",),
)
NAMES = Table(
    "names",
    "What organizations are and were called.",
    (
        *_CLAIM,
        text("organization", "Slug."),
        text("kind", "name, acronym, former, alias or translation."),
        text("language", "ISO 639 code, where known."),
        text("text", "The name as written."),
        *_TIME,
    ),
    ("organization", "kind", "text", "claim"),
    (("organization",),),
)
IDENTIFIERS = Table(
    "identifiers",
    "Codes of organizations in the schemes of others.",
    (
        *_CLAIM,
        text("organization", "Slug."),
        text("scheme", "Whose list of codes."),
        text("value", "The code."),
        *_TIME,
    ),
    ("organization", "scheme", "value", "claim"),
    (("scheme", "value"),),
)
MEMBERSHIPS = Table(
    "memberships",
    "Roles of organizations in bodies: member, observer, lead and so on.",
    (
        *_CLAIM,
        text("member", "Slug of the organization that has the role."),
        text("body", "Slug of the organization that it has it in."),
        text("role", "member, observer, standing-invitee, lead and so on."),
        text("context", "To which the role is limited, such as conflict."),
        text("area", "P-code or ISO 3166-1 alpha-3 to which it is limited."),
        text("under", "Slug of the instrument that grants it."),
        *_TIME,
    ),
    ("body", "member", "role", "start_earliest", "claim"),
    (("member",), ("body",)),
)
INSTRUMENTS = Table(
    "instruments",
    "Resolutions, agreements and memoranda.",
    (
        text("id", "Immutable identifier."),
        text("slug", "Short name for people."),
        text("symbol", "Official symbol, where it has one."),
        text("title", "Title."),
        text("kind", "resolution, agreement, memorandum and so on."),
        text("level", "global, regional, country and so on."),
        text("parent", "Slug of the instrument under which it was made."),
    ),
    ("slug",),
)
INSTRUMENT_EVENTS = Table(
    "instrument_events",
    "What happened to instruments: adopted, signed, in force, ended.",
    (
        *_CLAIM,
        text("instrument", "Slug."),
        text("kind", "adopted, signed, in-force, expires and so on."),
        text("organization", "Slug of the one that did it, where one did."),
        *_TIME,
    ),
    ("instrument", "start_earliest", "kind", "claim"),
    (("instrument",),),
)
INSTRUMENT_PARTIES = Table(
    "instrument_parties",
    "Who is party to an instrument, or has another role in it.",
    (
        *_CLAIM,
        text("instrument", "Slug."),
        text("organization", "Slug."),
        text("role", "party, signatory, depositary and so on."),
        *_TIME,
    ),
    ("instrument", "organization", "role", "claim"),
    (("instrument",), ("organization",)),
)
CHANGE_EVENTS = Table(
    "change_events",
    "Organizations founded, renamed, replaced, merged, split or dissolved.",
    (
        *_CLAIM,
        text("kind", "replaced, renamed, merged, split and so on."),
        text("summary", "In a sentence."),
        text("originals", "Slugs of those that it ended or changed, by semicolon."),
        text("results", "Slugs of those that came of it, by semicolon."),
        *_TIME,
    ),
    ("start_earliest", "kind", "claim"),
)
FIGURES = Table(
    "figures",
    "Numbers that sources give, each at its time.",
    (
        *_CLAIM,
        text("organization", "Slug of what it is about, if an organization."),
        text("instrument", "Slug of what it is about, if an instrument."),
        text("measure", "What is counted."),
        number("value", "The number."),
        text("unit", "Of what, where it is not plain from the measure."),
        *_TIME,
    ),
    ("measure", "start_earliest", "claim"),
)
SOURCES = Table(
    "sources",
    "What the claims of this release cite.",
    (
        text("key", "Citations refer to it."),
        text("title", "Title."),
        text("publisher", "Publisher."),
        text("url", "Address, where it has one."),
        text("kind", "page, resolution, data set and so on."),
        text("published_on", "EDTF, where known."),
        day("retrieved_on", "Day on which it was read."),
    ),
    ("key",),
)
CITATIONS = Table(
    "citations",
    "Which claim rests on which place of which source.",
    (
        text("claim", "Of any of the tables of claims."),
        text("source", "Key of the source."),
        text("locator", "The place in it."),
        text("says", "What it says there, in the register's own words."),
    ),
    ("claim", "source", "locator", "says"),
    (("claim",),),
)

REGISTER_TABLES = (
    ORGANIZATIONS,
    NAMES,
    IDENTIFIERS,
    MEMBERSHIPS,
    INSTRUMENTS,
    INSTRUMENT_EVENTS,
    INSTRUMENT_PARTIES,
    CHANGE_EVENTS,
    FIGURES,
    SOURCES,
    CITATIONS,
)
