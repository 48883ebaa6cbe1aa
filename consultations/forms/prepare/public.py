"""What a visitor can ask for on a consultation's page."""

from django import forms

from civilsociety.ui import fields, widgets
from civilsociety.ui.forms import GovukForm
from consultations.models import FormatRequest


class FormatRequestForm(GovukForm):
    """Asks for the questionnaire or the draft in another format."""

    submit_label = "Send your request"
    autocompletes = {"name": "name"}
    nouns = {"format": "the format you need", "reply_to": "how we can reach you"}

    format = forms.ChoiceField(
        label="Which format do you need?",
        choices=FormatRequest.Format.choices,
        widget=widgets.Radios,
        error_messages={"required": "Select the format you need"},
    )
    details = fields.LongTextField(
        label="Anything we should know",
        help_text="For example which language, or how large the print should be.",
        max_length=2000,
        rows=3,
        required=False,
    )
    name = forms.CharField(label="Your name", max_length=200)
    reply_to = forms.CharField(
        label="How can we reach you?",
        help_text="An email address, a telephone number or a postal address.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Enter an email address, a telephone number or a postal address"
        },
    )


class TellMeForm(GovukForm):
    """Registers to be told what came of a consultation."""

    submit_label = "Tell me the outcome"
    autocompletes = {"email": "email"}
    nouns = {"email": "your email address"}

    email = forms.EmailField(
        label="Your email address",
        help_text="We write once, when the outcome is published, and use it for nothing else.",
        max_length=254,
    )
