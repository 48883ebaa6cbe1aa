"""Saying why a section was changed, and whose word that goes back to."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Checkboxes
from strategy.actions.redline import Reworded, explain, mark_of, reword, withdraw
from strategy.models import ChangeOrigin
from strategy.rules.redline import LONGEST_TEXT, LONGEST_WORDS
from strategy.slots import Origin

# With more origins than this to choose from, they can be searched.
FEW = 12
# Shown at once; a search finds the others.
MOST_SHOWN = 40

LISTED = {
    ChangeOrigin.Kind.FINDING: "What people said in consultations",
    ChangeOrigin.Kind.COMMENT: "Comments in reviews of the draft",
    ChangeOrigin.Kind.COMMITTEE: "What committees said",
}
WRITTEN = {
    ChangeOrigin.Kind.COMMITTEE: ("A committee, in your words", "Who and when, in one line."),
    ChangeOrigin.Kind.OFFICER: ("An officer of the council, in your words", "Post and team."),
    ChangeOrigin.Kind.OTHER: ("Something else", "Like a new law, or an error that was found."),
}


class ExplainForm(ActForm):
    """Why a section (`section_key`) of a version (`subject`) was changed.

    `choices` are the Origins to choose from; those of other sections come last. What is chosen
    stays in sight whatever is searched for.
    """

    submit_label = "Save the reason"
    refused_at = None

    what = LongTextField(
        label="What was changed",
        help_text="In a sentence, as a reader would say it.",
        max_length=LONGEST_TEXT,
        rows=2,
    )
    why = LongTextField(
        label="Why",
        help_text="Everybody can read this once the text is published.",
        max_length=LONGEST_TEXT,
        rows=4,
    )
    find = forms.CharField(label="Search what was said", required=False, max_length=100, strip=True)

    def __init__(self, *args, section_key="", choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.section_key = section_key
        self.known = {_value(origin): origin for origin in choices}
        self.sought = self._text("find").strip().casefold()
        if len(self.known) <= FEW:
            del self.fields["find"]
        self.hidden_from_view = 0
        for kind, label in LISTED.items():
            self._offer(kind, label)
        for kind, (label, hint) in WRITTEN.items():
            self.fields[f"words_{kind}"] = forms.CharField(
                label=label, help_text=hint, required=False, max_length=LONGEST_WORDS
            )

    def _offer(self, kind, label):
        """The origins of one kind as checkboxes, those of this section first."""
        mine = [origin for origin in self.known.values() if origin.kind == kind]
        if not mine:
            return
        name = f"from_{kind}"
        chosen = set(self._list(name))
        mine.sort(key=lambda origin: origin.section_key != self.section_key)
        found = [o for o in mine if _value(o) in chosen or self.sought in o.words.casefold()]
        shown = found[:MOST_SHOWN] + [o for o in found[MOST_SHOWN:] if _value(o) in chosen]
        self.hidden_from_view += len(mine) - len(shown)
        here = {_value(o): "About this section" for o in shown if self._is_here(o)}
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            required=False,
            choices=[(_value(origin), origin.words) for origin in shown],
            widget=Checkboxes(hints=here),
            error_messages={
                "invalid_choice": "One of the chosen is no longer there. Choose again."
            },
        )

    def _is_here(self, origin):
        return bool(self.section_key) and origin.section_key == self.section_key

    def _text(self, name):
        source = self.data if self.is_bound else self.initial
        return str(source.get(name) or "")

    def _list(self, name):
        if not self.is_bound:
            return self.initial.get(name) or []
        return self.data.getlist(name) if hasattr(self.data, "getlist") else self.data.get(name, [])

    def listed(self):
        """The fields with origins to choose from."""
        return [self[name] for name in self.fields if name.startswith("from_")]

    def written(self):
        """The fields for origins in one's own words."""
        return [self[name] for name in self.fields if name.startswith("words_")]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.origins():
            first = (self.listed() or self.written())[0].name
            self.add_error(first, "Say whose word it goes back to: choose one, or write it below.")
        return cleaned

    def origins(self):
        """What was chosen and what was written, as Origins."""
        chosen = [
            self.known[value]
            for name in self.fields
            if name.startswith("from_")
            for value in self.cleaned_data.get(name) or ()
        ]
        own = [
            Origin(kind, "", words)
            for kind in WRITTEN
            if (words := self.cleaned_data.get(f"words_{kind}"))
        ]
        return [*chosen, *own]

    def given(self):
        """What the action takes."""
        return {
            "what": self.cleaned_data["what"],
            "why": self.cleaned_data["why"],
            "origins": self.origins(),
            "by": self.by,
            "now": self.now,
        }

    def carry_out(self):
        return explain(version=self.subject, section_key=self.section_key, **self.given())

    def said(self, change):
        if self.subject.is_published:
            return "The reason is saved. Readers see it beside the change from now on."
        return "The reason is saved. Readers see it beside the change once the text is published."


class RewordForm(ExplainForm):
    """Says a reason (`change`) better; `seen` tells whether somebody else was first."""

    submit_label = "Save the new wording"

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, change=None, initial=None, **kwargs):
        self.change, self.theirs = change, None
        choices = [*kwargs.pop("choices", ()), *_kept(change, kwargs.get("choices", ()))]
        initial = {**initial_of(change), **(initial or {})}
        super().__init__(
            *args, initial=initial, choices=choices, section_key=change.section_key, **kwargs
        )

    def carry_out(self):
        try:
            return reword(change=self.change, seen=self.cleaned_data["seen"], **self.given())
        except Reworded as reworded:
            self.theirs = reworded.theirs
            self.data = self.data.copy()
            self.data["seen"] = mark_of(reworded.theirs)
            raise

    def said(self, change):
        return "The reason is reworded. The words before are kept in the record."


class WithdrawForm(ActForm):
    """Takes a reason (`subject`) back."""

    submit_label = "Take this reason back"
    refused_at = "why"

    why = LongTextField(
        label="Why it is taken back",
        help_text="For the record; readers do not see it.",
        max_length=500,
        rows=2,
    )

    def heading(self):
        return "Take a reason back"

    def carry_out(self):
        return withdraw(change=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now)

    def said(self, result):
        return "The reason is taken back. Readers no longer see it; the record keeps its words."


def _value(origin):
    return f"{origin.kind}|{origin.reference}"


def _kept(change, choices):
    """Origins of a reason that nobody offers any more: they can be kept, or taken off."""
    offered = {_value(origin) for origin in choices}
    own = [Origin(o.kind, o.reference, o.words) for o in change.origins.all() if o.reference]
    return [origin for origin in own if _value(origin) not in offered]


def initial_of(change):
    """A reason as its form shows it."""
    found = {"what": change.what, "why": change.why, "seen": mark_of(change)}
    for origin in change.origins.all():
        if origin.reference:
            found.setdefault(f"from_{origin.kind}", []).append(_value(origin))
        else:
            name = f"words_{origin.kind}"
            found[name] = f"{found[name]}; {origin.words}" if name in found else origin.words
    return found
