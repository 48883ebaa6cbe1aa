"""Laying milestones down, giving evidence, answering it."""

from django import forms
from django.urls import reverse

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.words import pounds, uk_date
from funding.actions.partners import milestones as actions
from funding.forms.partners.files import SeveralUploadsField
from funding.models import Payment
from funding.rules.partners.pilots import UNPAID

NOTHING = "No payment: it waits for nothing"


class PaymentChoice(forms.ModelChoiceField):
    """A payment by its number, amount and day."""

    def label_from_instance(self, payment):
        return (
            f"Payment {payment.number}: {pounds(payment.amount_pence)}, "
            f"not before {uk_date(payment.due_on)}"
        )


class MilestoneForm(ActForm):
    """What the partner delivers, by when, with which evidence, and what is paid for it."""

    title = "Add a milestone"
    lead = "The partner reads what you write here and gives evidence for it."
    submit_label = "Add the milestone"
    nouns = {"name": "what is delivered", "evidence_needed": "the evidence that shows it"}

    name = forms.CharField(label="What is delivered", max_length=200)
    evidence_needed = LongTextField(
        label="Evidence that shows it", max_length=2_000, rows=4,
        help_text="For example: the signed agreement; a list of sites with dates.",
    )  # fmt: skip
    due_on = DateField(label="Due on", help_text="The last day, a day of the award.")
    payment = PaymentChoice(
        Payment.objects.none(),
        label="Payment that waits for it",
        required=False,
        empty_label=NOTHING,
        help_text="It can be paid once the milestone is accepted.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["payment"].queryset = self.payments()

    @property
    def award(self):
        """The award it belongs to."""
        return self.subject

    def payments(self):
        """What can be chosen: unpaid, and waiting for nothing else."""
        if self.award is None:
            return Payment.objects.none()
        return self.award.payments.filter(state__in=UNPAID, milestone=None)

    def fields_of_action(self):
        """What the action is given."""
        told = {name: self.cleaned_data[name] for name in ("evidence_needed", "due_on", "payment")}
        return told | {"title": self.cleaned_data["name"], "by": self.by}

    def carry_out(self):
        return actions.set_milestone(award=self.award, **self.fields_of_action())

    def said(self, result):
        return f"{result} is laid down. The partner sees it, due {uk_date(result.due_on)}."

    def onward(self, result):
        return result


class ChangeMilestoneForm(MilestoneForm):
    """Changes what a milestone asks for."""

    title = "Change a milestone"
    lead = "The partner sees the change at once. The history keeps what it was."
    submit_label = "Save the milestone"

    def __init__(self, *args, subject=None, **kwargs):
        kwargs["initial"] = self.as_it_is(subject) | (kwargs.get("initial") or {})
        super().__init__(*args, subject=subject, **kwargs)

    @staticmethod
    def as_it_is(milestone):
        """The values before anything is typed."""
        names = ("evidence_needed", "due_on", "payment")
        return {name: getattr(milestone, name) for name in names} | {"name": milestone.title}

    @property
    def award(self):
        return self.subject.award if self.subject else None

    def payments(self):
        return super().payments() | self.award.payments.filter(milestone=self.subject)

    def carry_out(self):
        return actions.change_milestone(milestone=self.subject, **self.fields_of_action())

    def said(self, result):
        return f"{result} is changed. It is due {uk_date(result.due_on)}."


class RemoveMilestoneForm(ActForm):
    """Takes out a milestone nobody gave evidence for."""

    title = "Take out a milestone"
    lead = "Its payment then waits for nothing. The history keeps what it asked for."
    submit_label = "Take it out"
    refused_at = "reason"

    reason = forms.CharField(label="Why it is taken out", max_length=300)

    def carry_out(self):
        return actions.remove_milestone(
            milestone=self.subject, reason=self.cleaned_data["reason"], by=self.by
        )

    def said(self, result):
        return f"The milestone is taken out of {result.number}."

    def onward(self, result):
        return reverse("admin:funding_milestone_changelist")


class AcceptMilestoneForm(ActForm):
    """An officer finds a milestone reached."""

    title = "Accept a milestone"
    submit_label = "Accept it"
    refused_at = "answer"

    answer = LongTextField(
        label="A word to the partner", max_length=2_000, rows=3, required=False,
        help_text="Goes into the message that tells them.",
    )  # fmt: skip

    @property
    def lead(self):
        """What accepting it sets going."""
        payment = self.subject.payment
        paid = (
            f" The evidence counts as the claim for payment {payment.number}, "
            f"{pounds(payment.amount_pence)}: it can then be put up to be paid."
            if payment
            else " No payment waits for it."
        )
        return f"{self.subject}.{paid} The partner is told by email."

    def carry_out(self):
        return actions.accept_milestone(
            milestone=self.subject, answer=self.cleaned_data["answer"], by=self.by, now=self.now
        )

    def said(self, result):
        if result.payment:
            return f"{result} is accepted. Payment {result.payment.number} can be put up now."
        return f"{result} is accepted."


class SendBackMilestoneForm(ActForm):
    """An officer asks for more."""

    title = "Send a milestone back"
    lead = "The partner reads your question by email and gives its evidence again."
    submit_label = "Send it back"
    refused_at = "answer"
    nouns = {"answer": "what is missing"}

    answer = LongTextField(label="What is missing", max_length=2_000, rows=4)

    def carry_out(self):
        return actions.send_back_milestone(
            milestone=self.subject, answer=self.cleaned_data["answer"], by=self.by, now=self.now
        )

    def said(self, result):
        return f"{result} is sent back. The partner was told what is missing."


class EvidenceForm(ActForm):
    """How the partner reached a milestone."""

    submit_label = "Send your evidence"
    refused_at = "evidence"
    nouns = {"evidence": "how you reached it"}

    evidence = LongTextField(
        label="How you reached it", max_length=5_000, rows=8,
        help_text="Say what was done and when. Do not name people who were helped.",
    )  # fmt: skip
    files = SeveralUploadsField(
        label="Files", required=False,
        help_text="Up to ten: PDF, Word, spreadsheets or pictures, each up to 10 MB.",
    )  # fmt: skip

    def carry_out(self):
        return actions.give_evidence(
            milestone=self.subject,
            evidence=self.cleaned_data["evidence"],
            uploads=self.cleaned_data["files"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return (
            f"We have your evidence for milestone {result.number}. We check it and tell you by "
            "email, usually within ten working days."
        )
