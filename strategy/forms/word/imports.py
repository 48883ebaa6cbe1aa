"""The form that makes a Word file the draft: its title, and words for its pictures."""

from django import forms

from civilsociety.refusal import Refused
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from strategy.actions.word import bring_in
from strategy.rules.word.imports import check_says_something

LONGEST_ALT = 1000  # characters


class BringInForm(ActForm):
    """`subject` is the WordImport. Each picture asks for what it shows; none may stay silent."""

    submit_label = "Import all of it as the draft"

    title = forms.CharField(label="Title of the strategy", max_length=200)
    summary = LongTextField(
        label="Summary",
        required=False,
        max_length=2000,
        rows=4,
        help_text="It stands below the title. Two or three sentences are enough.",
    )
    period = forms.CharField(
        label="Years it covers",
        required=False,
        max_length=60,
        help_text="In words, like 2021 to 2024.",
    )

    def __init__(self, *args, period="", **kwargs):
        super().__init__(*args, **kwargs)
        reading = self.subject.reading
        self.fields["title"].initial = reading.get("title", "")
        self.fields["summary"].initial = reading.get("summary", "")
        self.fields["period"].initial = period
        self.pictures = list(self.subject.pictures.defer("content"))
        for each in self.pictures:
            self.fields[_field(each)] = self._alt_field(each)
            self.nouns = {**self.nouns, _field(each): f"what {_words(each)} shows"}

    def _alt_field(self, picture):
        return LongTextField(
            label=f"What does {_words(picture)} show?",
            initial=picture.alt,
            max_length=LONGEST_ALT,
            rows=2,
            help_text=f"It stands {picture.place}. Write for somebody who cannot see it.",
            validators=[_judged],
        )

    def asked_about(self):
        """Each picture with its field, in the order of the file."""
        return [(each, self[_field(each)]) for each in self.pictures]

    def carry_out(self):
        """The import, as `bring_in` makes it."""
        given = self.cleaned_data
        return bring_in(
            word_import=self.subject,
            title=given["title"],
            summary=" ".join(given["summary"].split()),
            period=given["period"],
            alts={each.key: given[_field(each)] for each in self.pictures},
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        """What happened, and what comes next."""
        return (
            f"{result.sentence} Only officers and reviewers can read it. "
            "Read it once more, then give it to the Steering Group or publish it."
        )


def _field(picture):
    return f"alt_{picture.key}"


def _words(picture):
    return picture.key.replace("-", " ")


def _judged(value):
    try:
        check_says_something(value)
    except Refused as refused:
        raise forms.ValidationError(str(refused)) from refused
