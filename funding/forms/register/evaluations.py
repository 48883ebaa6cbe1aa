"""Evaluations in the admin: begun, written, published, taken back, and what followed."""

from django import forms

from civilsociety.decisions.models import Decision
from civilsociety.ui import fields
from civilsociety.ui.acts import ActForm
from funding.actions.register import (
    begin_evaluation,
    publish_evaluation,
    say_what_followed,
    take_back_evaluation,
    write_evaluation,
)
from funding.models import Call, Programme
from funding.queries.register.evaluation.applying import comments_of

LONG = forms.Textarea(attrs={"rows": 8})


class BeginEvaluation(ActForm):
    """A programme, or one of its rounds, over some days."""

    title = "Begin an evaluation"
    lead = (
        "Everything that can be counted is counted for you: money, reports, reach, what applying "
        "cost. You write what worked, what was learned and what you recommend."
    )
    submit_label = "Begin"
    refused_at = "until_day"
    programme = forms.ModelChoiceField(label="Programme", queryset=Programme.objects.public())
    call = forms.ModelChoiceField(
        label="Round",
        queryset=Call.objects.public().select_related("programme"),
        required=False,
        help_text="Leave it empty to evaluate the whole programme.",
    )
    name = forms.CharField(
        label="Title", max_length=200, help_text="Like “What the recovery fund did in 2021/22”."
    )
    from_day = fields.DateField(label="Awards decided from")
    until_day = fields.DateField(label="Until", help_text="The last day that counts.")

    def carry_out(self):
        said = self.cleaned_data
        return begin_evaluation(
            programme=said["programme"],
            call=said["call"],
            title=said["name"],
            from_day=said["from_day"],
            until_day=said["until_day"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return (
            "The evaluation is begun. Write it, then publish it: until then only officers see it."
        )


class WriteEvaluation(ActForm):
    """What people concluded."""

    title = "Write the evaluation"
    lead = "The figures come by themselves. All of this is published, so name no person."
    submit_label = "Save"
    before = "admin/funding/register/comments.html"
    worked = forms.CharField(label="What worked", widget=LONG, required=False)
    learned = forms.CharField(label="What was learned", widget=LONG, required=False)
    quotes = forms.CharField(
        label="What applicants said, in their words",
        widget=LONG,
        required=False,
        help_text="Only what you choose to quote is published. A paragraph for each quote; leave "
        "out anything by which the organisation can be recognised.",
    )
    recommendation = forms.CharField(
        label="What you recommend for next year", widget=LONG, required=False
    )

    def __init__(self, *args, subject=None, initial=None, **kwargs):
        names = ("worked", "learned", "quotes", "recommendation")
        written = {name: getattr(subject, name) for name in names} if subject else {}
        super().__init__(*args, subject=subject, initial=written | (initial or {}), **kwargs)

    def comments(self):
        """What applicants wrote of applying, without who they are."""
        return comments_of(self.subject)

    def carry_out(self):
        texts = {name: text for name, text in self.cleaned_data.items() if name != "key"}
        return write_evaluation(evaluation=self.subject, by=self.by, now=self.now, **texts)

    def said(self, result):
        return "Saved. Read the draft as it will be published, then publish it."


class PublishEvaluation(ActForm):
    """Everybody may read it from now on; its figures stay."""

    title = "Publish the evaluation"
    lead = (
        "Its figures are counted now and kept as they are. If something must be mended later, "
        "take it back and publish it again."
    )
    submit_label = "Publish"

    def carry_out(self):
        return publish_evaluation(evaluation=self.subject, by=self.by, now=self.now)

    def said(self, result):
        return (
            "Published. It stands on the programme’s pages and on each of its awards. When a "
            "decision follows, say which."
        )


class TakeBackEvaluation(ActForm):
    """It is a draft again."""

    title = "Take the evaluation back"
    lead = "It disappears from the public pages until you publish it again, with new figures."
    submit_label = "Take it back"
    why = forms.CharField(label="Why", max_length=200, help_text="For the record; not published.")

    def carry_out(self):
        return take_back_evaluation(
            evaluation=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, result):
        return "It is a draft again. Change it, then publish it."


class WhatFollowed(ActForm):
    """The decision that was taken on it."""

    title = "Say what was decided next"
    lead = "The evaluation links to the decision, and the decision to the evaluation."
    submit_label = "Save"
    refused_at = "decision"
    decision = forms.ModelChoiceField(label="Decision", queryset=Decision.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = Decision.objects.latest_versions().in_order()

    def carry_out(self):
        return say_what_followed(
            evaluation=self.subject,
            decision=self.cleaned_data["decision"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return f"Decision {result.next_decision.reference} stands at the end of the evaluation."
