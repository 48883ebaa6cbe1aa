"""Conditions of an award, as officers set, move and meet them."""

from django import forms

from civilsociety.ui import clock
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.words import uk_date
from funding.actions import offers

PAID_LATER = "Nothing is paid until it is met"


class SetConditionForm(ActForm):
    """About an award."""

    lead = "The grant holder reads it on the award’s page, with the day."
    submit_label = "Set the condition"
    refused_at = "text"

    text = LongTextField(label="What must happen", max_length=1000, rows=3)
    due_on = DateField(label="To be met by")
    before_payment = forms.BooleanField(label=PAID_LATER, required=False, initial=True)
    nouns = {"text": "what must happen"}

    def heading(self):
        return f"Set a condition of {self.subject.number}"

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError("The day must be today or later.")
        return day

    def carry_out(self):
        told = {name: self.cleaned_data[name] for name in ("text", "due_on", "before_payment")}
        return offers.set_condition(award=self.subject, by=self.by, now=self.now, **told)

    def said(self, condition):
        return f"The condition is set, to be met by {uk_date(condition.due_on)}."


class ChangeConditionForm(ActForm):
    """About a condition."""

    submit_label = "Change the condition"
    refused_at = "due_on"

    due_on = DateField(label="To be met by")
    before_payment = forms.BooleanField(label=PAID_LATER, required=False)
    why = forms.CharField(label="Why it changes", max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = self.subject.due_on
        self.fields["before_payment"].initial = self.subject.before_payment

    def heading(self):
        return "Change a condition"

    @property
    def lead(self):
        """The condition itself."""
        return self.subject.text

    def carry_out(self):
        told = {name: self.cleaned_data[name] for name in ("due_on", "before_payment", "why")}
        return offers.change_condition(condition=self.subject, by=self.by, now=self.now, **told)

    def said(self, condition):
        return f"The condition is to be met by {uk_date(condition.due_on)}."


class MeetConditionForm(ActForm):
    """About a condition."""

    submit_label = "Mark as met"
    refused_at = "met_on"

    met_on = DateField(label="Met on")
    how = forms.CharField(
        label="How it was met", max_length=300, help_text="Or why it no longer matters."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["met_on"].initial = clock.today()

    def heading(self):
        return "Mark a condition as met"

    @property
    def lead(self):
        """The condition itself."""
        return self.subject.text

    def carry_out(self):
        told = {name: self.cleaned_data[name] for name in ("met_on", "how")}
        return offers.meet_condition(condition=self.subject, by=self.by, now=self.now, **told)

    def said(self, condition):
        return f"The condition was met on {uk_date(condition.met_on)}."
