"""Passing and undoing judgements; letting the matcher propose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from comity.access.actions import write
from comity.access.actors import Actor
from comity.access.models import Transaction
from comity.access.policy import Resource
from comity.errors import AlreadyUndone, UnknownJudgement, UnknownName, UnknownRecord
from comity.matching import (
    MATCHER_VERSION,
    Match,
    OrganizationMention,
    PlaceMatch,
    PlaceMention,
)
from comity.reconciliation.lists import (
    gazetteer,
    organization_index,
    place_index,
    sector_index,
)
from comity.reconciliation.mentions import Kind, Mention
from comity.reconciliation.models import EVERYWHERE, Judgement, MetName, Verdict
from comity.reconciliation.queries import denials, meanings
from comity.register.models import Organization, Theme
from comity.register.queries.asking import Asking, ask
from comity.register.references import find_organization
from comity.values.names import fold

BATCH = 500


@dataclass(frozen=True, slots=True)
class Matched:
    """What a kind's distinct names were found to mean.

    Args:
        distinct: how many names there are.
        meanings: key to referent, judged before or within the automatic band.
        waiting: keys that a person must judge.
        matches: what the matcher said of those that nobody had judged.
        denied: key to the referents that people said it does not mean.
    """

    distinct: int
    meanings: Mapping[str, str]
    waiting: frozenset[str]
    matches: tuple[tuple[Mention, Match | PlaceMatch], ...]
    denied: Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that was passed or undone."""

    id: UUID
    kind: str
    key: str
    verdict: str
    referent: str
    scope: str


def match_names(
    mentions: Sequence[Mention],
    *,
    country: str,
    scope: str,
    simulated: bool,
    asking: Asking,
) -> dict[Kind, Matched]:
    """Say what names mean: as judged before, else as the matcher finds.

    Nothing is written; `keep_matches` does that.

    Args:
        mentions: each key once.
        country: ISO3, in which all places lie.
        scope: of the response, for judgements that hold there only.
        simulated: match organizations of simulations only, or real ones only.
        asking: for the lists to be matched against.
    """
    told: dict[Kind, Matched] = {}
    for kind in Kind:
        names = {one.key: one for one in mentions if one.kind is kind}
        known = meanings(kind, names.keys(), scope, asking)
        denied = denials(kind, names.keys(), scope, asking)
        open_names = [one for key, one in names.items() if key not in known]
        found = _match(kind, open_names, country, asking, simulated=simulated)
        matches = tuple(zip(open_names, found, strict=True))
        taken = {
            mention.key: match.canonical
            for mention, match in matches
            if match.canonical and _is_taken(match, denied.get(mention.key, set()))
        }
        told[kind] = Matched(
            distinct=len(names),
            meanings=known | taken,
            waiting=frozenset(names.keys() - known.keys() - taken.keys()),
            matches=matches,
            denied=denied,
        )
    return told


def keep_matches(matched: Mapping[Kind, Matched], entry: Transaction) -> None:
    """Keep what the matcher found, within a write.

    What falls in its automatic band becomes a judgement of the matcher, which a
    person's outranks; the rest is queued with its candidates and reasons.
    """
    for kind, found in matched.items():
        MetName.objects.bulk_create(
            [_met_name(mention, match, entry) for mention, match in found.matches],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["proposed", "score", "reasons", "candidates", "matcher"],
            batch_size=BATCH,
        )
        passed = [
            judgement
            for mention, match in found.matches
            for judgement in _of_matcher(
                mention, match, entry, found.denied.get(mention.key, set())
            )
        ]
        keys = [mention.key for mention, _ in found.matches]
        _replace_matchers(kind, keys, passed, entry)


def judge(
    kind: Kind,
    name: str,
    *,
    is_: str | None = None,
    is_not: str | None = None,
    scope: str = EVERYWHERE,
    by: Actor,
    at: datetime,
) -> Judged:
    """Say what a name means, or what it does not; the last word of its kind stands.

    Args:
        name: as written, or its key.
        is_: slug, acronym or identifier of an organization, a P-code, or a theme.
        is_not: likewise; exactly one of the two.
        scope: code of the response in which it holds; everywhere if empty.

    Raises:
        UnknownName: nothing of that kind was met under that name.
        UnknownOrganization, AmbiguousOrganization, UnknownRecord: the referent.
        SignInNeeded, NotPermitted.
    """
    verdict = Verdict.POSITIVE if is_ is not None else Verdict.NEGATIVE
    with write(
        f"judgement.{verdict}",
        Resource("judgement"),
        subject=f"{kind}:{name}",
        by=by,
        at=at,
    ) as entry:
        met = _find_met(kind, name)
        referent = _referent(kind, is_ or is_not or "", met, by)
        gainsaid = Q(referent=referent)
        if verdict == Verdict.POSITIVE:
            gainsaid |= Q(verdict=Verdict.POSITIVE)
        Judgement.objects.filter(
            gainsaid,
            kind=kind,
            key=met.key,
            scope=scope,
            by_matcher=False,
            undone__isnull=True,
        ).update(undone=entry)
        passed = Judgement.objects.create(
            kind=kind,
            key=met.key,
            scope=scope,
            verdict=verdict,
            referent=referent,
            score=met.score,
            reasons=met.reasons,
            matcher=met.matcher,
            recorded=entry,
        )
    return _judged(passed)


def undo(judgement: UUID, *, by: Actor, at: datetime) -> Judged:
    """Take a judgement back: what the name means is open again, or the matcher's.

    Raises:
        UnknownJudgement, AlreadyUndone, SignInNeeded, NotPermitted.
    """
    with write(
        "judgement.undo", Resource("judgement"), subject=str(judgement), by=by, at=at
    ) as entry:
        held = Judgement.objects.filter(pk=judgement).first()
        if held is None:
            raise UnknownJudgement(asked=str(judgement))
        if held.undone_id is not None:
            raise AlreadyUndone(judgement=str(judgement))
        held.undone = entry
        held.save(update_fields=["undone"])
    return _judged(held)


def _match(
    kind: Kind,
    mentions: Sequence[Mention],
    country: str,
    asking: Asking,
    *,
    simulated: bool,
) -> Sequence[Match | PlaceMatch]:
    if not mentions:
        return []
    match kind:
        case Kind.ORGANIZATION:
            return organization_index(asking, simulated=simulated).match_all(
                [
                    OrganizationMention(
                        name=one.text,
                        acronym=one.detail.get("acronym") or None,
                        type=one.detail.get("type") or None,
                        country=country,
                    )
                    for one in mentions
                ]
            )
        case Kind.PLACE:
            places = place_index(country, asking)
            return [
                places.match(
                    PlaceMention(
                        tuple(
                            (code or None, name or None)
                            for code, name in one.detail["levels"]
                        )
                    )
                )
                for one in mentions
            ]
        case Kind.SECTOR:
            sectors = sector_index(asking)
            return [sectors.match(one.text) for one in mentions]


def _met_name(
    mention: Mention, match: Match | PlaceMatch, entry: Transaction
) -> MetName:
    reasons = list(match.reasons)
    if isinstance(match, PlaceMatch):
        reasons += [match.conflict] if match.conflict else []
        reasons += (
            [f"The code seems to stand for {match.repair}"] if match.repair else []
        )
    return MetName(
        kind=mention.kind,
        key=mention.key,
        text=mention.text,
        detail=mention.detail,
        proposed=match.judgement,
        score=round(match.score, 4),
        reasons=list(dict.fromkeys(reasons)),
        candidates=[
            {
                "id": one.id,
                "name": one.name,
                "score": round(one.score, 4),
                "reasons": list(one.reasons),
            }
            for one in match.candidates
        ],
        matcher=MATCHER_VERSION,
        recorded=entry,
    )


def _is_taken(match: Match | PlaceMatch, denied: set[str]) -> bool:
    return match.judgement == "positive" and match.canonical not in denied


def _of_matcher(
    mention: Mention, match: Match | PlaceMatch, entry: Transaction, denied: set[str]
) -> Iterator[Judgement]:
    """What the matcher may say without asking: a meaning, or the area around it.

    It says so everywhere, also what was denied here, for the denial may be of one
    scope; where it holds it outranks the matcher.
    """
    said = []
    if match.canonical and match.judgement == "positive":
        said.append((Verdict.POSITIVE, match.canonical))
    if isinstance(match, PlaceMatch) and match.within and not _is_taken(match, denied):
        said.append((Verdict.WITHIN, match.within))
    for verdict, referent in said:
        yield Judgement(
            kind=mention.kind,
            key=mention.key,
            verdict=verdict,
            referent=referent,
            by_matcher=True,
            score=round(match.score, 4),
            reasons=list(match.reasons),
            matcher=MATCHER_VERSION,
            recorded=entry,
        )


def _replace_matchers(
    kind: Kind, keys: Sequence[str], passed: Sequence[Judgement], entry: Transaction
) -> None:
    """Let new judgements of the matcher stand in place of its former ones."""
    for begin in range(0, len(keys), BATCH):
        Judgement.objects.filter(
            kind=kind,
            key__in=keys[begin : begin + BATCH],
            by_matcher=True,
            undone__isnull=True,
        ).update(undone=entry)
    Judgement.objects.bulk_create(passed, batch_size=BATCH)


def _find_met(kind: Kind, name: str) -> MetName:
    """The name that was met, by its text or key."""
    found = MetName.objects.filter(kind=kind)
    for held in (
        found.filter(key=name),
        found.filter(text=name),
        found.filter(key=fold(name)),
    ):
        candidates = list(held[:2])
        if len(candidates) == 1:
            return candidates[0]
    raise UnknownName(kind=str(kind), name=name[:80])


def _referent(kind: Kind, text: str, met: MetName, by: Actor) -> str:
    match kind:
        case Kind.ORGANIZATION:
            return str(_organization(text, by).pk)
        case Kind.PLACE:
            areas = gazetteer(met.detail["country"], ask(by))
            if text.strip().upper() not in areas:
                raise UnknownRecord(kind="area of the country", asked=text[:80])
            return text.strip().upper()
        case Kind.SECTOR:
            theme = Theme.objects.filter(slug=text.strip().lower()).first()
            if theme is None:
                raise UnknownRecord(kind="theme", asked=text[:80])
            return theme.slug


def _organization(text: str, by: Actor) -> Organization:
    try:
        by_id = Organization.objects.filter(pk=UUID(text)).first()
    except ValueError:
        by_id = None
    return by_id or find_organization(text, by=by)


def _judged(held: Judgement) -> Judged:
    return Judged(held.id, held.kind, held.key, held.verdict, held.referent, held.scope)
