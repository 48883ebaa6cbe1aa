"""What one person proposes and another approves; and the answers to it."""

from django import forms

from civilsociety.budget import actions
from civilsociety.budget.forms.effects import Effect
from civilsociety.budget.forms.moves import MoveForm
from civilsociety.budget.forms.proposed import effect_of
from civilsociety.budget.models import Line, Year
from civilsociety.ui.fields import LongTextField, PoundsField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import pounds


class ProposalForm(MoveForm):
    """An act for two people: this form asks, somebody else approves."""

    act = ""
    submit_label = "Propose"

    def read(self):
        """The act's terms, as rows and pence."""
        raise NotImplementedError

    def effect(self):
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        if any(given.get(name) is None for name in self.needs):
            return Effect()
        return effect_of(self.act, self.read())

    def carry_out(self, by):
        terms = {name: getattr(value, "pk", value) for name, value in self.read().items()}
        return actions.propose(act=self.act, terms=terms, **self.given(), by=by)

    def said(self, proposal):
        return f"Proposed: {proposal.summary}. It is done when somebody else approves it."


class LineField(forms.ModelChoiceField):
    """Lines with what is available on each."""

    def __init__(self, **kwargs):
        rows = Line.objects.select_related("year", "source", "head", "origin")
        kwargs.setdefault("empty_label", "Choose a line")
        super().__init__(rows, **kwargs)

    def label_from_instance(self, line):
        closed = "" if line.year.is_open else " (closed)"
        return f"{line}{closed}: {pounds(line.available_pence)} available"


class VireForm(ProposalForm):
    act = "vire"
    title = "Propose a virement"
    lead = "Money that is available moves to another programme: same year, same source."
    needs = ("from_line", "to_line", "pence")

    from_line = LineField(label="From")
    to_line = LineField(label="To")
    pence = PoundsField(label="Amount")

    def read(self):
        return {name: self.cleaned_data[name] for name in ("from_line", "to_line", "pence")}

    def refuse(self, sentence):
        from_line, to_line = self.cleaned_data["from_line"], self.cleaned_data["to_line"]
        parts = ("year_id", "source_id", "origin_id")
        same = all(getattr(from_line, part) == getattr(to_line, part) for part in parts)
        if not same or from_line == to_line:
            self.refused_at = "to_line"
        return super().refuse(sentence)


class VireFromForm(VireForm):
    """From one line; those of the same year, source and origin can take it."""

    needs = ("to_line", "pence")
    from_line = None

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        same = {part: getattr(subject, part) for part in ("year", "source", "origin")}
        peers = self.fields["to_line"].queryset.filter(**same).exclude(pk=subject.pk)
        self.fields["to_line"].queryset = peers

    def heading(self):
        return f"Propose a virement from {self.subject}"

    def read(self):
        to = {name: self.cleaned_data[name] for name in ("to_line", "pence")}
        return {"from_line": self.subject, **to}

    def refuse(self, sentence):
        return self.add_error("pence", sentence)


class LineForm(ProposalForm):
    """Money that is available on a line leaves it."""

    pence = PoundsField(label="Amount")

    def __init__(self, *args, subject, **kwargs):
        initial = {"pence": subject.available_pence, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)

    def read(self):
        return {"line": self.subject, "pence": self.cleaned_data["pence"]}


class CarryBalanceForm(LineForm):
    act = "carry_balance"
    lead = (
        "Money that nobody holds goes to the next year. It keeps its source, its programme and "
        "the year it was first appropriated in."
    )

    def heading(self):
        return f"Propose to carry forward from {self.subject}"


class LapseLineForm(LineForm):
    act = "lapse"
    lead = "Money that nobody holds is given up for good. It does not come back next year."

    def heading(self):
        return f"Propose to let lapse from {self.subject}"


class CommitmentYearForm(ProposalForm):
    """What is left of a commitment in one year leaves that year."""

    needs = ("year",)
    refused_at = "year"

    year = forms.ModelChoiceField(
        Year.objects, label="What is left in", empty_label="Choose a year"
    )

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        years = Year.objects.filter(lines__in=subject.legs.values("line")).distinct()
        self.fields["year"].queryset = years
        owing = subject.legs.filter(outstanding_pence__gt=0).select_related("line__year").first()
        self.fields["year"].initial = owing.line.year if owing else None

    def read(self):
        return {"commitment": self.subject, "year": self.cleaned_data["year"]}


class CarryCommitmentForm(CommitmentYearForm):
    act = "carry_commitment"
    lead = "What is promised and not yet paid moves to the next year, to be paid there."

    def heading(self):
        return f"Propose to carry forward {self.subject}"


class LapseCommitmentForm(CommitmentYearForm):
    act = "lapse"
    lead = "What is promised and will not be paid is given up for good."

    def heading(self):
        return f"Propose to let lapse {self.subject}"


class WholeForm(ProposalForm):
    """About the whole of something: nothing to fill in but why."""

    needs = ()
    refused_at = "reason"
    called = ""

    def read(self):
        return {self.called: self.subject}


class ReverseForm(WholeForm):
    act, called = "reverse", "move"
    lead = (
        "Takes back the whole move, and what was done as part of it. Both stay in the ledger: "
        "this is how a mistake is put right."
    )

    def heading(self):
        return f"Propose to reverse {self.subject}"


class ReopenYearForm(WholeForm):
    act, called = "reopen_year", "year"
    lead = "The year takes postings again. Its signed statement stays as it is."

    def heading(self):
        return f"Propose to reopen {self.subject}"


class AnswerForm(GovukForm):
    """Why a proposal is declined or withdrawn."""

    submit_label = ""
    answer = LongTextField(label="Why not", rows=3, max_length=1000)
