"""The question editor of a round's form."""

from django import forms

from civilsociety.ui import fields, widgets
from civilsociety.ui.acts import ActForm
from funding.actions import programmes as actions
from funding.forms.programmes.starting import RowForm
from funding.models import Call, Question, QuestionKind

MOST_WORDS = 5_000
MOST_OPTIONS = 40
LONGEST_OPTION = 200  # characters
FIRST = "first"


class OptionsField(fields.LongTextField):
    """Answers to choose from, one on each line; a list as its value."""

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        lines = [line.strip() for line in (super().clean(value) or "").splitlines()]
        options = [line for line in lines if line]
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(f"Give {MOST_OPTIONS} answers or fewer.")
        if any(len(option) > LONGEST_OPTION for option in options):
            raise forms.ValidationError(
                f"Shorten each answer to {LONGEST_OPTION} characters or fewer."
            )
        return options


class QuestionForm(RowForm):
    """One question: in which section, after which other one, how it is answered."""

    submit_label = "Keep it"
    reveals = {"kind": {QuestionKind.LONG_TEXT: ["max_words"]}}
    refused_at = "kind"

    section = forms.CharField(
        label="Section", max_length=120, help_text="Each section is one page of the application."
    )
    text = forms.CharField(label="Question", max_length=200)
    help = fields.LongTextField(label="Help with it", max_length=2_000, rows=3, required=False)
    kind = forms.ChoiceField(
        label="How it is answered", choices=QuestionKind.choices, widget=widgets.Radios
    )
    max_words = forms.IntegerField(
        label="Word limit", min_value=1, max_value=MOST_WORDS, required=False
    )
    options = OptionsField(
        label="Answers to choose from",
        rows=4,
        required=False,
        help_text="Where one or several of them are chosen. One on each line.",
    )
    required = forms.BooleanField(
        label="It has to be answered before the application is sent", required=False
    )
    criterion = forms.ModelChoiceField(
        None, label="Scored under", empty_label="Not scored", required=False
    )
    after = forms.ChoiceField(label="Where it stands")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        call = self.call()
        others = [each for each in call.questions.all() if each != self.subject]
        self.fields["criterion"].queryset = call.programme.criteria.all()
        self.fields["after"].choices = [
            (FIRST, "First of all"),
            *((str(each.pk), f"After “{each.text}”") for each in others),
        ]
        self.others = {str(each.pk): each for each in others}
        if "after" not in self.initial:
            self.initial["after"] = self.place_now(others)

    def call(self):
        """The round the form belongs to."""
        return self.subject if isinstance(self.subject, Call) else self.subject.call

    def place_now(self, others):
        """After which question it stands now; a new one stands last."""
        if isinstance(self.subject, Question):
            before = [each for each in others if each.position < self.subject.position]
        else:
            before = others
        return str(before[-1].pk) if before else FIRST

    def now_of(self, name):
        if name == "after":
            return None
        if isinstance(self.subject, Question):
            return getattr(self.subject, name, None)
        return True if name == "required" else None

    def told(self):
        told = super().told()
        told["after"] = self.others.get(told["after"])
        return told

    def onward(self, result):
        return self.call()


class AddQuestionForm(QuestionForm):
    title = "Add a question"
    lead = "Ask only what you will use to decide: every question costs each applicant an evening."
    submit_label = "Add it"

    def carry_out(self):
        return actions.add_question(call=self.subject, by=self.by, **self.told())

    def said(self, question):
        return f"“{question}” is added to the form."


class ChangeQuestionForm(QuestionForm):
    title = "Change a question"

    def carry_out(self):
        return actions.change_question(question=self.subject, by=self.by, **self.told())

    def said(self, question):
        return f"“{question}” is kept."


class MoveQuestionForm(ActForm):
    """Moves a question one place up or down."""

    title = "Move a question"
    submit_label = "Move it"
    refused_at = "way"

    way = forms.ChoiceField(
        label="Which way",
        choices=(("up", "One place up"), ("down", "One place down")),
        widget=widgets.Radios,
        initial="up",
    )

    def heading(self):
        return f"Move “{self.subject}”"

    def carry_out(self):
        up = self.cleaned_data["way"] == "up"
        return actions.move_question(question=self.subject, up=up, by=self.by)

    def onward(self, result):
        return self.subject.call

    def said(self, question):
        return f"“{question}” is moved."


class RemoveQuestionForm(ActForm):
    """Takes a question out of the form."""

    submit_label = "Take it out"

    def __init__(self, *args, subject=None, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        self.was, self.owner = str(subject), subject.call

    def heading(self):
        return f"Take out “{self.was}”"

    def carry_out(self):
        return actions.remove_question(question=self.subject, by=self.by)

    def onward(self, result):
        return self.owner

    def said(self, result):
        return f"“{self.was}” is taken out of the form."
