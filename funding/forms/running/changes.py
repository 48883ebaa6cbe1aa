"""Asking for a change to an award, and answering one."""

from django import forms

from civilsociety.budget.forms.promises import AuthorityField
from civilsociety.budget.models import Year
from civilsociety.organisations.models import District
from civilsociety.refusal import Refused
from civilsociety.ui import widgets
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField, PoundsField, SeveralChoicesField
from funding.actions.running import variations as actions
from funding.models.choices import Side
from funding.queries.running.changes import rows_of
from funding.queries.running.terms import terms_of

WHERE_FROM = "Say which decision and which year the added money comes from, or leave the amount."
MOST_COUNTED = 2_147_483_647


class ChangeForm(ActForm):
    """The award as it is, to be written as it should be."""

    title = "Ask for a change"
    submit_label = "Ask for this change"
    side = Side.HOLDER
    lead = (
        "Change what should be different and leave the rest. Nothing counts until we agree. We "
        "answer within 10 working days."
    )

    title_ = forms.CharField(label="Name of the project", max_length=140)
    summary = LongTextField(
        label="What the money is for",
        help_text="This is published, so leave out names of people, addresses and numbers.",
        max_words=100,
        rows=4,
    )
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day")
    districts = SeveralChoicesField(
        label="Where it takes place", choices=District.choices, required=False
    )
    amount_pence = PoundsField(label="Amount of the grant")

    def __init__(self, *args, subject=None, **kwargs):
        self.terms = terms_of(subject)
        kwargs["initial"] = self._shown(subject) | (kwargs.get("initial") or {})
        super().__init__(*args, subject=subject, **kwargs)
        self.targets = {str(each.pk): each for each in subject.programme.indicators.all()}
        for pk, indicator in self.targets.items():
            self.fields[f"target_{pk}"] = forms.IntegerField(
                label=f"Target: {indicator.name} ({indicator.unit})",
                help_text=indicator.definition,
                min_value=0,
                max_value=MOST_COUNTED,
                required=False,
                initial=self.terms["targets"].get(pk),
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": "Enter a whole number, like 40."},
            )
        self.fields["why"] = LongTextField(
            label="Why", help_text="The other side reads this.", max_words=300, rows=4
        )

    def _shown(self, award):
        return {
            "title_": award.title,
            "summary": award.summary,
            "starts_on": award.starts_on,
            "ends_on": award.ends_on,
            "districts": award.districts,
            "amount_pence": self.terms["amount_pence"],
        }

    def clean(self):
        told = super().clean()
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first day.")
        return told

    def wanted(self):
        """What the award should say, as a change is kept."""
        told = self.cleaned_data
        targets = {pk: told.get(f"target_{pk}") for pk in self.targets}
        return {
            "title": told["title_"],
            "summary": told["summary"],
            "starts_on": told["starts_on"].isoformat(),
            "ends_on": told["ends_on"].isoformat(),
            "districts": sorted(told["districts"]),
            "amount_pence": told["amount_pence"],
            "targets": {pk: value for pk, value in targets.items() if value is not None},
        }

    def money_from(self):
        """Where added money comes from; a grant holder does not say that."""
        return

    def carry_out(self):
        return actions.ask_for_change(
            award=self.subject,
            side=self.side,
            wanted=self.wanted(),
            why=self.cleaned_data["why"],
            by=self.by,
            now=self.now,
            money_from=self.money_from(),
        )

    def said(self, variation):
        return (
            "You have asked for a change. Nothing is different yet: we answer within 10 working "
            "days, by email and here."
        )

    def onward(self, variation):
        return variation


class MoneyFromMixin(forms.Form):
    """Which decision and which year added money comes from."""

    authority = AuthorityField(label="Decision that allows more money", required=False)
    year = forms.ModelChoiceField(
        Year.objects.open(), label="Year it comes from", required=False, empty_label="Choose a year"
    )

    def money_from(self):
        """{"authority": pk, "year": pk}, or None where neither was chosen. Raises Refused."""
        told = self.cleaned_data
        chosen = {name: told.get(name) for name in ("authority", "year")}
        if not any(chosen.values()):
            return None
        if not all(chosen.values()):
            raise Refused(WHERE_FROM)
        return {name: row.pk for name, row in chosen.items()}


class CouncilChangeForm(MoneyFromMixin, ChangeForm):
    """The council asks the grant holder to agree to a change."""

    side = Side.COUNCIL
    lead = (
        "Change what should be different and leave the rest. Nothing counts until the grant "
        "holder agrees; they are told by email. More money needs the decision and the year."
    )

    def carry_out(self):
        more = self.cleaned_data["amount_pence"] > self.terms["amount_pence"]
        if more and not self.money_from():
            raise Refused(WHERE_FROM)
        return super().carry_out()

    def said(self, variation):
        return "The grant holder is asked, by email and on the page of the award."


class HolderAnswerForm(ActForm):
    """The grant holder agrees to what the council asks, or does not."""

    submit_label = "Send your answer"
    nouns = {"decision": "whether you agree"}

    decision = forms.ChoiceField(
        label="Do you agree to this change?",
        choices=[("agree", "Yes, we agree"), ("decline", "No, we do not agree")],
        widget=widgets.Radios(hints={"agree": "It counts at once."}),
    )
    answer = LongTextField(
        label="Your reason, if you do not agree", required=False, max_words=300, rows=4
    )

    def clean(self):
        told = super().clean()
        if told.get("decision") == "decline" and not (told.get("answer") or "").strip():
            self.add_error("answer", "Say why you do not agree, so that we can find another way.")
        return told

    def carry_out(self):
        act = {"agree": actions.agree_to_change, "decline": actions.decline_change}
        return act[self.cleaned_data["decision"]](
            variation=self.subject,
            side=Side.HOLDER,
            answer=self.cleaned_data["answer"],
            by=self.by,
            now=self.now,
        )

    def said(self, variation):
        if variation.state == "agreed":
            return "The change counts from now on. The register shows it too."
        return "We have your answer. Your grant stays as it is."


class AgreeForm(MoneyFromMixin, ActForm):
    """An officer agrees to what a grant holder asks."""

    title = "Agree to this change"
    lead = "It is carried out at once: award, money, payments, reports and register together."
    before = "admin/funding/running/change.html"
    submit_label = "Agree and carry it out"

    answer = LongTextField(label="Note to the grant holder", required=False, max_words=300, rows=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows_of(self.subject)
        after, before = self.subject.after, self.subject.before
        if after.get("amount_pence", 0) <= before.get("amount_pence", 0):
            for name in ("authority", "year"):
                del self.fields[name]

    def carry_out(self):
        return actions.agree_to_change(
            variation=self.subject,
            side=Side.COUNCIL,
            answer=self.cleaned_data["answer"],
            by=self.by,
            now=self.now,
            money_from=self.money_from(),
        )

    def said(self, variation):
        return "The change is carried out, and the grant holder is told."


class DeclineForm(ActForm):
    """An officer does not agree, and says why."""

    title = "Decline this change"
    lead = "The award stays as it is. The grant holder reads your reason."
    submit_label = "Decline it"
    nouns = {"answer": "your reason"}

    answer = LongTextField(label="Your reason", max_words=300, rows=4)

    def carry_out(self):
        return actions.decline_change(
            variation=self.subject,
            side=Side.COUNCIL,
            answer=self.cleaned_data["answer"],
            by=self.by,
            now=self.now,
        )

    def said(self, variation):
        return "Declined, and the grant holder is told why."


class WithdrawForm(ActForm):
    """The council takes back a change it asked for."""

    title = "Withdraw this change"
    lead = "The award stays as it is."
    submit_label = "Withdraw it"

    def carry_out(self):
        return actions.withdraw_change(
            variation=self.subject, side=Side.COUNCIL, by=self.by, now=self.now
        )

    def said(self, variation):
        return "Withdrawn. Another change can be asked for."
