"""Letters of a round: their texts, who gets one, and one sent again."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from civilsociety.refusal import Refused
from civilsociety.ui import clock
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import plural
from funding.actions import offers
from funding.models.choices import LetterKind
from funding.queries.offers.merging import fields_of
from funding.queries.offers.texts import texts_of
from funding.rules.offers.answering import check_answer_by
from funding.rules.offers.letters import check_fields

DAYS_TO_ANSWER = 30


class LetterTextForm(ActForm):
    """About a call; `kind` is the letter's."""

    lead = "Fields in braces are filled in for each letter."
    submit_label = "Keep the text"
    refused_at = "body"

    subject_ = forms.CharField(label="Subject", max_length=200)
    body = LongTextField(label="Text", max_length=10_000, rows=24)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        text = texts_of(self.subject)[kind]
        self.fields["subject_"].initial = text.subject
        self.fields["body"].initial = text.body

    def heading(self):
        return f"{LetterKind(self.kind).label}: text of the letter"

    def merge_fields(self):
        """The fields there are: (as it is written, what it holds)."""
        return [(f"{{{name}}}", words) for name, words in fields_of(self.kind).items()]

    def clean_subject_(self):
        return self._checked("subject_")

    def clean_body(self):
        return self._checked("body")

    def _checked(self, name):
        try:
            check_fields(self.cleaned_data[name], kind=self.kind)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return self.cleaned_data[name]

    def carry_out(self):
        told = self.cleaned_data
        return offers.save_text(
            call=self.subject, kind=self.kind, subject=told["subject_"], body=told["body"],
            by=self.by, now=self.now,
        )  # fmt: skip

    def said(self, text):
        return "The text is kept. Letters that are out stay as they were."


class AnswerByForm(GovukForm):
    """The last day to answer the offers among the letters that were chosen."""

    submit_label = ""
    form_tag = False

    accept_by = DateField(label="Offers are to be answered by")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["accept_by"].initial = clock.today() + timedelta(days=DAYS_TO_ANSWER)

    def clean_accept_by(self):
        day = self.cleaned_data["accept_by"]
        try:
            check_answer_by(accept_by=day, today=clock.today())
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return day


class SendAgainForm(ActForm):
    """About a letter that could not be delivered."""

    lead = (
        "Ask the organisation for an address that works, by telephone if need be. The letter goes "
        "there; change the colleague’s address on the application too."
    )
    submit_label = "Send it again"
    refused_at = "addresses"

    addresses = forms.CharField(
        label="Addresses", max_length=1000, help_text="Several with commas between them."
    )
    accept_by = DateField(label="Offer to be answered by", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["addresses"].initial = ", ".join(self.subject.to)
        if self.subject.kind == LetterKind.OFFER:
            day = clock.today() + timedelta(days=DAYS_TO_ANSWER)
            self.fields["accept_by"].initial = day
            self.fields["accept_by"].required = True
        else:
            del self.fields["accept_by"]

    def heading(self):
        return f"Send again: {self.subject}"

    def clean_addresses(self):
        found = [each.strip() for each in self.cleaned_data["addresses"].split(",")]
        found = list(dict.fromkeys(each for each in found if each))
        for address in found:
            try:
                validate_email(address)
            except ValidationError as wrong:
                words = f"“{address}” is not an address. Enter it like name@example.org."
                raise ValidationError(words) from wrong
        if not found:
            raise ValidationError("Enter an address to write to.")
        return found

    def carry_out(self):
        return offers.send_again(
            letter=self.subject,
            to=self.cleaned_data["addresses"],
            accept_by=self.cleaned_data.get("accept_by"),
            by=self.by,
            now=self.now,
        )

    def said(self, letter):
        return f"The letter goes to {plural(len(letter.to), 'address', 'addresses')} now."
