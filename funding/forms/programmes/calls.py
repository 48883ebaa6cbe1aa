"""The forms with which officers prepare, publish, extend and cancel a round."""

from django import forms

from civilsociety.budget.models import Year
from civilsociety.ui import fields
from civilsociety.ui.acts import ActForm
from civilsociety.ui.words import uk_date, uk_datetime
from funding.actions import programmes as actions
from funding.forms.programmes.programmes import WhyForm
from funding.forms.programmes.starting import RowForm

NOUNS = {
    "opens_at": "when it opens",
    "closes_at": "when it closes",
    "panel_on": "when the panel meets",
    "decision_by": "when applicants hear",
    "starts_from": "when projects may start",
}


class CallForm(RowForm):
    """The dates and the money of a round."""

    nouns = NOUNS
    refused_at = "closes_at"
    name = forms.CharField(label="Name", max_length=120, help_text="Like “Spring 2022”.")
    year = forms.ModelChoiceField(
        Year.objects.none(), label="Financial year the money is from", empty_label="Choose"
    )
    money_pence = fields.PoundsField(label="Money in this round")
    opens_at = fields.DateTimeField(label="Opens")
    closes_at = fields.DateTimeField(
        label="Closes",
        help_text="The first moment that is too late, like 5pm. Leave small groups six weeks.",
    )
    panel_on = fields.DateField(label="Panel meets on", required=False)
    decision_by = fields.DateField(label="Applicants hear by")
    starts_from = fields.DateField(label="Projects may start from", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].queryset = Year.objects.open()


class StartCallForm(CallForm):
    """Begins the next round of a programme."""

    title = "Prepare a round"
    submit_label = "Prepare it"

    @property
    def lead(self):
        """Where its form comes from."""
        last = self.subject.calls.order_by("number").last()
        hidden = "Nobody outside sees the round until it is published."
        if last is None:
            return hidden
        return f"The form is copied from {last.name}; change it before you publish. {hidden}"

    def now_of(self, name):
        if name == "name":
            last = self.subject.calls.order_by("number").last()
            return f"Round {last.number + 1 if last else 1}"
        return None

    def carry_out(self):
        return actions.start_call(programme=self.subject, by=self.by, **self.told())

    def onward(self, result):
        return result

    def said(self, call):
        copied = call.questions.count()
        form = f"its form has {copied} questions" if copied else "write its form next"
        return f"{call} is prepared: {form}. Nobody outside sees it yet."


class ChangeCallForm(CallForm):
    """Changes a round nobody has seen."""

    title = "Change the round"
    submit_label = "Keep it"

    def carry_out(self):
        return actions.change_call(call=self.subject, by=self.by, **self.told())

    def said(self, call):
        return f"{call} is kept. Nobody outside sees it yet."


class PublishCallForm(ActForm):
    """Announces a round."""

    title = "Publish the round"
    lead = (
        "Everybody can read it from then on, subscribers are told, and the form stays as it is. "
        "The closing date can be moved later, never earlier."
    )
    submit_label = "Publish it"

    def carry_out(self):
        return actions.publish_call(call=self.subject, by=self.by, now=self.now)

    def said(self, call):
        return (
            f"{call} is published. It takes applications from {uk_datetime(call.opens_at)} until "
            f"{uk_datetime(call.closes_at)}. Subscribers are told within minutes, by day."
        )


class ExtendForm(RowForm):
    """Moves the dates of a published round later."""

    title = "Extend the round"
    lead = "Subscribers and everyone who works on an application are told, with your reason."
    submit_label = "Extend it and tell them"
    refused_at = "closes_at"
    nouns = {**NOUNS, "reason": "the reason"}

    closes_at = fields.DateTimeField(label="Closes")
    panel_on = fields.DateField(label="Panel meets on", required=False)
    decision_by = fields.DateField(label="Applicants hear by")
    reason = fields.LongTextField(label="Why, as everybody reads it", max_length=1_000, rows=3)

    def carry_out(self):
        return actions.extend_call(call=self.subject, by=self.by, now=self.now, **self.told())

    def said(self, call):
        return (
            f"{call} now closes at {uk_datetime(call.closes_at)}, and applicants hear by "
            f"{uk_date(call.decision_by)}. They are told within minutes."
        )


class CancelForm(WhyForm):
    """Cancels a published round."""

    title = "Cancel the round"
    lead = (
        "It takes no more applications and none of its bids will be decided. Drafts and bids are "
        "kept. Subscribers and everyone who works on an application are told, with your reason."
    )
    submit_label = "Cancel it and tell them"

    def carry_out(self):
        return actions.cancel_call(
            call=self.subject, reason=self.cleaned_data["reason"], by=self.by, now=self.now
        )

    def said(self, call):
        return f"{call} is cancelled. Everyone who works on an application is told within minutes."


class CloseRoundForm(ActForm):
    """Says that every bid is decided."""

    title = "Finish the round"
    lead = "Every bid has its answer. Criteria and rules of the programme may change again."
    submit_label = "Finish it"

    def carry_out(self):
        return actions.close_round(call=self.subject, by=self.by, now=self.now)

    def said(self, call):
        return f"{call} is finished. Its results count in the chances that the next round shows."


class RemoveCallForm(ActForm):
    """Takes away a draft."""

    title = "Remove the draft"
    lead = "The round and its questions go. Nobody outside has seen them."
    submit_label = "Remove it"

    def __init__(self, *args, subject=None, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        self.was, self.owner = str(subject), subject.programme

    def carry_out(self):
        return actions.remove_call(call=self.subject, by=self.by)

    def onward(self, result):
        return self.owner

    def said(self, result):
        return f"The draft of {self.was} is removed."
