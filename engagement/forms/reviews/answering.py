"""What an officer types to answer comments, and the change they led to."""

import re

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import plural
from engagement.actions import reviews as acts
from engagement.models import AnswerOutcome
from engagement.rules.reviews.commenting import Clash

NO_CHANGE, NEW = "", "new"
SEEN = re.compile(r"([0-9]{1,18}):([0-9]{1,9})")


class AnswerForm(ActForm):
    """One answer to the comments on the page.

    `seen` carries which answer each of them had when the page was opened, so that two officers
    never write over each other unknowing.
    """

    submit_label = "Save the answer"
    says_optional = False
    nouns = {"outcome": "what you do with it", "text": "what you did, or why not"}
    reveals = {"leads_to": {NEW: ["what", "why"]}}

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20_000)
    outcome = forms.ChoiceField(
        label="What do you do with it?", choices=AnswerOutcome.choices, widget=Radios
    )
    text = LongTextField(
        label="What you did, or why not",
        max_length=5000,
        rows=5,
        help_text="Its writer reads this; of comments to the group, the whole group does.",
    )
    leads_to = forms.ChoiceField(
        label="Did it lead to a change of the text?",
        required=False,
        widget=Radios,
        help_text="The member then sees the change, word for word.",
    )
    what = LongTextField(label="What was changed", required=False, max_length=1000, rows=2)
    why = LongTextField(
        label="Why",
        required=False,
        max_length=1000,
        rows=2,
        help_text="Everybody reads this once the text is published: name nobody.",
    )

    def __init__(self, *args, comments, changes, section_key, **kwargs):
        self.comments, self.section_key, self.there = comments, section_key, None
        self.changes = {str(change.pk): change for change in changes}
        super().__init__(*args, **kwargs)
        self.fields["leads_to"].choices = [
            (NO_CHANGE, "No"),
            *((pk, f"Yes: {change.what}") for pk, change in self.changes.items()),
            (NEW, "Yes, and I say here what was changed"),
        ]
        self._begin()

    def _begin(self):
        """The fields as they stand: an answer given before, or empty with the reason prefilled."""
        answers = [comment.given_answer for comment in self.comments]
        self.fields["seen"].initial = " ".join(
            f"{comment.pk}:{answer.revision if answer else 0}"
            for comment, answer in zip(self.comments, answers, strict=True)
        )
        if first := next(filter(None, answers), None):
            self.fields["outcome"].initial = first.outcome
            self.fields["text"].initial = first.text
            self.fields["leads_to"].initial = str(first.change_id or "")
        asked = plural(len(self.comments), "member of the group", "members of the group")
        self.fields["why"].initial = f"{asked.capitalize()} asked for it."

    def heading(self):
        if len(self.comments) == 1:
            return f"Answer comment {self.comments[0].pk}"
        return f"Answer {len(self.comments)} comments with one text"

    @property
    def revisions(self):
        """{comment's pk: revision of its answer when the page was opened}."""
        pairs = map(SEEN.fullmatch, self.cleaned_data["seen"].split())
        return {int(found[1]): int(found[2]) for found in pairs if found}

    def clean(self):
        given = super().clean()
        if given.get("leads_to") == NEW:
            for name, words in (("what", "what was changed"), ("why", "why it was changed")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, f"Enter {words}.")
        return given

    def carry_out(self):
        given = self.cleaned_data
        new = (self.section_key, given["what"], given["why"])
        try:
            return acts.answer_comments(
                review=self.subject,
                comments=self.comments,
                outcome=given["outcome"],
                text=given["text"],
                change=self.changes.get(given["leads_to"]),
                new_change=new if given["leads_to"] == NEW else None,
                revisions=self.revisions,
                by=self.by,
                now=self.now,
            )
        except Clash as clash:
            self.there = clash.there
            self._take_note(clash.there)
            raise

    def _take_note(self, answer):
        """From here on this officer has seen the other's answer."""
        seen = self.revisions | {answer.comment_id: answer.revision}
        self.data = self.data.copy()
        self.data["seen"] = " ".join(f"{pk}:{number}" for pk, number in seen.items())

    def said(self, result):
        return f"{plural(len(result), 'comment').capitalize()} answered. The writers see it now."
