"""The forms with which officers prepare, publish and end a programme."""

from django import forms

from civilsociety.ui import fields, widgets
from civilsociety.ui.acts import ActForm
from funding.actions import programmes as actions
from funding.forms.programmes.starting import (
    AuthorityField,
    HeadField,
    OrganisationField,
    RowForm,
)
from funding.models import ProgrammeKind, RegrantType

MARKDOWN = "Headings, lists and links are written in Markdown."
LONGEST = 20_000  # characters
DEPARTMENT = "Strategy, Policy, Relationships and Corporate Assurance"


def long_text(label, *, rows=8, required=False, help_text=MARKDOWN):
    """A field for a text of the prospectus."""
    return fields.LongTextField(
        label=label, max_length=LONGEST, rows=rows, required=required, help_text=help_text
    )


class AddForm(RowForm):
    """Begins a programme."""

    title = "Add a programme"
    lead = "It is seen by nobody outside until it is published."
    submit_label = "Add it"
    refused_at = "slug"
    nouns = {"summary": "what it is in one sentence"}

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(
        label="How it gives its money", choices=ProgrammeKind.choices, widget=widgets.Radios
    )
    code = forms.RegexField(
        r"^[A-Z]{2,8}$",
        label="Code",
        help_text="Two to eight capital letters. They begin every reference, like SRF-A00012.",
        error_messages={"invalid": "Enter two to eight capital letters, like SRF."},
    )
    slug = forms.SlugField(
        label="Address",
        max_length=60,
        help_text="The last part of /funding/…/, in small letters with hyphens. It stays.",
        error_messages={"invalid": "Use letters, figures and hyphens only, like recovery-fund."},
    )
    summary = forms.CharField(
        label="In one sentence", max_length=300, help_text="Read on every list and in alerts."
    )
    head = HeadField()
    authority = AuthorityField()
    objective = forms.CharField(label="Objective of the strategy", max_length=200)
    department = forms.CharField(
        label="Department",
        max_length=200,
        initial=DEPARTMENT,
        help_text="Published with each grant (Transparency Code 2015).",
    )

    def now_of(self, name):
        return None

    def clean_code(self):
        return self.cleaned_data["code"].upper()

    def carry_out(self):
        return actions.add_programme(by=self.by, **self.told())

    def said(self, programme):
        return f"{programme} is added. Write its texts next; nobody outside sees it yet."


class TextsForm(RowForm):
    """What everybody reads."""

    title = "Change the texts"
    lead = "What everybody reads. Changes show at once, and the record keeps that they were made."
    submit_label = "Keep the texts"
    nouns = {
        "summary": "what it is in one sentence",
        "contact_email": "the email address applicants write to",
    }

    name = forms.CharField(label="Name", max_length=120)
    summary = forms.CharField(label="In one sentence", max_length=300)
    about = long_text("What it is for")
    who_can_apply = long_text("Who can apply")
    exclusions = long_text("What it does not fund")
    what_next = long_text("What happens after sending")
    terms = long_text("Terms and conditions", rows=12)
    contact_email = forms.EmailField(
        label="Whom applicants ask (email address)", max_length=254, required=False
    )

    def carry_out(self):
        return actions.change_texts(programme=self.subject, by=self.by, **self.told())

    def said(self, programme):
        return f"The texts of {programme} are kept."


class TermsForm(RowForm):
    """How much, on whose decision, through whom."""

    title = "Change money and rules"
    lead = "The size of grants, the decision they rest on, and who gives them."
    submit_label = "Keep the rules"

    head = HeadField()
    authority = AuthorityField()
    objective = forms.CharField(label="Objective of the strategy", max_length=200)
    department = forms.CharField(label="Department", max_length=200)
    least_pence = fields.MoneyField(label="Smallest grant", help_text="0 where there is none.")
    most_pence = fields.MoneyField(label="Largest grant", least=1, required=False)
    most_percent = forms.IntegerField(
        label="Largest share of the cost, per cent", min_value=1, max_value=100, required=False
    )
    partner = OrganisationField(
        label="Partner who awards or delivers",
        max_length=200,
        required=False,
        help_text="The name of an organisation we know.",
    )
    regrant_type = forms.ChoiceField(
        label="Kind of regrant (360Giving)",
        choices=[("", "Not a regrant"), *RegrantType.choices],
        required=False,
    )

    def clean(self):
        data = super().clean()
        least, most = data.get("least_pence"), data.get("most_pence")
        if least is not None and most is not None and most < least:
            self.add_error("most_pence", "The largest grant must be no smaller than the smallest.")
        return data

    def carry_out(self):
        return actions.change_terms(programme=self.subject, by=self.by, **self.told())

    def said(self, programme):
        return f"The rules of {programme} are kept."


class PublishForm(ActForm):
    """Lets everybody read it."""

    title = "Publish the programme"
    lead = "Everybody can read it from then on. Applications begin with a round."
    submit_label = "Publish it"

    def carry_out(self):
        return actions.publish_programme(programme=self.subject, by=self.by)

    def said(self, programme):
        return f"{programme} is published. Prepare its first round next."


class WhyForm(ActForm):
    """An act that gives a reason for the record."""

    nouns = {"reason": "the reason"}
    reason = fields.LongTextField(label="Why", max_length=1_000, rows=3)


class EndForm(WhyForm):
    """Ends a programme."""

    title = "End the programme"
    lead = "It takes no more rounds. Its page, its grants and its reports stay."
    submit_label = "End it"

    def carry_out(self):
        return actions.end_programme(
            programme=self.subject, reason=self.cleaned_data["reason"], by=self.by, now=self.now
        )

    def said(self, programme):
        return f"{programme} has ended. Grants that run go on as agreed."


class ReopenForm(WhyForm):
    """Opens an ended programme again."""

    title = "Open the programme again"
    lead = "New rounds can be prepared from then on."
    submit_label = "Open it again"

    def carry_out(self):
        return actions.reopen_programme(
            programme=self.subject, reason=self.cleaned_data["reason"], by=self.by
        )

    def said(self, programme):
        return f"{programme} runs again. Prepare a round next."
