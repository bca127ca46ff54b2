"""Invented place names, the same name in Latin and in Arabic script.

Any likeness to a real place is an accident of the syllables.
"""

from random import Random

_OPENINGS = (
    ("Ba", "با"), ("Da", "دا"), ("Fa", "فا"), ("Ka", "كا"), ("Ma", "ما"),
    ("Na", "نا"), ("Ra", "را"), ("Sa", "سا"), ("Ta", "تا"), ("Za", "زا"),
    ("Bu", "بو"), ("Du", "دو"), ("Mu", "مو"), ("Nu", "نو"), ("Su", "سو"),
    ("Tu", "تو"), ("Zu", "زو"), ("Bi", "بي"), ("Di", "دي"), ("Mi", "مي"),
    ("Si", "سي"), ("Sha", "شا"), ("Shi", "شي"), ("Qa", "قا"), ("Qu", "قو"),
    ("Gha", "غا"), ("Kha", "خا"), ("Ja", "جا"), ("Ju", "جو"), ("Wa", "وا"),
)  # fmt: skip
_MIDDLES = (
    ("ra", "را"), ("ri", "ري"), ("la", "لا"), ("lu", "لو"), ("ma", "ما"),
    ("na", "نا"), ("ba", "با"), ("du", "دو"), ("qi", "قي"), ("sha", "شا"),
    ("gha", "غا"), ("za", "زا"), ("wi", "وي"), ("mi", "مي"), ("kha", "خا"),
)  # fmt: skip
_CLOSINGS = (
    ("n", "ن"), ("r", "ر"), ("t", "ت"), ("sh", "ش"), ("d", "د"), ("m", "م"),
    ("ba", "با"), ("ra", "رة"), ("ya", "ية"), ("q", "ق"), ("b", "ب"), ("l", "ل"),
)  # fmt: skip
_BEFORE = (
    ("Al-", "ال"), ("Wadi ", "وادي "), ("Tell ", "تل "), ("Ain ", "عين "),
    ("Bir ", "بئر "), ("Qasr ", "قصر "), ("Marsa ", "مرسى "), ("Umm ", "أم "),
)  # fmt: skip

Name = tuple[str, str]
"""Latin, Arabic."""


class PlaceNames:
    """A source of names that never gives one twice."""

    def __init__(self, seed: int) -> None:
        self._draw = Random(f"{seed}:names")
        self._given: set[str] = set()

    def fresh(self, *, plain: bool = False) -> Name:
        """A name not given before; a plain one has no word such as Wadi before it."""
        while True:
            parts = [self._draw.choice(_OPENINGS), self._draw.choice(_MIDDLES)]
            parts.append(self._draw.choice(_CLOSINGS))
            latin, arabic = ("".join(side) for side in zip(*parts, strict=True))
            if not plain and self._draw.random() < 0.35:
                before = self._draw.choice(_BEFORE)
                latin, arabic = before[0] + latin, before[1] + arabic
            if latin not in self._given:
                self._given.add(latin)
                return latin, arabic


def sided(name: Name, *, east: bool) -> Name:
    """The name of the eastern or western half of a place."""
    side = ("Sharqi", "الشرقية") if east else ("Gharbi", "الغربية")
    return f"{name[0]} {side[0]}", f"{name[1]} {side[1]}"
