"""Appropriating, allocating, ceilings and years: what the budget holder does alone."""

from functools import partial

from django import forms
from django.utils import timezone

from civilsociety.budget import actions, rules
from civilsociety.budget.actions.posting import Leg
from civilsociety.budget.forms.effects import drawn_from_head
from civilsociety.budget.forms.moves import DecisionField, MoveForm, YearField
from civilsociety.budget.models import Head, Line, Source, Year
from civilsociety.budget.queries.lines import lines_of, unallocated_head
from civilsociety.budget.rules.framework import check_decided
from civilsociety.budget.states import Bucket
from civilsociety.ui.fields import DateField, MoneyField, PoundsField
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import pounds

BY_RULE, BY_SOURCE = "rule", "source"


def allocated_heads():
    """The heads that money can be for."""
    return Head.objects.filter(is_unallocated=False)


class DecidedForm(MoveForm):
    """An act that rests on a decision of its own."""

    decision = DecisionField()

    def checks(self):
        data, day = self.cleaned_data, timezone.localdate(self.now)
        yield "year", partial(rules.check_year_is_open, data["year"])
        yield "decision", partial(check_decided, data["decision"], day=day)

    def asked(self, *names):
        """What the rule is asked while somebody types; nothing where a part is missing."""
        told = {name: self.cleaned_data.get(name) for name in (*names, "decision")}
        return {**told, "reason": self.why(), "day": timezone.localdate(self.now)}


class AppropriateForm(DecidedForm):
    title = "Appropriate"
    lead = "Puts money of a source into a year, under its ceiling. It has no purpose yet."
    submit_label = "Appropriate"
    needs = ("year", "source", "pence")

    year = YearField()
    source = forms.ModelChoiceField(Source.objects, label="Source", empty_label="Choose a source")
    pence = PoundsField(label="Amount")
    field_order = ("year", "source", "pence", "decision")

    def check(self):
        if self.cleaned_data.get("decision"):
            rules.check_can_appropriate(**self.asked("year", "source", "pence"))

    def legs(self):
        year, source = self.cleaned_data["year"], self.cleaned_data["source"]
        found = lines_of(year=year, head=unallocated_head())
        line = next((each for each in found if each.source == source), None)
        line = line or Line(year=year, source=source, head=unallocated_head(), origin=year)
        return [Leg(line, self.cleaned_data["pence"], Bucket.OUTSIDE, Bucket.AVAILABLE)]

    def carry_out(self, by):
        return actions.appropriate(**self.given("year", "source", "pence", "decision"), by=by)

    def said(self, move):
        data = self.cleaned_data
        return (
            f"{move}: {pounds(move.amount_pence)} of {data['source']} is appropriated for "
            f"{data['year']}. Next, allocate it to a programme."
        )


class AllocateForm(DecidedForm):
    title = "Allocate to a programme"
    lead = "Gives money that has no purpose yet to a programme."
    submit_label = "Allocate"
    needs = ("year", "head")
    reveals = {"drawn": {BY_RULE: ["pence"], BY_SOURCE: []}}

    year = YearField()
    head = forms.ModelChoiceField(
        allocated_heads(), label="Programme", empty_label="Choose a programme"
    )
    drawn = forms.ChoiceField(
        label="How is it drawn from the sources?",
        choices=[(BY_RULE, "By the programme’s rule"), (BY_SOURCE, "An amount for each source")],
        widget=Radios(),
        initial=BY_RULE,
    )
    pence = PoundsField(label="Amount", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = {f"source_{each.pk}": each for each in Source.objects.all()}
        for name, source in self.sources.items():
            self.fields[name] = PoundsField(label=f"From {source}", required=False)
        self.reveals = {"drawn": {BY_RULE: ["pence"], BY_SOURCE: list(self.sources)}}
        order = ["year", "head", "drawn", "pence", *self.sources, "decision", *self.last]
        self.order_fields(order)

    def clean(self):
        data = super().clean()
        if data.get("drawn") == BY_SOURCE:
            self.errors.pop("pence", None)
            wrong = any(name in self.errors for name in self.sources)
            if not wrong and not self.by_source():
                self.add_error(next(iter(self.sources)), "Enter an amount for a source")
        elif "pence" not in self.errors and data.get("pence") is None:
            self.add_error("pence", "Enter the amount")
        return data

    def by_source(self):
        """{source: pence} as typed."""
        given = {source: self.cleaned_data.get(name) for name, source in self.sources.items()}
        return {source: pence for source, pence in given.items() if pence}

    def amounts(self):
        """The amount as the action takes it: one, or one for each source."""
        if self.cleaned_data.get("drawn") == BY_SOURCE:
            return {"by_source": self.by_source()}
        return {"pence": self.cleaned_data.get("pence")}

    def check(self):
        if self.cleaned_data.get("decision") and any(self.amounts().values()):
            rules.check_can_allocate(**self.asked("year", "head"), **self.amounts())

    def legs(self):
        if not any(self.amounts().values()):
            return []
        year, head = self.cleaned_data["year"], self.cleaned_data["head"]
        shares = rules.allocation_shares(year=year, head=head, **self.amounts())
        given = drawn_from_head(
            year=year, head=unallocated_head(), pence=None, to=Bucket.OUTSIDE, shares=shares
        )
        return [*given, *(self._arrives(leg, year, head) for leg in given)]

    def _arrives(self, leg, year, head):
        for line in lines_of(year=year, head=head):
            if (line.source_id, line.origin_id) == (leg.line.source_id, leg.line.origin_id):
                return Leg(line, leg.pence, Bucket.OUTSIDE, Bucket.AVAILABLE)
        line = Line(year=year, source=leg.line.source, head=head, origin=leg.line.origin)
        return Leg(line, leg.pence, Bucket.OUTSIDE, Bucket.AVAILABLE)

    def refuse(self, sentence):
        if self.cleaned_data.get("drawn") == BY_SOURCE:
            self.refused_at = next(iter(self.sources))
        return super().refuse(sentence)

    def carry_out(self, by):
        return actions.allocate(**self.given("year", "head", "decision"), **self.amounts(), by=by)

    def said(self, move):
        head, year = self.cleaned_data["head"], self.cleaned_data["year"]
        return (
            f"{move}: {pounds(move.amount_pence)} is allocated to {head} in {year}. "
            "It can now be reserved or committed."
        )


class CeilingForm(MoveForm):
    title = "Set a ceiling"
    lead = "What one source gives in one year, at most."
    submit_label = "Set the ceiling"
    has_effect = False
    needs = ("year", "source", "pence")

    year = YearField()
    source = forms.ModelChoiceField(Source.objects, label="Source", empty_label="Choose a source")
    pence = MoneyField(label="Ceiling", most=rules.MOST_PENCE)
    decision = DecisionField(required=False)

    def check(self):
        data = self.cleaned_data
        rules.check_can_set_ceiling(
            year=data["year"], source=data["source"], pence=data["pence"], reason=self.why()
        )

    def checks(self):
        yield "year", partial(rules.check_year_is_open, self.cleaned_data["year"])

    def carry_out(self, by):
        told = self.given("year", "source", "pence", "decision")
        return actions.set_ceiling(**_without_key(told), by=by)

    def said(self, ceiling):
        return f"The ceiling of {ceiling} is {pounds(ceiling.amount_pence)}."

    def onward(self, ceiling):
        return ceiling.year


class OpenYearForm(MoveForm):
    title = "Open a year"
    lead = "A financial year, from 1 April to 31 March, with a ceiling for each source."
    submit_label = "Open the year"
    has_effect = False
    needs = ("starts_on",)
    refused_at = "starts_on"

    starts_on = DateField(label="First day", help_text="Like 1 April 2024")
    decision = DecisionField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = {f"source_{each.pk}": each for each in Source.objects.all()}
        for name, source in self.sources.items():
            self.fields[name] = MoneyField(label=f"Ceiling of {source}", most=rules.MOST_PENCE)
        self.order_fields(["starts_on", *self.sources, "decision", *self.last])
        last = Year.objects.last()
        if last:
            self.fields["starts_on"].initial = last.starts_on.replace(year=last.starts_on.year + 1)

    def carry_out(self, by):
        data = self.cleaned_data
        ceilings = {source: data[name] for name, source in self.sources.items()}
        told = _without_key(self.given("starts_on", "decision"))
        return actions.open_year(**told, ceilings=ceilings, by=by)

    def said(self, year):
        return f"{year} is open. Next, appropriate money for it."


def _without_key(told):
    # Doing it twice changes nothing, so these acts need no key.
    return {name: value for name, value in told.items() if name != "key"}
