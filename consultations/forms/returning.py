"""The ways back: an address for the link, a code to type."""

from django import forms

from civilsociety.ui.forms import GovukForm
from consultations.queries.keys import tidy_code


class MailForm(GovukForm):
    """Where to mail the link that opens what was saved."""

    form_tag = False
    submit_label = ""
    autocompletes = {"email": "email"}
    email = forms.EmailField(
        label="Your email address",
        help_text="We send one message with a link, and use the address for nothing else.",
        max_length=254,
        error_messages={"required": "Enter your email address"},
    )


class CodeForm(GovukForm):
    """The short code from another device."""

    submit_label = "Open your response"
    code = forms.CharField(
        label="Your code",
        help_text="Eight letters and numbers, like 7K3M-9QXP. Capitals and dashes do not matter.",
        max_length=100,
        error_messages={"required": "Enter your code"},
    )

    def clean_code(self):
        code = tidy_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                "Check the code: it has eight letters and numbers, like 7K3M-9QXP"
            )
        return code
