"""The one place that decides who may do what.

Every read and write of every face comes here. Later roles (a reporter of one
organization, a focal point of one country, a secretariat of one body) are added
here and nowhere else; what they are scoped to is named by stable keys.
"""

from dataclasses import dataclass

from comity.access.actors import Actor, Role
from comity.errors import NotPermitted, SignInNeeded
from comity.values.sensitivity import Sensitivity

SEE = "see"


@dataclass(frozen=True, slots=True)
class Resource:
    """What an actor wants to act on.

    Args:
        kind: organization, claim, source, response, submission, release …
        sensitivity: its class; unknown classes count as confidential.
        scope: stable keys of what it belongs to (organization slug, ISO3, body
            slug, response code); empty where it belongs to nothing.
    """

    kind: str
    sensitivity: Sensitivity = Sensitivity.CONFIDENTIAL
    scope: frozenset[str] = frozenset()


def allowed(actor: Actor, action: str, resource: Resource) -> bool:
    """Whether the actor may carry out the action on the resource."""
    match actor.role:
        case Role.ADMINISTRATOR | Role.OPERATOR:
            return True
        case Role.REGISTERED:
            return (
                action == SEE
                and resource.sensitivity.level <= Sensitivity.PARTNERS.level
            )
        case Role.ANONYMOUS:
            return action == SEE and resource.sensitivity is Sensitivity.PUBLIC


def require(actor: Actor, action: str, resource: Resource) -> None:
    """Let the actor pass, or refuse.

    Raises:
        SignInNeeded: an anonymous visitor may not, someone signed in might.
        NotPermitted: the actor may not.
    """
    if allowed(actor, action, resource):
        return
    if actor.role is Role.ANONYMOUS:
        raise SignInNeeded(action=action, kind=resource.kind)
    raise NotPermitted(action=action, kind=resource.kind)


def visible(actor: Actor, kind: str) -> tuple[str, ...]:
    """The sensitivity classes of a kind of record that the actor may see."""
    return tuple(
        str(sensitivity)
        for sensitivity in Sensitivity
        if allowed(actor, SEE, Resource(kind, sensitivity))
    )
