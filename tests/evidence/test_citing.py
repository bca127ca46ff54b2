"""Sources are kept once, passages are cited, and what may not be seen is left out."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from comity.access.actions import write
from comity.access.actors import ANONYMOUS, Actor, Role
from comity.access.models import Transaction
from comity.access.policy import Resource
from comity.errors import EvidenceIncomplete, SourceDiffers, UnknownSource, UrlForbidden
from comity.evidence.actions import cite, keep_source
from comity.evidence.models import Citation, Passage, Source
from comity.evidence.queries import citations, sources
from comity.evidence.records import Evidence, SourceDraft
from comity.values.identity import stable_id
from comity.values.sensitivity import Sensitivity

OPERATOR = Actor("operator:test", "test", Role.OPERATOR)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def entry(db: None) -> Transaction:
    with write("test.do", Resource("test"), subject="it", by=OPERATOR, at=NOW) as entry:
        return entry


def draft(key: str = "gazette", **changes: object) -> SourceDraft:
    given = {"title": "The Gazette", "url": "https://gazette.example.org/1"}
    return SourceDraft(key=key, **{**given, **changes})  # type: ignore[arg-type]


def test_a_source_has_the_same_id_everywhere(entry: Transaction) -> None:
    kept = keep_source(
        draft(published_on="2016-09~", retrieved_on=date(2026, 1, 2)), entry
    )

    assert kept.id == stable_id("source", "gazette")
    assert (kept.published_on, kept.retrieved_on) == ("2016-09~", date(2026, 1, 2))


def test_a_source_recorded_again_is_the_one_that_is_there(entry: Transaction) -> None:
    assert keep_source(draft(), entry) == keep_source(draft(), entry)
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"title": "Another"}, {"url": "https://elsewhere.example.org/"}]
)
def test_a_key_never_comes_to_mean_another_source(
    entry: Transaction, changes: dict[str, str]
) -> None:
    keep_source(draft(), entry)

    with pytest.raises(SourceDiffers):
        keep_source(draft(**changes), entry)
    assert Source.objects.get().title == "The Gazette"


def test_equal_passages_are_kept_once_and_cited_by_each_claim(
    entry: Transaction,
) -> None:
    keep_source(draft(), entry)
    passage = Evidence("gazette", "page 1", "It says so.")
    first, second = uuid4(), uuid4()

    cite([(first, passage), (second, passage), (second, passage)], entry)
    cite([(first, Evidence("gazette", "page 2", "It says so."))], entry)

    assert Passage.objects.count() == 2
    assert Citation.objects.count() == 3
    found = citations([first, second], by=ANONYMOUS)
    assert [one.locator for one in found[first]] == ["page 1", "page 2"]
    assert [one.locator for one in found[second]] == ["page 1"]


def test_evidence_from_a_source_that_nobody_recorded_is_refused(
    entry: Transaction,
) -> None:
    with pytest.raises(UnknownSource):
        cite([(uuid4(), Evidence("ghost", "page 1", "It says so."))], entry)


def test_many_citations_are_read_in_full(entry: Transaction) -> None:
    keep_source(draft(), entry)
    claims = [uuid4() for _ in range(1201)]
    cite(((one, Evidence("gazette", f"line {one}", "So.")) for one in claims), entry)

    found = citations(claims, by=ANONYMOUS)

    assert len(found) == len(claims)
    assert citations([], by=ANONYMOUS) == {}


@pytest.mark.parametrize(
    ("actor", "seen"),
    [
        (ANONYMOUS, 1),
        (Actor("user:1", "somebody", Role.REGISTERED), 2),
        (OPERATOR, 4),
    ],
)
def test_a_source_is_cited_only_to_those_who_may_see_it(
    entry: Transaction, actor: Actor, seen: int
) -> None:
    claim = uuid4()
    for sensitivity in Sensitivity:
        keep_source(draft(key=sensitivity, sensitivity=sensitivity), entry)
        cite([(claim, Evidence(sensitivity, "page 1", "So."))], entry)

    assert len(citations([claim], by=actor).get(claim, ())) == seen
    assert len(sources(by=actor)) == seen


@pytest.mark.parametrize(
    ("source", "locator", "says", "missing"),
    [
        ("", "page 1", "So.", "the source"),
        ("gazette", " ", "So.", "the place"),
        ("gazette", "page 1", "\n", "what the source says"),
    ],
)
def test_evidence_without_source_place_or_words_is_refused(
    source: str, locator: str, says: str, missing: str
) -> None:
    with pytest.raises(EvidenceIncomplete, match=missing):
        Evidence(source, locator, says)


@pytest.mark.parametrize("changes", [{"title": " "}, {"key": ""}])
def test_a_source_needs_a_title(changes: dict[str, str]) -> None:
    with pytest.raises(EvidenceIncomplete):
        SourceDraft(**{"key": "gazette", "title": "The Gazette", **changes})


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "http://localhost/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1:8000/x",
        "http://[broken/",
        "https://example.org/ with spaces",
        "https://",
        "https://exam\nple.org/",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_an_address_that_readers_cannot_open_is_refused(url: str) -> None:
    with pytest.raises(UrlForbidden):
        draft(url=url)


@pytest.mark.parametrize(
    "url", ["", "https://example.org/a?b=c#d", "http://xn--nxasmq6b.example/"]
)
def test_a_public_address_or_none_is_taken(url: str) -> None:
    assert draft(url=url).url == url
