"""Money, papers and committees' comments of a draft."""

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.decisions.models import Authority, Paper, Purpose
from civilsociety.decisions.queries.delegations import left_under
from civilsociety.ui import widgets
from civilsociety.ui.fields import DateField, LongTextField, MoneyField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.uploads import ENDINGS, read_document
from civilsociety.ui.words import pounds

MOST = 10**12  # pence: ten thousand million pounds


class MoneyForm(GovukForm):
    """An amount the decision allows, or lets somebody decide later."""

    submit_label = "Add this amount"
    reveals = {"how": {"later": ["delegate_to"]}}
    nouns = {"up_to_pence": "the amount"}
    says_optional = False

    purpose = forms.ModelChoiceField(
        label="What is it for?", queryset=Purpose.objects.all(), empty_label="Choose a purpose"
    )
    up_to_pence = MoneyField(label="Up to", least=1, most=MOST)
    until = DateField(
        label="Last day", required=False, help_text="Leave it empty if there is none."
    )
    how = forms.ChoiceField(
        label="Who decides how it is spent?",
        choices=[
            ("here", "It is decided here and may be committed"),
            ("later", "Somebody else decides it later, under this delegation"),
        ],
        widget=widgets.Radios,
    )
    delegate_to = forms.CharField(
        label="Post that may decide it",
        required=False,
        max_length=200,
        help_text="A post, not a person, like Cabinet Member for Community Services.",
    )
    under = forms.ModelChoiceField(
        label="Drawn from the delegation", queryset=Authority.objects.none(), required=False
    )

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.delegation = decision.delegation
        if self.delegation is None:
            del self.fields["under"]
        else:
            left = pounds(left_under(self.delegation, besides=decision))
            self.fields["under"].queryset = Authority.objects.filter(pk=self.delegation.pk)
            self.fields["under"].initial = self.delegation.pk
            self.fields["under"].help_text = f"{left} is left of it."
            self.fields["purpose"].initial = self.delegation.purpose_id

    def clean(self):
        cleaned = super().clean()
        later = cleaned.pop("how", "") == "later"
        if later and not cleaned.get("delegate_to") and "delegate_to" not in self.errors:
            self.add_error("delegate_to", "Enter the post that may decide it.")
        if not later:
            cleaned["delegate_to"] = ""
        return cleaned


class PaperForm(GovukForm):
    """A report or background paper: a file, a link, or why it is not published."""

    submit_label = "Add this paper"
    nouns = {"kind": "what kind of paper it is", "title": "the title"}
    reveals = {"where": {"file": ["file"], "link": ["link"], "exempt": ["exempt_reason"]}}
    says_optional = False

    kind = forms.ChoiceField(label="What is it?", choices=Paper.Kind.choices, widget=widgets.Radios)
    title = forms.CharField(
        label="Title", max_length=200, help_text="As people will read it in the list."
    )
    where = forms.ChoiceField(
        label="Where can people read it?",
        choices=[
            ("file", "Here, as a file"),
            ("link", "On another site"),
            ("exempt", "Nowhere: it is exempt"),
        ],
        widget=widgets.Radios,
    )
    file = forms.FileField(
        label="File", required=False, help_text=f"{ENDINGS}, up to 15 MB.", max_length=200
    )
    link = forms.URLField(
        label="Link",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Like https://www.example.org/report",
    )
    exempt_reason = LongTextField(
        label="Why it is exempt",
        required=False,
        max_length=1000,
        rows=3,
        help_text="Name the paragraph of Schedule 12A, and why the public interest is served.",
    )

    def clean_file(self):
        file = self.cleaned_data.get("file")
        return read_document(file) if file else None

    def clean(self):
        cleaned = super().clean()
        where = cleaned.pop("where", "")
        for name in ("file", "link", "exempt_reason"):
            if name != where and not (name == "exempt_reason" and where == "exempt"):
                cleaned[name] = None if name == "file" else ""
        wanted = {"exempt": "exempt_reason"}.get(where, where)
        if wanted and wanted not in self.errors and not cleaned.get(wanted):
            self.add_error(wanted, ValidationError(MISSING[wanted]))
        return cleaned


MISSING = {
    "file": "Choose the file.",
    "link": "Enter the link, like https://www.example.org/report",
    "exempt_reason": "Write why it is exempt.",
}


class CommentForm(GovukForm):
    """What a committee said before the decision."""

    submit_label = "Add this comment"
    nouns = {"said": "what the committee said"}

    committee = forms.CharField(label="Committee", max_length=200)
    on = DateField(label="Date of the meeting")
    said = LongTextField(label="What it said", max_length=5000, rows=5)
    answer = LongTextField(
        label="The decision-maker’s answer", required=False, max_length=5000, rows=4
    )


class WithdrawPaperForm(GovukForm):
    """Why a published paper is taken away."""

    submit_label = "Withdraw this paper"
    reason = LongTextField(
        label="Why it is withdrawn",
        max_length=1000,
        rows=3,
        help_text="Readers see it where the paper was.",
    )
