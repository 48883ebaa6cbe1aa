"""What a paper proposes and a panel decides for one bid: a choice and an amount."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import PoundsField
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import pounds
from funding.models import Recommendation
from funding.queries.judging.panels import GIVES


class ChoiceForm(ActForm):
    """What is proposed or decided for one bid on a paper (`subject`): a choice and an amount."""

    refused_at = "pence"
    says_optional = False

    choice = forms.ChoiceField(label="What to do", choices=Recommendation.choices, widget=Radios)
    pence = PoundsField(
        label="Amount", required=False, help_text="Leave it empty where no money is given."
    )

    def amount(self):
        """What goes with the choice (pence): all that was asked for when funded as asked."""
        given = self.cleaned_data
        asked = self.subject.application.requested_pence
        if given["choice"] == Recommendation.FUND and given["pence"] is None:
            return asked
        return given["pence"] or 0


def in_words(item):
    """What the paper proposes for a bid: “fund in part, £3,000”."""
    words = item.get_recommendation_display().lower()
    return f"{words}, {pounds(item.proposed_pence)}" if item.recommendation in GIVES else words
