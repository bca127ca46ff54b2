"""The exercise: a simulated response whose truth is known.

An invented country with its areas, partners, agreements and a year of
activities, and the workbooks that its partners would send, with every quirk
that such workbooks were seen to have. It is written without knowing how
workbooks are read, so that the score of a reading means something.
"""

from comity.exercise.quirks import Quirk
from comity.exercise.score import Measure, Score, score
from comity.exercise.workbooks import Workbook
from comity.exercise.writing import CODE, Exercise, write_exercise

__all__ = [
    "CODE",
    "Exercise",
    "Measure",
    "Quirk",
    "Score",
    "Workbook",
    "score",
    "write_exercise",
]
