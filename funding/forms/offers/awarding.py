"""Making awards: out of a bid, without a call, and of money promised before."""

from django import forms

from civilsociety.budget.forms.moves import YearField
from civilsociety.budget.forms.promises import AuthorityField
from civilsociety.budget.models import Commitment
from civilsociety.organisations.models import District, Organisation
from civilsociety.ui import clock
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField, PoundsField, SeveralChoicesField
from civilsociety.ui.words import pounds
from funding.actions import offers
from funding.actions.awarding import agree, take_in
from funding.models import AwardCommitment, Programme, Reason
from funding.models.choices import ReasonUse
from funding.queries.offers.bids import ahead_on_reserve, decided_item, most_to_award
from funding.states import ApplicationState

PUBLISHED = "Published in the register: no names of people, no addresses."
MOST_NAMED = 5


class DatesMixin(forms.Form):
    """When an award was decided, begins and ends."""

    awarded_on = DateField(label="Decided on")
    starts_on = DateField(label="Starts")
    ends_on = DateField(label="Ends")

    def clean_awarded_on(self):
        day = self.cleaned_data["awarded_on"]
        if day > clock.today():
            raise forms.ValidationError("The day it was decided must be today or earlier.")
        return day

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The end must be on the first day or after it.")
        return data


class WordsMixin(forms.Form):
    """What an award is for, as everybody reads it."""

    title_ = forms.CharField(label="What it is for", max_length=140, help_text=PUBLISHED)
    summary = LongTextField(label="Summary of its purpose", max_length=2000, rows=4)


class AwardForm(DatesMixin, WordsMixin, ActForm):
    """About an application that a panel decided to fund, or from the reserve list."""

    submit_label = "Make the award"
    refused_at = "pence"
    before = "admin/funding/offers/before_award.html"

    authority = AuthorityField()
    pence = PoundsField(label="Amount")
    out_of_order_why = forms.CharField(
        label="Why not the one before it on the list", max_length=300, required=False
    )
    field_order = (
        "pence", "authority", "out_of_order_why", "awarded_on", "starts_on", "ends_on", "title_",
        "summary",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bid = self.subject
        self.ahead = ahead_on_reserve(bid) if bid.state == ApplicationState.RESERVE else []
        if not self.ahead:
            del self.fields["out_of_order_why"]
        authority = bid.call.programme.authority
        start = {
            "pence": most_to_award(bid),
            "authority": authority if authority and not authority.is_delegation else None,
            "awarded_on": clock.today(),
            "starts_on": bid.starts_on,
            "ends_on": bid.ends_on,
            "title_": bid.title,
            "summary": bid.summary,
        }
        for name, value in start.items():
            self.fields[name].initial = value

    def heading(self):
        return f"Award {self.subject.number} to {self.subject.organisation}"

    def item(self):
        """What the panel decided of it."""
        return decided_item(self.subject)

    def carry_out(self):
        told = dict(self.cleaned_data)
        return offers.award_bid(
            application=self.subject, title=told.pop("title_"), by=self.by, now=self.now, **told
        )

    def said(self, award):
        return (
            f"{award.number}: {pounds(award.amount_pence)} is awarded and promised in the ledger. "
            "Next, send the offer with the letters of the round."
        )

    def onward(self, award):
        return award


class FeedbackForm(ActForm):
    """About an application: what its letter says of the decision."""

    lead = "Everybody gets feedback, also who was successful. It stands in the letter and online."
    submit_label = "Keep the feedback"
    refused_at = "feedback"

    feedback = LongTextField(label="Feedback, as the applicant reads it", max_length=4000)
    reasons = forms.ModelMultipleChoiceField(
        Reason.objects.none(), label="Reasons", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bid = self.subject
        ineligible = bid.state == ApplicationState.INELIGIBLE
        use = ReasonUse.INELIGIBLE if ineligible else ReasonUse.REFUSED
        use = ReasonUse.PART if bid.state == ApplicationState.AWARDED else use
        self.fields["reasons"].queryset = Reason.objects.filter(use=use)
        self.fields["reasons"].initial = [reason.pk for reason in bid.reasons.all()]
        self.fields["feedback"].initial = bid.feedback

    def heading(self):
        return f"Feedback on {self.subject.number}"

    def carry_out(self):
        told = {name: self.cleaned_data[name] for name in ("feedback", "reasons")}
        return offers.write_feedback(application=self.subject, by=self.by, now=self.now, **told)

    def said(self, application):
        return "The feedback is kept. It goes out with the letter."


class RefuseReserveForm(FeedbackForm):
    """About an application on the reserve list for which no money comes free."""

    lead = (
        "It is refused, with reasons and feedback. Its letter then waits with those of the round."
    )
    submit_label = "Refuse it"

    def heading(self):
        return f"Take {self.subject.number} off the reserve list"

    def carry_out(self):
        told = {name: self.cleaned_data[name] for name in ("feedback", "reasons")}
        return offers.refuse_reserve(application=self.subject, by=self.by, now=self.now, **told)

    def said(self, application):
        return f"{application.number} is refused. Send its letter with those of the round."


class OrganisationField(forms.CharField):
    """An organisation found by its name, or by its charity or company number."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Its name, charity number or company number.")
        super().__init__(max_length=200, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        known = Organisation.objects.standing()
        for exact in ({"name__iexact": text}, {"charity_number": text}, {"company_number": text}):
            if len(found := list(known.filter(**exact)[:2])) == 1:
                return found[0]
        found = list(known.known_as(text).in_order()[: MOST_NAMED + 1])
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(_several(found) if found else NOBODY.format(text=text))


NOBODY = "We know no organisation “{text}”. Check the spelling, or enter it under Organisations."


def _several(found):
    named = "; ".join(_named(each) for each in found[:MOST_NAMED])
    more = " and others" if len(found) > MOST_NAMED else ""
    return f"This fits {named}{more}. Enter the whole name or its number."


def _named(organisation):
    number = organisation.charity_number or organisation.company_number
    return f"{organisation} ({number})" if number else str(organisation)


class OutrightForm(DatesMixin, WordsMixin, ActForm):
    """An award without a call, to a partner who has agreed."""

    title = "Award without a call"
    lead = (
        "For a pilot or a regrant through a partner: promised in the ledger under a decision, it "
        "runs at once, with its payments and reports, and is published."
    )
    submit_label = "Make the award"
    refused_at = "pence"

    programme = forms.ModelChoiceField(
        Programme.objects.running(), label="Programme", empty_label="Choose a programme"
    )
    organisation = OrganisationField(label="To which organisation")
    authority = AuthorityField()
    year = YearField()
    pence = PoundsField(label="Amount")
    districts = SeveralChoicesField(
        label="Where it takes place", choices=District.choices, required=False
    )
    accepted_name = forms.CharField(
        label="Who agreed for the organisation", max_length=200, required=False
    )
    reason = forms.CharField(label="Why without a call", max_length=500)
    field_order = (
        "programme", "organisation", "pence", "year", "authority", "title_", "summary",
        "districts", "awarded_on", "starts_on", "ends_on", "accepted_name", "reason",
    )  # fmt: skip

    def carry_out(self):
        told = dict(self.cleaned_data)
        return offers.award_outright(title=told.pop("title_"), by=self.by, now=self.now, **told)

    def said(self, award):
        return f"{award.number}: {pounds(award.amount_pence)} is awarded. It runs and is published."


class TakeInForm(DatesMixin, WordsMixin, ActForm):
    """An award of money that the ledger promised before it had one."""

    title = "Take in a commitment"
    lead = "Makes an award of a commitment that stands in the ledger already, and lets it run."
    submit_label = "Take it in"
    refused_at = "commitment"

    programme = forms.ModelChoiceField(
        Programme.objects.all(), label="Programme", empty_label="Choose a programme"
    )
    commitment = forms.ModelChoiceField(
        Commitment.objects.none(), label="Commitment", empty_label="Choose a commitment"
    )
    organisation = OrganisationField(label="To which organisation")
    field_order = ("programme", "commitment", "organisation", "title_", "summary")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taken = AwardCommitment.objects.values("commitment")
        open_ = Commitment.objects.filter(payee_is_a_person=False).exclude(pk__in=taken)
        self.fields["commitment"].queryset = open_.filter(
            head__in=Programme.objects.values("head")
        ).order_by("-pk")
        self.fields["commitment"].label_from_instance = _commitment

    def carry_out(self):
        told = {n: v for n, v in self.cleaned_data.items() if n not in ("key", "title_")}
        award = take_in(title=self.cleaned_data["title_"], by=self.by, now=self.now, **told)
        return agree(award=award, by=self.by, now=self.now)

    def said(self, award):
        return f"{award.number}: {pounds(award.amount_pence)} is taken in. It runs, published."


def _commitment(commitment):
    return f"{commitment.number} {commitment.payee_name}: {pounds(commitment.amount_pence)}"
