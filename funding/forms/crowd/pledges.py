"""Holding a pledge, changing it, making it a grant, giving it up."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from civilsociety.budget.forms.promises import AuthorityField
from civilsociety.refusal import why_not
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField, PoundsField
from civilsociety.ui.words import pounds, uk_date
from funding.actions import crowd
from funding.forms.crowd.projects import WhyForm
from funding.queries.crowd.likeness import similar_to
from funding.queries.crowd.pictures import picture_of
from funding.rules.crowd.pledging import (
    check_can_commit,
    check_may_be_reserved,
    granted_pence,
    held_until,
    meter_of,
)

YEAR = timedelta(days=365)


class WithMeter(ActForm):
    """A form beside the meter of its project."""

    before = "admin/funding/crowd/meter_before.html"
    refused_at = "pence"

    def meter(self):
        """What the rules allow of us, line by line."""
        return meter_of(self.subject)

    def picture(self):
        """The bar with what is suggested."""
        meter = self.meter()
        if meter is None:
            return picture_of(self.subject)
        ours = self.subject.ours_pence or meter.suggested
        return picture_of(self.subject, ours=ours, limit=meter.limits.together)


class ReserveForm(WithMeter):
    submit_label = "Reserve this pledge"
    nouns = {"pence": "the pledge"}

    pence = PoundsField(label="Our pledge")
    paper = forms.CharField(
        label="Panel paper", max_length=200, required=False, help_text="Where the panel decided."
    )
    another = forms.BooleanField(
        required=True,
        error_messages={"required": "Look at the similar project, then tick the box."},
    )

    def __init__(self, *args, subject, now, initial=None, **kwargs):
        meter = meter_of(subject)
        known = {"pence": meter.suggested} if meter and meter.suggested else {}
        super().__init__(*args, subject=subject, now=now, initial=known | (initial or {}), **kwargs)
        alike = [each for each in similar_to(subject) if each.is_supported]
        if alike:
            self.fields[
                "another"
            ].label = f"I have looked: it is not the same project as “{alike[0]}”"
        else:
            del self.fields["another"]

    def heading(self):
        return f"Reserve a pledge to {self.subject}"

    @property
    def lead(self):
        today = timezone.localdate(self.now)
        if refused := why_not(check_may_be_reserved, self.subject, today=today):
            return refused
        until = uk_date(held_until(self.subject, today))
        return (
            f"The money is held until {until}, 30 days after the campaign. It becomes a grant only "
            "if the target is met and the project verified; otherwise it is free again."
        )

    def carry_out(self):
        data = self.cleaned_data
        return crowd.reserve_pledge(
            project=self.subject,
            pence=data["pence"],
            paper=data["paper"],
            by=self.by,
            key=data["key"],
            now=self.now,
        )

    def said(self, project):
        held = project.reservation
        return (
            f"{held.number}: {pounds(project.pledged_pence)} is held for {project} until "
            f"{uk_date(held.expires_on)}. Next, look how the campaign ends on "
            f"{uk_date(project.campaign_ends_on)}."
        )


class ChangePledgeForm(WithMeter):
    lead = "The ledger gives the old hold free and holds the new amount, in one act."
    submit_label = "Change the pledge"
    nouns = {"pence": "the new pledge", "why": "the reason"}

    pence = PoundsField(label="Our pledge from now on")
    why = LongTextField(
        label="Why", max_length=500, rows=3, help_text="Stands in the ledger, for anybody to read."
    )

    def __init__(self, *args, subject, initial=None, **kwargs):
        meter = meter_of(subject)
        suggested = min(meter.suggested, subject.ours_pence) if meter else 0
        known = {"pence": suggested} if suggested else {}
        super().__init__(*args, subject=subject, initial=known | (initial or {}), **kwargs)

    def heading(self):
        return f"Change our pledge to {self.subject}"

    def carry_out(self):
        data = self.cleaned_data
        return crowd.change_pledge(
            project=self.subject,
            pence=data["pence"],
            why=data["why"],
            by=self.by,
            key=data["key"],
            now=self.now,
        )

    def said(self, project):
        held = f"{pounds(project.pledged_pence)} is held for {project}"
        return f"{held} until {uk_date(project.reservation.expires_on)}."


class CommitForm(WithMeter):
    submit_label = "Make it a grant"
    refused_at = "authority"
    nouns = {"authority": "the decision that allows it"}

    authority = AuthorityField()
    starts_on = DateField(label="The project starts on")
    ends_on = DateField(label="The project ends on")
    shown = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, subject, now, initial=None, **kwargs):
        today = timezone.localdate(now)
        self.pence = granted_pence(subject) if subject.pledged_pence else 0
        known = {
            "starts_on": today,
            "ends_on": today + YEAR,
            "authority": subject.programme.authority,
            "shown": self.pence,
        }
        super().__init__(*args, subject=subject, now=now, initial=known | (initial or {}), **kwargs)
        authorities = self.fields["authority"].queryset
        purpose = subject.programme.head.purpose_id
        self.fields["authority"].queryset = authorities.filter(purpose=purpose)

    def heading(self):
        return f"Make the pledge to {self.subject} a grant"

    @property
    def lead(self):
        if refused := why_not(check_can_commit, self.subject):
            return refused
        pledged = self.subject.pledged_pence or 0
        if self.pence < pledged:
            return (
                f"{pounds(self.pence)} becomes a grant: {pounds(pledged)} was reserved, and the "
                "rules allow less now. The rest is free again."
            )
        return (
            f"{pounds(self.pence)} becomes a grant to {self.subject.organisation}: promised in "
            "the ledger and published at once."
        )

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", f"The date must be {uk_date(starts)} or later.")
        return data

    def carry_out(self):
        data = self.cleaned_data
        self._show_what_is_right_now()
        return crowd.commit_pledge(
            project=self.subject,
            authority=data["authority"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            shown_pence=data["shown"],
            by=self.by,
            key=data["key"],
            now=self.now,
        )

    def _show_what_is_right_now(self):
        """Should it be refused because the amount changed, the page shows the new one."""
        self.data = self.data.copy()
        self.data["shown"] = str(self.pence)

    def said(self, project):
        return (
            f"{project.award.number}: {pounds(project.pledged_pence)} is granted to "
            f"{project.organisation} and published. Next, its payments."
        )


class VoidForm(WhyForm):
    lead = "The money is free again for other projects. The project stays listed, as not needed."
    submit_label = "Void the pledge"

    def heading(self):
        return f"Void the pledge to {self.subject}"

    def carry_out(self):
        data = self.cleaned_data
        return crowd.void_pledge(
            project=self.subject, why=data["why"], by=self.by, key=data["key"], now=self.now
        )

    def said(self, project):
        return f"The pledge of {pounds(project.pledged_pence)} to {project} is void."
