"""Notices of key decisions, and what money may be decided for."""

from django import forms

from civilsociety.decisions.forms.prepare import MakerMixin
from civilsociety.decisions.models import Route
from civilsociety.decisions.queries.notices import earliest_decision
from civilsociety.ui import clock, widgets
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import uk_date


class NoticeForm(MakerMixin, GovukForm):
    """What will be decided, by whom, when, on which documents."""

    submit_label = "Save the notice"
    says_optional = False
    nouns = {"matter": "what will be decided", "contact": "where people can ask"}
    field_order = ["matter", "summary", "maker_kind", "maker_name", "maker_post", "route"]

    matter = forms.CharField(label="What will be decided?", max_length=200)
    summary = LongTextField(label="What it is about", required=False, max_length=5000, rows=5)
    route = forms.ChoiceField(
        label="How is it announced?", choices=Route.choices, widget=widgets.Radios
    )
    reason = LongTextField(
        label="Why 28 clear days are impracticable, for an exception",
        required=False,
        max_length=5000,
        rows=3,
    )
    agreed_by = forms.CharField(
        label="Chair of scrutiny who agreed",
        required=False,
        max_length=200,
        help_text="For special urgency.",
    )
    due_from = DateField(label="First day on which it may be decided")
    due_to = DateField(label="Last day", required=False, help_text="Only when it is a period.")
    documents = LongTextField(
        label="Documents the decision-maker will be given",
        required=False,
        max_length=5000,
        rows=4,
        help_text="One on each line.",
    )
    contact = LongTextField(
        label="Where people can ask for the documents, or send more", max_length=1000, rows=3
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        earliest = earliest_decision(clock.today(), Route.NOTICE)
        self.fields[
            "due_from"
        ].help_text = (
            f"Published today with 28 clear days’ notice, it is {uk_date(earliest)} or later."
        )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("due_from"), cleaned.get("due_to")
        if first and last and last < first:
            self.add_error("due_to", "The last day cannot be before the first.")
        if cleaned.get("route") == Route.NOTICE:
            cleaned["reason"] = cleaned["agreed_by"] = ""
        return cleaned


class PublishNoticeForm(GovukForm):
    """The day from which the clear days count."""

    submit_label = "Publish this notice"
    published_on = DateField(
        label="Published on",
        help_text="Today, unless it was published elsewhere before. Clear days count from it.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["published_on"].latest = clock.today()
        self.fields["published_on"].initial = clock.today()


class WithdrawNoticeForm(GovukForm):
    """Why the decision is no longer expected."""

    submit_label = "Withdraw this notice"
    reason = LongTextField(label="Why is it no longer expected?", max_length=1000, rows=3)


class PurposeForm(GovukForm):
    """A new purpose that money may be decided for."""

    submit_label = "Add this purpose"
    name = forms.CharField(label="Name", max_length=120, help_text="Like Strategic Recovery Fund.")
    key = forms.SlugField(
        label="Key",
        max_length=60,
        help_text="Small letters and hyphens, like strategic-recovery-fund. Budget heads and "
        "programmes use the same key.",
    )
