"""Writing a record of decision, part by part."""

import re

from django import forms
from django.core.validators import RegexValidator

from civilsociety.decisions.models import Authority, MakerKind
from civilsociety.decisions.models.decision import REFERENCE
from civilsociety.decisions.queries.delegations import delegations_in_force
from civilsociety.decisions.queries.notices import undecided_notices
from civilsociety.decisions.rules import proposed_effect
from civilsociety.ui import clock, widgets
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import pounds, uk_date

LONGEST = 20_000
MARKDOWN = "You can use headings, lists and links in Markdown."


def text(label, hint="", **kwargs):
    """A long text of a record; it may wait until the record is published."""
    return LongTextField(label=label, help_text=hint, max_length=LONGEST, required=False, **kwargs)


class DelegationField(forms.ModelChoiceField):
    """A delegation by its decision, what it is for, and to whom."""

    def label_from_instance(self, delegation):
        amount = f"{pounds(delegation.up_to_pence)} for {delegation.purpose}"
        return f"{delegation.decision.reference}: {amount}, {delegation.delegate_to}"


class MakerMixin(forms.Form):
    """Who decides: the kind, the name, the post."""

    maker_kind = forms.ChoiceField(
        label="Who decides?", choices=MakerKind.choices, widget=widgets.Radios
    )
    maker_name = forms.CharField(
        label="Name", required=False, max_length=200, help_text="Empty for a body, like Cabinet."
    )
    maker_post = forms.CharField(
        label="Post or body",
        required=False,
        max_length=200,
        help_text="Like Cabinet Member for Community Services.",
    )


class AboutForm(MakerMixin, GovukForm):
    """What the record is about, who decides, and from when it may be acted on."""

    submit_label = "Save"
    says_optional = False
    reveals = {"can_be_called_in": {"no": ["call_in_exempt_reason"]}}
    field_order = ["title", "maker_kind", "maker_name", "maker_post", "delegation", "taken_on"]

    title = forms.CharField(
        label="Title", max_length=200, help_text="What is decided, so that a stranger understands."
    )
    delegation = DelegationField(
        label="Delegation it is decided under",
        queryset=Authority.objects.none(),
        required=False,
        empty_label="None",
        help_text="An officer needs one. A Cabinet Member may decide under one too.",
    )
    taken_on = DateField(label="Date of the decision", required=False)
    can_be_called_in = forms.TypedChoiceField(
        label="Can it be called in?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=widgets.Radios,
    )
    call_in_exempt_reason = text("Why it cannot be called in", rows=2)
    effective_from = DateField(label="Takes effect on", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delegation"].queryset = delegations_in_force()
        ends_on, effect = proposed_effect(clock.today())
        self.fields["effective_from"].help_text = (
            f"Leave it empty for the earliest day. Published today, it could be called in until "
            f"{uk_date(ends_on)} and would take effect on {uk_date(effect)}."
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("can_be_called_in"):
            cleaned["call_in_exempt_reason"] = ""
        taken_on, effect = cleaned.get("taken_on"), cleaned.get("effective_from")
        if taken_on and effect and effect < taken_on:
            self.add_error("effective_from", "It cannot take effect before it is decided.")
        return cleaned


class StartForm(AboutForm):
    """The reference first; everything else may be changed later."""

    submit_label = "Begin the record"
    field_order = ["reference", *AboutForm.field_order]

    reference = forms.CharField(
        label="Reference",
        max_length=17,
        validators=[RegexValidator(REFERENCE, "Enter a reference like 21/00055.", "form")],
        help_text="Like 21/00055. It becomes part of the address and cannot be changed later.",
    )


class WordsForm(GovukForm):
    """What is decided and why, with what was rejected and declared."""

    submit_label = "Save"
    says_optional = False

    decision = text("What is decided", MARKDOWN, rows=10)
    reasons = text("Reasons", MARKDOWN, rows=10)
    alternatives = text(
        "Alternatives considered and rejected", "And why. If there were none, say so."
    )
    conflicts = text(
        "Conflicts of interest declared",
        "By anyone who took part in the decision or was consulted. If there were none, say so.",
        rows=3,
    )
    dispensations = text(
        "Dispensations granted", "By the Head of Paid Service, for a declared conflict.", rows=3
    )


class KeyForm(GovukForm):
    """Key or not, why, by which notice, and which divisions are affected."""

    submit_label = "Save"
    says_optional = False
    reveals = {
        "is_key": {"yes": ["notice"]},
        "where": {"some": ["divisions"]},
    }

    where = forms.ChoiceField(
        label="Which divisions are affected?",
        choices=[("all", "All divisions"), ("some", "Some divisions")],
        widget=widgets.Radios,
    )
    divisions = forms.CharField(
        label="Divisions",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text="One on each line.",
    )
    is_key = forms.TypedChoiceField(
        label="Is it a key decision?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=widgets.Radios,
    )
    notice = forms.ModelChoiceField(
        label="Notice it was announced by", queryset=None, required=False, empty_label="None"
    )
    key_reason = text("Why it is a key decision, or why it is not", rows=3)

    def __init__(self, *args, test=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["notice"].queryset = undecided_notices()
        if test:
            answer = "It looks like a key decision" if test.proposed else "It looks like none"
            self.fields["is_key"].help_text = f"{answer}. {test.sentence}"

    def clean_divisions(self):
        lines = [
            re.sub(r"\s+", " ", line).strip()
            for line in self.cleaned_data["divisions"].splitlines()
        ]
        lines = list(dict.fromkeys(line for line in lines if line))
        if any(len(line) > 100 for line in lines):
            raise forms.ValidationError("Shorten each division to 100 characters or fewer.")
        return lines

    def clean(self):
        cleaned = super().clean()
        cleaned["all_divisions"] = cleaned.get("where") == "all"
        if cleaned["all_divisions"]:
            cleaned["divisions"] = []
        elif cleaned.get("where") == "some" and not cleaned.get("divisions"):
            self.add_error("divisions", "Enter the divisions, one on each line.")
        if not cleaned.get("is_key"):
            cleaned["notice"] = None
        cleaned.pop("where", None)
        return cleaned


class NoteForm(GovukForm):
    """What a corrected version corrects."""

    submit_label = "Save"
    correction_note = LongTextField(
        label="What this version corrects",
        max_length=1000,
        rows=3,
        help_text="Readers see it above the record. Like: the name of the division was wrong.",
    )


PARTS = {"about": AboutForm, "words": WordsForm, "key": KeyForm, "note": NoteForm}
PART_TITLES = {
    "about": "About the decision",
    "words": "What is decided, and why",
    "key": "Key decision and divisions",
    "note": "What this version corrects",
}


def initial_of(decision, part):
    """What a part's form shows before anybody types."""
    yes_no = {True: "yes", False: "no"}
    names = PARTS[part].base_fields
    shown = {name: getattr(decision, name) for name in names if hasattr(decision, name)}
    for name in ("is_key", "can_be_called_in"):
        if name in shown:
            shown[name] = yes_no[shown[name]]
    if part == "key":
        shown["divisions"] = "\n".join(decision.divisions)
        shown["where"] = "all" if decision.all_divisions else "some" if decision.divisions else ""
    return shown
