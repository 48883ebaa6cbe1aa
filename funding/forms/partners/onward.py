"""Bringing in onward grants, taking one out, finding some."""

from django import forms
from django.urls import reverse

from civilsociety.organisations.models import District
from civilsociety.ui.acts import ActForm
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import plural
from funding.actions import partners as actions
from funding.forms.partners.files import ListField


class OnwardFileForm(ActForm):
    """A partner's list of grants for an award: read first, brought in when it is confirmed."""

    title = "Bring in onward grants"
    lead = (
        "Choose the list of grants made out of this award. We check it and show what it would "
        "change. Nothing is brought in before it is confirmed."
    )
    submit_label = "Check the list"
    refused_at = "file"

    file = ListField(
        label="List of grants",
        help_text="An Excel workbook (xlsx) or CSV, up to 5 MB and 10,000 grants.",
        error_messages={"required": "Choose the list of grants, as xlsx or CSV"},
        widget=forms.FileInput({"accept": ".xlsx,.csv,.tsv,.txt"}),
    )

    def carry_out(self):
        return actions.ask_import(
            award=self.subject, by=self.by, now=self.now, **self.cleaned_data["file"]
        )

    def said(self, result):
        return f"We are checking {result.file_name}. This takes a few seconds."

    def onward(self, result):
        return reverse("admin:funding_regrantimport_change", args=[result.pk])


class ConfirmImportForm(ActForm):
    """Brings in a list that was checked."""

    title = "Bring these grants in"
    submit_label = "Bring them in"

    @property
    def lead(self):
        """What confirming it does."""
        job = self.subject
        return (
            f"{job.file_name}: {plural(job.added, 'new grant')} and "
            f"{plural(job.changed, 'changed one')} are brought in. They are public at once if the "
            "award is. What a changed grant said before stays in the history."
        )

    def carry_out(self):
        return actions.apply_import(job=self.subject, by=self.by, now=self.now)

    def said(self, result):
        return said_of(result)


def said_of(job):
    """What is said when a list was brought in."""
    return (
        f"{job.file_name} is brought in: {plural(job.added, 'new grant')}, "
        f"{plural(job.changed, 'changed one')}."
    )


class RemoveGrantForm(ActForm):
    """Takes out an onward grant that was never made."""

    title = "Take out an onward grant"
    lead = (
        "For a grant that was never made or stands twice. It goes from the public page; the "
        "history keeps what it said and your reason."
    )
    submit_label = "Take it out"
    refused_at = "reason"

    reason = forms.CharField(label="Why it is taken out", max_length=300)

    def carry_out(self):
        return actions.remove_grant(
            grant=self.subject, reason=self.cleaned_data["reason"], by=self.by
        )

    def said(self, result):
        return f"The onward grant is taken out of {result.number}."

    def onward(self, result):
        return reverse("admin:funding_onwardgrant_changelist")


class FindForm(GovukForm):
    """Which onward grants to show; what cannot be read asks for nothing."""

    method, submit_label, form_tag = "get", "", False

    q = forms.CharField(label="Organisation, word or number", max_length=100, required=False)
    district = forms.ChoiceField(
        label="District", required=False, choices=[("", "Everywhere"), *District.choices]
    )

    def asked(self):
        """{words, district} as far as they can be read."""
        self.is_valid()
        found = self.cleaned_data
        return {"words": found.get("q", ""), "district": found.get("district", "")}
