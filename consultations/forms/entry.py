"""Entering what came on paper, by mail or telephone: the questionnaire on one page."""

from dataclasses import replace

from django import forms

from civilsociety.ui import clock, fields, widgets
from civilsociety.ui.forms import GovukForm
from consultations.forms.respond import SectionPage
from consultations.models.response import Channel
from consultations.questionnaire.answers import check_all, read_raw
from consultations.questionnaire.content import HIGHEST_WORD_LIMIT, Questionnaire
from consultations.questionnaire.kinds import TEXTS


class EntryForm(GovukForm):
    """How and when the response reached us."""

    form_tag = False
    submit_label = ""
    channel = forms.ChoiceField(
        label="How did it reach us?",
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB],
        widget=widgets.Radios(inline=True),
        error_messages={"required": "Select how it reached us"},
    )
    received_on = fields.DateField(
        label="When did it reach us?",
        help_text="The day it arrived, not the day you enter it. For example, 20 9 2021.",
        error_messages={"required": "Enter the day it reached us"},
    )

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day and day > clock.today():
            raise forms.ValidationError("Enter a day that is not in the future")
        return day


def as_received(questionnaire):
    """The questionnaire as paper knows it: nothing required, hidden or counted.

    People skip questions and write past the line; what they wrote is entered whole.
    """
    return Questionnaire(
        tuple(
            replace(
                section,
                show_if=None,
                questions=tuple(_as_received(question) for question in section.questions),
            )
            for section in questionnaire.sections
        )
    )


def _as_received(question):
    limit = HIGHEST_WORD_LIMIT if question.kind in TEXTS else question.word_limit
    return replace(question, required=False, show_if=None, word_limit=limit)


class EntryPage:
    """The whole questionnaire on one page, with what was typed and what is wrong."""

    def __init__(self, questionnaire, posted=None):
        self.questionnaire = as_received(questionnaire)
        self.raw = {}
        for section in self.questionnaire.sections if posted is not None else ():
            self.raw |= read_raw(section, posted)
        self.checked = check_all(self.questionnaire, self.raw)[0]
        self.sections = [
            SectionPage(self.questionnaire, section, self.raw, checked=self.checked)
            for section in self.questionnaire.sections
        ]

    @property
    def problems(self):
        """What the error summary lists, in the order of the page."""
        found = []
        for section in self.sections:
            found += [
                {"message": message, "target": name}
                for drawn in section.questions
                for name, message in drawn.errors.items()
            ]
        return found


class VerdictForm(GovukForm):
    """What two flagged responses are."""

    submit_label = "Save the verdict"
    verdict = forms.ChoiceField(
        label="What are they?",
        choices=[
            ("both_count", "Two responses: both count"),
            ("same", "The same response twice: the later one counts"),
        ],
        widget=widgets.Radios(),
        error_messages={"required": "Select whether both responses count"},
    )
    note = fields.LongTextField(
        label="Why", required=False, max_length=1000, rows=3, help_text="For whoever asks later."
    )
