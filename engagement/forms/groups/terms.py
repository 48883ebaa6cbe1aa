"""Forms about terms: who comes to a seat, stays longer, or leaves it."""

from datetime import date

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import uk_date
from engagement.actions import groups as actions
from engagement.forms.fields import OrganisationField
from engagement.models import Term, TermEnding
from engagement.queries.groups.rotation import suggested_end
from engagement.rules.groups.terms import first_day_after

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
CONSENT = "They agreed in writing to be named on the group’s public page"


def _day(label, **kwargs):
    return DateField(label=label, earliest=EARLIEST, latest=LATEST, **kwargs)


class PersonForm(ActForm):
    """Who somebody is, where they come from, and whether they agreed to be named."""

    refused_at = "name"
    name = forms.CharField(label="Name", max_length=200)
    organisation = OrganisationField(
        label="Organisation they come from",
        required=False,
        help_text="Its name, charity number or company number. Empty: from none we know.",
    )
    email = forms.EmailField(
        label="Email address", required=False, max_length=254, help_text="Never published."
    )
    signs_in = forms.BooleanField(
        label="They sign in with this address", required=False, initial=True
    )
    consent = forms.BooleanField(label=CONSENT, required=False)

    def clean(self):
        given = super().clean()
        if given.get("signs_in") and not given.get("email") and "email" not in self.errors:
            self.add_error(
                "email", "Enter the address they sign in with, or untick that they sign in."
            )
        return given

    def told(self):
        """What was filled in, without the form's own key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class AppointForm(PersonForm):
    """Gives somebody a seat."""

    title = "Appoint somebody"
    submit_label = "Appoint them"
    refused_at = "ends_on"
    field_order = ("name", "organisation", "starts_on", "ends_on", "email", "signs_in", "consent")

    starts_on = _day("First day of the term")
    ends_on = _day("Last day of the term")

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, **kwargs)
        self.seat = seat
        today = timezone.localdate(self.now)
        self.initial.setdefault("starts_on", today)
        if end := suggested_end(seat, self.initial["starts_on"]):
            self.initial.setdefault("ends_on", end)
            self.fields["ends_on"].help_text = (
                f"From {uk_date(self.initial['starts_on'])}, {uk_date(end)} keeps to the group’s "
                "rotation."
            )
        if seat.group.reads_drafts:
            self.fields[
                "signs_in"
            ].label = (
                "They sign in with this address, and read drafts of the strategy during the term"
            )

    def heading(self):
        return f"Appoint somebody to “{self.seat}”"

    def carry_out(self):
        return actions.appoint_person(seat=self.seat, by=self.by, now=self.now, **self.told())

    def said(self, term):
        return (
            f"{term.name} holds the seat “{term.seat}” from {uk_date(term.starts_on)} to "
            f"{uk_date(term.ends_on)}."
        )


class CorrectPersonForm(PersonForm):
    """Corrects who holds a seat is called and where they come from."""

    title = "Correct a member’s particulars"
    lead = "For a new name, address or organisation. For another person, end the term first."
    submit_label = "Save the particulars"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        term = self.subject
        now = {
            "name": term.name,
            "organisation": term.organisation,
            "email": term.email or (term.user.email if term.user else ""),
            "signs_in": term.user_id is not None,
            "consent": term.consent_at is not None,
        }
        for name, value in now.items():
            self.initial.setdefault(name, value)

    def carry_out(self):
        return actions.correct_person(term=self.subject, by=self.by, now=self.now, **self.told())

    def said(self, term):
        shown = "named" if term.consent_at else "not named"
        return f"The particulars are saved. On the public page they are {shown}."


class RenewForm(ActForm):
    """One term more for the same person."""

    title = "Renew a term"
    submit_label = "Renew the term"
    refused_at = "ends_on"
    ends_on = _day("Last day of the new term")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        starts = first_day_after(self.subject)
        self.lead = (
            f"The new term begins on {uk_date(starts)} and counts towards the most in a row."
        )
        if end := suggested_end(self.subject.seat, starts):
            self.initial.setdefault("ends_on", end)

    def heading(self):
        return f"Renew the term of {self.subject.name}"

    def carry_out(self):
        return actions.renew_term(
            term=self.subject, ends_on=self.cleaned_data["ends_on"], by=self.by, now=self.now
        )

    def said(self, term):
        return f"{term.name} stays on “{term.seat}” until {uk_date(term.ends_on)}."


class ExtendForm(ActForm):
    """Another last day for a term that runs."""

    title = "Move the last day"
    lead = "To keep the rotation even, or to bridge until an election. A year longer at most."
    submit_label = "Move the last day"
    refused_at = "ends_on"
    ends_on = _day("New last day")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ends_on", self.subject.ends_on)

    def heading(self):
        return f"Move the last day of {self.subject.name}’s term"

    def carry_out(self):
        return actions.extend_term(
            term=self.subject, ends_on=self.cleaned_data["ends_on"], by=self.by, now=self.now
        )

    def said(self, term):
        return f"The term of {term.name} ends on {uk_date(term.ends_on)}."


class EndTermForm(ActForm):
    """Ends a term early."""

    title = "End a term early"
    lead = "From the next day they no longer read the members’ pages or drafts."
    submit_label = "End the term"
    refused_at = "on"
    nouns = {"on": "their last day", "ending": "why they leave"}

    on = _day("Their last day", help_text="That day is included.")
    ending = forms.ChoiceField(
        label="Why",
        choices=[each for each in TermEnding.choices if each[0] != TermEnding.COMPLETED],
        widget=Radios,
    )

    def heading(self):
        return f"End the term of {self.subject.name}"

    def carry_out(self):
        given = self.cleaned_data
        return actions.end_term(
            term=self.subject, ending=given["ending"], on=given["on"], by=self.by, now=self.now
        )

    def said(self, term: Term):
        return (
            f"The term of {term.name} ends on {uk_date(term.ended_on)}. The seat is vacant from "
            "the next day."
        )
