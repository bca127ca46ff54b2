"""Facts from the tables: the claims about them, the one that answers, its evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from comity.evidence.queries import citations
from comity.evidence.records import CitationRecord, CitationsByClaim
from comity.register.facts import Answer, Rank, Said, answer
from comity.register.kinds import kind_named
from comity.register.models import Ranking
from comity.register.queries.asking import Asking
from comity.register.queries.visibility import of_subjects
from comity.register.records import ConflictRecord, PeriodRecord
from comity.values.dates import Bounds, Certainty, Period

_COMMON = (
    "id",
    "fact",
    "start",
    "end",
    "attested_on",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "recorded_id",
    "recorded__recorded_at",
    "recorded__by_name",
    "last_confirmed_on",
    "rank",
    "rank_reason",
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as the register answers it.

    Args:
        rows: claim id to the columns asked for, for every known claim about it.
        certainty: on the day asked for.
    """

    answer: Answer
    rows: Mapping[UUID, Row]
    certainty: Certainty
    said: tuple[str, ...]

    @property
    def row(self) -> Row:
        """The columns of the claim that answers."""
        return self.rows[self.answer.chosen.claim]

    def first_said(self, column: str) -> Any:
        """What the answering claim says in a column, else what an agreeing one says."""
        for said in (self.answer.chosen, *self.answer.agreeing):
            if self.rows[said.claim][column] not in {None, ""}:
                return self.rows[said.claim][column]
        return None


def facts(
    kind: str,
    asking: Asking,
    where: Q,
    columns: Sequence[str],
    *,
    on_the_day: bool = True,
) -> list[Fact]:
    """The facts of a kind about which a claim meets `where`.

    Args:
        kind: of claim.
        asking: day, moment and actor.
        where: over the claims' own columns and what they refer to.
        columns: to be read of every claim, in Django's notation.
        on_the_day: leave out the facts that do not hold on the day.

    Returns:
        Facts in the order in which their first claims were recorded.
    """
    named = kind_named(kind)
    model = named.model
    known = asking.of_claims() & of_subjects(named, asking)
    meeting = model._default_manager.filter(known, where)
    if on_the_day:
        meeting = meeting.filter(
            start_earliest__lte=asking.as_of, end_latest__gte=asking.as_of
        )
    rankings = Ranking.objects.filter(
        asking.not_ended("superseded"),
        claim=OuterRef("pk"),
        recorded__lte=asking.known.sequence,
    ).order_by("-recorded")
    rows = (
        model._default_manager.filter(known, fact__in=meeting.values("fact"))
        .annotate(
            rank=Subquery(rankings.values("rank")[:1]),
            rank_reason=Subquery(rankings.values("reason")[:1]),
        )
        .values(*dict.fromkeys((*_COMMON, *columns, *model.SAID)))
    )
    by_fact: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        by_fact[row["fact"]].append(row)
    found = [_fact(held, asking.as_of, model.SAID) for held in by_fact.values()]
    standing = [
        fact
        for fact in found
        if fact is not None and (not on_the_day or fact.certainty is not Certainty.NO)
    ]
    return sorted(standing, key=lambda fact: (fact.row["recorded_id"], fact.row["id"]))


def evidence_of(found: Iterable[Fact], asking: Asking) -> CitationsByClaim:
    """What every claim about the facts cites."""
    return citations((claim for fact in found for claim in fact.rows), by=asking.by)


def backing(fact: Fact, cited: CitationsByClaim) -> dict[str, Any]:
    """The fields of `comity.register.records.Backed` for a fact."""
    chosen = fact.answer.chosen
    row = fact.row
    return {
        "claim": chosen.claim,
        "fact": chosen.fact,
        "certainty": str(fact.certainty),
        "period": PeriodRecord.of(fact.answer.period),
        "rank": str(chosen.rank),
        "rank_reason": row["rank_reason"] or "",
        "in_conflict": fact.answer.in_conflict,
        "citations": _citations((chosen, *fact.answer.agreeing), cited),
        "conflicts": tuple(
            ConflictRecord(
                claim=said.claim,
                relation=str(relation),
                rank=str(said.rank),
                reason=fact.rows[said.claim]["rank_reason"] or "",
                period=PeriodRecord.of(said.period),
                says={
                    name: str(theirs)
                    for name, mine, theirs in zip(
                        fact.said, chosen.said, said.said, strict=True
                    )
                    if mine != theirs and theirs is not None
                },
                citations=_citations((said,), cited),
            )
            for said, relation in fact.answer.conflicts
        ),
        "recorded_at": row["recorded__recorded_at"],
        "recorded_by": row["recorded__by_name"],
        "last_confirmed_on": row["last_confirmed_on"],
    }


def _citations(
    claims: Iterable[Said], cited: CitationsByClaim
) -> tuple[CitationRecord, ...]:
    return tuple(record for said in claims for record in cited.get(said.claim, ()))


def _fact(rows: Sequence[Row], day: date, said: tuple[str, ...]) -> Fact | None:
    answered = answer(_said(row, said) for row in rows)
    if answered is None:
        return None
    return Fact(
        answered, {row["id"]: row for row in rows}, answered.certainty(day), said
    )


def _said(row: Row, said: tuple[str, ...]) -> Said:
    period = Period(
        row["start"],
        row["end"],
        row["attested_on"],
        Bounds(row["start_earliest"], row["start_latest"]),
        Bounds(row["end_earliest"], row["end_latest"]),
    )
    return Said(
        claim=row["id"],
        fact=row["fact"],
        sequence=row["recorded_id"],
        rank=Rank(row["rank"] or Rank.NORMAL),
        period=period,
        said=tuple(row[name] for name in said),
    )
