"""Reserving, committing, paying, releasing, and money that comes back."""

from functools import partial

from django import forms
from django.db import transaction
from django.utils import timezone

from civilsociety.budget import actions, rules
from civilsociety.budget.actions import promising, settling
from civilsociety.budget.actions.posting import Leg
from civilsociety.budget.forms.effects import drawn_from_head
from civilsociety.budget.forms.framework import allocated_heads
from civilsociety.budget.forms.moves import MoveForm, YearField
from civilsociety.budget.models import Drawdown
from civilsociety.budget.queries.lines import commitment_legs, lines_of, reservation_legs
from civilsociety.budget.states import Bucket
from civilsociety.decisions.models import Authority
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.states import Status
from civilsociety.ui.fields import DateField, PoundsField
from civilsociety.ui.words import pounds, uk_date


class AuthorityField(forms.ModelChoiceField):
    """What decisions in force allow to be promised, and how much of it is left."""

    def __init__(self, **kwargs):
        rows = Authority.objects.to_spend().in_force().select_related("decision", "purpose")
        kwargs.setdefault("label", "Decision that allows it")
        kwargs.setdefault("empty_label", "Choose a decision")
        super().__init__(rows.order_by("-decision__taken_on", "pk"), **kwargs)

    @property
    def drawn(self):
        """{authority: pence} promised so far; asked once for a page."""
        if not hasattr(self, "_drawn"):
            self._drawn = dict(Drawdown.objects.values_list("authority", "committed_pence"))
        return self._drawn

    def label_from_instance(self, authority):
        left = authority.up_to_pence - self.drawn.get(authority.pk, 0)
        return f"{authority.decision.reference}: {authority.purpose}, {pounds(left)} left"


class PayeeMixin(forms.Form):
    """Whom the money is for: an organisation we know is found by its name."""

    def payee(self):
        """The organisation of exactly this name, or None."""
        name = (self.cleaned_data.get("payee_name") or "").strip()
        known = Organisation.objects.exclude(status=Status.MERGED).filter(name__iexact=name)
        return known.first() if name and not self.cleaned_data.get("payee_is_a_person") else None


class FromHeadForm(MoveForm):
    """Money taken from what a programme has available in a year."""

    needs = ("year", "head", "pence")
    to = Bucket.RESERVED

    year = YearField()
    head = forms.ModelChoiceField(
        allocated_heads(), label="Programme", empty_label="Choose a programme"
    )
    pence = PoundsField(label="Amount")

    def place(self):
        """The year and the head the money comes from."""
        return {name: self.cleaned_data.get(name) for name in ("year", "head")}

    def legs(self):
        return drawn_from_head(**self.place(), pence=self.cleaned_data["pence"], to=self.to)

    def checks(self):
        yield "year", partial(rules.check_year_is_open, self.place()["year"])


class ReserveForm(PayeeMixin, FromHeadForm):
    title = "Reserve for a panel"
    lead = "Holds money until somebody decides, or until a day has passed. Nobody else can have it."
    submit_label = "Reserve"

    title_ = forms.CharField(label="What for", max_length=200)
    payee_name = forms.CharField(label="For whom", max_length=200, required=False)
    paper = forms.CharField(label="Panel paper", max_length=200, required=False)
    expires_on = DateField(
        label="Last day it holds", help_text="After this day the money is free again."
    )
    field_order = ("year", "head", "pence", "title_", "payee_name", "paper", "expires_on")

    def check(self):
        asked = {**self.place(), "pence": self.cleaned_data["pence"]}
        if not self.cleaned_data.get("expires_on"):
            rules.check_year_is_open(asked["year"])
            return rules.check_fits(**asked)
        last = self.cleaned_data["expires_on"]
        today = timezone.localdate(self.now)
        return rules.check_can_reserve(**asked, expires_on=last, today=today, reason=self.why())

    def checks(self):
        yield from super().checks()
        yield "pence", partial(rules.check_fits, **self.place(), pence=self.cleaned_data["pence"])
        yield "expires_on", self.check

    def carry_out(self, by):
        told = self.given("year", "head", "pence", "payee_name", "paper", "expires_on")
        return actions.reserve(**told, title=self.cleaned_data["title_"], payee=self.payee(), by=by)

    def said(self, held):
        return (
            f"{held.number}: {pounds(held.amount_pence)} is held for {held.title} until "
            f"{uk_date(held.expires_on)}. Next, commit it when the decision is taken."
        )


class CommitForm(PayeeMixin, FromHeadForm):
    title = "Commit under a decision"
    lead = "Promises money to a payee. A decision in force must allow it, for this purpose."
    submit_label = "Commit"
    to = Bucket.COMMITTED
    reservation = None

    authority = AuthorityField()
    title_ = forms.CharField(label="What for", max_length=200)
    payee_name = forms.CharField(label="To whom", max_length=200)
    payee_is_a_person = forms.BooleanField(
        label="The payee is a person: the name is never published", required=False
    )
    reference = forms.CharField(label="Our reference", max_length=100, required=False)
    field_order = (
        "year",
        "head",
        "authority",
        "pence",
        "title_",
        "payee_name",
        "payee_is_a_person",
        "reference",
    )

    def check(self):
        if self.cleaned_data.get("authority"):
            return rules.check_can_commit(**self._asked(), reservation=self.reservation)
        rules.check_year_is_open(self.place()["year"])
        return self._check_money()

    def _asked(self):
        told = {name: self.cleaned_data.get(name) for name in ("authority", "pence")}
        day = timezone.localdate(self.now)
        return {**told, **self.place(), "reason": self.why(), "day": day}

    def _check_money(self):
        rules.check_fits(**self.place(), pence=self.cleaned_data["pence"])

    def checks(self):
        yield from super().checks()
        data, day = self.cleaned_data, timezone.localdate(self.now)
        yield (
            "authority",
            partial(
                rules.check_authority,
                authority=data["authority"],
                head=self.place()["head"],
                pence=data["pence"],
                day=day,
            ),
        )

    def carry_out(self, by):
        told = self.given("authority", "pence", "payee_name", "payee_is_a_person", "reference")
        place = {"reservation": self.reservation} if self.reservation else self.place()
        return actions.commit(
            **told, **place, title=self.cleaned_data["title_"], payee=self.payee(), by=by
        )

    def said(self, promise):
        return (
            f"{promise.number}: {pounds(promise.amount_pence)} is promised to "
            f"{promise.payee_name} under decision {promise.authority.decision.reference}. "
            "Next, write down each payment here."
        )


class CommitReservationForm(CommitForm):
    lead = "Promises what was held. What is not needed is free again at once."
    needs = ("pence",)
    year = head = None  # they are the reservation’s

    def __init__(self, *args, subject, **kwargs):
        initial = {
            "pence": subject.held_pence,
            "title_": subject.title,
            "payee_name": subject.payee_name,
            **(kwargs.pop("initial", None) or {}),
        }
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        self.reservation = subject

    def heading(self):
        return f"Commit {self.subject}"

    def place(self):
        return {"year": self.subject.year, "head": self.subject.head}

    def legs(self):
        held = [(leg.line, leg.held_pence) for leg in reservation_legs(self.subject)]
        pence = self.cleaned_data["pence"]
        if pence > self.subject.held_pence:
            return []
        lines = lines_of(**self.place())
        taken = promising.taken_of_hold(pence, lines, held)
        kept = [Leg(line, given, Bucket.RESERVED, Bucket.COMMITTED) for line, given in taken]
        over = promising.left_of_hold(held, taken)
        return kept + [Leg(line, p, Bucket.RESERVED, Bucket.AVAILABLE) for line, p in over]


class CommitmentForm(MoveForm):
    """Part of a commitment, on the lines it stands on."""

    pence = PoundsField(label="Amount")
    rule = None

    def check(self):
        type(self).rule(
            commitment=self.subject, pence=self.cleaned_data["pence"], reason=self.why()
        )

    def drawn(self, most, done, ways):
        """The legs of an amount, as the act draws it; what is too much shows on the last line."""
        legs, pence = commitment_legs(self.subject), self.cleaned_data["pence"]
        whole = sum(most(leg) for leg in legs)
        lines = settling.drawn_on_legs(min(pence, whole), legs, most=most, done=done)
        if pence > whole:
            lines = [*lines, (legs[-1].line, pence - whole)]
        return [Leg(line, share, *ways) for line, share in lines]


class PayForm(CommitmentForm):
    lead = "Writes down that part of a commitment was paid."
    submit_label = "Write down the payment"
    rule = staticmethod(rules.check_can_pay)

    reference = forms.CharField(
        label="Reference", max_length=100, help_text="Of the invoice, the claim or the transfer."
    )
    on = DateField(label="Paid on", required=False, help_text="Leave empty for today.")

    def heading(self):
        return f"Pay on {self.subject}"

    def legs(self):
        return self.drawn(
            settling.payable,
            lambda leg: leg.paid_pence,
            (Bucket.COMMITTED, Bucket.PAID),
        )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate(self.now):
            raise forms.ValidationError("The day it was paid must be today or earlier")
        return day

    def carry_out(self, by):
        told = self.given("pence", "reference", "on")
        return actions.pay(commitment=self.subject, **told, by=by)

    def said(self, move):
        left = self.subject.outstanding_pence - move.amount_pence
        return (
            f"{move}: {pounds(move.amount_pence)} is paid to {self.subject.payee_name}. "
            f"{pounds(max(left, 0)) if left > 0 else 'Nothing'} is left to pay."
        )


class ReleaseCommitmentForm(CommitmentForm):
    lead = "What will not be paid becomes available again to the programme it came from."
    submit_label = "Release"
    rule = staticmethod(rules.check_can_release)

    def heading(self):
        return f"Release from {self.subject}"

    def legs(self):
        return self.drawn(
            settling.payable,
            lambda leg: -leg.outstanding_pence,
            (Bucket.COMMITTED, Bucket.AVAILABLE),
        )

    def carry_out(self, by):
        return actions.release(commitment=self.subject, **self.given("pence"), by=by)

    def said(self, move):
        return f"{move}: {pounds(move.amount_pence)} of {self.subject.number} is available again."


class ReturnForm(CommitmentForm):
    lead = (
        "Money that comes back goes to the source that paid it: to the same line while its "
        "year is open, otherwise into the open year."
    )
    submit_label = "Write down the return"
    rule = staticmethod(rules.check_can_return)

    reference = forms.CharField(label="Reference", max_length=100)

    def heading(self):
        return f"Money returned on {self.subject}"

    def legs(self):
        if self.cleaned_data["pence"] > self.subject.paid_pence - self.subject.returned_pence:
            return []
        year = rules.year_for_returns(timezone.localdate(self.now))
        with transaction.atomic():
            legs = list(settling.returned(self.subject, self.cleaned_data["pence"], year))
            # A line that would begin with the return does not begin by looking.
            transaction.set_rollback(True)
        return legs

    def carry_out(self, by):
        told = self.given("pence", "reference")
        return actions.return_money(commitment=self.subject, **told, by=by)

    def said(self, move):
        return f"{move}: {pounds(move.amount_pence)} of {self.subject.number} came back."


class ReleaseReservationForm(MoveForm):
    lead = "A reservation is released whole. The money is available again to its programme."
    submit_label = "Release"
    needs = ()
    refused_at = "reason"

    def heading(self):
        return f"Release {self.subject}"

    def check(self):
        rules.check_can_release(reservation=self.subject, reason=self.why())

    def legs(self):
        return [
            Leg(leg.line, leg.held_pence, Bucket.RESERVED, Bucket.AVAILABLE)
            for leg in reservation_legs(self.subject)
        ]

    def carry_out(self, by):
        return actions.release(reservation=self.subject, **self.given(), by=by)

    def said(self, move):
        return f"{move}: {pounds(move.amount_pence)} is available again to {self.subject.head}."
