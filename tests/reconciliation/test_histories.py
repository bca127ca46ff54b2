"""Random histories of judgements against rules written out plainly."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.access.queries import Moment, moment
from comity.errors import AlreadyUndone
from comity.reconciliation.actions import judge, undo
from comity.reconciliation.mentions import Kind, organization_mention
from comity.reconciliation.queries import meanings
from comity.register.queries.asking import Asking
from tests.reconciliation.world import (
    OPERATOR,
    OTHER,
    RESPONSE,
    meet,
    organization_id,
    rolled_back,
)
from tests.reconciliation.world import moment as hour

SURE = organization_mention("Harbour Relief Society", None, None)
UNSURE = organization_mention("Harbor Releif Soc", None, None)
NAMES = (SURE, UNSURE)
SCOPES = ("", RESPONSE, OTHER)

operations = st.one_of(
    st.tuples(
        st.sampled_from(["is", "is_not"]),
        st.sampled_from(NAMES),
        st.sampled_from(["hrs", "nww"]),
        st.sampled_from(SCOPES),
    ),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("meet"), st.sampled_from(SCOPES[1:])),
)


@dataclass
class Said:
    """One thing that was said of a name, and how long it stood."""

    key: str
    scope: str
    verdict: str
    referent: str
    since: int
    by_matcher: bool = False
    until: int | None = None

    def stood(self, sequence: int) -> bool:
        return self.since <= sequence and (self.until is None or sequence < self.until)


@dataclass
class Oracle:
    """Everything that was ever said, never forgotten."""

    said: list[Said] = field(default_factory=list)
    passed: list[tuple[UUID, Said]] = field(default_factory=list)

    def meaning(self, key: str, scope: str, sequence: int) -> str | None:
        """Ask the person for this response, the person for all, then the matcher."""
        standing = [one for one in self.said if one.key == key and one.stood(sequence)]
        people = [one for one in standing if not one.by_matcher]
        here = [one for one in people if one.scope == scope]
        everywhere = [one for one in people if one.scope == ""]
        matcher = [one for one in standing if one.by_matcher]
        heard: set[str] = set()
        for voices in (here, everywhere, matcher):
            heard |= {one.referent for one in voices if one.verdict == "is_not"}
            for one in voices:
                if one.verdict == "is" and one.referent not in heard:
                    return one.referent
        return None

    def judge(self, said: Said) -> None:
        for one in self.said:
            same = (one.key, one.scope) == (said.key, said.scope)
            both = one.verdict == said.verdict == "is"
            if same and not one.by_matcher and (both or one.referent == said.referent):
                one.until = one.until or said.since
        self.said.append(said)

    def meet(self, key: str, scope: str, referent: str | None, sequence: int) -> None:
        if self.meaning(key, scope, sequence) is not None:
            return
        for one in self.said:
            if one.key == key and one.by_matcher:
                one.until = one.until or sequence
        if referent:
            self.said.append(Said(key, "", "is", referent, sequence, by_matcher=True))


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(operations, max_size=12))
def test_what_names_meant_at_every_moment_is_what_had_been_said_by_then(history):
    with rolled_back():
        oracle, begun = Oracle(), moment().sequence
        for number, operation in enumerate([("meet", RESPONSE), *history], 1):
            carry_out(operation, oracle, number)
        for sequence in range(begun, moment().sequence + 1):
            asking = Asking(OPERATOR, date(2026, 1, 1), Moment(sequence, None))
            for scope in SCOPES[1:]:
                found = meanings(
                    Kind.ORGANIZATION, [one.key for one in NAMES], scope, asking
                )
                for name in NAMES:
                    expected = oracle.meaning(name.key, scope, sequence)
                    assert found.get(name.key) == expected


def carry_out(operation: tuple, oracle: Oracle, number: int) -> None:
    match operation:
        case ("meet", scope):
            meet(*NAMES, scope=scope, hour=number)
            for name, referent in ((SURE, organization_id("HRS")), (UNSURE, None)):
                oracle.meet(name.key, scope, referent, moment().sequence)
        case ("undo", index):
            if not oracle.passed:
                return
            passed, said = oracle.passed[index % len(oracle.passed)]
            try:
                undo(passed, by=OPERATOR, at=hour(number))
            except AlreadyUndone:
                assert said.until is not None
            else:
                assert said.until is None
                said.until = moment().sequence
        case (verdict, name, acronym, scope):
            done = judge(
                name.kind,
                name.text,
                **{f"{verdict}_" if verdict == "is" else verdict: acronym},
                scope=scope,
                by=OPERATOR,
                at=hour(number),
            )
            said = Said(
                name.key, scope, verdict, organization_id(acronym), moment().sequence
            )
            oracle.judge(said)
            oracle.passed.append((done.id, said))
