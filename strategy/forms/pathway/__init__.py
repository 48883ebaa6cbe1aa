"""Forms about a version's pathway: its next step, what is said of one, its papers."""

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.papers import PaperForm
from strategy.actions import pathway
from strategy.states import VersionState

VERBS = {
    VersionState.IN_REVIEW: ("Give it to a group to review", "Record that it is in review"),
    VersionState.REVISED: ("Take it back to revise", "Record that it is being revised"),
    VersionState.CABINET: ("Put it before Cabinet", "Record that it goes to Cabinet"),
    VersionState.IN_FORCE: ("Bring it into force", "Bring it into force"),
    VersionState.SUPERSEDED: ("Record that it is superseded", "Record that it is superseded"),
}
LEADS = {
    VersionState.IN_REVIEW: "Its text can still be changed while the group reads it.",
    VersionState.REVISED: "Its text can be changed. Nobody outside sees it until you publish it.",
    VersionState.CABINET: "Everybody sees the date, and the papers you add to this step.",
    VersionState.IN_FORCE: "It becomes the strategy that the public reads first. "
    "The one in force before is superseded on the same day.",
    VersionState.SUPERSEDED: "It stays to be read, and says that it no longer stands.",
}
BODIES = {VersionState.IN_REVIEW: "VCSE Steering Group", VersionState.CABINET: "Cabinet"}


class StepFields(ActForm):
    """The days of a step, before whom it was, and what came of it."""

    on = DateField(label="Date", help_text="The day it began, or the day of the meeting.")
    until = DateField(label="Last day", required=False, help_text="Only where it lasted longer.")
    body = forms.CharField(
        label="Before whom",
        required=False,
        max_length=200,
        help_text="Like “Policy and Resources Cabinet Committee”.",
    )
    outcome = LongTextField(
        label="What came of it",
        required=False,
        max_length=4000,
        rows=4,
        help_text="Everybody reads it once the version is published. You can add it later.",
    )

    def clean(self):
        found = super().clean()
        on, until = found.get("on"), found.get("until")
        if on and until and until < on:
            self.add_error("until", "The last day is before the first. Check the dates.")
        return found

    def told(self):
        """What the person wrote of the step."""
        return {name: self.cleaned_data[name] for name in ("on", "until", "body", "outcome")}


class WalkForm(StepFields):
    """The next step of a version that neither publishes nor adopts it."""

    refused_at = "on"

    def __init__(self, *args, state, **kwargs):
        super().__init__(*args, **kwargs)
        self.state = state
        self.title, self.submit_label = VERBS[state]
        self.lead = LEADS[state]
        self.fields["body"].initial = BODIES.get(state, "")

    def heading(self):
        return f"{self.title}: {self.subject.name}"

    def carry_out(self):
        return pathway.walk(
            version=self.subject, state=self.state, by=self.by, now=self.now, **self.told()
        )

    def said(self, result):
        return f"{self.subject.name} is now: {result.get_state_display().lower()}."


class StepForm(StepFields):
    """Corrects what is said of a step."""

    submit_label = "Save"
    refused_at = "on"

    def heading(self):
        return f"What is said of “{self.subject.get_state_display()}”"

    def carry_out(self):
        today = timezone.localdate(self.now)
        return pathway.correct_step(step=self.subject, by=self.by, today=today, **self.told())

    def said(self, result):
        return "Saved. The pathway shows it now."


class StepPaperForm(PaperForm):
    """A paper of a step."""

    def heading(self):
        return f"Add a paper to “{self.subject.get_state_display()}”"

    def carry_out(self):
        return pathway.add_paper(step=self.subject, by=self.by, now=self.now, **self.paper())
