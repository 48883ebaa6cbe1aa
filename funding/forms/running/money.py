"""Claims, payments and the schedule; money that is not needed or asked back."""

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField, PoundsField
from civilsociety.ui.upload_field import UploadField
from civilsociety.ui.words import pounds, uk_date
from funding.actions.running import money_back, payments, schedule
from funding.models.choices import MoneyBackKind, Side
from funding.queries.awards import standing_of
from funding.rules.running.payments import OPEN

ROOM = 3  # empty rows of a schedule
FILES = 3  # files given with one claim


class ClaimForm(ActForm):
    """A grant holder claims a payment."""

    submit_label = "Send your claim"
    nouns = {"words": "what this payment is for"}

    words = LongTextField(
        label="What is this payment for?",
        help_text="Say what you have done or bought, and what the files show.",
        max_words=300,
        rows=5,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, FILES + 1):
            self.fields[f"file_{number}"] = UploadField(
                label="Evidence" if number == 1 else f"Another file ({number} of {FILES})",
                help_text="Invoices, receipts or a bank statement. PDF, Word, Excel, OpenDocument "
                "or a picture, up to 10 MB each." if number == 1 else "",
                required=number == 1,
            )  # fmt: skip

    def heading(self):
        return f"Claim payment {self.subject.number}"

    @property
    def lead(self):
        """What is claimed, and what it is for."""
        return f"{pounds(self.subject.amount_pence)}. {self.subject.what_for}".strip()

    def carry_out(self):
        files = [self.cleaned_data.get(f"file_{n}") for n in range(1, FILES + 1)]
        return payments.claim(
            payment=self.subject,
            words=self.cleaned_data["words"],
            uploads=[file for file in files if file],
            by=self.by,
            now=self.now,
        )

    def said(self, payment):
        return (
            "We have your claim. We check it within 10 working days and write to you when the "
            "money is on its way."
        )


class ProposeForm(ActForm):
    """A first officer puts a payment up to be paid."""

    title = "Propose to pay this"
    lead = "You say that everything is there. Another officer releases the money."
    submit_label = "Propose it"
    before = "admin/funding/running/payment_facts.html"

    def carry_out(self):
        return payments.propose(payment=self.subject, by=self.by, now=self.now)

    def said(self, payment):
        return "Proposed. Another funding officer or the budget holder releases it."


class ReleaseForm(ActForm):
    """A second officer releases the money."""

    title = "Release this payment"
    lead = "The ledger writes it down as paid at once. This cannot be taken back here."
    submit_label = "Release the money"
    before = "admin/funding/running/payment_facts.html"

    def carry_out(self):
        return payments.release_payment(payment=self.subject, by=self.by, now=self.now)

    def said(self, payment):
        return (
            f"Released: {pounds(payment.amount_pence)} is paid in the ledger, and the grant "
            "holder is told. Take today’s payments for the finance system from the payment run."
        )


class SendBackForm(ActForm):
    """An officer sends a proposal or a claim back."""

    title = "Send this payment back"
    submit_label = "Send it back"
    nouns = {"why": "the reason"}

    why = LongTextField(label="Why", max_length=300, rows=3)

    @property
    def lead(self):
        """Who reads the reason."""
        if self.subject.state == "claimed":
            return "The grant holder reads the reason, and can claim it again."
        return "The officer who proposed it reads the reason."

    def carry_out(self):
        return payments.send_back(
            payment=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, payment):
        return "Sent back, with your reason."


class ScheduleForm(ActForm):
    """Every payment still to be made, to be laid out anew."""

    title = "Lay out the payments anew"
    submit_label = "Lay them out so"

    def __init__(self, *args, subject=None, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        open_ = {str(p.number): p for p in subject.payments.filter(state__in=OPEN)}
        self.rows = [*open_, *(f"new{n}" for n in range(1, ROOM + 1))]
        for row in self.rows:
            self._add(row, open_.get(row))

    @property
    def lead(self):
        """What they have to add up to."""
        left = standing_of(self.subject).outstanding
        return (
            f"They add up to {pounds(left)}, which is still to be paid. Empty an amount to leave "
            "a payment out."
        )

    def _add(self, row, payment):
        name = f"Payment {row}" if payment else f"New payment {row.removeprefix('new')}"
        self.fields[f"amount_{row}"] = PoundsField(
            label=f"{name}: amount", required=False, initial=payment and payment.amount_pence
        )
        self.fields[f"due_{row}"] = DateField(
            label=f"{name}: not before", required=False, initial=payment and payment.due_on
        )
        self.fields[f"what_{row}"] = forms.CharField(
            label=f"{name}: what for, or what must have happened", max_length=300, required=False,
            initial=payment.what_for if payment else "",
        )  # fmt: skip
        self.fields[f"claim_{row}"] = forms.BooleanField(
            label=f"{name}: the grant holder claims it with evidence", required=False,
            initial=bool(payment and payment.needs_claim),
        )  # fmt: skip

    def clean(self):
        told = super().clean()
        for row in self.rows:
            amount, due = told.get(f"amount_{row}"), told.get(f"due_{row}")
            if amount and not due and f"due_{row}" not in self.errors:
                self.add_error(f"due_{row}", "Enter the first day it may be paid.")
        return told

    def carry_out(self):
        told = self.cleaned_data
        parts = [
            {
                "number": None if row.startswith("new") else int(row),
                "amount_pence": told[f"amount_{row}"],
                "due_on": told[f"due_{row}"],
                "what_for": told[f"what_{row}"],
                "needs_claim": told[f"claim_{row}"],
            }
            for row in self.rows
            if told.get(f"amount_{row}")
        ]
        return schedule.lay_out(award=self.subject, parts=parts, by=self.by, now=self.now)

    def said(self, award):
        return "The payments are laid out as you said. The grant holder sees them at once."


class GiveBackForm(ActForm):
    """A grant holder tells us of money that is not needed."""

    title = "Tell us about money you do not need"
    submit_label = "Tell us"
    side, kind = Side.HOLDER, MoneyBackKind.UNDERSPEND
    refused_at = "pence"
    lead = (
        "Projects change, and it helps others if we know early. What we have not paid yet is "
        "taken off the grant; for the rest we tell you how to return it."
    )

    pence = PoundsField(label="How much do you not need?")
    why = LongTextField(label="Why", max_words=200, rows=4)

    def asked(self):
        """What the action needs."""
        return {
            "award": self.subject,
            "kind": self.kind,
            "side": self.side,
            "pence": self.cleaned_data["pence"],
            "why": self.cleaned_data["why"],
            "by": self.by,
            "now": self.now,
        }

    def carry_out(self):
        return money_back.ask_back(**self.asked())

    def said(self, asked):
        paid = next((money for money in asked if not money.is_unpaid), None)
        if paid is None:
            return "Thank you. An officer takes it off your grant within 10 working days."
        return (
            f"Thank you. Send {pounds(paid.amount_pence)} by {uk_date(paid.due_on)} with "
            f"{self.subject.number} as the reference. We have mailed you how."
        )

    def onward(self, asked):
        return self.subject


class ClawbackForm(GiveBackForm):
    """An officer asks for money back."""

    title = "Ask for money back"
    lead = (
        "When terms were not kept, or money was not used. The grant holder is told why and by "
        "when; another officer writes down that it came."
    )
    submit_label = "Ask for it"
    side = Side.COUNCIL

    kind_ = forms.ChoiceField(label="Why it comes back", choices=MoneyBackKind.choices)
    due_on = DateField(label="To be back by")
    field_order = ("kind_", "pence", "why", "due_on")

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and self.now and due_on < timezone.localdate(self.now):
            raise forms.ValidationError("The day must not have passed.")
        return due_on

    def carry_out(self):
        told = self.cleaned_data
        return money_back.ask_back(
            **self.asked() | {"kind": told["kind_"], "due_on": told["due_on"]}
        )

    def said(self, asked):
        return "Asked for, and the grant holder is told. Another officer writes down that it came."


class SettleForm(ActForm):
    """A second officer writes down that money came back, or was released."""

    submit_label = "Write it down"
    nouns = {"reference": "the reference of the transfer"}

    reference = forms.CharField(
        label="Reference of the transfer", help_text="As on the bank statement.", max_length=100
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.subject.is_unpaid:
            del self.fields["reference"]

    def heading(self):
        return "Release this money" if self.subject.is_unpaid else "Write down that it came"

    @property
    def lead(self):
        """What becomes of the money."""
        amount = pounds(self.subject.amount_pence)
        if self.subject.is_unpaid:
            return f"{amount} was not paid yet. It is free again, and the payments are less."
        return f"{amount} goes back to the sources it came from, to the penny."

    def carry_out(self):
        return money_back.settle(
            money=self.subject,
            reference=self.cleaned_data.get("reference", ""),
            by=self.by,
            now=self.now,
        )

    def said(self, money):
        word = "Released" if money.is_unpaid else "Received"
        return f"{word}: {pounds(money.amount_pence)}. The register shows what the award is now."


class DropForm(ActForm):
    """An officer no longer asks for the money."""

    title = "No longer ask for it"
    submit_label = "No longer ask for it"
    nouns = {"why": "the reason"}

    why = LongTextField(label="Why", help_text="The grant holder reads it.", max_length=300, rows=3)

    def carry_out(self):
        return money_back.drop(
            money=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, money):
        return "No longer asked for, and the grant holder is told."
