"""How widely a record may be shown, from everyone to nearly nobody."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """The class of a record; readers treat one they do not know as confidential."""

    PUBLIC = "public"
    PARTNERS = "partners"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"

    @property
    def level(self) -> int:
        """The order of the classes: 0 for public, 3 for confidential."""
        return tuple(Sensitivity).index(self)


def read_sensitivity(text: str | None) -> Sensitivity:
    """The class that a stored text names, or confidential where it names none."""
    try:
        return Sensitivity(text or "")
    except ValueError:
        return Sensitivity.CONFIDENTIAL
