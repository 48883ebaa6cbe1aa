"""Filters of the log of conversations, the public one and the officers'."""

from django import forms

from civilsociety.organisations.models.choices import District
from civilsociety.ui.forms import GovukForm
from engagement.queries.conversations.listing import choices_of
from engagement.states import ConversationState


class LogFilter(GovukForm):
    """Words, district, partner, topic and year. A field that cannot be read asks for nothing."""

    says_optional = False

    q = forms.CharField(label="Search", required=False, max_length=200)
    district = forms.ChoiceField(
        label="District", required=False, choices=[("", "All"), *District.choices]
    )
    partner = forms.ChoiceField(label="Forum or partner", required=False)
    topic = forms.ChoiceField(label="Topic", required=False)
    year = forms.ChoiceField(label="Year", required=False)
    section = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args, conversations, **kwargs):
        super().__init__(*args, **kwargs)
        for name, values in choices_of(conversations).items():
            self.fields[name].choices = [("", "All"), *((str(v), str(v)) for v in values)]

    def asked(self):
        """What the filter asks for."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class OfficersFilter(LogFilter):
    """The same, and how far the record is."""

    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "All"), *ConversationState.choices]
    )
