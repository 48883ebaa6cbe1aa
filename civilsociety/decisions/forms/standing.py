"""Publishing, correcting, superseding, calling in."""

from django import forms

from civilsociety.decisions.models import Decision
from civilsociety.decisions.states import CallInState, DecisionState
from civilsociety.ui import clock, widgets
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.forms import GovukForm


class PublishForm(GovukForm):
    """The day the public could first read it, and that the maker has read it."""

    submit_label = "Publish this decision"

    published_on = DateField(
        label="Published on",
        help_text="Today, unless it was published elsewhere before. Call-in counts from this day.",
    )
    read = forms.BooleanField(
        label="I have read this record. It says what was decided, and it cannot be changed later.",
        error_messages={"required": "Confirm that you have read the record."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["published_on"].latest = clock.today()
        self.fields["published_on"].initial = clock.today()


class CorrectForm(GovukForm):
    """Begins a corrected version."""

    submit_label = "Begin a corrected version"
    note = LongTextField(
        label="What does it correct?",
        max_length=1000,
        rows=3,
        help_text="Readers see it above the record. Like: the name of the division was wrong.",
    )


class SupersedeForm(GovukForm):
    """Which decision takes the place of this one."""

    submit_label = "Record that it is superseded"
    nouns = {"by_decision": "the decision that takes its place"}
    by_decision = forms.ModelChoiceField(
        label="Which decision takes its place?",
        queryset=Decision.objects.none(),
        help_text="Only published decisions that have taken effect are listed.",
    )

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        effective = Decision.objects.effective_on(clock.today())
        others = effective.filter(state=DecisionState.PUBLISHED)
        self.fields["by_decision"].queryset = others.exclude(reference=decision.reference)


class CallInForm(GovukForm):
    """Who called it in, when and why."""

    submit_label = "Record the call-in"
    nouns = {"called_in_by": "who called it in", "reason": "why it was called in"}

    called_in_on = DateField(label="When was it called in?")
    called_in_by = forms.CharField(
        label="Who called it in?",
        max_length=300,
        help_text="A committee, or the members by name.",
    )
    reason = LongTextField(label="Why?", max_length=5000, rows=5)


class AnswerForm(GovukForm):
    """What came of a call-in."""

    submit_label = "Record the outcome"
    reveals = {"state": {CallInState.CONFIRMED.value: ["effective_from"]}}
    nouns = {"state": "what came of it", "outcome": "what the committee concluded"}
    says_optional = False

    ended_on = DateField(label="When was it examined?")
    state = forms.ChoiceField(
        label="What came of it?",
        choices=[
            (CallInState.CONFIRMED.value, "The decision stands"),
            (CallInState.WITHDRAWN.value, "The decision will not be acted on"),
        ],
        widget=widgets.Radios,
    )
    effective_from = DateField(label="It may be acted on from", required=False)
    outcome = LongTextField(label="What was concluded?", max_length=5000, rows=5)
