"""The forms of the list of reasons."""

from django import forms

from civilsociety.ui import fields, widgets
from funding.actions import programmes as actions
from funding.forms.programmes.starting import RowForm
from funding.models import ReasonUse

LONGEST_TEXT = 2_000
MOST_PLACES = 1_000
NOUNS = {"label": "what it is counted as", "text": "what an applicant reads"}


def reason_text():
    """The field for the words an applicant reads."""
    return fields.LongTextField(
        label="As an applicant reads it",
        max_length=LONGEST_TEXT,
        rows=5,
        help_text="Say what was missing and what would have helped. Letters quote it as it is.",
    )


class AddReasonForm(RowForm):
    """Adds a reason to the list."""

    title = "Add a reason"
    lead = "Letters, feedback and published counts take their reasons from this one list."
    submit_label = "Add it"
    refused_at = "label"
    nouns = NOUNS

    use = forms.ChoiceField(
        label="What it is given for", choices=ReasonUse.choices, widget=widgets.Radios
    )
    label = forms.CharField(label="As it is counted", max_length=120)
    text = reason_text()

    def now_of(self, name):
        return None

    def carry_out(self):
        return actions.add_reason(by=self.by, **self.told())

    def said(self, reason):
        return f"“{reason}” can be given from now on."


class ChangeReasonForm(RowForm):
    """Puts a reason into better words."""

    title = "Change a reason"
    lead = "Letters that were sent stay as they were. Counts of all rounds take the new label."
    submit_label = "Keep it"
    nouns = NOUNS

    label = forms.CharField(label="As it is counted", max_length=120)
    text = reason_text()
    position = forms.IntegerField(
        label="Place in the list", min_value=0, max_value=MOST_PLACES, help_text="Smallest first."
    )

    def carry_out(self):
        return actions.change_reason(reason=self.subject, by=self.by, **self.told())

    def said(self, reason):
        return f"“{reason}” is kept."
