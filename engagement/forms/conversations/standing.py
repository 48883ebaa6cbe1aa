"""Checking, publishing and taking back a conversation."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from engagement.actions import conversations as actions


class CheckForm(ActForm):
    """Says that a record is right and names nobody."""

    title = "Check the conversation"
    lead = (
        "Read every line: does it say what was said, and does it lead to nobody? From then on a "
        "finding may rest on it."
    )
    submit_label = "It is right and names nobody"
    nouns = {"alone": "why nobody else could check it"}

    revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1
    )
    alone = forms.CharField(
        label="Why nobody else could check it",
        required=False,
        max_length=300,
        help_text="You noted it yourself. Ask another officer, or say why nobody else can.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.subject.revision
        if self.subject.noted_by_id == self.by.pk:
            self.refused_at = "alone"
            self.fields["alone"].required = True
        else:
            del self.fields["alone"]

    def carry_out(self):
        given = self.cleaned_data
        return actions.check_conversation(
            conversation=self.subject,
            by=self.by,
            alone=given.get("alone", ""),
            revision=given["revision"],
        )

    def said(self, conversation):
        return "The conversation is checked. Findings may rest on it; next, publish it."


class PublishForm(ActForm):
    """Shows a record to everybody."""

    title = "Publish the conversation"
    lead = (
        "Everybody reads it in the log of conversations, and beside the sections of the strategy "
        "that its points speak of. Organisations and small numbers are left out."
    )
    submit_label = "Publish it"

    def carry_out(self):
        return actions.publish_conversation(conversation=self.subject, by=self.by, now=self.now)

    def said(self, conversation):
        return "The conversation is published, from now on."


class TakeBackForm(ActForm):
    """Takes a record off the public pages, with the reason."""

    title = "Take the conversation back"
    lead = "It leaves the public log and every report that is issued from now on."
    submit_label = "Take it back"
    refused_at = "reason"
    nouns = {"reason": "why it is taken back"}

    reason = LongTextField(label="Why", max_length=500, rows=3)

    def carry_out(self):
        reason = self.cleaned_data["reason"]
        return actions.take_back_conversation(conversation=self.subject, reason=reason, by=self.by)

    def said(self, conversation):
        return "The conversation is taken back. Change it, and have it checked again."


class DiscardForm(ActForm):
    """Throws a record away."""

    title = "Throw the conversation away"
    lead = "Nothing of it is kept but that it was noted and thrown away."
    submit_label = "Throw it away"

    def carry_out(self):
        actions.discard_conversation(conversation=self.subject, by=self.by)

    def said(self, result):
        return "The conversation is thrown away."
