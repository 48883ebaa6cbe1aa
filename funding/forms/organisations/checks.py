"""What officers say of documents and bank accounts."""

from django import forms
from django.utils import timezone

from civilsociety.ui import fields
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from funding.actions import organisations

__all__ = [
    "CheckAccountForm",
    "CheckDocumentForm",
    "NotAcceptDocumentForm",
    "RefuseAccountForm",
    "VerifyAccountForm",
]


class CheckDocumentForm(ActForm):
    """A document is in order."""

    title = "Check a document"
    lead = "You have opened it, and it is what it should be."
    submit_label = "It is in order"
    valid_until = fields.DateField(
        label="Valid until", required=False,
        help_text="We ask for another one the day after. Leave it empty where it has no end.",
    )  # fmt: skip

    def clean_valid_until(self):
        day = self.cleaned_data["valid_until"]
        if day and day < self.today():
            raise forms.ValidationError("It would be out of date already: do not accept it")
        return day

    def today(self):
        """The day of the act in the United Kingdom."""
        return timezone.localdate(self.now)

    def carry_out(self):
        return organisations.check_document(
            document=self.subject,
            valid_until=self.cleaned_data["valid_until"],
            by=self.by,
            today=self.today(),
        )

    def said(self, document):
        return f"{document} is checked. The organisation is not asked for it again."


class NotAcceptDocumentForm(ActForm):
    """Another document is needed."""

    title = "Do not accept a document"
    lead = "The organisation reads what you write here, and is asked for another one."
    submit_label = "Ask for another one"
    refused_at = "why"
    why = LongTextField(label="What is wrong with it, and what do you need?", max_length=300)

    def carry_out(self):
        return organisations.not_accept_document(
            document=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, document):
        return f"{document.organisation} is asked by mail for another document."


class CheckAccountForm(ActForm):
    """The first officer checked a bank account."""

    title = "Check a bank account"
    lead = "Ring the organisation on a number you know already, not one from this change."
    submit_label = "I have checked it"
    refused_at = "how"
    how = forms.CharField(
        label="How did you check it?", max_length=300,
        help_text="Whom you rang and on which number you had, what you compared. No digits of "
        "the account.",
    )  # fmt: skip

    def clean_how(self):
        how = self.cleaned_data["how"]
        if self.subject.last_digits in how:
            raise forms.ValidationError("Leave the digits of the account out: this is read by many")
        return how

    def carry_out(self):
        return organisations.check_account(
            account=self.subject, how=self.cleaned_data["how"], by=self.by, now=self.now
        )

    def said(self, account):
        return "The account is checked. A second officer verifies it, then it can be paid to."


class VerifyAccountForm(ActForm):
    """The second officer agrees."""

    title = "Verify a bank account"
    lead = "You are the second officer. From now on, money goes to this account and to no other."
    submit_label = "Verify it"

    def carry_out(self):
        return organisations.verify_account(account=self.subject, by=self.by, now=self.now)

    def said(self, account):
        return f"{account} is verified. {account.organisation} is told by mail."


class RefuseAccountForm(ActForm):
    """Money cannot be sent there."""

    title = "Refuse a bank account"
    lead = "The organisation reads what you write here, and is asked for another account."
    submit_label = "Refuse it"
    refused_at = "why"
    why = LongTextField(label="Why, and what do you need instead?", max_length=300)

    def carry_out(self):
        return organisations.refuse_account(
            account=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, account):
        return f"The account is refused. {account.organisation} is told by mail."
