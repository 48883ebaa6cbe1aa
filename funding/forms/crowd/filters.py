"""Filters of the public list of projects."""

from django import forms

from civilsociety.organisations.models.choices import District
from civilsociety.ui.forms import GovukForm
from funding.models import Call
from funding.queries.crowd.published import STANDS
from funding.states import CallState


class ProjectFilter(GovukForm):
    """Words, where it happens, where it stands, in which round."""

    says_optional = False
    q = forms.CharField(label="Search", required=False, max_length=200)
    stands = forms.ChoiceField(
        label="Where it stands", required=False, choices=[("", "All"), *STANDS.items()]
    )
    district = forms.ChoiceField(
        label="Where", required=False, choices=[("", "Everywhere"), *District.choices]
    )
    round = forms.ModelChoiceField(
        Call.objects.none(), label="Round", required=False, empty_label="All"
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        rounds = Call.objects.public().filter(programme=programme)
        self.fields["round"].queryset = rounds.exclude(state=CallState.CANCELLED)
        self.fields["round"].label_from_instance = lambda call: call.name

    def asked(self):
        """What the filter asks for; a field that cannot be read asks for nothing."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
