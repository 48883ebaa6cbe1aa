"""Forms about the meeting of a panel: who came, what was decided, the minute."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Checkboxes
from civilsociety.ui.words import plural, pounds
from funding.actions.judging import meetings
from funding.forms.judging.choices import ChoiceForm, in_words
from funding.forms.judging.fields import FeedbackField, ReasonsField
from funding.queries.judging.panels import members_of


class AttendanceForm(ActForm):
    """Who came to the meeting (`subject` is the panel)."""

    title = "Who attended"
    lead = "Members with an interest in a bid take no part in it; the minute says so by itself."
    submit_label = "Save who attended"

    attended = forms.ModelMultipleChoiceField(
        None, label="Members who attended", required=False, widget=Checkboxes
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = members_of(self.subject)
        self.fields["attended"].queryset = members
        self.fields["attended"].initial = [each.pk for each in members if each.attended]

    def carry_out(self):
        chosen = {each.pk for each in self.cleaned_data["attended"]}
        meetings.write_attendance(panel=self.subject, attended=chosen, by=self.by)
        return chosen

    def said(self, chosen):
        return f"{plural(len(chosen), 'member')} attended. Next, write down what was decided."


class DecideForm(ChoiceForm):
    """What the panel decided for a bid (`subject`)."""

    submit_label = "Save the decision"

    reasons = ReasonsField(
        "refused",
        "part",
        required=False,
        help_text="A refusal and funding in part need at least one of their kind.",
    )
    feedback = FeedbackField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        item = self.subject
        self.fields["choice"].initial = item.decision or item.recommendation
        decided = item.decided_pence if item.decision else item.proposed_pence
        self.fields["pence"].initial = decided or None
        self.fields["feedback"].initial = item.feedback
        self.fields["reasons"].initial = [each.pk for each in item.reasons.all()]
        self.lead = (
            f"They asked for {pounds(item.application.requested_pence)}. The paper proposed: "
            f"{in_words(item)}. It takes effect when the meeting is closed."
        )

    def heading(self):
        return f"Decide on {self.subject.application.organisation}"

    def clean(self):
        given = super().clean()
        needs = {"refuse": "refused", "part_fund": "part"}.get(given.get("choice"))
        if needs and needs not in {each.use for each in given.get("reasons") or ()}:
            kind = "a refusal" if needs == "refused" else "funding in part"
            self.add_error("reasons", f"Choose at least one reason for {kind}.")
        return given

    def carry_out(self):
        given = self.cleaned_data
        return meetings.decide(
            item=self.subject,
            decision=given["choice"],
            pence=self.amount(),
            reasons=list(given["reasons"]),
            feedback=given["feedback"],
            by=self.by,
        )

    def said(self, item):
        bid = item.application
        return f"The decision on {bid.number} is written down. It takes effect with the meeting."


class HoldForm(ActForm):
    """Closes the meeting of a panel (`subject`)."""

    title = "Close the meeting"
    lead = (
        "Every decision takes effect: reserves and refusals at once, grants with their award. "
        "Money of bids that get none is free again. The minute drafts itself."
    )
    submit_label = "Close the meeting"

    discussion = LongTextField(
        label="What was said, for the minute", required=False, max_length=20_000, rows=10
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["discussion"].initial = self.subject.discussion

    def carry_out(self):
        return meetings.hold(
            panel=self.subject,
            discussion=self.cleaned_data["discussion"],
            by=self.by,
            now=self.now,
        )

    def said(self, panel):
        return (
            "The meeting is closed and its minute is drafted. Next, the chair agrees the minute, "
            "and you make the awards and tell the applicants."
        )


class DiscussionForm(HoldForm):
    """Changes what was said, while the minute (of `subject`) is a draft."""

    title = "Edit the minute"
    lead = "Attendance, recusals and decisions write themselves. Here you add what was said."
    submit_label = "Save the minute"

    def carry_out(self):
        return meetings.write_discussion(
            panel=self.subject, discussion=self.cleaned_data["discussion"], by=self.by
        )

    def said(self, panel):
        return "The minute is saved. The chair agrees it when it is right."


class AgreeForm(ActForm):
    """Agrees the minute of a panel (`subject`)."""

    title = "Agree the minute"
    lead = "From then on nobody can change it."
    submit_label = "Agree the minute"

    def carry_out(self):
        return meetings.agree_minute(panel=self.subject, by=self.by, now=self.now)

    def said(self, panel):
        return "The minute is agreed and stays as it is."
