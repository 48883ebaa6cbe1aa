"""Forms about seats."""

from django import forms

from civilsociety.organisations.models.choices import District, Kind
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField
from civilsociety.ui.widgets import Radios
from engagement.actions import groups as actions
from engagement.models import Appointment

FIELDS = (
    "name",
    "appointment",
    "kind",
    "district",
    "partner",
    "term_months",
    "order",
    "is_chair",
)


class SeatForm(ActForm):
    """Whom a seat is kept for, how it is filled, and how long a term on it lasts."""

    refused_at = "is_chair"
    nouns = {"appointment": "how somebody comes to it"}

    name = forms.CharField(
        label="Name of the seat", max_length=200, help_text="Like “Small groups in the east”."
    )
    appointment = forms.ChoiceField(
        label="How somebody comes to it", choices=Appointment.choices, widget=Radios
    )
    kind = forms.ChoiceField(
        label="Kept for a kind of organisation",
        required=False,
        choices=[("", "Any kind"), *Kind.choices],
    )
    district = forms.ChoiceField(
        label="Kept for a place", required=False, choices=[("", "Any place"), *District.choices]
    )
    partner = forms.CharField(
        label="Partner who names the holder",
        required=False,
        max_length=200,
        help_text="Like “NHS Kent and Medway”.",
    )
    term_months = forms.IntegerField(
        label="Length of a term in months", min_value=1, max_value=120, initial=24
    )
    order = forms.IntegerField(
        label="Place in the list", min_value=1, max_value=500, required=False
    )
    is_chair = forms.BooleanField(label="This is the chair’s seat", required=False)

    def __init__(self, *args, seat=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.seat = seat
        for name in FIELDS if seat else ():
            self.initial.setdefault(name, getattr(seat, name))

    def told(self):
        """What was filled in; an empty place in the list means the last one."""
        told = {name: self.cleaned_data[name] for name in FIELDS}
        if told["order"] is None:
            del told["order"]
        return told


class AddSeatForm(SeatForm):
    """Adds a seat to a group."""

    title = "Add a seat"
    submit_label = "Add the seat"

    def heading(self):
        return f"Add a seat to {self.subject}"

    def carry_out(self):
        return actions.add_seat(group=self.subject, by=self.by, **self.told())

    def said(self, seat):
        return f"The seat “{seat}” is added. It is vacant until you appoint somebody."


class ChangeSeatForm(SeatForm):
    """Changes a seat."""

    title = "Change a seat"
    lead = "Terms that run keep their last day."
    submit_label = "Save the seat"

    def heading(self):
        return f"Change the seat “{self.seat}”"

    def carry_out(self):
        return actions.change_seat(seat=self.seat, by=self.by, **self.told())

    def said(self, seat):
        return f"The seat “{seat}” is saved."


class AbolishSeatForm(ActForm):
    """Abolishes a seat nobody holds."""

    title = "Abolish a seat"
    lead = "It goes from the list of seats; who sat on it stays in the group’s history."
    submit_label = "Abolish the seat"
    refused_at = "on"
    nouns = {"on": "the day"}

    on = DateField(label="As of which day")

    def heading(self):
        return f"Abolish the seat “{self.subject}”"

    def carry_out(self):
        return actions.abolish_seat(seat=self.subject, on=self.cleaned_data["on"], by=self.by)

    def said(self, seat):
        return f"The seat “{seat}” is abolished."
