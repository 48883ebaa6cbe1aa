"""The notice of minimal financial assistance: sent by an officer, answered by the recipient."""

from django import forms

from civilsociety.ui import clock
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField, MoneyField, PoundsField
from civilsociety.ui.words import financial_year, pounds
from funding.actions import offers
from funding.queries.offers.assistance import assistance_of, financial_years
from funding.queries.offers.bids import most_to_award


class SendNoticeForm(ActForm):
    """About an application."""

    lead = (
        "Sent before the award, under section 37 of the Subsidy Control Act 2022. The "
        "organisation confirms online what else it had; then the award can be made."
    )
    submit_label = "Send the notice"
    refused_at = "pence"
    before = "admin/funding/offers/three_years.html"

    pence = PoundsField(label="Award of up to", help_text="The award may be less, never more.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pence"].initial = most_to_award(self.subject)

    def heading(self):
        return f"Notice of financial assistance to {self.subject.organisation}"

    def assistance(self):
        """What the organisation had, for the table above the form."""
        return assistance_of(self.subject.organisation, clock.today())

    def carry_out(self):
        pence = self.cleaned_data["pence"]
        return offers.send_notice(application=self.subject, pence=pence, by=self.by, now=self.now)

    def said(self, notice):
        return (
            f"{notice} of up to {pounds(notice.amount_pence)} is on its way. When it is "
            "confirmed, the award can be made."
        )


class NoSubsidyForm(ActForm):
    """About an application."""

    lead = (
        "Money is no subsidy where, for example, the recipient does not carry on an economic "
        "activity with it. What you write is kept with the application; no notice is needed then."
    )
    submit_label = "Keep the reason"
    refused_at = "why"

    why = LongTextField(label="Why it is not a subsidy", max_length=1000, rows=4)

    def heading(self):
        return f"Why an award to {self.subject.number} is not a subsidy"

    def carry_out(self):
        why = self.cleaned_data["why"]
        return offers.say_no_subsidy(application=self.subject, why=why, by=self.by, now=self.now)

    def said(self, application):
        return f"It is written down. {application.number} can be awarded without a notice."


class WithdrawNoticeForm(ActForm):
    """About a notice."""

    lead = "The organisation need not answer it any more. Another can be sent."
    submit_label = "Withdraw the notice"
    refused_at = "why"

    why = forms.CharField(label="Why", max_length=300)

    def heading(self):
        return f"Withdraw {self.subject}"

    def carry_out(self):
        why = self.cleaned_data["why"]
        return offers.withdraw_notice(notice=self.subject, why=why, by=self.by, now=self.now)

    def said(self, notice):
        return f"{notice} is withdrawn."


class AnswerNoticeForm(ActForm):
    """About a notice, as its recipient answers it: one amount for each financial year."""

    submit_label = "Confirm"

    name = forms.CharField(
        label="Your name and what you are in the organisation",
        max_length=200,
        help_text="Like “Jo Smith, treasurer”.",
    )
    right = forms.BooleanField(
        label="I confirm for the organisation that these amounts are right and complete",
        error_messages={"required": "Tick to confirm that the amounts are right."},
    )
    nouns = {"name": "your name and what you are in the organisation"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = [financial_year(day) for day in financial_years(clock.today())]
        for number, label in enumerate(self.years):
            self.fields[f"other_{number}"] = MoneyField(
                label=f"From others in {label}",
                help_text="Write 0 if you had nothing." if number == 0 else "",
                most=100_000_000_000,
                error_messages={"required": f"Enter what you had from others in {label}, or 0."},
            )
        self.order_fields([f"other_{number}" for number in range(len(self.years))])

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def by_year(self):
        """{financial year: pence} as far as it was typed and can be read."""
        given = getattr(self, "cleaned_data", {})
        return {label: given.get(f"other_{n}") or 0 for n, label in enumerate(self.years)}

    def carry_out(self):
        return offers.answer_notice(
            notice=self.subject,
            other_by_year=self.by_year(),
            name=self.cleaned_data["name"],
            by=self.by,
            now=self.now,
        )
