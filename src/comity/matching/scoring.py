"""How alike an asked name and a listed one are, as numbers, and what they weigh.

The probability that an entry is meant is exp(s) / (1 + sum of exp(s)) over all
candidates, where s is the weighted sum of what was observed and the 1 stands for
"none of them": two entries that fit equally well share it, so that neither is
taken without asking.

The weights were fitted by `bench/matching.py --fit` (conditional logit, L2) on
public pairs of names as partners wrote them and as a coordination office resolved
them, together with one-slip misspellings of listed names. The pairs were split
by canonical name; a fifth of the organizations was left off the list in turn, so
that "none" was learned too. Nothing but these numbers comes from those pairs.
Weights marked "set" had no evidence there and were set by hand.
"""

from typing import Final

MATCHER_VERSION: Final = "2026.11"
"""Changes whenever the same question could get another answer."""

WEIGHTS: Final[dict[str, float]] = {
    "any": -6.0,
    "same_name": 5.0,
    "same_words": 3.5,
    "asked_covered": 2.0,
    "listed_covered": 2.0,
    "both_covered": 4.0,
    "letters": 2.0,
    "asked_left_over": -1.5,
    "listed_left_over": -1.0,
    "asked_part": -1.0,
    "listed_part": -1.0,
    "lent_name": -0.3,
    "country_differs": -3.0,
    "country_only_asked": -0.8,
    "country_only_listed": -0.8,
    "number_differs": -2.0,
    "acronym_is": 8.0,
    "acronym_built": 4.0,
    "acronym_agrees": 3.0,
    "acronym_differs": -2.0,
    "type_agrees": 0.3,
    "type_differs": -0.7,
    "works_elsewhere": -1.0,
    "works_there": 0.3,
}

SET_BY_HAND: Final = frozenset(
    {"type_agrees", "type_differs", "works_elsewhere", "works_there", "number_differs"}
)

AUTOMATIC: Final = 0.90
"""At or above: positive, unless something forbids it."""

PLAUSIBLE: Final = 0.05
"""At or above: unsure; below: none."""
