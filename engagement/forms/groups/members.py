"""Forms that members fill in about themselves."""

from datetime import date

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.widgets import Radios
from engagement.actions import groups as actions
from engagement.forms.fields import OrganisationField
from engagement.models import InterestKind

NAMED, UNNAMED = "named", "unnamed"


class EntryForm(ActForm):
    """How a member stands on the group's public page."""

    title = "How you are shown"
    lead = (
        "The group’s public page changes at once. Without your name it shows your seat and what "
        "kind of organisation you come from."
    )
    submit_label = "Save how you are shown"
    refused_at = "shown"
    nouns = {"shown": "how you are shown"}

    shown = forms.ChoiceField(
        label="On the group’s public page",
        choices=[
            (NAMED, "Show my name, my organisation and what I write here"),
            (UNNAMED, "Do not name me"),
        ],
        widget=Radios,
    )
    about = LongTextField(
        label="What people may know about you", required=False, max_words=150, rows=5
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("shown", NAMED if self.subject.consent_at else UNNAMED)
        self.initial.setdefault("about", self.subject.about)
        if self.subject.last_day < timezone.localdate(self.now):
            del self.fields["about"]
            if not self.subject.consent_at:
                self.fields["shown"].choices = self.fields["shown"].choices[1:]

    def carry_out(self):
        given, told = self.cleaned_data, {"term": self.subject, "by": self.by, "now": self.now}
        if given.get("about", self.subject.about).strip() != self.subject.about:
            actions.write_about_me(about=given["about"], **told)
        if given["shown"] == UNNAMED:
            return actions.take_back_consent(**told)
        return self.subject if self.subject.consent_at else actions.agree_to_be_named(**told)

    def said(self, term):
        if term.consent_at:
            return "The public page names you from now on. You may take that back at any time."
        return "The public page does not name you."


class InterestForm(ActForm):
    """Declares an interest in the group's register."""

    title = "Declare an interest"
    lead = (
        "What could make somebody think that you speak for more than your seat. The register is "
        "public; if you are not named, it shows the kind of interest only."
    )
    submit_label = "Declare it"
    refused_at = "text"
    nouns = {"kind": "what kind it is", "text": "what it is"}

    kind = forms.ChoiceField(label="What kind", choices=InterestKind.choices, widget=Radios)
    text = forms.CharField(
        label="What it is",
        max_length=500,
        help_text="Like “Trustee of Kent Befriending”. Of other people say “a relative”, no name.",
    )
    organisation = OrganisationField(label="Organisation it concerns", required=False)
    from_on = DateField(label="Since when", required=False, earliest=date(1920, 1, 1))

    def carry_out(self):
        given = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return actions.declare_interest(term=self.subject, by=self.by, now=self.now, **given)

    def said(self, interest):
        return "The interest is declared. It stands in the register until you say that it is over."


class EndInterestForm(ActForm):
    """Says that an interest is over."""

    title = "Say that an interest is over"
    submit_label = "It is over"
    refused_at = "on"
    nouns = {"on": "its last day"}

    on = DateField(label="Its last day", earliest=date(1920, 1, 1))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lead = f"“{self.subject}” leaves the register; the record keeps it."

    def carry_out(self):
        on = self.cleaned_data["on"]
        return actions.end_interest(interest=self.subject, on=on, by=self.by, now=self.now)

    def said(self, interest):
        return "The interest is marked as over."
