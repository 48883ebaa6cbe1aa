"""Adding a project, changing it, looking at it again, saying what it is."""

from django import forms
from django.db import transaction
from django.utils import timezone

from civilsociety.organisations.models.choices import District
from civilsociety.refusal import Refused
from civilsociety.ui import widgets
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import (
    DateField,
    LongTextField,
    MoneyField,
    PoundsField,
    SeveralChoicesField,
)
from civilsociety.ui.words import pounds, uk_date
from funding.actions import crowd
from funding.forms.crowd.organisations import OrganisationMixin
from funding.models import Call, Project
from funding.models.choices import ProgrammeKind, ProjectKind
from funding.queries.crowd.likeness import known_by_page, similar_to
from funding.states import CallState

MOST = 10**11  # pence: a billion pounds
AS_SHOWN = "As the platform shows it: everybody’s pledges together, ours among them once held."
OWN, OTHER = "own", "other"


class RoundField(forms.ModelChoiceField):
    """A round of a crowdfunding programme."""

    def __init__(self, **kwargs):
        rounds = Call.objects.filter(programme__kind=ProgrammeKind.CROWDFUNDING)
        rounds = rounds.exclude(state=CallState.CANCELLED).select_related("programme")
        kwargs.setdefault("label", "Round")
        kwargs.setdefault("empty_label", "Choose a round")
        super().__init__(rounds, **kwargs)


class Particulars(OrganisationMixin, ActForm):
    """What a project is."""

    nouns = {
        "call": "the round",
        "title": "the title of the project",
        "organisation": "the organisation",
        "summary": "what the project does",
        "kinds": "what the money is for",
        "districts": "where it happens",
        "platform_url": "the address of its page",
        "target": "the target",
    }
    call = RoundField()
    title_ = forms.CharField(label="Title", max_length=140)
    summary = LongTextField(
        label="What it does",
        max_words=150,
        help_text="Anybody reads it here. Leave out names, addresses and telephone numbers.",
    )
    kinds = SeveralChoicesField(label="What the money is for", choices=ProjectKind.choices)
    districts = SeveralChoicesField(label="Where it happens", choices=District.choices)
    platform_url = forms.URLField(
        label="Its page on the platform", max_length=300, assume_scheme="https"
    )
    target = PoundsField(label="Target", most=MOST)
    campaign_ends_on = DateField(
        label="Last day of the campaign", help_text="The whole day counts, until midnight."
    )
    field_order = (
        "call", "title_", "organisation", "organisation_kind", "summary", "kinds", "districts",
        "platform_url", "target", "campaign_ends_on",
    )  # fmt: skip

    def particulars(self):
        """What the action takes."""
        data = self.cleaned_data
        same = ("call", "summary", "kinds", "districts", "platform_url", "campaign_ends_on")
        return {name: data[name] for name in same} | {
            "title": data["title_"],
            "target_pence": data["target"],
            "organisation": self.the_organisation(),
        }


class AddProjectForm(Particulars):
    title = "Add a project"
    lead = "Copy it from its page on the platform. Nothing is pledged yet."
    submit_label = "Add this project"

    raised = MoneyField(label="Raised so far", most=MOST, help_text=AS_SHOWN)
    field_order = (*Particulars.field_order, "raised")

    @transaction.atomic
    def carry_out(self):
        particulars = self.particulars()
        return crowd.add_project(
            programme=particulars["call"].programme,
            raised_pence=self.cleaned_data["raised"],
            by=self.by,
            now=self.now,
            **particulars,
        )

    def said(self, project):
        return (
            f"{project} is added. Next, write down what other funders pledge, then see the meter."
        )


class ChangeProjectForm(Particulars):
    lead = "Corrects what we know of the project. What is granted stays as it was published."
    submit_label = "Save"

    def __init__(self, *args, subject, initial=None, **kwargs):
        known = {
            "title_": subject.title,
            "organisation": subject.organisation.name,
            "target": subject.target_pence,
        } | {
            name: getattr(subject, name)
            for name in ("call", "summary", "kinds", "districts", "platform_url",
                         "campaign_ends_on")
        }  # fmt: skip
        super().__init__(*args, subject=subject, initial=known | (initial or {}), **kwargs)

    def heading(self):
        return f"Change {self.subject}"

    def clean_organisation(self):
        text = self.cleaned_data["organisation"]
        if text == self.subject.organisation.name:
            self.found = self.subject.organisation
            return text
        return super().clean_organisation()

    @transaction.atomic
    def carry_out(self):
        return crowd.change_project(project=self.subject, by=self.by, **self.particulars())

    def said(self, project):
        return f"{project} is saved."


class RefreshForm(ActForm):
    lead = "Look at its page on the platform and write down what you see."
    submit_label = "Save what you saw"
    refused_at = "seen_on"
    before = "admin/funding/crowd/platform.html"
    nouns = {"raised": "what is raised so far", "seen_on": "the day you looked"}

    raised = MoneyField(label="Raised so far", most=MOST, help_text=AS_SHOWN)
    seen_on = DateField(label="Day you looked")

    def __init__(self, *args, subject, now, initial=None, **kwargs):
        known = {"seen_on": timezone.localdate(now), "raised": subject.raised_pence}
        super().__init__(*args, subject=subject, now=now, initial=known | (initial or {}), **kwargs)

    def heading(self):
        return f"Look again at {self.subject}"

    def carry_out(self):
        return crowd.refresh_project(
            project=self.subject,
            raised_pence=self.cleaned_data["raised"],
            seen_on=self.cleaned_data["seen_on"],
            by=self.by,
            now=self.now,
        )

    def said(self, project):
        raised, target = pounds(project.raised_pence), pounds(project.target_pence)
        if project.target_met_on:
            return f"The target of {target} is met. Next, verify the project, then make the grant."
        ends = uk_date(project.campaign_ends_on)
        return f"{raised} of {target} is raised. Look again when the campaign ends, on {ends}."


class VerifyForm(ActForm):
    lead = (
        "A pledge becomes a grant only when the project is verified: it is real, it is as it was "
        "described, and the money goes to the organisation."
    )
    submit_label = "It is verified"
    refused_at = "how"
    nouns = {"how": "how you made sure"}

    how = forms.CharField(
        label="How you made sure",
        max_length=300,
        help_text="What you saw, whom you asked. Only officers read it.",
    )

    def heading(self):
        return f"Verify {self.subject}"

    def carry_out(self):
        how = self.cleaned_data["how"]
        return crowd.verify_project(project=self.subject, how=how, by=self.by, now=self.now)

    def said(self, project):
        if project.target_met_on:
            return f"{project} is verified. Next, make the pledge a grant."
        return f"{project} is verified. The grant waits until the target is met."


class WhyForm(ActForm):
    """An act that only needs a reason."""

    refused_at = "why"
    nouns = {"why": "the reason"}
    why = LongTextField(label="Why", max_length=1000, rows=4, help_text="Only officers read it.")


class RefuseForm(WhyForm):
    lead = "The project gets no pledge and is not listed. It can be taken up again."
    submit_label = "Refuse this project"

    def heading(self):
        return f"Refuse {self.subject}"

    def carry_out(self):
        why = self.cleaned_data["why"]
        return crowd.refuse_project(project=self.subject, why=why, by=self.by)

    def said(self, project):
        return f"{project} is refused and no longer listed."


class ReconsiderForm(WhyForm):
    lead = "For a mistake, or for a campaign that goes on after all. It is proposed again."
    submit_label = "Take it up again"

    def heading(self):
        return f"Take up {self.subject} again"

    def carry_out(self):
        why = self.cleaned_data["why"]
        return crowd.reconsider_project(project=self.subject, why=why, by=self.by)

    def said(self, project):
        return (
            f"{project} is proposed again. If its campaign has a new last day, change that first."
        )


class SameForm(ActForm):
    lead = "The same project is never supported twice. Say which earlier one it is."
    submit_label = "Save"
    refused_at = "which"
    reveals = {"which": {OTHER: ["page"]}}
    nouns = {"which": "which project it is", "page": "the page of the other project"}

    which = forms.ChoiceField(label="Which project is it?", widget=widgets.Radios())
    page = forms.CharField(
        label="Page of the other project on the platform", max_length=300, required=False
    )

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        offered = similar_to(subject)
        if subject.same_as:
            offered.insert(0, subject.same_as)
        self.fields["which"].choices = [
            *((str(each.pk), f"The same as “{each}”, {each.organisation}") for each in offered),
            (OTHER, "The same as another one"),
            (OWN, "A project of its own"),
        ]
        if subject.same_as_id:
            self.initial.setdefault("which", str(subject.same_as_id))

    def heading(self):
        return f"Is {self.subject} an earlier project?"

    def clean(self):
        data = super().clean()
        if data.get("which") == OTHER:
            page = (data.get("page") or "").strip()
            data["other"] = known_by_page(page)
            if not page:
                self.add_error("page", "Enter the address of the other project’s page.")
            elif data["other"] is None:
                self.add_error("page", "We have no project with that page. Copy its address.")
        return data

    def carry_out(self):
        which = self.cleaned_data["which"]
        other = self.cleaned_data.get("other")
        if which not in (OWN, OTHER):
            other = Project.objects.filter(pk=int(which)).first()
            if other is None:
                raise Refused("That project is gone. Load the page again.")
        return crowd.say_same(project=self.subject, other=other, by=self.by)

    def said(self, project):
        if project.same_as:
            return f"{project} is the same project as {project.same_as}."
        return f"{project} is a project of its own."
