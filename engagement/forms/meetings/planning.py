"""Forms about a meeting and its agenda."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateTimeField, LongTextField
from civilsociety.ui.papers import PaperForm
from civilsociety.ui.widgets import Radios
from engagement.actions.meetings import agenda, planning
from engagement.models import ItemKind
from engagement.rules.meetings import check_times


class MeetingForm(ActForm):
    """When, where and what a meeting is. `subject` is a group or the meeting to change."""

    refused_at = "ends_at"
    nouns = {"title": "the name of the meeting"}

    title = forms.CharField(
        label="Name", max_length=200, help_text="Like “Steering Group, October 2021”."
    )
    starts_at = DateTimeField(label="Starts")
    ends_at = DateTimeField(label="Ends")
    place = forms.CharField(label="Place", required=False, max_length=300)
    remote_link = forms.URLField(
        label="Link to join online",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Only members and officers see it.",
    )
    about = LongTextField(
        label="What members should know beforehand",
        required=False,
        max_length=4000,
        rows=4,
        help_text="Members and officers read it. You can use Markdown.",
    )
    is_public = forms.BooleanField(
        label="List this meeting for everybody, with its agenda once it is sent", required=False
    )

    def __init__(self, *args, meeting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.submit_label = "Save the changes" if meeting else "Plan the meeting"
        if meeting is None:
            self.fields["is_public"].initial = self.subject.is_public

    def heading(self):
        return f"Change {self.meeting}" if self.meeting else f"Plan a meeting of {self.subject}"

    def clean(self):
        found = super().clean()
        if not found.get("place") and not found.get("remote_link") and not self.errors:
            self.add_error("place", "Say where it is, or give the link to join online.")
        self.hold_to(check_times, "starts_at", "ends_at")
        return found

    def carry_out(self):
        told = {name: self.cleaned_data[name] for name in planning.DESCRIBED}
        if self.meeting:
            return planning.change_meeting(meeting=self.meeting, by=self.by, now=self.now, **told)
        return planning.plan_meeting(group=self.subject, by=self.by, now=self.now, **told)

    def said(self, result):
        if self.meeting:
            told = " Members who had the agenda are told." if result.agenda_published_at else ""
            return f"Saved. Calendars that follow the group show it within hours.{told}"
        return "The meeting is planned. Write its agenda next, then send it to the members."


class CancelForm(ActForm):
    """Calling a meeting off."""

    submit_label = "Cancel the meeting"
    refused_at = "reason"
    lead = "It stays on the list as cancelled. Members who had the agenda are told why."

    reason = LongTextField(label="Why it is cancelled", max_length=1000, rows=3)

    def heading(self):
        return f"Cancel {self.subject}"

    def carry_out(self):
        reason = self.cleaned_data["reason"]
        return planning.cancel_meeting(
            meeting=self.subject, reason=reason, by=self.by, now=self.now
        )

    def said(self, result):
        return "The meeting is cancelled."


class ItemForm(ActForm):
    """An item of the agenda: new for a meeting, or changed."""

    refused_at = "title"
    reveals = {"is_private": {"yes": ["private_reason"]}}
    nouns = {"title": "the name of the item", "is_private": "whether it is private"}

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="Item", max_length=200)
    kind = forms.ChoiceField(label="What is asked", choices=ItemKind, widget=Radios(inline=True))
    lead = forms.CharField(label="Who leads it", required=False, max_length=200)
    minutes_planned = forms.IntegerField(
        label="Minutes planned", required=False, min_value=1, max_value=600
    )
    about = LongTextField(label="What it is about", required=False, max_length=8000, rows=5)
    section_key = forms.SlugField(
        label="Section of the strategy",
        required=False,
        max_length=80,
        help_text="Its anchor, like volunteering. Leave it empty where it speaks of none.",
    )
    is_private = forms.ChoiceField(
        label="Is it kept out of what is published?",
        choices=[("no", "No"), ("yes", "Yes, only members and officers read it")],
        widget=Radios(),
        initial="no",
    )
    private_reason = forms.CharField(label="Why it is kept out", required=False, max_length=500)

    def __init__(self, *args, item=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item
        self.submit_label = "Save the item" if item else "Add the item"

    def heading(self):
        return f"Change item: {self.item}" if self.item else "Add an item"

    def clean(self):
        found = super().clean()
        private = found.get("is_private") == "yes"
        if private and not found.get("private_reason"):
            self.add_error("private_reason", "Say why it is kept out: everybody reads the reason.")
        return found

    def carry_out(self):
        told = {name: self.cleaned_data[name] for name in agenda.DESCRIBED}
        told["is_private"] = told["is_private"] == "yes"
        told["private_reason"] = told["private_reason"] if told["is_private"] else ""
        if self.item is None:
            return agenda.add_item(meeting=self.subject, by=self.by, now=self.now, **told)
        return agenda.change_item(
            item=self.item,
            revision=self.cleaned_data["revision"] or 0,
            by=self.by,
            now=self.now,
            **told,
        )

    def said(self, result):
        return f"“{result}” is on the agenda."


class MeetingPaperForm(PaperForm):
    """A paper for an item."""

    for_members = forms.BooleanField(
        label="For members only: the public sees neither the paper nor its title", required=False
    )

    def carry_out(self):
        return agenda.add_paper(
            item=self.subject,
            for_members=self.cleaned_data["for_members"],
            by=self.by,
            now=self.now,
            **self.paper(),
        )


class DeclareForm(ActForm):
    """A member declares an interest in an item."""

    submit_label = "Declare it"
    refused_at = "text"
    nouns = {"is_conflict": "whether you take part"}

    text = forms.CharField(
        label="What the interest is",
        max_length=500,
        help_text="Like “I am a trustee of an organisation that applies”. The minutes say it.",
    )
    is_conflict = forms.ChoiceField(
        label="Do you take part in this item?",
        choices=[
            ("yes", "No: it is a conflict. Its papers are not shown to me"),
            ("no", "Yes: I declare it so that everybody knows"),
        ],
        widget=Radios(),
    )

    def __init__(self, *args, term=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.term = term

    def heading(self):
        return f"Declare an interest in “{self.subject}”"

    def carry_out(self):
        return agenda.declare(
            item=self.subject,
            term=self.term,
            text=self.cleaned_data["text"],
            is_conflict=self.cleaned_data["is_conflict"] == "yes",
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        if result.is_conflict:
            return "Your interest is declared. The papers of this item are no longer shown to you."
        return "Your interest is declared."
