"""The matcher on public pairs of names as written and as resolved.

The figures stand well below what `bench/matching.py` prints, so that a fault
shows and a change of taste does not.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from comity.matching import (
    OrganizationEntry,
    OrganizationIndex,
    PlaceEntry,
    PlaceIndex,
    PlaceMention,
)
from comity.values.names import fold

pytestmark = pytest.mark.real_data


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_somalia_organizations_are_matched_and_absent_ones_are_not_taken(
    shared_data: Path,
) -> None:
    rows = [
        row
        for row in read(shared_data / "pairs" / "org_pairs_shared.csv")
        if row["kind"] == "iati3w_somalia_curated"
    ]
    acronyms: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        acronyms[row["canonical_name"]] |= {row["acronym"]} - {
            "",
            row["canonical_name"],
        }
    names = sorted(acronyms)
    held = set(names[::5])
    index = OrganizationIndex(
        OrganizationEntry(name, (name,), tuple(sorted(acronyms[name])))
        for name in names
        if name not in held
    )
    taken = wrong = first = asked = 0
    for row in rows:
        match = index.match(row["raw_name"])
        right = row["canonical_name"]
        if match.canonical:
            taken += 1
            wrong += fold(match.canonical) != fold(right)
        if right not in held:
            asked += 1
            first += bool(match.candidates) and match.candidates[0].id == right
    assert taken > 0.6 * len(rows)
    assert wrong <= 0.02 * taken
    assert first >= 0.9 * asked


@pytest.mark.parametrize(
    ("country", "least", "conflicts"), [("AFG", 430, 5), ("SOM", 85, 5), ("TCD", 40, 3)]
)
def test_places_are_coded_and_disagreements_never_chosen(
    shared_data: Path, country: str, least: int, conflicts: int
) -> None:
    index = PlaceIndex(
        country,
        [
            PlaceEntry(
                row["P-Code"],
                row["Name"],
                int(row["Admin Level"]),
                row["Parent P-Code"],
            )
            for row in read(shared_data / "places" / "global_pcodes_adm_1_2.csv")
            if row["Location"] == country
        ],
    )
    coded = disagreeing = 0
    for row in read(shared_data / "pairs" / "place_pairs_shared.csv"):
        if row["country"] != country:
            continue
        own = (row["pcode_as_written"], row["raw_name"])
        above = (None, row["parent_as_written"])
        levels = (own,) if row["level"] == "1" else (above, own)
        match = index.match(PlaceMention(((None, None), *levels)))
        if row["agreement"] == "different":
            disagreeing += match.judgement == "unsure" or match.score < 1
            assert not (match.conflict and match.canonical)
        elif match.canonical:
            assert match.canonical.endswith(row["pcode_as_written"][2:])
            coded += 1
    assert coded >= least
    assert disagreeing >= conflicts
