"""What officers do with reports, notices, targets, and the end of an award."""

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.words import uk_date
from funding.actions.running import ending, reports, targets
from funding.rules.running.ending import first_possible_end

MOST_COUNTED = 2_147_483_647


class AcceptForm(ActForm):
    title = "Accept this report"
    lead = "The grant holder is told. What the last report did not spend is offered back with it."
    submit_label = "Accept it"

    answer = LongTextField(
        label="A word to the grant holder", required=False, max_words=200, rows=4
    )

    def carry_out(self):
        return reports.accept_report(
            report=self.subject, answer=self.cleaned_data["answer"], by=self.by, now=self.now
        )

    def said(self, report):
        return "Accepted, and the grant holder is told."


class QuestionForm(ActForm):
    title = "Send this report back with a question"
    lead = "The grant holder changes the report and sends it again. Nothing they wrote is lost."
    submit_label = "Send it back"
    nouns = {"question": "your question"}

    question = LongTextField(label="Your question", max_words=200, rows=4)

    def carry_out(self):
        return reports.send_report_back(
            report=self.subject, question=self.cleaned_data["question"], by=self.by, now=self.now
        )

    def said(self, report):
        return "Sent back with your question, and the grant holder is told."


class MoveForm(ActForm):
    title = "Give this report another last day"
    lead = "Any day, also one that has passed. The grant holder is told; reminders follow the day."
    submit_label = "Give it this day"
    nouns = {"why": "the reason"}

    due_on = DateField(label="Last day")
    why = LongTextField(label="Why", help_text="The grant holder reads it.", max_words=100, rows=3)

    def __init__(self, *args, subject=None, **kwargs):
        kwargs["initial"] = {"due_on": subject.due_on} | (kwargs.get("initial") or {})
        super().__init__(*args, subject=subject, **kwargs)

    def carry_out(self):
        told = self.cleaned_data
        return reports.move_report(
            report=self.subject, due_on=told["due_on"], why=told["why"], by=self.by, now=self.now
        )

    def said(self, report):
        return f"Due on {uk_date(report.due_on)}, and the grant holder is told."


class ExcuseForm(ActForm):
    title = "Do without this report"
    lead = "The grant holder is told that they need not write it."
    submit_label = "Do without it"
    nouns = {"why": "the reason"}

    why = LongTextField(label="Why", help_text="The grant holder reads it.", max_words=100, rows=3)

    def carry_out(self):
        return reports.excuse_report(
            report=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, report):
        return "No longer asked for, and the grant holder is told."


class AskAgainForm(ActForm):
    title = "Ask for this report after all"
    submit_label = "Ask for it"

    due_on = DateField(label="Last day")

    def carry_out(self):
        return reports.ask_again(
            report=self.subject, due_on=self.cleaned_data["due_on"], by=self.by, now=self.now
        )

    def said(self, report):
        return f"Asked for again, by {uk_date(report.due_on)}."


class NoticeForm(ActForm):
    """Three months' notice."""

    title = "Give notice of an early end"
    submit_label = "Give notice"
    refused_at = "ends_on"

    ends_on = DateField(label="Last day it is funded")
    why = LongTextField(label="Why", help_text="The grant holder reads it.", max_words=300, rows=5)

    @property
    def lead(self):
        """What is owed, from the day of the notice."""
        first = uk_date(first_possible_end(self.today()))
        return (
            "A council gives at least three months’ notice before it ends or cuts the funding of "
            f"a voluntary organisation. Given today, {first} is the first possible last day. The "
            "grant holder is mailed at once and can answer. An earlier end needs their agreement: "
            "ask for a change instead."
        )

    def today(self):
        """The day of the notice."""
        return timezone.localdate(self.now)

    def carry_out(self):
        told = self.cleaned_data
        return ending.give_notice(
            award=self.subject, ends_on=told["ends_on"], why=told["why"], by=self.by, now=self.now
        )

    def said(self, notice):
        return (
            f"Notice is given and mailed. The award ends after {uk_date(notice.ends_on)} unless "
            "you withdraw it."
        )


class WithdrawNoticeForm(ActForm):
    title = "Withdraw this notice"
    lead = "The award goes on as it was. The grant holder is told."
    submit_label = "Withdraw it"
    nouns = {"why": "the reason"}

    why = LongTextField(label="Why", max_words=100, rows=3)

    def carry_out(self):
        return ending.withdraw_notice(
            notice=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, notice):
        return "Withdrawn, and the grant holder is told."


class EndForm(ActForm):
    title = "End the award now"
    lead = (
        "The notice has run out. What is not paid is released. The service does this by itself "
        "unless a payment was on its way."
    )
    submit_label = "End it"

    def carry_out(self):
        return ending.end_award(notice=self.subject, now=self.now)

    def said(self, award):
        return f"{award.number} has ended, and the grant holder is told."


class AnswerNoticeForm(ActForm):
    """The grant holder says what an early end would mean."""

    submit_label = "Send your answer"
    nouns = {"words": "what the end would mean"}

    words = LongTextField(
        label="What would this mean for you and the people you work with?", max_words=500, rows=8
    )

    def carry_out(self):
        return ending.answer_notice(
            notice=self.subject, words=self.cleaned_data["words"], by=self.by, now=self.now
        )

    def said(self, notice):
        return "We have your answer. An officer reads it before the day and writes to you."


class CompleteForm(ActForm):
    title = "Complete this award"
    lead = "Everything is paid, reported and read. The register says that it is completed."
    submit_label = "Complete it"

    def carry_out(self):
        return ending.complete_award(award=self.subject, by=self.by, now=self.now)

    def said(self, award):
        return f"{award.number} is completed, and the grant holder is told."


class TargetsForm(ActForm):
    """What an award is meant to reach."""

    title = "Set the targets"
    lead = "What the grant holder is meant to reach. Later both sides agree to a change of them."
    submit_label = "Set them"

    def __init__(self, *args, subject=None, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        for indicator in subject.programme.indicators.all():
            self.fields[f"target_{indicator.pk}"] = forms.IntegerField(
                label=f"{indicator.name} ({indicator.unit})",
                help_text=indicator.definition,
                min_value=0,
                max_value=MOST_COUNTED,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": "Enter a whole number, like 40."},
            )

    def carry_out(self):
        told = {
            name.removeprefix("target_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("target_") and value is not None
        }
        return targets.set_targets(award=self.subject, targets=told, by=self.by, now=self.now)

    def said(self, award):
        return "The targets are set. Reports show their figures against them."
