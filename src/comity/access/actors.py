"""Those who ask: a visitor, a signed-in person, or the operator of this machine."""

import getpass
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What an actor is to this installation."""

    ANONYMOUS = "anonymous"
    REGISTERED = "registered"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """One who asks or acts.

    Args:
        key: stable, for the audit trail: "user:<uuid>", "operator:<login>".
        name: for people; never used to decide anything.
        role: decides, through `comity.access.policy`.
    """

    key: str
    name: str
    role: Role


ANONYMOUS = Actor("anonymous", "a visitor", Role.ANONYMOUS)


def local_operator() -> Actor:
    """The person at the command line of the machine that holds the stores.

    Pages show who recorded a claim; the login, which may name a person, stays in
    the audit trail.
    """
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        login = "unknown"
    return Actor(f"operator:{login}", "the local operator", Role.OPERATOR)


def actor_of(user: Any) -> Actor:
    """The actor behind a request's user, signed in or not."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    return Actor(f"user:{user.pk}", user.get_username(), Role(user.role))
