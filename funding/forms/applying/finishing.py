"""People, sign-off, files, sending, withdrawing, and what applying was like."""

import hashlib

from django import forms

from civilsociety.ui.fields import LongTextField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.upload_field import UploadField
from civilsociety.ui.widgets import Radios
from funding.models.choices import ColleagueRole

FILE_HINT = "PDF, Word (docx), a spreadsheet (xlsx or ods) or a picture (JPEG or PNG), up to 10 MB."


class InviteForm(GovukForm):
    """Whom to invite, and what for."""

    submit_label = "Send the invitation"
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="We mail them a link. They sign in with it.",
    )
    role = forms.ChoiceField(
        label="What will they do?",
        choices=[
            (role.value, role.label) for role in (ColleagueRole.WRITER, ColleagueRole.SIGNATORY)
        ],
        widget=Radios(
            hints={
                ColleagueRole.WRITER: "They can change everything, at the same time as you.",
                ColleagueRole.SIGNATORY: "They read everything and sign it. They change nothing.",
            }
        ),
    )
    nouns = {"role": "what they will do"}


class SignForm(GovukForm):
    """The name a trustee or director signs with, and what they say with it."""

    submit_label = "Sign it off"
    autocompletes = {"name": "name"}
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    name = forms.CharField(
        label="Your full name", max_length=200, help_text="It takes the place of a signature."
    )
    am = forms.BooleanField(label="I am a trustee or director of the organisation")
    agree = forms.BooleanField(
        label="I have read this application, it is right, and the organisation wants to send it"
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["am"].label = f"I am a trustee or director of {organisation}"
        self.fields["am"].error_messages["required"] = "Say that you are a trustee or director"
        self.fields["agree"].error_messages["required"] = "Say that you have read it"


class GiveFileForm(GovukForm):
    """One file for one question."""

    submit_label = "Add this file"
    form_tag = False

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        # A name that no other question of the page has.
        self.name = f"file_{hashlib.sha256(question.key.encode()).hexdigest()[:8]}"
        self.fields[self.name] = UploadField(label=question.text, help_text=FILE_HINT)

    @property
    def upload(self):
        """The file as it was read."""
        return self.cleaned_data[self.name]


class WithdrawForm(GovukForm):
    """Why an application is taken back."""

    submit_label = "Withdraw the application"
    why = LongTextField(
        label="Why?", max_words=100, rows=3, required=False,
        help_text="It helps us to make the programme better.",
    )  # fmt: skip


EASE = (
    (5, "Very easy"),
    (4, "Easy"),
    (3, "Neither easy nor hard"),
    (2, "Hard"),
    (1, "Very hard"),
)


class FeedbackForm(GovukForm):
    """What applying was like."""

    submit_label = "Send what you think"
    ease = forms.TypedChoiceField(
        label="How easy was it to apply?", choices=EASE, coerce=int, widget=Radios
    )
    hours = forms.DecimalField(
        label="How many hours did it take, all people together?",
        min_value=0, max_value=1000, max_digits=6, decimal_places=2, required=False,
        help_text="A rough figure, like 6 or 1.5. We publish the median for each round.",
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={"invalid": "The number of hours must be a number, like 6 or 1.5"},
    )  # fmt: skip
    comment = LongTextField(
        label="What should we do better?", max_words=200, rows=4, required=False
    )
    nouns = {"ease": "how easy it was", "hours": "the number of hours"}

    @property
    def minutes(self):
        """What it took, in minutes, or None."""
        hours = self.cleaned_data["hours"]
        return None if hours is None else round(hours * 60)
