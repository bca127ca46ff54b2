"""Accept, supersede, withdraw, reinstate: random histories against a plain list."""

from dataclasses import dataclass, field
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.access.queries import Moment, moment
from comity.errors import StateForbids
from comity.register.queries.asking import Asking
from comity.register.queries.responses import find_response
from comity.submissions import actions
from comity.submissions.models import Life, Submission
from comity.submissions.queries import ledger, live_submissions
from tests.reconciliation.world import OPERATOR, RESPONSE, rolled_back
from tests.reconciliation.world import moment as hour
from tests.submissions.reports import checked, line, state

SCOPES = (("hrs", "2025-01"), ("hrs", "2025-02"), ("nww", "2025-01"))

operations = st.one_of(
    st.tuples(st.just("take"), st.sampled_from(SCOPES)),
    st.tuples(st.just("accept"), st.integers(0, 5)),
    st.tuples(st.just("accept"), st.integers(0, 5)),
    st.tuples(st.just("withdraw"), st.integers(0, 5)),
    st.tuples(st.just("reinstate"), st.integers(0, 5)),
)


@dataclass
class Sent:
    """A submission as someone with pencil and paper would keep track of it."""

    submission: Submission
    scope: tuple[str, str]
    state: str = "checked"
    lives: list[list[int | None]] = field(default_factory=list)

    def counted(self, sequence: int) -> bool:
        return any(
            since <= sequence and (until is None or sequence < until)
            for since, until in self.lives
        )

    def end(self, sequence: int, state: str) -> None:
        for life in self.lives:
            life[1] = life[1] or sequence
        self.state = state


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=st.lists(operations, max_size=10))
def test_what_counted_at_every_moment_is_what_had_been_decided_by_then(
    response, home, quick_reading, history
):
    with rolled_back():
        sent: list[Sent] = []
        begun = moment().sequence
        for number, operation in enumerate([("take", SCOPES[0]), *history], 1):
            carry_out(operation, sent, number)
            assert [state(one.submission) for one in sent] == [
                one.state for one in sent
            ]
        into = find_response(RESPONSE, by=OPERATOR)
        for sequence in range(begun, moment().sequence + 1):
            asking = Asking(OPERATOR, date(2026, 1, 1), Moment(sequence, None))
            found = {one.pk for one in live_submissions(into, asking)}
            expected = [one for one in sent if one.counted(sequence)]
            assert found == {one.submission.pk for one in expected}
            assert len({one.scope for one in expected}) == len(expected)
        ever = {str(one.submission.pk) for one in sent if one.lives}
        assert {pk for pk in ever if ledger().holds(pk)} == ever
        assert ledger().rows(ever).collect().height == len(ever)
        assert Life.objects.count() == sum(len(one.lives) for one in sent)


def carry_out(operation: tuple, sent: list[Sent], number: int) -> None:
    match operation:
        case ("take", (who, period)):
            got = checked(
                [line(who, doing=f"Work {number}")],
                organization=who,
                period=period,
                hour=number,
            )
            sent.append(Sent(got, (who, period)))
        case (action, index):
            one = sent[index % len(sent)]
            allowed = {
                "accept": one.state in {"checked", "accepted"},
                "withdraw": one.state in {"checked", "accepted"},
                "reinstate": one.state in {"withdrawn", "superseded"},
            }[action]
            reason = {"reason": "no longer right"} if action == "withdraw" else {}
            try:
                getattr(actions, action)(
                    one.submission.pk, by=OPERATOR, at=hour(number), **reason
                )
            except StateForbids:
                assert not allowed
                return
            assert allowed
            decided(action, one, sent, moment().sequence)


def decided(action: str, one: Sent, sent: list[Sent], sequence: int) -> None:
    if action == "withdraw":
        one.end(sequence, "withdrawn")
    elif action == "reinstate" and not one.lives:
        one.state = "checked"
    elif one.state != "accepted":
        for other in sent:
            if other.scope == one.scope and other.state == "accepted":
                other.end(sequence, "superseded")
        one.lives.append([sequence, None])
        one.state = "accepted"
