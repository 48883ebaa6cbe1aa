"""What other funders pledge."""

from django import forms
from django.utils import timezone

from civilsociety.ui import widgets
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, PoundsField
from civilsociety.ui.words import pounds, uk_date
from funding.actions import crowd
from funding.queries.crowd.limits import is_above_limits

PUBLIC = [("yes", "Public money"), ("no", "A charity’s or a business’s")]


class PledgeForm(ActForm):
    """How much, whose, since when."""

    nouns = {"public": "whose money it is", "pledged_on": "the day of the pledge"}
    pence = PoundsField(label="Amount")
    public = forms.ChoiceField(
        label="Whose money it is",
        choices=PUBLIC,
        widget=widgets.Radios(
            hints={
                "yes": "The NHS, a district, a parish: counts towards the common limit.",
                "no": "Shown, and not counted towards that limit.",
            }
        ),
    )
    pledged_on = DateField(label="Day of the pledge")

    def clean_pledged_on(self):
        day, today = self.cleaned_data["pledged_on"], timezone.localdate(self.now)
        if day > today:
            raise forms.ValidationError(f"The date must be {uk_date(today)} or earlier.")
        return day

    def given(self):
        """What the actions take."""
        data = self.cleaned_data
        return {
            "pence": data["pence"],
            "is_public": data["public"] == "yes",
            "pledged_on": data["pledged_on"],
            "by": self.by,
        }


class AddPartnerForm(PledgeForm):
    lead = "It is shown beside ours, here and on the public page. It never enters our ledger."
    submit_label = "Add this pledge"
    refused_at = "funder"
    nouns = PledgeForm.nouns | {"funder": "the name of the funder"}

    funder = forms.CharField(
        label="Funder", max_length=200, help_text="An organisation, like NHS Kent and Medway."
    )
    field_order = ("funder", "pence", "public", "pledged_on")

    def __init__(self, *args, now, initial=None, **kwargs):
        known = {"pledged_on": timezone.localdate(now)}
        super().__init__(*args, now=now, initial=known | (initial or {}), **kwargs)

    def heading(self):
        return f"Another funder’s pledge to {self.subject}"

    def carry_out(self):
        funder = self.cleaned_data["funder"]
        return crowd.add_partner_pledge(project=self.subject, funder=funder, **self.given())

    def onward(self, pledge):
        return self.subject

    def said(self, pledge):
        self.subject.refresh_from_db()
        told = f"{pledge.funder} pledges {pounds(pledge.amount_pence)}."
        if is_above_limits(self.subject):
            return f"{told} Our pledge is above what the rules allow now: reduce it next."
        return f"{told} The meter counts it."


class ChangePartnerForm(PledgeForm):
    lead = "The meter counts the new amount at once."
    submit_label = "Save"

    def __init__(self, *args, subject, initial=None, **kwargs):
        known = {
            "pence": subject.amount_pence,
            "public": "yes" if subject.is_public else "no",
            "pledged_on": subject.pledged_on,
        }
        super().__init__(*args, subject=subject, initial=known | (initial or {}), **kwargs)

    def heading(self):
        return f"Change the pledge of {self.subject.funder}"

    def carry_out(self):
        return crowd.change_partner_pledge(pledge=self.subject, **self.given())

    def onward(self, pledge):
        return pledge.project

    def said(self, pledge):
        return f"{pledge.funder} pledges {pounds(pledge.amount_pence)} to {pledge.project}."


class RemovePartnerForm(ActForm):
    lead = "For a pledge that is not made after all. The record of it stays in the history."
    submit_label = "Remove this pledge"

    def heading(self):
        return f"Remove the pledge of {self.subject.funder}"

    def carry_out(self):
        return crowd.remove_partner_pledge(pledge=self.subject, by=self.by)

    def onward(self, project):
        return project

    def said(self, project):
        return f"The pledge is removed from {project}. The meter no longer counts it."
