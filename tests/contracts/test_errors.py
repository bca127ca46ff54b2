"""Every error that Comity raises on purpose is whole, documented and numbered."""

import string
from dataclasses import fields
from http import HTTPStatus

import pytest

from comity.errors import ComityError, Refused
from tests.contracts.repository import ROOT

PAGES = ROOT / "docs" / "errors"


def leaves(kind: type[ComityError] = ComityError) -> list[type[ComityError]]:
    below = kind.__subclasses__()
    if not below:
        return [kind] if kind.__module__.startswith("comity.") else []
    return [leaf for child in below for leaf in leaves(child)]


def names(leaf: type[ComityError]) -> set[str]:
    return {field.name for field in fields(leaf)}


LEAVES = sorted(leaves(), key=lambda leaf: leaf.code)


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.code)
def test_a_leaf_says_what_is_wrong_and_what_to_do(leaf: type[ComityError]) -> None:
    wanted = {
        name.split(".")[0].split("[")[0]
        for template in (leaf.title, leaf.hint)
        for _, name, _, _ in string.Formatter().parse(template)
        if name
    }

    assert leaf.title != ComityError.title
    assert leaf.hint
    assert wanted <= names(leaf)
    assert leaf.__doc__


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.code)
def test_a_field_does_not_hide_what_every_error_has(leaf: type[ComityError]) -> None:
    assert names(leaf).isdisjoint(vars(ComityError))


def test_no_two_leaves_share_a_code() -> None:
    codes = [leaf.code for leaf in LEAVES]

    assert len(codes) == len(set(codes))


def test_every_leaf_has_its_page_and_every_page_its_leaf() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")}

    assert pages == {leaf.code for leaf in LEAVES}


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.code)
def test_what_is_refused_is_never_told_as_our_fault(leaf: type[ComityError]) -> None:
    ours = leaf.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    assert ours is not issubclass(leaf, Refused)
