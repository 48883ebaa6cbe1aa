"""Forms about a meeting that was held: who came, what was said, what is to be done."""

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.widgets import Radios
from engagement.actions.meetings import minuting
from engagement.models import AttendanceKind

MOST_GUESTS = 100


class AttendanceForm(ActForm):
    """Who came: one line for each member of that day, and guests one to a line."""

    guests = LongTextField(
        label="Guests",
        required=False,
        max_length=8000,
        rows=4,
        help_text="One name on each line. Write a post where somebody should not be named.",
    )

    def __init__(self, *args, members, first, **kwargs):
        super().__init__(*args, **kwargs)
        self.members, self.first = members, first
        self.submit_label = "Record who came"
        for term in members:
            self.fields[f"kind_{term.pk}"] = forms.ChoiceField(
                label=f"{term.name}, {term.seat}",
                choices=AttendanceKind,
                widget=Radios(inline=True),
            )
            self.fields[f"instead_{term.pk}"] = forms.CharField(
                label=f"Who came instead of {term.name}", required=False, max_length=200
            )
        self.order_fields([*(name for name in self.fields if name != "guests"), "guests"])

    def heading(self):
        return f"Who came to {self.subject}"

    def clean_guests(self):
        names = [line.strip() for line in self.cleaned_data["guests"].split("\n") if line.strip()]
        if len(names) > MOST_GUESTS or any(len(name) > 200 for name in names):
            raise forms.ValidationError(
                f"Give {MOST_GUESTS} guests at most, each name on a line of its own."
            )
        return names

    def carry_out(self):
        given = self.cleaned_data
        attendance = {
            term.pk: (given[f"kind_{term.pk}"], given[f"instead_{term.pk}"])
            for term in self.members
        }
        act = minuting.hold if self.first else minuting.record_attendance
        return act(
            meeting=self.subject,
            attendance=attendance,
            guests=given["guests"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return "Recorded. Write what was said of each item next."


class MinutesForm(ActForm):
    """What was said and agreed under one item."""

    submit_label = "Save the minutes"
    refused_at = "text"

    revision = forms.IntegerField(widget=forms.HiddenInput)
    text = LongTextField(
        label="What was said and agreed",
        max_length=20_000,
        rows=12,
        help_text="You can use Markdown. Write what was agreed, not who said it.",
    )

    def heading(self):
        return f"Minutes of “{self.subject}”"

    def carry_out(self):
        return minuting.write_minutes(
            item=self.subject,
            text=self.cleaned_data["text"],
            revision=self.cleaned_data["revision"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return f"The minutes of “{result}” are saved."


class AgreeForm(ActForm):
    """The group agreed the minutes."""

    submit_label = "Record that they are agreed"
    refused_at = "on"
    lead = "Agreed minutes stay as they are. A correction goes on the next agenda."

    on = DateField(label="Day on which the group agreed them")

    def heading(self):
        return f"Agree the minutes of {self.subject}"

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < timezone.localdate(self.subject.starts_at):
            raise forms.ValidationError("This day is before the meeting. Check the date.")
        if on > timezone.localdate(self.now):
            raise forms.ValidationError("This day is in the future. Record it once it is so.")
        return on

    def carry_out(self):
        return minuting.agree_minutes(
            meeting=self.subject, on=self.cleaned_data["on"], by=self.by, now=self.now
        )

    def said(self, result):
        return "The minutes are agreed. Publish them when you have read them once more."


class TaskForm(ActForm):
    """Something somebody is to do."""

    submit_label = "Add the action"
    refused_at = "text"
    reveals = {"who": {"other": ["owner"]}}
    nouns = {"who": "who does it", "owner": "who does it"}

    text = forms.CharField(label="What is to be done", max_length=500)
    who = forms.ChoiceField(label="Who does it", widget=Radios())
    owner = forms.CharField(
        label="Somebody else", required=False, max_length=200, help_text="A post, or a name."
    )
    due_on = DateField(label="By when", required=False)

    def __init__(self, *args, members, meeting=None, item=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {str(term.pk): term for term in members}
        self.meeting, self.item = meeting, item
        choices = [(pk, term.name) for pk, term in self.members.items()]
        self.fields["who"].choices = [*choices, ("other", "Somebody else")]

    def heading(self):
        return f"Add an action from “{self.item}”" if self.item else "Add an action"

    def clean(self):
        found = super().clean()
        if found.get("who") == "other" and not found.get("owner"):
            self.add_error("owner", "Say who does it.")
        return found

    def carry_out(self):
        given = self.cleaned_data
        term = self.members.get(given["who"])
        return minuting.add_task(
            group=self.subject,
            meeting=self.meeting,
            item=self.item,
            text=given["text"],
            owner=term.name if term else given["owner"],
            term=term,
            due_on=given["due_on"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return "The action is on the list. While it is open it can come back on an agenda."


class EndTaskForm(ActForm):
    """An action is done, or not pursued."""

    submit_label = "Record it"
    refused_at = "outcome"
    nouns = {"ending": "how it ended"}

    ending = forms.ChoiceField(
        label="How did it end?",
        choices=[("done", "It is done"), ("dropped", "It is not pursued")],
        widget=Radios(),
    )
    outcome = LongTextField(label="What came of it", required=False, max_length=2000, rows=4)

    def heading(self):
        return f"End the action: {self.subject}"

    def carry_out(self):
        return minuting.end_task(
            task=self.subject,
            outcome=self.cleaned_data["outcome"],
            dropped=self.cleaned_data["ending"] == "dropped",
            by=self.by,
            today=timezone.localdate(self.now),
        )

    def said(self, result):
        return "Recorded. It is off the list of what is open."
