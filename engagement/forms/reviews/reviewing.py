"""What officers type about a review: opening, more time, closing, reporting."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateTimeField, LongTextField
from civilsociety.ui.words import uk_datetime
from engagement.actions import reviews as acts
from engagement.models import Group
from strategy.models import Version


class OpenForm(ActForm):
    """Which draft, which group, what is asked, until when."""

    title = "Ask a group about a draft"
    lead = (
        "Its members get a message at once. The draft stays unpublished: nobody else can open it."
    )
    submit_label = "Open the review"
    nouns = {"closes_at": "the closing date"}

    group = forms.ModelChoiceField(
        label="Which group?", queryset=Group.objects.none(), empty_label="Choose a group"
    )
    version = forms.ModelChoiceField(
        label="Which draft?", queryset=Version.objects.none(), empty_label="Choose a draft"
    )
    name = forms.CharField(
        label="Title",
        max_length=200,
        help_text="As members read it, like “First draft for your comments”.",
    )
    about = LongTextField(
        label="What you ask the group",
        required=False,
        max_length=3000,
        rows=5,
        help_text="What you are unsure of, what is decided already. You can use Markdown.",
    )
    closes_at = DateTimeField(
        label="Comments until",
        help_text="Two weeks or more, so that members can ask the people they speak for.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.filter(closed_on=None)
        drafts = Version.objects.unpublished().select_related("strategy")
        self.fields["version"].queryset = drafts

    def carry_out(self):
        given = self.cleaned_data
        return acts.open_review(
            group=given["group"],
            version=given["version"],
            title=given["name"],
            about=given["about"],
            closes_at=given["closes_at"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return (
            f"The members of {result.group} are told. They can comment until "
            f"{uk_datetime(result.closes_at)}; we remind those who have not three days before."
        )


class MoreTimeForm(ActForm):
    """A later moment, for a review that is open or closed."""

    refused_at = "closes_at"
    nouns = {"closes_at": "the closing date"}
    submit_label = "Give more time"

    closes_at = DateTimeField(label="Comments until")

    def heading(self):
        if self.subject.is_open(self.now):
            return "Give the group more time"
        return "Open the review again"

    @property
    def lead(self):
        """What holds now, and who hears of it."""
        until = uk_datetime(self.subject.closes_at)
        word = "closes" if self.subject.is_open(self.now) else "closed"
        return f"It {word} at {until}. The members get a message with the new moment."

    def carry_out(self):
        return acts.give_more_time(
            review=self.subject,
            closes_at=self.cleaned_data["closes_at"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return f"The members are told: they can comment until {uk_datetime(result.closes_at)}."


class CloseForm(ActForm):
    """Ends a review before its moment."""

    title = "Close the review early"
    submit_label = "Close it now"

    @property
    def lead(self):
        """What was promised."""
        until = uk_datetime(self.subject.closes_at)
        return (
            f"The group was told that it has time until {until}. Comments that members saved and "
            "did not send stay with them. They get a message that it is closed."
        )

    def carry_out(self):
        return acts.close_review(review=self.subject, by=self.by, now=self.now)

    def said(self, result):
        return "The review is closed and its members are told. Answer what was sent, then report."


class ReportForm(ActForm):
    """Tells the group what came of it."""

    title = "Report to the group"
    lead = (
        "Every member gets a message with a link to the report. From then on comments and "
        "answers stay as they are."
    )
    submit_label = "Report to the group"

    def carry_out(self):
        return acts.report_review(review=self.subject, by=self.by, now=self.now)

    def said(self, result):
        return f"The members of {result.group} are told. The report is on its page for them."
