"""Forms about a panel and its paper: who and when, what is proposed, the line, the issue."""

from django import forms

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField
from civilsociety.ui.words import pounds, uk_date
from funding.actions.judging import panels, papers
from funding.forms.judging.choices import ChoiceForm, in_words
from funding.forms.judging.fields import PersonField, WhyField
from funding.models import Recommendation
from funding.queries.judging.rounds import people_who_may


class PanelForm(ActForm):
    """Calls a panel for a round (`subject`)."""

    title = "Call a panel"
    lead = "The paper goes out before the meeting, and holds the money it proposes until a day."
    submit_label = "Call the panel"
    refused_at = "meets_on"

    title_ = forms.CharField(label="Name of the panel", max_length=200)
    meets_on = DateField(label="The panel meets on")
    held_until = DateField(
        label="Money is held until",
        help_text="After this day it is free again. Leave two or three weeks for the offers.",
    )
    chair = PersonField(None, label="Chair", empty_label="Choose a person")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = people_who_may(
            Permission.ASSESS_APPLICATIONS, Permission.HOLD_BUDGET
        )

    def given(self):
        """What was typed, by the actions' names."""
        given = dict(self.cleaned_data)
        given.pop("key")
        return given | {"title": given.pop("title_")}

    def carry_out(self):
        return panels.make_panel(call=self.subject, by=self.by, now=self.now, **self.given())

    def said(self, panel):
        return f"{panel} is called. Next, add its members and put the scored bids on its paper."


class ChangePanelForm(PanelForm):
    """Changes a panel (`subject`) whose paper is not out."""

    title = "Change the panel"
    submit_label = "Save the panel"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("meets_on", "held_until", "chair"):
            self.fields[name].initial = getattr(self.subject, name)
        self.fields["title_"].initial = self.subject.title

    def carry_out(self):
        return panels.change_panel(panel=self.subject, by=self.by, now=self.now, **self.given())

    def said(self, panel):
        return f"{panel} is saved. It meets on {uk_date(panel.meets_on)}."


class AddMemberForm(ActForm):
    """Asks somebody to sit on a panel (`subject`)."""

    title = "Add a member"
    lead = "They read the list of applicants and declare their interests before the paper opens."
    submit_label = "Add the member"
    refused_at = "person"

    person = PersonField(None, label="Member", empty_label="Choose a person")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = people_who_may(Permission.ASSESS_APPLICATIONS, Permission.HOLD_BUDGET)
        self.fields["person"].queryset = people.exclude(
            pk__in=self.subject.members.values("person")
        )

    def carry_out(self):
        return panels.add_member(panel=self.subject, person=self.cleaned_data["person"], by=self.by)

    def said(self, member):
        return f"{member.person} sits on the panel. Next, they declare their interests."


class LineForm(ActForm):
    """Draws the line on a paper (`subject`) by hand, or lets it stand where the money ends."""

    title = "Move the line"
    lead = "Bids down to this rank are to be funded, and their money is held with the paper."
    submit_label = "Move the line"
    refused_at = "cut_off"

    cut_off = forms.IntegerField(
        label="Last rank above the line",
        required=False,
        min_value=0,
        max_value=9999,
        help_text="Leave it empty to let the line stand where the money ends.",
    )

    def carry_out(self):
        return panels.draw_line(
            panel=self.subject, cut_off=self.cleaned_data["cut_off"], by=self.by
        )

    def said(self, panel):
        if panel.cut_off is None:
            return "The line stands where the money ends."
        return f"The line stands below rank {panel.cut_off}."


class ProposeForm(ChoiceForm):
    """What the paper recommends for a bid."""

    submit_label = "Save what the paper proposes"

    why = WhyField(
        label="Why, where it is not as asked",
        help_text="The panel reads it: why a bid is passed over, or gets less.",
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        item = self.subject
        self.fields["choice"].initial = item.recommendation
        self.fields["pence"].initial = item.proposed_pence or None
        self.fields["why"].initial = item.why
        self.lead = f"They asked for {pounds(item.application.requested_pence)}."

    def heading(self):
        return f"Propose for {self.subject.application.organisation}"

    def done(self):
        self.refused_at = "pence"
        if self.is_valid() and self._lacks_why():
            self.add_error("why", "Say why it is not funded as asked.")
        return super().done()

    def _lacks_why(self):
        given = self.cleaned_data
        return given["choice"] != Recommendation.FUND and not given["why"].strip()

    def carry_out(self):
        given = self.cleaned_data
        return panels.propose(
            item=self.subject,
            recommendation=given["choice"],
            pence=self.amount(),
            why=given["why"],
            by=self.by,
        )

    def said(self, item):
        return f"The paper now proposes for {item.application.number}: {in_words(item)}."


class TakeOffForm(ActForm):
    """Takes a bid (`subject`) off the paper."""

    title = "Take a bid off the paper"
    lead = "It goes back to assessment, and money held for it is free again."
    submit_label = "Take it off"
    refused_at = "why"

    why = WhyField()

    def heading(self):
        return f"Take {self.subject.application.organisation} off the paper"

    def carry_out(self):
        self.number = self.subject.application.number
        return papers.take_off(
            item=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, panel):
        return f"{self.number} is off the paper. It can come to another panel."


class IssueForm(ActForm):
    """Issues the paper of a panel (`subject`) and holds its money."""

    title = "Issue the paper"
    submit_label = "Issue the paper and hold the money"

    def carry_out(self):
        return papers.issue_paper(panel=self.subject, by=self.by, now=self.now)

    def said(self, panel):
        return (
            f"The paper is out, and its money is held until {uk_date(panel.held_until)}. The "
            f"panel meets on {uk_date(panel.meets_on)}; the files are ready in a moment."
        )
