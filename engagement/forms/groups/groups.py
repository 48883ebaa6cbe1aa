"""Forms about a group as a whole."""

from datetime import date

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.forms import GovukForm
from engagement.actions import groups as actions
from engagement.actions.groups.groups import DESCRIBED

MARKDOWN = "You may use headings, lists and links (Markdown)."


class GroupFilter(GovukForm):
    """Words to look for in the list of groups."""

    says_optional = False
    q = forms.CharField(label="Search", required=False, max_length=200)

    def asked(self):
        """The words; nothing when they cannot be read."""
        return self.cleaned_data.get("q", "") if self.is_bound and self.is_valid() else ""


class GroupForm(ActForm):
    """What a group is for, how it is independent, and the rules it set itself."""

    refused_at = "name"
    nouns = {
        "purpose": "what it is for",
        "quorum": "how many members are needed to decide",
        "rotation_percent": "the largest share that may end in one year",
        "longest_terms": "how many terms in a row are allowed",
    }

    name = forms.CharField(label="Name", max_length=200)
    purpose = LongTextField(
        label="What it is for",
        max_length=5000,
        rows=4,
        help_text=f"The first sentence stands in the list of groups. {MARKDOWN}",
    )
    independence = LongTextField(
        label="How it is independent of the council",
        required=False,
        max_length=5000,
        rows=4,
        help_text="Who sets its agenda, who chairs it, what the council may and may not do.",
    )
    terms_of_reference = LongTextField(
        label="Terms of reference", required=False, max_length=20_000, rows=10, help_text=MARKDOWN
    )
    contact = forms.CharField(
        label="How to reach it",
        required=False,
        max_length=200,
        help_text="An address people write to when they want to join, ask or complain.",
    )
    quorum = forms.IntegerField(
        label="Members needed to decide", min_value=1, max_value=200, initial=1
    )
    rotation_percent = forms.IntegerField(
        label="Largest share of seats that may end in one year, per cent",
        min_value=1,
        max_value=100,
        initial=34,
        help_text="With 34 about a third leaves each year, and two thirds know the work.",
    )
    longest_terms = forms.IntegerField(
        label="Terms in a row at most", min_value=1, max_value=20, initial=2
    )
    founded_on = DateField(label="Day it first met", required=False, earliest=date(1889, 1, 1))
    reads_drafts = forms.BooleanField(
        label="Its members read drafts of the strategy before they are published", required=False
    )
    is_public = forms.BooleanField(label="Show it to everybody", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["founded_on"].latest = timezone.localdate(self.now)
        if self.subject:
            for name in DESCRIBED:
                self.initial.setdefault(name, getattr(self.subject, name))

    def told(self):
        """What was filled in, without what the form itself needs."""
        return {name: self.cleaned_data[name] for name in DESCRIBED}


class StartGroupForm(GroupForm):
    """Begins a group."""

    title = "Start a group"
    lead = "A group that meets more than once: a steering group, a board, a reference group."
    submit_label = "Start the group"

    def carry_out(self):
        return actions.start_group(by=self.by, **self.told())

    def said(self, group):
        return f"{group} is started. Next, add its seats."


class DescribeGroupForm(GroupForm):
    """Changes what a group says of itself; two officers at once both keep what they wrote."""

    title = "Describe the group"
    submit_label = "Save the description"
    refused_at = None

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("revision", self.subject.revision)

    def heading(self):
        return f"Describe {self.subject}"

    def carry_out(self):
        return actions.describe_group(
            group=self.subject,
            revision=self.cleaned_data["revision"],
            by=self.by,
            now=self.now,
            **self.told(),
        )

    def said(self, group):
        where = "Everybody sees it on the group’s page" if group.is_public else "It is not public"
        return f"The description of {group} is saved. {where}."


class CloseGroupForm(ActForm):
    """Closes a group with the reason."""

    title = "Close the group"
    lead = "Its page stays, with the reason and everything it did. It cannot be opened again."
    submit_label = "Close the group"
    refused_at = "on"
    nouns = {"reason": "why it is closed"}

    on = DateField(label="Last day of the group")
    reason = LongTextField(
        label="Why it is closed, and what takes its place", max_length=2000, rows=4
    )

    def heading(self):
        return f"Close {self.subject}"

    def carry_out(self):
        given = self.cleaned_data
        return actions.close_group(
            group=self.subject, on=given["on"], reason=given["reason"], by=self.by, now=self.now
        )

    def said(self, group):
        return f"{group} is closed. Its page says since when and why."
