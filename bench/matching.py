"""How well and how fast names are matched, beside programs in use.

    python bench/matching.py                 measure on the shared pairs
    python bench/matching.py --fit           fit the weights of comity.matching.scoring
    python bench/matching.py --wrong         and list the wrong automatic judgements

The pairs, public lists of names as written and as resolved, lie outside the
project: COMITY_SHARED_DATA names their folder. They come from two families of
lists, which are measured apart, since each has names of its own for the same
organizations. Every fifth organization is left off the list, so that the right
answer for its names is "none". Names that a family resolves in two ways, or that
it lists twice under spellings of one name, count as one organization.
"""

import argparse
import csv
import hashlib
import math
import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz import fuzz, process

from comity.matching import (
    OrganizationEntry,
    OrganizationIndex,
    OrganizationMention,
    PlaceEntry,
    PlaceIndex,
    PlaceMention,
)
from comity.matching.scoring import AUTOMATIC, SET_BY_HAND, WEIGHTS
from comity.values.names import fold

SHARED = Path(
    os.environ.get(
        "COMITY_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"
    )
)
FAMILIES = {"pipeline": ("ocha_", "hdx_"), "iati": ("iati3w_",)}
TRAIN_SHARE = 0.6
COUNTRIES = ("NGA", "YEM", "AFG", "SOM", "TCD", "MLI")
PLACES = 10_000
ORGANIZATIONS_FOR_SPEED = 2_000

Answer = tuple[str | None, float]


@dataclass(frozen=True)
class Question:
    asked: str
    truth: str
    """The folded canonical name of the class of names that are the same."""
    kind: str


@dataclass(frozen=True)
class Task:
    family: str
    acronyms: dict[str, set[str]]
    shown: dict[str, str]
    same: dict[str, str]
    questions: list[Question]

    def held_out(self, turn: int) -> set[str]:
        classes = sorted(set(self.same.values()))
        return set(classes[turn::5])

    def entries(self, turn: int) -> list[OrganizationEntry]:
        held = self.held_out(turn)
        return [
            OrganizationEntry(name, (self.shown[name],), tuple(sorted(short)))
            for name, short in self.acronyms.items()
            if self.same[name] not in held
        ]


def load_task(family: str) -> Task:
    with (SHARED / "pairs" / "org_pairs_shared.csv").open(encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["kind"].startswith(FAMILIES[family])
        ]
    acronyms: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for row in rows:
        name = fold(row["canonical_name"])
        shown.setdefault(name, row["canonical_name"])
        acronyms[name] |= {row["acronym"]} - {"", row["canonical_name"]}
    same = {name: name for name in shown}

    def root(name: str) -> str:
        while same[name] != name:
            name = same[name]
        return name

    resolved: dict[str, str] = {}
    for row in rows:
        asked, name = fold(row["raw_name"]), fold(row["canonical_name"])
        if asked in same:
            same[root(asked)] = root(name)
        if asked in resolved and row["relation"] != "acronym":
            same[root(resolved[asked])] = root(name)
        resolved.setdefault(asked, name)
    spellings: dict[str, str] = {}
    for name in sorted(same):
        same[root(name)] = root(spellings.setdefault(bare(shown[name]), name))
    same = {name: root(name) for name in same}
    questions: dict[tuple[str, str], Question] = {}
    for row in rows:
        truth = same[fold(row["canonical_name"])]
        kind = row["relation"]
        questions.setdefault(
            (row["raw_name"], truth), Question(row["raw_name"], truth, kind)
        )
    generator = random.Random(5)
    for name in sorted(shown):
        if len(name) > 4:
            spoilt = misspell(shown[name], generator)
            questions[spoilt, name] = Question(spoilt, same[name], "typo")
    return Task(family, dict(acronyms), shown, same, list(questions.values()))


def bare(name: str) -> str:
    """A name without brackets, small words, spaces and two spellings of one word."""
    words = fold(re.sub(r"\([^)]*\)", " ", name)).split()
    small = {"the", "of", "and", "for", "et", "le", "la", "de", "des", "du", "l", "d"}
    spelt = {
        "organisation": "organization",
        "un": "unitednations",
        "intl": "international",
    }
    kept = [spelt.get(word, word) for word in words if word not in small]
    return "".join(kept) or name


def misspell(name: str, generator: random.Random) -> str:
    at = generator.randrange(1, max(2, len(name) - 1))
    kind = generator.random()
    if kind < 0.2:
        return name.upper()
    if kind < 0.5:
        return name[:at] + name[at + 1 :]
    if kind < 0.75:
        return name[:at] + generator.choice("aeioun") + name[at:]
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def in_train(truth: str) -> bool:
    digest = hashlib.sha256(truth.encode()).digest()
    return digest[0] / 256 < TRAIN_SHARE


def best_f1(answers: Iterable[tuple[Answer, str | None]]) -> tuple[float, ...]:
    """The best F1 over all thresholds: F1, threshold, precision, recall."""
    ranked = sorted(answers, key=lambda pair: -pair[0][1])
    wanted = sum(truth is not None for _, truth in ranked)
    best = (0.0, 1.0, 0.0, 0.0)
    right = given = 0
    for place, ((got, score), truth) in enumerate(ranked):
        given += got is not None
        right += got is not None and got == truth
        if place + 1 < len(ranked) and ranked[place + 1][0][1] == score:
            continue
        precision, recall = right / max(given, 1), right / max(wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        best = max(best, (f1, score, precision, recall))
    return best


def peer(
    task: Task, turn: int, scorer: Callable[..., float]
) -> Callable[[str], Answer]:
    forms = [
        (fold(text), task.same[entry.id])
        for entry in task.entries(turn)
        for text in (*entry.names, *entry.acronyms)
    ]
    keys = [key for key, _ in forms]
    exact = dict(reversed(forms))

    def answer(name: str) -> Answer:
        asked = fold(name)
        if asked in exact:
            return exact[asked], 1.0
        found = process.extractOne(asked, keys, scorer=scorer)
        return (forms[found[2]][1], found[1] / 100) if found else (None, 0.0)

    return answer


def measure(task: Task, *, wrong: bool, turns: Iterable[int]) -> None:
    tools = ("comity", "ratio", "token_set")
    answers: dict[tuple[str, str], list[tuple[Answer, str | None]]] = defaultdict(list)
    automatic: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for turn in turns:
        held = task.held_out(turn)
        index = OrganizationIndex(task.entries(turn))
        peers = {
            "ratio": peer(task, turn, fuzz.ratio),
            "token_set": peer(task, turn, fuzz.token_set_ratio),
        }
        for question in task.questions:
            truth = None if question.truth in held else question.truth
            parts = [question.kind, "all"]
            if not in_train(question.truth):
                parts += [f"{question.kind} (dev)", "all (dev)"]
            match = index.match(question.asked)
            first = match.candidates[0] if match.candidates else None
            got = task.same[first.id] if first else None
            given = {"comity": (got, match.score)}
            if turn == 0:
                given |= {
                    tool: answer(question.asked) for tool, answer in peers.items()
                }
            for part in parts:
                for tool, answer in given.items():
                    answers[part, tool].append((answer, truth))
                automatic[part].append((match.judgement == "positive", got == truth))
            if wrong and match.judgement == "positive" and got != truth:
                print(
                    f"   wrong: '{question.asked}' -> '{got}' for '{question.truth}'"
                    f" {match.score} {match.reasons}"
                )
    print(f"\n{task.family}: {len(task.shown)} names, {len(task.questions)} questions")
    print(f"{'kind':18} {'asked':>6}  best F1 {' '.join(f'{t:>10}' for t in tools)}"
          "   P     R    | automatic: share  precision  wrong")  # fmt: skip
    for part in sorted(automatic):
        scores = {tool: best_f1(answers[part, tool]) for tool in tools}
        taken = [right for positive, right in automatic[part] if positive]
        print(
            f"{part:18} {len(automatic[part]):6}         "
            + " ".join(f"{scores[tool][0]:10.3f}" for tool in tools)
            + f" {scores['comity'][2]:.3f} {scores['comity'][3]:.3f}"
            + f" |   {len(taken) / len(automatic[part]):13.2f}"
            + f" {sum(taken) / max(len(taken), 1):10.4f} {len(taken) - sum(taken):6}"
        )


def measure_speed() -> None:
    with (SHARED / "orgs" / "hdx_hapi_organisations_global.csv").open(
        encoding="utf-8-sig"
    ) as file:
        listed = [(row["name"], row["acronym"]) for row in csv.DictReader(file)]
    tasks = [load_task(family) for family in FAMILIES]
    listed += [
        (task.shown[name], next(iter(task.acronyms[name]), ""))
        for task in tasks
        for name in task.shown
    ]
    entries = [
        OrganizationEntry(str(at), (name,), (short,) if short else ())
        for at, (name, short) in enumerate(listed[:ORGANIZATIONS_FOR_SPEED])
    ]
    started = time.perf_counter()
    index = OrganizationIndex(entries)
    built = time.perf_counter() - started
    asked = {q.asked for task in tasks for q in task.questions}
    mentions = [OrganizationMention(name) for name in sorted(asked)]
    started = time.process_time()
    index.match_all(mentions)
    took = time.process_time() - started
    keys = [fold(entry.names[0]) for entry in entries]
    started = time.process_time()
    for mention in mentions:
        process.extractOne(fold(mention.name), keys, scorer=fuzz.token_set_ratio)
    other = time.process_time() - started
    print(
        f"\nspeed: {len(mentions)} distinct names against {len(entries)} organizations:"
        f" {len(mentions) / took:,.0f} names/s (list read in {built:.2f} s);"
        f" rapidfuzz token_set {len(mentions) / other:,.0f} names/s;"
        f" ratio {other / took:.1f}"
    )


@dataclass(frozen=True)
class AskedPlace:
    country: str
    parent: str | None
    name: str
    truth: str | None
    """The P-code, or None for a name that is not on the list."""


def load_places(country: str, rows: Iterable[dict[str, str]]) -> PlaceIndex:
    return PlaceIndex(
        country,
        [
            PlaceEntry(
                row["P-Code"],
                row["Name"],
                int(row["Admin Level"]),
                row["Parent P-Code"],
            )
            for row in rows
            if row["Location"] == country
        ],
    )


def draw_places(rows: list[dict[str, str]], count: int) -> list[AskedPlace]:
    """Admin 2 names of six countries as people write them, with the truth.

    Half as listed but for case, marks and spaces, 35 % with one slip, 10 % with a
    word for the kind of area, 5 % names of other countries, without a parent.
    """
    generator = random.Random(11)
    listed = [r for r in rows if r["Admin Level"] == "2" and r["Location"] in COUNTRIES]
    foreign = [
        r["Name"]
        for r in rows
        if r["Admin Level"] == "2" and r["Location"] in ("BRA", "TUR", "VNM", "POL")
    ]

    def spoilt(name: str) -> str:
        kind = generator.random()
        if kind < 0.5:
            way = generator.random()
            if way < 0.3:
                return name.upper()
            if way < 0.55:
                return "  " + name.lower()
            if way < 0.75:
                return name.replace(" ", "-")
            return name.replace("'", "").replace("-", " ") + " "
        if kind < 0.85 / 0.95:
            return slip(name, generator)
        kinds = ["{} District", "{} LGA", "Cercle de {}", "{} Town"]
        return generator.choice(kinds).format(name)

    drawn = []
    for _ in range(count):
        if generator.random() < 0.05:
            country = generator.choice(COUNTRIES)
            name = spoilt(generator.choice(foreign))
            drawn.append(AskedPlace(country, None, name, None))
        else:
            row = generator.choice(listed)
            drawn.append(
                AskedPlace(
                    row["Location"],
                    row["Parent P-Code"],
                    spoilt(row["Name"]),
                    row["P-Code"],
                )
            )
    return drawn


def slip(name: str, generator: random.Random) -> str:
    at = generator.randrange(1, max(2, len(name) - 1))
    kind = generator.random()
    if kind < 0.34:
        return name[:at] + name[at + 1 :]
    if kind < 0.67:
        return name[:at] + generator.choice("aeioubd") + name[at:]
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def measure_places(count: int, *, wrong: bool) -> None:
    path = SHARED / "places" / "global_pcodes_adm_1_2.csv"
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    drawn = draw_places(rows, count)
    print(f"\nplaces: {count} names of admin 2 in {len(COUNTRIES)} countries")
    for with_parent in (True, False):
        indexes = {country: load_places(country, rows) for country in COUNTRIES}
        mentions = [
            PlaceMention(
                (
                    (None, None),
                    (place.parent if with_parent else None, None),
                    (None, place.name),
                )
            )
            for place in drawn
        ]
        started = time.process_time()
        found = [
            indexes[place.country].match(mention)
            for place, mention in zip(drawn, mentions, strict=True)
        ]
        took = time.process_time() - started
        score_places(
            "comity, with parent" if with_parent else "comity, without",
            drawn,
            [match.canonical for match in found],
            took,
        )
        if wrong:
            for place, match in zip(drawn, found, strict=True):
                if with_parent and match.canonical != place.truth:
                    print(f"   wrong: {place} {match.canonical} {match.reasons}")
    measure_place_peers(rows, drawn)


def score_places(
    label: str, drawn: list[AskedPlace], codes: list[str | None], took: float
) -> None:
    right = sum(
        code is not None and code == place.truth
        for place, code in zip(drawn, codes, strict=True)
    )
    given = sum(code is not None for code in codes)
    wanted = sum(place.truth is not None for place in drawn)
    absent = [c for p, c in zip(drawn, codes, strict=True) if p.truth is None]
    coded = sum(code is not None for code in absent)
    print(
        f"{label:32} {len(drawn) / took:10,.0f} names/s  P {right / given:.4f}"
        f"  R {right / wanted:.4f}  absent coded {coded} of {len(absent)}"
    )


def measure_place_peers(rows: list[dict[str, str]], drawn: list[AskedPlace]) -> None:
    by_parent: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        by_parent[row["Parent P-Code"]][fold(row["Name"])] = row["P-Code"]
        if row["Admin Level"] == "2":
            by_parent["all " + row["Location"]][fold(row["Name"])] = row["P-Code"]
    started = time.process_time()
    codes: list[str | None] = []
    for place in drawn:
        names = by_parent[place.parent or "all " + place.country]
        asked = fold(place.name)
        best = process.extractOne(
            asked, list(names), scorer=fuzz.ratio, score_cutoff=75
        )
        codes.append(names.get(asked) or (names[best[0]] if best else None))
    took = time.process_time() - started
    score_places("rapidfuzz ratio, with parent", drawn, codes, took)
    if find_spec("hdx") is None:
        print("hdx-python-country is not installed: not measured")
        return
    AdminLevel = import_module("hdx.location.adminlevel").AdminLevel  # noqa: N806
    level = AdminLevel(admin_level=2)
    level.setup_from_iterable(
        [
            {name: row[name] for name in row if name != "Valid from date"}
            for row in rows
            if row["Admin Level"] == "2" and row["Location"] in COUNTRIES
        ]
    )
    started = time.process_time()
    codes = [level.get_pcode(p.country, p.name, parent=p.parent)[0] for p in drawn]
    took = time.process_time() - started
    score_places("hdx-python-country, with parent", drawn, codes, took)


def fit(rounds: int = 60, pull: float = 0.0015) -> None:
    """Fit the weights on the training share; print the table, tested on the rest."""
    examples: list[tuple[list[dict[str, float]], int]] = []
    for family in FAMILIES:
        task = load_task(family)
        for turn in range(5):
            held = task.held_out(turn)
            index = OrganizationIndex(task.entries(turn))
            for question in task.questions:
                if not in_train(question.truth):
                    continue
                seen = index.evidence(OrganizationMention(question.asked))
                if not seen:
                    continue
                classes = [task.same[name] for name, _ in seen]
                truth = None if question.truth in held else question.truth
                if truth and truth not in classes:
                    continue
                if truth and classes.count(truth) > 1:
                    continue
                right = classes.index(truth) if truth else -1
                examples.append(([found.values for _, found in seen], right))
    print(f"{len(examples)} training questions")
    weights = dict(WEIGHTS)
    slopes: dict[str, float] = defaultdict(lambda: 1e-6)
    generator = random.Random(1)
    for step in range(rounds):
        generator.shuffle(examples)
        loss = 0.0
        for options, right in examples:
            sums = [
                sum(weights[name] * value for name, value in option.items())
                for option in options
            ]
            top = max(0.0, *sums)
            odds = [math.exp(value - top) for value in sums]
            every = math.exp(-top) + sum(odds)
            chosen = odds[right] if right >= 0 else math.exp(-top)
            loss -= math.log(max(chosen / every, 1e-12))
            change: dict[str, float] = defaultdict(float)
            for at, option in enumerate(options):
                slope = odds[at] / every - (at == right)
                for name, value in option.items():
                    change[name] += slope * value
            for name, slope in change.items():
                if name in SET_BY_HAND:
                    continue
                total = slope + pull * weights[name]
                slopes[name] += total * total
                weights[name] -= 0.3 * total / math.sqrt(slopes[name])
        if step % 10 == 9:
            print(f"round {step + 1}: mean loss {loss / len(examples):.4f}")
    for name, value in weights.items():
        print(f'    "{name}": {value:.2f},')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--turns", type=int, default=1)
    options = parser.parse_args()
    if options.fit:
        fit()
        return
    print(f"automatic from {AUTOMATIC}")
    for family in FAMILIES:
        measure(load_task(family), wrong=options.wrong, turns=range(options.turns))
    measure_speed()
    measure_places(PLACES, wrong=options.wrong)


if __name__ == "__main__":
    main()
