"""Loading the pack: harmless again, a changed line corrected, a damaged pack refused whole."""

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import models, transaction

from comity.access.actors import ANONYMOUS
from comity.access.models import Transaction
from comity.errors import (
    ColumnMissing,
    ComityError,
    FileUnreadable,
    LineRefused,
    NotPermitted,
)
from comity.evidence.models import Source
from comity.register import actions, queries
from comity.register.kinds import KINDS
from comity.register.loading.pack import PACK, load_pack
from comity.register.models import (
    Area,
    Framework,
    Instrument,
    Membership,
    Organization,
    Post,
    Theme,
)
from comity.register.records import MemberRecord
from tests.register.world import (
    OPERATOR,
    REGISTERED,
    SOURCE,
    membership,
    moment,
    stated,
)

pytestmark = pytest.mark.django_db

SMALL = {
    "sources": "page,The Page,Press,https://page.example.org/,page,2020,2026-01-01,",
    "organizations": "alpha,un-entity,,Alpha,ALP,page,line 1,It is called Alpha.,\n"
    "body,committee,alpha,Body,,page,line 2,It is called Body.,",
    "countries": "KEN,KE,404,kenya,Kenya,page,entry KEN,The codes of Kenya.\n"
    "ABW,AW,533,,Aruba,page,entry ABW,The codes of Aruba.",
    "memberships": "alpha,body,member,,,charter,1992,..,,page,line 3,Alpha sits in Body.,,,,\n"
    "kenya,body,observer,,KEN,,1963-12-12,..,,page,line 4,Kenya watches.,,,,",
    "instruments": "charter,A/1,The Charter,resolution,global,,page,line 5,A text.,2020-01-01",
    "instrument_events": "charter,signed,,1991,1991,,page,line 6,It was signed.,,,,",
}


def header(name: str) -> str:
    return (PACK / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A pack with the headers of the real one and a few lines."""
    for file in PACK.glob("*.csv"):
        lines = SMALL.get(file.stem, "")
        text = f"{header(file.stem)}\n{lines}"
        (tmp_path / file.name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    return tmp_path


def edit(pack: Path, file: str, old: str, new: str) -> None:
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def load(pack: Path, number: int = 1) -> tuple[int, int, int]:
    done = load_pack(by=OPERATOR, at=moment(number), folder=pack)
    return done.claims, done.recorded, done.retracted


def test_a_pack_is_loaded_and_its_claims_answer(small: Path) -> None:
    claims, recorded, retracted = load(small)

    assert (claims, retracted) == (recorded, 0)
    asking = queries.ask(ANONYMOUS, as_of=date(2000, 1, 1))
    told = {
        (it.organization, it.role, it.certainty, it.area)
        for it in queries.members("body", asking).members
    }
    assert told == {
        ("alpha", "member", "certain", None),
        ("kenya", "observer", "certain", "KEN"),
    }
    assert queries.standing("ALP", asking).name == "Alpha"


def test_loading_again_changes_nothing_at_all(small: Path) -> None:
    first = load(small)
    before = Transaction.objects.count()

    assert load(small, 2) == (first[0], 0, 0)
    assert Transaction.objects.count() == before


def test_a_changed_line_is_a_new_claim_and_the_old_one_retracted(small: Path) -> None:
    first = load(small)
    old = Membership.objects.get(member__slug="alpha")

    edit(small, "memberships.csv", "charter,1992,..", "charter,1993,..")

    assert load(small, 2) == (first[0], 1, 1)
    old.refresh_from_db()
    new = Membership.objects.get(member__slug="alpha", retracted__isnull=True)
    assert old.retraction_reason == "No longer in the reference pack."
    assert (old.start, new.start) == ("1992", "1993")
    assert old.retracted_id == new.recorded_id
    then = queries.ask(ANONYMOUS, as_of=date(1992, 12, 31), known_at=moment(1))
    assert len(queries.members("alpha", then).members) == 0
    assert [
        it.organization
        for it in queries.members("body", then).members
        if it.role == "member"
    ] == ["alpha"]


def test_a_line_that_comes_back_answers_again(small: Path) -> None:
    first = load(small)
    line = SMALL["memberships"].splitlines()[0]
    edit(small, "memberships.csv", f"{line}\n", "")
    assert load(small, 2) == (first[0] - 1, 0, 1)

    text = (small / "memberships.csv").read_text(encoding="utf-8")
    (small / "memberships.csv").write_text(f"{text}{line}\n", encoding="utf-8")
    load(small, 3)

    asking = queries.ask(ANONYMOUS, as_of=date(2000, 1, 1))
    roles = {it.organization for it in queries.members("body", asking).members}
    assert roles == {"alpha", "kenya"}


def test_a_preferred_line_may_be_worded_anew_and_its_fact_stays(small: Path) -> None:
    edit(
        small,
        "memberships.csv",
        "Alpha sits in Body.,",
        "Alpha sits in Body.,preferred,The act.",
    )
    load(small)
    (before,) = _members()
    edit(small, "memberships.csv", "Alpha sits in Body.", "Alpha has a seat.")

    assert load(small, 2)[1:] == (1, 1)

    (after,) = _members()
    assert (after.rank, after.fact) == ("preferred", before.fact)
    assert after.claim != before.claim


def test_a_line_that_is_ranked_anew_is_a_changed_line(small: Path) -> None:
    load(small)
    edit(
        small,
        "memberships.csv",
        "Alpha sits in Body.,",
        "Alpha sits in Body.,preferred,The act.",
    )

    assert load(small, 2)[1:] == (1, 1)

    (member,) = _members()
    assert (member.rank, member.rank_reason) == ("preferred", "The act.")


def _members() -> list[MemberRecord]:
    asking = queries.ask(ANONYMOUS, as_of=date(2000, 1, 1))
    found = queries.members("body", asking).members
    return [it for it in found if it.organization == "alpha"]


def test_what_people_recorded_is_left_alone(small: Path) -> None:
    load(small)
    done = actions.record(
        [
            membership("alpha", "body", "chair"),
            membership("alpha", "body", "member", "1992-05"),
        ],
        sources=[SOURCE],
        by=OPERATOR,
        at=moment(2),
    )
    kept = Membership.objects.filter(pk__in=[it.claim for it in done]).values()
    before = list(kept)

    edit(small, "memberships.csv", "charter,1992,..", "charter,1993,..")
    load(small, 3)

    assert list(kept.all()) == before


def test_a_claim_of_the_pack_that_someone_retracted_stays_retracted(
    small: Path,
) -> None:
    load(small)
    claim = Membership.objects.get(member__slug="alpha")
    actions.retract(claim.pk, reason="wrong", by=OPERATOR, at=moment(2))

    load(small, 3)

    claim.refresh_from_db()
    assert claim.retraction_reason == "wrong"
    assert not Membership.objects.filter(
        member__slug="alpha", retracted__isnull=True
    ).exists()


def _drop_column(pack: Path) -> None:
    edit(pack, "memberships.csv", ",says,", ",said,")


DAMAGE: dict[str, tuple[Callable[[Path], object], type[ComityError], str]] = {
    "a missing file": (
        lambda it: (it / "figures.csv").unlink(),
        FileUnreadable,
        "figures.csv",
    ),
    "a missing column": (_drop_column, ColumnMissing, "memberships.csv"),
    "bytes that are not text": (
        lambda it: (it / "names.csv").write_bytes(b"\xff\xfe\x00"),
        FileUnreadable,
        "names.csv",
    ),
    "an open quote": (
        lambda it: (it / "names.csv").write_text(f'{header("names")}\n"alpha,x\n'),
        FileUnreadable,
        "names.csv",
    ),
    "a day that does not exist": (
        lambda it: edit(it, "memberships.csv", "1963-12-12", "1963-02-30"),
        LineRefused,
        "memberships.csv",
    ),
    "an end before the start": (
        lambda it: edit(it, "memberships.csv", "1992,..", "1992,1991"),
        LineRefused,
        "memberships.csv",
    ),
    "an unknown member": (
        lambda it: edit(it, "memberships.csv", "kenya,body", "kenia,body"),
        LineRefused,
        "memberships.csv",
    ),
    "an unknown role": (
        lambda it: edit(it, "memberships.csv", "observer", "watcher"),
        LineRefused,
        "memberships.csv",
    ),
    "an unknown instrument": (
        lambda it: edit(it, "memberships.csv", "charter", "chartre"),
        LineRefused,
        "memberships.csv",
    ),
    "an unknown area": (
        lambda it: edit(it, "memberships.csv", "observer,,KEN", "observer,,XXX"),
        LineRefused,
        "memberships.csv",
    ),
    "no evidence": (
        lambda it: edit(it, "memberships.csv", "Kenya watches.", ""),
        LineRefused,
        "memberships.csv",
    ),
    "a rank without a reason": (
        lambda it: edit(
            it, "memberships.csv", "Kenya watches.,", "Kenya watches.,preferred"
        ),
        LineRefused,
        "memberships.csv",
    ),
    "an unknown kind of event": (
        lambda it: edit(it, "instrument_events.csv", "signed,", "burnt,"),
        LineRefused,
        "instrument_events.csv",
    ),
    "an address that nobody can open": (
        lambda it: edit(it, "sources.csv", "https://page.example.org/", "ftp://x.org/"),
        LineRefused,
        "sources.csv",
    ),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_a_damaged_pack_keeps_nothing_and_says_where(small: Path, case: str) -> None:
    damage, refusal, file = DAMAGE[case]
    damage(small)

    with pytest.raises(refusal) as refused:
        load(small)

    assert refused.value.fields["file"] == file
    if refusal is LineRefused:
        (bad,) = [
            number
            for number, line in enumerate((small / file).read_text().splitlines(), 1)
            if number > 1
            and not any(line == good for good in SMALL[Path(file).stem].splitlines())
        ]
        assert refused.value.fields["line"] == bad
    for model in (Source, Organization, Membership, Instrument, Area, Transaction):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("sources.csv", "page,The Page", "other,The Page"),
        ("organizations.csv", "un-entity", "un-thing"),
        ("organizations.csv", "committee,alpha", "committee,omega"),
        ("organizations.csv", "un-entity,", "un-entity,body"),
        ("instruments.csv", "resolution,global", "song,global"),
    ],
)
def test_a_pack_whose_records_cannot_stand_keeps_nothing(
    small: Path, file: str, old: str, new: str
) -> None:
    edit(small, file, old, new)

    with pytest.raises(ComityError):
        load(small)

    assert not Organization.objects.exists()
    assert not Transaction.objects.exists()


def test_a_pack_damaged_later_leaves_what_was_loaded(small: Path) -> None:
    load(small)
    edit(small, "memberships.csv", "observer", "watcher")
    before = list(Membership.objects.order_by("pk").values())

    with pytest.raises(LineRefused):
        load(small, 2)

    assert list(Membership.objects.order_by("pk").values()) == before


def test_only_those_who_may_write_load_the_pack(small: Path) -> None:
    with pytest.raises(NotPermitted):
        load_pack(by=REGISTERED, at=moment(1), folder=small)

    assert not Organization.objects.exists()


def ids() -> dict[str, list[Any]]:
    tables: list[type[models.Model]] = [
        Source,
        Organization,
        Instrument,
        Framework,
        Post,
        Theme,
        *(kind.model for kind in KINDS.values()),
    ]
    return {
        table.__name__: sorted(
            table._default_manager.values_list(
                "pk", *(["fact"] if hasattr(table, "fact") else ["pk"])
            )
        )
        for table in tables
    }


def test_two_installations_give_the_same_ids_and_facts() -> None:
    found = []
    for number in (1, 50):
        with transaction.atomic():
            load(PACK, number)
            found.append(ids())
            transaction.set_rollback(True)

    assert found[0] == found[1]
    assert sum(map(len, found[0].values())) > 2000


def test_the_pack_that_is_shipped_loads_twice_and_loses_nothing(tmp_path: Path) -> None:
    claims, recorded, _ = load(PACK)
    copied = tmp_path / "pack"
    shutil.copytree(PACK, copied)

    assert recorded == claims
    assert load(copied, 2) == (claims, 0, 0)
    stored = sum(kind.model._default_manager.count() for kind in KINDS.values())
    assert stored == claims
    with (PACK / "memberships.csv").open(encoding="utf-8", newline="") as file:
        assert Membership.objects.count() == sum(1 for _ in csv.DictReader(file))


def test_a_name_that_someone_added_does_not_confuse_the_pack(small: Path) -> None:
    load(small)
    actions.record(
        [stated("name", {"organization": "body", "kind": "alias", "text": "Alpha"})],
        sources=[SOURCE],
        by=OPERATOR,
        at=moment(2),
    )
    edit(small, "memberships.csv", "charter,1992,..", "charter,1993,..")

    assert load(small, 3)[1:] == (1, 1)
