"""Acts of officers while an election runs."""

from django import forms

from civilsociety.ui import widgets
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.words import plural, uk_datetime
from engagement.actions.elections import preparing, running
from engagement.queries.elections.result import seats_of_elected, turnout
from engagement.queries.groups.rotation import full_end, staggered

MOST_REASON = 1000


class CallForm(ActForm):
    """Publishes the call."""

    title = "Publish the call"
    submit_label = "Publish the call and write to the roll"

    @property
    def lead(self):
        number = self.subject.voters.filter(struck_reason="").exclude(email="").count()
        return (
            f"The election appears on the group’s page, and {plural(number, 'organisation')} on "
            "the roll with an address are written to now. Words, dates and seats then stand as "
            "they are; dates can only be moved later."
        )

    def carry_out(self):
        return running.call(election=self.subject, by=self.by, now=self.now)

    def said(self, result):
        closes = uk_datetime(result.nominations_close_at)
        return f"The call is published. Nominations close at {closes}; check them after that."


class OpenVotingForm(ActForm):
    """Publishes the candidates and opens voting at its moment."""

    title = "Publish the candidates and open voting"
    submit_label = "Publish the candidates"

    @property
    def lead(self):
        opens = uk_datetime(max(self.now, self.subject.voting_opens_at))
        return (
            "Names and statements become public now. Each organisation on the roll gets its own "
            f"link by mail when voting opens: {opens}. The roll stands as it is from then on."
        )

    def carry_out(self):
        return running.open_voting(election=self.subject, by=self.by, now=self.now)

    def said(self, result):
        closes = uk_datetime(result.voting_closes_at)
        return f"The candidates are published. Voting ends at {closes}; count after that."


class RemindForm(ActForm):
    """The one reminder."""

    title = "Remind those who have not voted"
    submit_label = "Send the reminder"

    @property
    def lead(self):
        voted, may = turnout(self.subject)
        return (
            f"{voted:,} of {may:,} organisations have voted. The others get their link once more. "
            "There is one reminder in an election."
        )

    def carry_out(self):
        return running.remind(election=self.subject, by=self.by, now=self.now)

    def said(self, result):
        return "The reminder is on its way to those who have not voted."


class DeclareForm(ActForm):
    """Counts, and declares the result."""

    title = "Count and declare the result"
    submit_label = "Count and declare"
    lead = (
        "The votes are counted by the published rule, and the result, the list of ballots and the "
        "turnout become public at once. Candidates and the roll are written to."
    )

    def carry_out(self):
        return running.declare(election=self.subject, by=self.by, now=self.now)

    def said(self, result):
        return "The result is declared and public. Appoint those elected next."


class CancelForm(ActForm):
    """Ends an election without a result."""

    title = "Cancel the election"
    lead = "It ends without a result. Votes that were cast do not count. This cannot be undone."
    submit_label = "Cancel the election"
    refused_at = "why"

    why = LongTextField(
        label="Why it is cancelled",
        max_length=MOST_REASON,
        rows=4,
        help_text="Everybody can read it; the roll and the candidates get it by mail.",
    )

    def carry_out(self):
        why = self.cleaned_data["why"]
        return running.cancel(election=self.subject, why=why, by=self.by, now=self.now)

    def said(self, result):
        return "The election is cancelled. Those who were called to it and the candidates are told."


class JudgeForm(ActForm):
    """Lets a person stand, or rules them out."""

    submit_label = "Save"
    refused_at = "outcome"
    reveals = {"outcome": {"ruled_out": ["why"]}}
    nouns = {"outcome": "whether this person stands"}
    says_optional = False

    outcome = forms.ChoiceField(
        label="Does this person stand?",
        choices=[("standing", "Yes, they stand"), ("ruled_out", "No, they cannot stand")],
        widget=widgets.Radios,
    )
    why = LongTextField(
        label="The reason",
        max_length=MOST_REASON,
        rows=4,
        required=False,
        help_text="They get it by mail. Nobody else reads it.",
    )

    def heading(self):
        return f"Check the nomination of {self.subject}"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == "ruled_out" and not cleaned.get("why") and not self.errors:
            self.add_error("why", "Write the reason. The person is told.")
        return cleaned

    def carry_out(self):
        return running.judge(
            nomination=self.subject,
            stands=self.cleaned_data["outcome"] == "standing",
            why=self.cleaned_data["why"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return f"Saved. {result.name} is told by mail."


class ReasonForm(ActForm):
    """An act that needs nothing but its reason."""

    refused_at = "why"

    why = LongTextField(label="The reason", max_length=MOST_REASON, rows=4)


class TakeOffForm(ReasonForm):
    """Takes a candidate off the ballot."""

    lead = (
        "Use it when somebody tells you that they step back, or turns out not to qualify. Votes "
        "already cast for them stay on the list and count for nobody. They get the reason by mail."
    )
    submit_label = "Take them off the ballot"

    def heading(self):
        return f"Take {self.subject} off the ballot"

    def carry_out(self):
        why = self.cleaned_data["why"]
        return running.take_off(nomination=self.subject, why=why, by=self.by, now=self.now)

    def said(self, result):
        return f"{result.name} is off the ballot and is told by mail."


class StrikeForm(ReasonForm):
    """Takes an organisation off the roll."""

    lead = "It cannot nominate or vote in this election. It reads the reason when it tries."
    submit_label = "Take it off the roll"

    def heading(self):
        return f"Take {self.subject.organisation} off the roll"

    def carry_out(self):
        why = self.cleaned_data["why"]
        return preparing.strike(voter=self.subject, why=why, by=self.by, now=self.now)

    def said(self, result):
        return f"{result.organisation} is off the roll."


class AddressForm(ActForm):
    """Where an organisation's link goes."""

    lead = "What is due now goes to the new address. A link sent before opens nothing any more."
    submit_label = "Save the address"
    refused_at = "email"
    autocompletes = {"email": "off"}

    email = forms.EmailField(label="Email address", max_length=254)

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, initial={"email": subject.email}, **kwargs)

    def heading(self):
        return f"Address of {self.subject.organisation}"

    def carry_out(self):
        email = self.cleaned_data["email"]
        return preparing.give_address(voter=self.subject, email=email, by=self.by, now=self.now)

    def said(self, result):
        return f"Messages to {result.organisation} go to {result.email} from now on."


class AppointForm(ActForm):
    """Appoints those elected, each until a day that keeps the group's rotation."""

    title = "Appoint those elected"
    submit_label = "Appoint them"
    lead = (
        "The last days proposed keep within the share of seats that may end in one year. Whoever "
        "has most votes gets the first seat of a list."
    )

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        starts = subject.term_starts_on
        proposed = {seat.pk: day for seat, day in staggered(subject.group, starts)}
        self.pairs = seats_of_elected(subject) if subject.result else []
        for seat, person in self.pairs:
            self.fields[f"until_{person.pk}"] = DateField(
                label=f"{person}: last day on “{seat}”",
                earliest=starts,
                initial=proposed.get(seat.pk) or full_end(seat, starts),
            )

    def carry_out(self):
        days = {person.pk: self.cleaned_data[f"until_{person.pk}"] for _, person in self.pairs}
        return running.appoint_elected(
            election=self.subject, last_days=days, by=self.by, now=self.now
        )

    def said(self, result):
        return f"{plural(len(result), 'person is', 'people are')} appointed."
