"""The questions of the eligibility checker."""

from django import forms

from civilsociety.ui import widgets
from civilsociety.ui.forms import GovukForm

YES_NO = (("yes", "Yes"), ("no", "No"))
SENT = "answers"


class CheckerForm(GovukForm):
    """One yes-or-no question after the other; sent by GET, so that the answers can be kept."""

    method = "get"
    form_tag = False
    submit_label = ""
    label_size = "m"

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[name_of(question)] = forms.ChoiceField(
                label=question.text,
                help_text=question.help,
                choices=YES_NO,
                widget=widgets.Radios(inline=True),
            )

    @staticmethod
    def is_answered(data):
        """Whether the questions were sent back."""
        return SENT in data

    @staticmethod
    def answers_in(data, questions):
        """The answers an address holds, for a form to begin with."""
        names = map(name_of, questions)
        return {name: data[name] for name in names if data.get(name) in {"yes", "no"}}

    def wrong(self):
        """The questions whose answer keeps an organisation from applying."""
        return [
            question
            for question in self.questions
            if (self.cleaned_data[name_of(question)] == "yes") != question.right_answer
        ]

    def said(self):
        """(question, answer) of each, in words."""
        words = dict(YES_NO)
        return [(each.text, words[self.cleaned_data[name_of(each)]]) for each in self.questions]


def name_of(question):
    """The name of a question's field in an address."""
    return f"q{question.pk}"
