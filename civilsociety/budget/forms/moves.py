"""What every form that moves money has in common."""

import uuid

from django import forms

from civilsociety.budget.forms.effects import Effect, effect
from civilsociety.budget.models import Move, Year
from civilsociety.decisions.models import Decision
from civilsociety.refusal import Refused
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.forms import GovukForm


class YearField(forms.ModelChoiceField):
    """Every year there is; the rule says why a closed one will not do."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Year")
        kwargs.setdefault("empty_label", "Choose a year")
        super().__init__(Year.objects.order_by("-starts_on"), **kwargs)

    def label_from_instance(self, year):
        return year.label if year.is_open else f"{year.label} (closed)"


class DecisionField(forms.ModelChoiceField):
    """The published decisions, the latest first."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Decision it rests on")
        kwargs.setdefault("empty_label", "Choose a decision")
        super().__init__(Decision.objects.latest_versions().in_order(), **kwargs)

    def label_from_instance(self, decision):
        return f"{decision.reference} {decision.title}"


class MoveForm(GovukForm):
    """A form about `subject` (a commitment, a line… or nothing) that carries out one act.

    `needs`       the fields without which nothing can be shown of its effect
    `refused_at`  the field beside which the rule's sentence stands, unless `checks` knows better
    """

    title = lead = ""
    needs = ("pence",)
    refused_at = "pence"
    last = ("reason", "key")
    shown = None
    has_effect = True

    reason = LongTextField(
        label="Why", rows=3, max_length=1000, help_text="Stays with the movement for good."
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, subject=None, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject, self.now = subject, now
        self.fields["key"].initial = self.initial.get("key") or uuid.uuid4()
        self.order_fields([name for name in self.fields if name not in self.last] + [*self.last])

    def heading(self):
        """The page's title."""
        return self.title

    # -- What it would do ----------------------------------------------------------------

    def check(self):
        """Raises Refused as the act would, from what was typed so far."""

    def legs(self):
        """The entries it would make: what is missing shows as less than nothing."""
        return []

    def effect(self):
        """Every line it touches before and after, and the sentence where it does not fit."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        if any(given.get(name) in (None, "", {}) for name in self.needs):
            return Effect()
        problem = ""
        try:
            self.check()
        except Refused as refused:
            problem = str(refused)
        try:
            return effect(self.legs(), problem=problem)
        except Refused as refused:
            return Effect(problem=problem or str(refused))

    def forgive_what_is_empty(self):
        """While somebody is still typing, what is not there yet is no mistake."""
        for name in list(self.errors):
            if name in self.fields and not _typed(self, name):
                del self.errors[name]

    # -- Doing it ------------------------------------------------------------------------

    def checks(self):
        """(field, check) pairs that tell beside which field a refusal belongs."""
        return ()

    def refuse(self, sentence):
        """Puts the rule's sentence beside the field it is about; everything typed stays."""
        for name, check in self.checks():
            try:
                check()
            except Refused:
                return self.add_error(name, sentence)
        return self.add_error(self.refused_at, sentence)

    def why(self):
        """The reason typed so far, or words in its place while nothing is done yet."""
        return getattr(self, "cleaned_data", {}).get("reason") or "–"

    def given(self, *names):
        """What every action is told, and these fields beside."""
        told = {name: self.cleaned_data[name] for name in (*names, "reason", "key")}
        return {**told, "now": self.now}

    def carry_out(self, by):
        """Does it; returns what came of it. Raises Refused."""
        raise NotImplementedError

    def said(self, result):
        """The sentence a person reads when it is done."""
        raise NotImplementedError

    def onward(self, result):
        """What to show next: what a move was about, or else what came of the act."""
        return self.subject if isinstance(result, Move) and self.subject else result


def _typed(form, name):
    value = form[name].data
    values = value.values() if isinstance(value, dict) else [value]
    return any(str(each or "").strip() for each in values)
