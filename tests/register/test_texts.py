"""Claims as texts: what a correction starts from means the same when it is recorded."""

from typing import Any

import pytest

from comity.access.actors import ANONYMOUS
from comity.errors import UnknownClaim
from comity.register.kinds import KINDS, Kind
from comity.register.queries import ask
from comity.register.queries.texts import claim_texts, latest_claims
from comity.register.references import References
from comity.values.identity import new_id
from tests.reconciliation.world import OPERATOR

A_FEW = 8


def several(value: Any) -> Any:
    """A field's value, comparable whether it is one or many."""
    if hasattr(value, "all"):
        return sorted(str(one.pk) for one in value.all())
    if isinstance(value, list):
        return sorted(str(one.pk) for one in value)
    return value or None


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
@pytest.mark.django_db
def test_the_texts_of_a_claim_mean_its_values_again(pack: None, kind: Kind) -> None:
    asking, references = ask(OPERATOR), References(OPERATOR)
    for claim in kind.model._default_manager.order_by("id")[:A_FEW]:
        again = kind.read(claim_texts(claim.pk, asking), references)
        for field in kind.fields:
            held = getattr(claim, field.name)
            assert several(again[field.name]) == several(held), field.name


@pytest.mark.django_db
def test_a_claim_that_is_not_there_has_no_texts(pack: None) -> None:
    with pytest.raises(UnknownClaim):
        claim_texts(new_id(), ask(OPERATOR))


@pytest.mark.django_db
def test_the_latest_claims_come_first_and_only_those_that_may_be_seen(
    pack: None,
) -> None:
    latest = latest_claims(ask(OPERATOR), limit=5)
    moments = [one.recorded_at for one in latest]
    assert len(latest) == 5
    assert moments == sorted(moments, reverse=True)
    assert {one.sensitivity for one in latest_claims(ask(ANONYMOUS))} == {"public"}
