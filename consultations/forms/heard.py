"""The filter of points that a finding may rest on."""

from django import forms

from civilsociety.organisations.models.choices import District
from civilsociety.ui.forms import GovukForm


class HeardFilter(GovukForm):
    """Words, and the district of the conversation. What cannot be read asks for nothing."""

    says_optional = False
    q = forms.CharField(label="Words, topic or forum", required=False, max_length=200)
    district = forms.ChoiceField(
        label="District", required=False, choices=[("", "All"), *District.choices]
    )

    def asked(self):
        """(words, district) as asked for."""
        if not self.is_bound:
            return "", ""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("district", "")
