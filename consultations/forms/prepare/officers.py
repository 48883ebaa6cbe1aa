"""What officers write about a consultation, in groups a page each."""

from django import forms
from django.utils import timezone

from civilsociety.ui import fields
from civilsociety.ui.forms import GovukForm, GovukModelForm
from consultations.formats import LARGEST as LARGEST_YAML
from consultations.forms.prepare.prose import MARKDOWN, ProseField
from consultations.forms.prepare.seen import SeenMixin
from consultations.models import Consultation
from consultations.rules.prepare import EDITABLE_WHILE_LAUNCHED
from consultations.states import ConsultationState
from strategy.models import Version

LONGEST = 20_000


def long_text(label, help_text="", rows=5):
    """A text of the public page or the report."""
    return ProseField(label=label, help_text=help_text, longest=LONGEST, rows=rows, required=False)


class NewForm(GovukForm):
    """Begins a consultation."""

    submit_label = "Start preparing"

    title = forms.CharField(label="Title", max_length=200)
    slug = forms.SlugField(
        label="Address",
        max_length=60,
        help_text="The last part of its address: small letters, digits and hyphens, "
        "like civil-society-2021.",
        error_messages={
            "required": "Enter the address, like civil-society-2021",
            "invalid": "Use letters, digits and hyphens only, like civil-society-2021",
        },
    )


class TextsForm(SeenMixin, GovukModelForm):
    """One group of a consultation's fields. After launch, what must stay is left out."""

    submit_label = "Save"
    heading = ""
    lead = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fixed = []
        if self.instance.state == ConsultationState.LAUNCHED:
            for name in [name for name in self.fields if name not in EDITABLE_WHILE_LAUNCHED]:
                self.fixed.append(self.fields.pop(name).label)
        self.add_seen()

    def stored(self):
        return {
            name: self.instance.serializable_value(name) for name in self.fields if name != "seen"
        }

    def differs(self, name, value):
        typed = self.cleaned_data.get(name)
        return getattr(typed, "pk", typed) != value

    def changes(self):
        """The fields the writer changed, with their values."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "seen"}


class AboutForm(TextsForm):
    """What it is about, why, and what can change."""

    heading = "What it is about"
    lead = "Everybody reads these texts before they answer."

    summary = long_text("What it is about", "Two or three sentences. " + MARKDOWN, rows=4)
    purpose = long_text("Why you are asking", "What is to be decided, and by whom.")
    open_to_influence = long_text(
        "What can still change", "People answer when they know what their answer can do."
    )
    not_open_to_influence = long_text(
        "What cannot change, and why", "Say what is settled, so that nobody answers in vain."
    )
    what_happens_next = long_text("What happens next", "After closing: who reads, who decides.")
    minutes_needed = forms.IntegerField(
        label="Minutes it takes",
        min_value=1,
        max_value=600,
        required=False,
        widget=forms.NumberInput({"class": "govuk-input--width-5"}),
    )
    strategy_version = forms.ModelChoiceField(
        label="Version of the strategy",
        queryset=Version.objects.select_related("strategy"),
        required=False,
        empty_label="Not chosen yet",
    )
    follows = forms.ModelChoiceField(
        label="Earlier round on the same subject",
        queryset=Consultation.objects.none(),
        required=False,
        empty_label="None",
        help_text="The report can then speak of both rounds.",
    )

    class Meta:
        model = Consultation
        fields = [
            "title", "slug", "summary", "purpose", "open_to_influence",
            "not_open_to_influence", "what_happens_next", "minutes_needed",
            "strategy_version", "follows",
        ]  # fmt: skip
        labels = {"title": "Title", "slug": "Address"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "follows" in self.fields:
            others = Consultation.objects.exclude(pk=self.instance.pk)
            self.fields["follows"].queryset = others


class DatesForm(TextsForm):
    """When it is open, and when the decision comes."""

    heading = "Dates"
    lead = "Times are by the clocks of the United Kingdom."

    opens_at = fields.DateTimeField(
        label="Opens", required=False, help_text="For example, 6 September 2021 at 9am."
    )
    closes_at = fields.DateTimeField(
        label="Closes",
        required=False,
        help_text="For example, 3 October 2021 at 11:59pm. From this minute nobody can begin.",
    )
    grace_minutes = forms.IntegerField(
        label="Minutes to finish after closing",
        help_text="For those who had begun. The page tells them.",
        min_value=0,
        max_value=10_000,
        widget=forms.NumberInput({"class": "govuk-input--width-5"}),
    )
    minimum_days = forms.IntegerField(
        label="Days it must be open",
        help_text="The checklist counts the dates against it.",
        min_value=1,
        max_value=366,
        widget=forms.NumberInput({"class": "govuk-input--width-5"}),
    )
    decision_expected_on = fields.DateField(label="Decision expected", required=False)

    class Meta:
        model = Consultation
        fields = ["opens_at", "closes_at", "grace_minutes", "minimum_days", "decision_expected_on"]

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Set the closing after the opening")
        closes = closes or ("closes_at" not in self.fields and self.instance.closes_at)
        decision = cleaned.get("decision_expected_on")
        if decision and closes and decision <= timezone.localdate(closes):
            self.add_error("decision_expected_on", "Set the decision to a day after the closing")
        return cleaned

    def _get_validation_exclusions(self):
        # The order of the dates is told above, at its field and in words.
        return super()._get_validation_exclusions() | {"opens_at"}


class ContactForm(TextsForm):
    """Whom to ask, and which other formats there are."""

    heading = "Contact and other formats"
    lead = "Shown on the consultation’s page and in every message."
    autocompletes = {}

    other_formats = long_text(
        "Other formats", "What you have ready, and how people get it.", rows=4
    )

    class Meta:
        model = Consultation
        fields = ["contact_name", "contact_email", "contact_phone", "other_formats"]
        labels = {
            "contact_name": "Name of the person or team",
            "contact_email": "Email address",
            "contact_phone": "Telephone",
        }


class ReportTextsForm(TextsForm):
    """What the report tells around the figures."""

    heading = "Texts for the report"
    lead = "They stand in “You said, we did”, before and around the findings."

    background = long_text("Background")
    how_we_asked = long_text("How you asked", "Channels, events, reminders; who was written to.")
    caveat = long_text(
        "What the figures can and cannot say",
        "For example: open to all, aimed at organisations, not a representative survey.",
    )

    class Meta:
        model = Consultation
        fields = ["background", "how_we_asked", "caveat"]


GROUPS = {
    "about": AboutForm,
    "dates": DatesForm,
    "contact": ContactForm,
    "report": ReportTextsForm,
}


class ReasonForm(GovukForm):
    """A reason that is kept and, where the page says so, shown."""

    reason = fields.LongTextField(label="Reason", max_length=2000, rows=4)


class OverrideForm(ReasonForm):
    """Why the consultation may be launched although a check is not met."""

    submit_label = "Record this reason"


class NoteForm(ReasonForm):
    """What changed in the wording, and why."""

    submit_label = "Publish the new wording"


class CancelForm(ReasonForm):
    """Why it is cancelled."""

    submit_label = "Cancel this consultation"


class ExtendForm(ReasonForm):
    """A later closing, and why."""

    submit_label = "Extend"
    field_order = ["closes_at", "reason"]

    closes_at = fields.DateTimeField(
        label="New closing", help_text="For example, 10 October 2021 at 11:59pm."
    )


class LaunchForm(GovukForm):
    """The last word before the public sees it."""

    submit_label = "Launch"

    at_once = forms.BooleanField(
        label="Open it at once, whatever the opening time says", required=False
    )


class HandleRequestForm(GovukForm):
    """How far a request for another format is."""

    submit_label = "Save"

    state = forms.ChoiceField(label="State", widget=forms.RadioSelect)
    note = fields.LongTextField(
        label="Note for colleagues", max_length=2000, rows=3, required=False
    )

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states


class FileForm(GovukForm):
    """A YAML file."""

    submit_label = "Import"

    file = forms.FileField(label="YAML file", help_text="As “Export as YAML” writes it.")

    def content(self):
        """As much of the file as is needed to read it, or to see that it is too large."""
        return self.cleaned_data["file"].read(LARGEST_YAML + 1)
