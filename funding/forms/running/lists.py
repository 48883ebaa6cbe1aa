"""Which days a list of officers is about."""

from django import forms

from civilsociety.ui.fields import DateField
from civilsociety.ui.forms import GovukForm


class DaysForm(GovukForm):
    """From one day to another, both inclusive."""

    method = "get"
    submit_label = "Show these days"

    show = forms.CharField(widget=forms.HiddenInput, required=False)
    first = DateField(label="Released from")
    last = DateField(label="Until", help_text="That day included.")

    def clean(self):
        told = super().clean()
        if told.get("first") and told.get("last") and told["last"] < told["first"]:
            self.add_error("last", "The last day must not be before the first.")
        return told

    def days(self):
        """(first, last): as asked, or as it begins while that cannot be read."""
        if self.is_bound and self.is_valid():
            return self.cleaned_data["first"], self.cleaned_data["last"]
        return self.initial["first"], self.initial["last"]
