"""Statements: claims as they are given, and how they are kept within a write.

Nothing here opens a transaction or asks the policy: the actions do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from comity.access.models import Transaction
from comity.errors import (
    EvidenceIncomplete,
    FactAmbiguous,
    LineRefused,
    OwnMember,
    PreferredTaken,
    RankReasonMissing,
    Refused,
    UnknownRecord,
)
from comity.evidence.actions import cite
from comity.evidence.records import Evidence
from comity.register.facts import Rank
from comity.register.kinds import Kind, kind_named
from comity.register.models import Claim, Ranking
from comity.register.references import References
from comity.register.vocabulary import term
from comity.values.dates import Period
from comity.values.identity import new_id, stable_id
from comity.values.sensitivity import Sensitivity

BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim as someone gives it.

    Args:
        kind: of claim, by its name in `comity.register.kinds`.
        texts: field name to text, as a form or a file has them.
        period: the stretch of time in the world that it speaks of.
        evidence: what it cites; at least one passage.
        rank: beside other claims about the fact; with `rank_reason` unless normal.
        label: statements about one thing with the same label are about one fact.
        fact: the fact that it is about; None lets the register tell from the slot
            and the time.
        new_fact: it is about a fact of its own, whatever else is recorded.
        id: where it must be the same in every installation.
        origin: file and line that it was read from, for what is said if it is refused.
    """

    kind: str
    texts: Mapping[str, str]
    period: Period
    evidence: tuple[Evidence, ...]
    rank: Rank = Rank.NORMAL
    rank_reason: str = ""
    label: str = ""
    fact: UUID | None = None
    new_fact: bool = False
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    owner: str = ""
    last_confirmed_on: date | None = None
    corrects: UUID | None = None
    id: UUID = field(default_factory=new_id)
    origin: tuple[str, int] | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise EvidenceIncomplete(missing="a passage")
        term("rank", self.rank)
        if self.rank is not Rank.NORMAL and not self.rank_reason.strip():
            raise RankReasonMissing(rank=self.rank)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a statement."""

    claim: UUID
    fact: UUID
    kind: str
    sequence: int


def keep_statements(
    statements: Sequence[Statement], references: References, entry: Transaction
) -> list[Recorded]:
    """Keep statements as claims, in their order, with what they cite.

    Raises:
        BadInput, NotFound, Ambiguous, Conflicting: a statement that cannot stand;
            the caller's transaction then keeps nothing.
    """
    recorded: dict[UUID, Recorded] = {}
    by_kind: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_kind[statement.kind].append(statement)
    for name, group in by_kind.items():
        kind = kind_named(name)
        facts = _Facts(kind)
        drafts = [(given, _read(kind, given, references)) for given in group]
        facts.look_up({kind.slot(values) for _, values in drafts}, entry)
        claims: list[Claim] = []
        linked: list[tuple[Claim, str, list[Model]]] = []
        for given, values in drafts:
            with _located(given):
                claim = _claim(kind, given, values, facts, entry)
            claims.append(claim)
            linked += [(claim, several, values[several]) for several in kind.several]
            recorded[given.id] = Recorded(claim.id, claim.fact, name, entry.sequence)
        kind.model._default_manager.bulk_create(claims, batch_size=BATCH)
        _link(linked)
        _rank(claims, group, entry)
    cite(
        (
            (statement.id, evidence)
            for statement in statements
            for evidence in statement.evidence
        ),
        entry,
    )
    return [recorded[statement.id] for statement in statements]


def refuse_second_preferred(model: type[Claim], fact: UUID, but: UUID) -> None:
    """Let a fact have one standing preferred claim at most.

    Raises:
        PreferredTaken: another one stands.
    """
    standing = model._default_manager.filter(fact=fact, retracted__isnull=True)
    taken = Ranking.objects.filter(
        claim__in=standing.exclude(pk=but).values("pk"),
        rank=Rank.PREFERRED,
        superseded__isnull=True,
    ).first()
    if taken is not None:
        raise PreferredTaken(claim=str(taken.claim))


class _Facts:
    """Which fact a claim is about, from its slot and its time."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._known: dict[str, list[tuple[UUID, Period]]] = defaultdict(list)

    def look_up(self, slots: Iterable[str], entry: Transaction) -> None:
        """Read the claims that stand, or that stood until this very write."""
        wanted = list(slots)
        for begin in range(0, len(wanted), BATCH // 2):
            for claim in self._kind.model._default_manager.filter(
                Q(retracted__isnull=True) | Q(retracted=entry),
                slot__in=wanted[begin : begin + BATCH // 2],
            ):
                self._known[claim.slot].append((claim.fact, claim.period))

    def of(self, given: Statement, slot: str) -> UUID:
        """The fact given or labelled, else the one that slot and time tell, else its own.

        Raises:
            UnknownRecord: no standing claim about the same thing is about the fact
                given; a correction alone may make a fact speak of another thing.
            FactAmbiguous: slot and time tell several.
        """
        fact = given.fact
        if fact is not None and given.corrects is None:
            self._require(fact, slot)
        if fact is None and given.label:
            fact = stable_id("fact", self._kind.name, slot, given.label)
        if fact is None and not given.new_fact:
            fact = self._about(given.period, slot)
        fact = fact or stable_id("fact", str(given.id))
        self._known[slot].append((fact, given.period))
        return fact

    def _require(self, fact: UUID, slot: str) -> None:
        if fact not in {known for known, _ in self._known[slot]}:
            raise UnknownRecord(
                kind=f"fact about this {self._kind.name}", asked=str(fact)
            )

    def _about(self, period: Period, slot: str) -> UUID | None:
        near: dict[UUID, list[Period]] = defaultdict(list)
        for fact, other in self._known[slot]:
            near[fact].append(other)
        if not self._kind.model.ONCE:
            near = _narrowed(near, period.may_overlap)
        day = period.attested_on
        if len(near) > 1 and day is not None:
            near = _narrowed(near, lambda other: other.certainty(day) != "no")
        if len(near) > 1:
            raise FactAmbiguous(kind=self._kind.name, facts=tuple(map(str, near)))
        return next(iter(near), None)


def _narrowed(
    facts: Mapping[UUID, list[Period]], fits: Callable[[Period], bool]
) -> dict[UUID, list[Period]]:
    """The facts that every claim lets fit, else those that some claim does.

    A claim that says little of its time fits nearly everywhere; another about the
    same fact that says more decides.
    """
    some = {fact: told for fact, told in facts.items() if any(map(fits, told))}
    every = {fact: told for fact, told in some.items() if all(map(fits, told))}
    return every if len(some) > 1 and every else some


@contextmanager
def _located(given: Statement) -> Iterator[None]:
    """Say of a refusal in which line of which file the statement stands."""
    try:
        yield
    except Refused as error:
        if given.origin is None:
            raise
        file, line = given.origin
        raise LineRefused(
            file=file, line=line, reason=f"{error.message}. {error.advice}"
        ) from error


def _read(kind: Kind, given: Statement, references: References) -> dict[str, Any]:
    with _located(given):
        return kind.read(given.texts, references)


def _claim(
    kind: Kind,
    given: Statement,
    values: Mapping[str, Any],
    facts: _Facts,
    entry: Transaction,
) -> Claim:
    slot = kind.slot(values)
    columns = {
        name: value for name, value in values.items() if name not in kind.several
    }
    if kind.name == "membership" and values["member"] == values["organization"]:
        raise OwnMember(organization=values["member"].slug)
    claim = kind.model(
        id=given.id,
        fact=facts.of(given, slot),
        slot=slot,
        recorded=entry,
        corrects=given.corrects,
        sensitivity=given.sensitivity,
        owner=given.owner,
        last_confirmed_on=given.last_confirmed_on,
        **columns,
    )
    claim.speak_of(given.period)
    return claim


def _link(linked: Iterable[tuple[Claim, str, list[Model]]]) -> None:
    for claim, several, records in linked:
        getattr(claim, several).set(records)


def _rank(
    claims: Sequence[Claim], statements: Sequence[Statement], entry: Transaction
) -> None:
    ranked = [
        (claim, statement)
        for claim, statement in zip(claims, statements, strict=True)
        if statement.rank is not Rank.NORMAL
    ]
    for claim, statement in ranked:
        if statement.rank is Rank.PREFERRED:
            refuse_second_preferred(type(claim), claim.fact, claim.id)
        Ranking.objects.create(
            claim=claim.id,
            rank=statement.rank,
            reason=statement.rank_reason,
            recorded=entry,
        )
