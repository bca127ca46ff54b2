"""Numbers in a few classes, for the steps of a colour ramp.

Source: the quantile classification of thematic mapping, with each class given the
lowest and highest number that it really holds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

CLASSES = 5


@dataclass(frozen=True, slots=True)
class NumberClass:
    """A step of the ramp: the lowest and highest number in it, both inclusive."""

    low: float
    high: float

    @property
    def label(self) -> str:
        if self.low == self.high:
            return f"{self.low:,.10g}"
        return f"{self.low:,.10g}–{self.high:,.10g}"


def classify(numbers: Iterable[float], count: int = CLASSES) -> list[NumberClass]:
    """Put numbers into at most `count` classes that hold about as many each.

    Equal numbers share a class. With no more different numbers than classes, each
    is a class of its own.
    """
    ordered = sorted(numbers)
    different = sorted(set(ordered))
    if len(different) <= count:
        return [NumberClass(number, number) for number in different]
    classes: list[NumberClass] = []
    start = 0
    for left in range(count, 0, -1):
        if start == len(ordered):
            break
        share = max(1, round((len(ordered) - start) / left))
        last = ordered[start + share - 1]
        classes.append(NumberClass(ordered[start], last))
        start = bisect_right(ordered, last)
    return classes


def class_of(number: float, classes: list[NumberClass]) -> int:
    """The position, from 1, of the class that a classified number is in."""
    return bisect_left([step.high for step in classes], number) + 1
