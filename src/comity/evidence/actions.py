"""Recording sources and citing passages, inside the transaction of an action."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from comity.access.models import Transaction
from comity.errors import SourceDiffers, UnknownSource
from comity.evidence.models import Citation, Passage, Source
from comity.evidence.records import Evidence, SourceDraft
from comity.values.identity import stable_id

BATCH = 2000


def keep_source(draft: SourceDraft, entry: Transaction) -> Source:
    """The source of that key, recorded now if it is new.

    Raises:
        SourceDiffers: the key is taken by a source with another title or address.
    """
    kept = Source.objects.filter(key=draft.key).first()
    if kept is None:
        return Source.objects.create(
            id=stable_id("source", draft.key),
            recorded=entry,
            **{name: getattr(draft, name) for name in draft.__slots__},
        )
    if (kept.title, kept.url) != (draft.title, draft.url):
        raise SourceDiffers(key=draft.key, kept=kept.title, given=draft.title)
    return kept


def cite(cited: Iterable[tuple[UUID, Evidence]], entry: Transaction) -> None:
    """Let claims cite passages; equal passages are kept once.

    Raises:
        UnknownSource: evidence names a source that was never recorded.
    """
    pairs = list(cited)
    sources = _sources({evidence.source for _, evidence in pairs})
    passages = {
        evidence: Passage(
            id=stable_id("passage", evidence.source, evidence.locator, evidence.says),
            source=sources[evidence.source],
            locator=evidence.locator,
            says=evidence.says,
            recorded=entry,
        )
        for evidence in dict.fromkeys(evidence for _, evidence in pairs)
    }
    Passage.objects.bulk_create(
        passages.values(), ignore_conflicts=True, batch_size=BATCH
    )
    Citation.objects.bulk_create(
        [
            Citation(claim=claim, passage_id=passages[evidence].id, recorded=entry)
            for claim, evidence in dict.fromkeys(pairs)
        ],
        batch_size=BATCH,
    )


def _sources(keys: set[str]) -> Mapping[str, Source]:
    found = {source.key: source for source in Source.objects.filter(key__in=keys)}
    for key in keys:
        if key not in found:
            raise UnknownSource(key=key)
    return found
