"""Who may do what: every role, every class, seeing and everything else."""

import pytest

from comity.access.actors import ANONYMOUS, Actor, Role, actor_of, local_operator
from comity.access.models import User
from comity.access.policy import SEE, Resource, allowed, require, visible
from comity.errors import NotPermitted, SignInNeeded
from comity.values.sensitivity import Sensitivity

ROLES = [Actor(f"test:{role}", str(role), role) for role in Role]
SEEN = {
    Role.ANONYMOUS: ("public",),
    Role.REGISTERED: ("public", "partners"),
    Role.ADMINISTRATOR: ("public", "partners", "restricted", "confidential"),
    Role.OPERATOR: ("public", "partners", "restricted", "confidential"),
}
MAY_WRITE = {Role.ADMINISTRATOR, Role.OPERATOR}
KINDS = ("organization", "claim", "source", "instrument", "response", "account")


@pytest.mark.parametrize("actor", ROLES, ids=lambda actor: actor.role)
@pytest.mark.parametrize("kind", KINDS)
def test_each_role_sees_its_classes_and_no_more(actor: Actor, kind: str) -> None:
    assert visible(actor, kind) == SEEN[actor.role]
    for sensitivity in Sensitivity:
        seen = allowed(actor, SEE, Resource(kind, sensitivity))
        assert seen == (sensitivity in SEEN[actor.role])


@pytest.mark.parametrize("actor", ROLES, ids=lambda actor: actor.role)
@pytest.mark.parametrize("action", ["claim.record", "claim.retract", "anything", ""])
@pytest.mark.parametrize("sensitivity", list(Sensitivity))
def test_only_administrators_and_the_operator_write(
    actor: Actor, action: str, sensitivity: Sensitivity
) -> None:
    may = allowed(actor, action, Resource("claim", sensitivity))

    assert may == (actor.role in MAY_WRITE)


def test_what_nobody_classed_is_confidential() -> None:
    assert Resource("claim").sensitivity is Sensitivity.CONFIDENTIAL


def test_a_visitor_is_asked_to_sign_in_and_others_are_told_no() -> None:
    with pytest.raises(SignInNeeded):
        require(ANONYMOUS, "claim.record", Resource("claim"))
    with pytest.raises(NotPermitted):
        require(ROLES[1], "claim.record", Resource("claim"))


@pytest.mark.parametrize("role", [Role.REGISTERED, Role.ADMINISTRATOR])
def test_an_account_acts_in_its_role_while_it_is_active(role: Role) -> None:
    user = User(username="ada", role=role)

    assert actor_of(user) == Actor(f"user:{user.pk}", "ada", role)

    user.is_active = False
    assert actor_of(user) is ANONYMOUS


def test_the_command_line_acts_as_an_operator_named_by_login() -> None:
    operator = local_operator()

    assert operator.role is Role.OPERATOR
    assert operator.key.startswith("operator:")
    assert operator.key.removeprefix("operator:")
    assert operator.name
