"""What every form that carries out one act has in common, in the admin and outside."""

import uuid

from django import forms

from civilsociety.refusal import Overtaken, Refused
from civilsociety.ui.forms import GovukForm


class ActForm(GovukForm):
    """A form about `subject` that carries out one act; refusals stand beside `refused_at`.

    `key` makes a form that is sent twice act once; pass it to the action where it takes one.
    """

    title = lead = ""
    refused_at = None

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, subject=None, by=None, now=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject, self.by, self.now = subject, by, now
        # What somebody else saved meanwhile, for the page to show beside what was typed.
        self.theirs = None
        self.fields["key"].initial = self.initial.get("key") or uuid.uuid4()

    def heading(self):
        """The page's title."""
        return self.title

    def carry_out(self):
        """Does it, as `self.by` at `self.now`; returns what came of it. Raises Refused."""
        raise NotImplementedError

    def said(self, result):
        """The sentence a person reads when it is done: what happened, what is next."""
        raise NotImplementedError

    def onward(self, result):
        """What to show next: a row with a page of its own."""
        return self.subject or result

    def done(self):
        """Whether the act was carried out; a refusal is written beside its field.

        What came of it is then in `self.result`.
        """
        if not self.is_valid():
            return False
        try:
            self.result = self.carry_out()
        except Overtaken as overtaken:
            self._begin_from(overtaken.theirs)
            self.add_error(self.refused_at, str(overtaken))
            return False
        except Refused as refused:
            self.add_error(self.refused_at, str(refused))
            return False
        return True

    def hold_to(self, rule, *names):
        """Asks `rule` of these fields once all are there; its refusal stands beside the last."""
        given = {name: self.cleaned_data.get(name) for name in names}
        try:
            if all(given.values()):
                rule(**given)
        except Refused as refused:
            self.add_error(names[-1], str(refused))

    def _begin_from(self, theirs):
        """Sent again after reading both, what was typed stands on the other's text."""
        self.theirs = theirs
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = theirs.revision
