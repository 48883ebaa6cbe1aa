"""Asking to be told when money is on offer."""

from django import forms

from civilsociety.ui.forms import GovukForm
from funding.models import Programme

EVERY = "Every programme"


class AlertsForm(GovukForm):
    """An address, and which programme."""

    submit_label = "Send me the link"
    autocompletes = {"email": "email"}
    nouns = {"email": "your email address", "programme": "what to be told of"}

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="We send a link to it, to be sure that it is yours.",
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label="What to be told of",
        required=False,
        empty_label=EVERY,
        to_field_name="slug",
    )
    says_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.running().order_by("name")
