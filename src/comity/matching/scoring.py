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
    "any": -2.32,
    "same_name": 1.34,
    "same_words": 1.36,
    "covered": 1.51,
    "letters": 5.26,
    "asked_left_over": -0.70,
    "listed_left_over": -1.57,
    "asked_part": -2.53,
    "listed_part": -1.93,
    "lent_name": -0.70,
    "country_differs": -6.96,
    "country_only_asked": -2.36,
    "country_only_listed": -1.51,
    "number_differs": -2.00,
    "acronym_is": 8.02,
    "acronym_built": 1.05,
    "acronym_agrees": 4.07,
    "acronym_differs": -0.84,
    "type_agrees": 0.30,
    "type_differs": -0.70,
    "works_elsewhere": -1.00,
    "works_there": 0.30,
}

SET_BY_HAND: Final = frozenset(
    {
        "lent_name", "type_agrees", "type_differs", "works_elsewhere", "works_there",
        "number_differs",
    }
)

AUTOMATIC: Final = 0.90
"""At or above: positive, unless something forbids it."""

PLAUSIBLE: Final = 0.05
"""At or above: unsure; below: none."""
