"""An offer as its grant holder answers it, and as an officer gives more time."""

from datetime import timedelta

from django import forms

from civilsociety.ui import clock
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import uk_date
from funding.actions import offers
from funding.rules.offers.answering import LEAST_DAYS

TRUSTEE, SIGNATORY = "trustee or director", "authorised to sign for the organisation"


class AcceptForm(ActForm):
    submit_label = "Accept the offer"

    name = forms.CharField(label="Your full name", max_length=120)
    position = forms.ChoiceField(
        label="You accept as",
        choices=[
            (TRUSTEE, "A trustee or director"),
            (SIGNATORY, "Somebody else whom they authorised to sign"),
        ],
        widget=Radios(),
        error_messages={"required": "Select as what you accept."},
    )
    agreed = forms.BooleanField(
        label="We accept the offer with its terms and conditions",
        error_messages={"required": "Tick to accept the terms and conditions."},
    )
    autocompletes = {"name": "name"}

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def carry_out(self):
        name = f"{self.cleaned_data['name']}, {self.cleaned_data['position']}"
        return offers.accept_offer(award=self.subject, name=name, by=self.by, now=self.now)

    def said(self, award):
        return "The offer is accepted. This page shows what happens next, and when."


class DeclineForm(ActForm):
    title = "Decline the offer"
    lead = (
        "The money goes to other projects at once, and the offer cannot be brought back. If you "
        "only need more time or a change, ask us before you decline."
    )
    submit_label = "Decline the offer"
    refused_at = "why"

    why = LongTextField(label="Why do you decline it?", max_length=1000, rows=4)
    nouns = {"why": "why you decline it"}

    def carry_out(self):
        why = self.cleaned_data["why"]
        return offers.decline_offer(award=self.subject, why=why, by=self.by, now=self.now)

    def said(self, award):
        return "The offer is declined. You need not do anything more."


class MoreTimeForm(ActForm):
    """About an award whose offer waits."""

    lead = "The offer can be accepted or declined until the end of this day, by UK clocks."
    submit_label = "Give more time"
    refused_at = "accept_by"

    accept_by = DateField(label="To be answered by")
    why = forms.CharField(label="Why", max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        later = max(self.subject.accept_by or clock.today(), clock.today())
        self.fields["accept_by"].initial = later + timedelta(days=2 * LEAST_DAYS)

    def heading(self):
        return f"More time to answer {self.subject.number}"

    def carry_out(self):
        told = {name: self.cleaned_data[name] for name in ("accept_by", "why")}
        return offers.give_more_time(award=self.subject, by=self.by, now=self.now, **told)

    def said(self, award):
        return (
            f"{award.number} can be answered until {uk_date(award.accept_by)}. We remind them a "
            "week before. Tell them now that they have longer."
        )
