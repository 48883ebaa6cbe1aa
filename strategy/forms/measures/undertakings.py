"""Forms of actions that were promised elsewhere."""

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Checkboxes, Radios
from civilsociety.ui.words import uk_date
from strategy.actions.measures import undertakings as acts
from strategy.forms.measures.fields import LinkField, RevisedForm, SectionField, WhichDayField
from strategy.models import Measure
from strategy.queries.measures.undertakings import measures_of
from strategy.rules.measures.undertakings import states_from
from strategy.states import UndertakingState


class UndertakingForm(RevisedForm):
    """An action to track: new, or one to change."""

    page_title = "Track an action promised elsewhere"
    lead = (
        "What a select committee asked for, an action of a plan. It is tracked like a measure: "
        "who answers for it, until when, and on what evidence it is done."
    )
    submit_label = "Save the action"
    keeps = (
        "body", "reference", "title", "words", "asked_on", "owner", "due_on", "section_key",
        "decision_reference",
    )  # fmt: skip

    body = forms.CharField(label="Who asked for it", max_length=200)
    reference = forms.CharField(
        label="Their reference", required=False, max_length=80, help_text="Like “Action 20”."
    )
    words = LongTextField(label="What was asked for", max_length=3000, rows=4)
    asked_on = WhichDayField(label="When it was asked for", required=False)
    owner = forms.CharField(
        label="Who answers for it", max_length=200, help_text="A post, not a name: it is published."
    )
    due_on = WhichDayField(
        label="By which day it should be done",
        required=False,
        help_text="It is late 14 days after this day.",
    )
    section_key = SectionField(label="Where the strategy takes it up")
    decision_reference = forms.CharField(
        label="Decision that settles it", required=False, max_length=40, help_text="Like 21/00055."
    )
    measures = forms.ModelMultipleChoiceField(
        label="Measures that show whether it is kept",
        required=False,
        queryset=None,
        widget=Checkboxes,
    )

    def __init__(self, *args, strategy, **kwargs):
        super().__init__(*args, **kwargs)
        self.strategy = strategy
        self.fields["title"] = forms.CharField(label="The action in a few words", max_length=200)
        self.order_fields(["body", "reference", "title"])
        self.fields["section_key"].offer(strategy, self.subject.section_key if self.subject else "")
        measures = Measure.objects.filter(objective__strategy=strategy)
        self.fields["measures"].queryset = measures.order_by("objective__number", "pk")
        if self.subject:
            self.fields["measures"].initial = measures_of(self.subject, public=False)
        if not measures.exists():
            del self.fields["measures"]

    def heading(self):
        return f"Change “{self.subject.title}”" if self.subject else self.page_title

    def clean(self):
        given = super().clean()
        asked, due = given.get("asked_on"), given.get("due_on")
        if asked and due and due < asked:
            self.add_error("due_on", f"The day must be {uk_date(asked)} or later.")
        return given

    def carry_out(self):
        measures = list(self.cleaned_data.get("measures") or [])
        written = self.written() | {"measures": measures}
        if self.subject:
            return self.changed(acts.change_undertaking, undertaking=self.subject, **written)
        return acts.add_undertaking(strategy=self.strategy, by=self.by, **written)

    def said(self, undertaking):
        if undertaking.published_at:
            return f"“{undertaking.title}” is saved. Everybody sees it as it is now."
        return f"“{undertaking.title}” is saved. Next, publish it when it is right."


class PublishUndertakingForm(ActForm):
    """Shows an action to everybody."""

    lead = "Everybody can read it, its updates, and who answers for it."
    submit_label = "Publish the action"

    def heading(self):
        return f"Publish “{self.subject.title}”"

    def carry_out(self):
        return acts.publish_undertaking(undertaking=self.subject, by=self.by, now=self.now)

    def said(self, undertaking):
        return f"“{undertaking.title}” is published. It is due on {uk_date(undertaking.due_on)}."


class UpdateForm(ActForm):
    """Tells what was done on an action (`subject`), and where it stands since."""

    lead = "An update is written once. What comes later is another update."
    submit_label = "Save the update"
    refused_at = "on"

    on = WhichDayField(label="By which day")
    state = forms.ChoiceField(label="Where it stands", widget=Radios)
    text = LongTextField(
        label="What was done", max_length=3000, rows=5,
        help_text="Everybody reads it once the action is published.",
    )  # fmt: skip
    evidence_link = LinkField(label="Where the evidence can be read")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        states = states_from(self.subject.state)
        self.fields["state"].choices = [(state.value, state.label) for state in states]
        self.fields["state"].initial = self.subject.state

    def heading(self):
        return f"Add an update to “{self.subject.title}”"

    def carry_out(self):
        names = ("on", "state", "text", "evidence_link")
        return acts.tell_undertaking(
            undertaking=self.subject,
            by=self.by,
            now=self.now,
            today=timezone.localdate(self.now),
            **{name: self.cleaned_data[name] for name in names},
        )

    def said(self, update):
        return (
            f"The update is saved. The action stands as “{UndertakingState(update.state).label}”."
        )
