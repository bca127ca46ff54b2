"""Forms that ask for little more than why."""

from django import forms

from comity.desk.forms.fields import choice, text
from comity.register.vocabulary import RANKS


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = text(
        "Reason",
        "In a sentence; it stays in the audit trail.",
        required=True,
        most=1000,
    )


class RankForm(forms.Form):
    """How a claim stands beside the others about its fact, and why."""

    rank = choice("Rank", [(rank, rank) for rank in RANKS], required=True)
    reason = text(
        "Reason",
        "Why it is trusted more or less than the others.",
        required=True,
        most=1000,
    )
