"""How alike an asked name and a listed one are, as numbers, and what they weigh.

The odds of an entry are exp(s), where s is the weighted sum of what was observed;
"none of them" has the odds 1. Two entries that fit equally well share the score,
so that neither is taken without asking.

The weights were fitted by `bench/matching.py --fit` (conditional logit, L2) on
public pairs of names as partners wrote them and as a coordination office resolved
them, together with one-slip misspellings of listed names. The pairs were split
by canonical name; a fifth of the organizations was left off the list in turn, so
that "none" was learned too. Nothing but these numbers comes from those pairs.
Weights marked "set" had no evidence there and were set by hand.
"""

from math import sqrt
from typing import Final

MATCHER_VERSION: Final = "2026.11"
"""Changes whenever the same question could get another answer."""

WEIGHTS: Final[dict[str, float]] = {
    "any": -0.83,
    "same_name": 1.11,
    "same_words": -0.87,
    "covered": 1.55,
    "letters": 3.28,
    "asked_left_over": -1.51,
    "listed_left_over": -1.85,
    "asked_part": -6.02,
    "listed_part": -1.40,
    "lent_name": -0.70,
    "country_differs": -6.83,
    "country_only_asked": -4.34,
    "country_only_listed": -2.25,
    "number_differs": -2.00,
    "acronym_is": 7.40,
    "acronym_built": 1.26,
    "acronym_agrees": 2.61,
    "acronym_within": 8.55,
    "acronym_differs": -0.85,
    "type_agrees": 0.30,
    "type_differs": -0.70,
    "works_elsewhere": -3.00,
    "works_there": 0.50,
}

SET_BY_HAND: Final = frozenset(
    {
        "lent_name",
        "type_agrees",
        "type_differs",
        "works_elsewhere",
        "works_there",
        "number_differs",
    }
)

AUTOMATIC: Final = 0.90
"""At or above: positive, unless something forbids it.

On the pairs, at 0.90 the answers that are wrong are names listed twice; at 0.80
real mistakes begin ("Mercy Corps" for another section, one ministry for another).
"""

PLAUSIBLE: Final = 0.15
"""At or above: unsure; below: none.

On the pairs, below it some 3 best candidates in 100 are right, above it most are.
"""


def score(odds: float, every: float) -> float:
    """The score of an entry, from 0 to 1.

    The square root of two probabilities: that it is meant (odds against all other
    entries and none), and that it would be if it alone were listed. Three doubles
    of one organization thus stay high in the queue, at 0.58 each, yet below the
    automatic band.

    Args:
        odds: the entry's own.
        every: the sum of the odds of all entries, and 1.
    """
    return round(sqrt(odds / every * (odds / (1.0 + odds))), 4)
