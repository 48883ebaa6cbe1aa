"""What officers type about a word."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from strategy.actions.glossary import words as actions
from strategy.actions.glossary.words import FIELDS

LONGEST = 120
MOST_FORMS = 20
MOST_NUMBER = 2**31 - 1


class WordForm(ActForm):
    """A word, its other forms and its meaning."""

    refused_at = "word"
    nouns = {"also": "the other forms", "meaning": "what you mean by it"}

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=MOST_NUMBER)
    word = forms.CharField(label="Word", max_length=LONGEST)
    also = forms.CharField(
        label="Other forms",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="One a line: the plural, the short form. They are linked like the word itself.",
    )
    meaning = LongTextField(
        label="What we mean by it",
        max_length=2000,
        rows=5,
        help_text="In plain words, one to three sentences. **Bold** and [links](/help/) work.",
    )
    source = forms.CharField(label="Where the meaning comes from", required=False, max_length=300)
    is_linked = forms.BooleanField(
        label="Link it where a text first uses it",
        required=False,
        initial=True,
        help_text="Leave it out for everyday words.",
    )

    def clean_also(self):
        """The forms as a list: each once, none too long."""
        given = (" ".join(line.split()) for line in self.cleaned_data["also"].splitlines())
        found = list(dict.fromkeys(line for line in given if line))
        if any(len(line) > LONGEST for line in found):
            raise forms.ValidationError(f"Shorten each form to {LONGEST} characters or fewer.")
        if len(found) > MOST_FORMS:
            raise forms.ValidationError(f"Enter {MOST_FORMS} forms or fewer.")
        return found

    def clean_word(self):
        return " ".join(self.cleaned_data["word"].split())

    def values(self):
        """What the action is given."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class AddWordForm(WordForm):
    """Adds a word, or puts one of the council's in the place of the service's own (`subject`)."""

    submit_label = "Save the word"
    lead = "Readers see it once you publish it."

    def __init__(self, *args, subject=None, **kwargs):
        given = {}
        if subject:
            given = {
                "word": subject.word,
                "also": "\n".join(subject.also),
                "meaning": subject.meaning,
                "is_linked": subject.linked,
            }
        super().__init__(*args, subject=subject, initial=given, **kwargs)
        if subject:
            self.lead = "Yours takes the place of the service’s own explanation once you save it."

    def heading(self):
        return f"Change “{self.subject.word}”" if self.subject else "Add a word"

    def carry_out(self):
        return actions.add_word(
            values=self.values(),
            by=self.by,
            now=self.now,
            publish=bool(self.subject),
            slug=self.subject.slug if self.subject else "",
        )

    def said(self, result):
        if result.published_at:
            return f"“{result}” is saved and stands in the glossary now."
        return f"“{result}” is saved. Publish it when it is ready."


class ChangeWordForm(WordForm):
    """Rewrites a word; the second of two writers sees what the first wrote."""

    submit_label = "Save the word"

    def __init__(self, *args, subject, **kwargs):
        given = {name: getattr(subject, name) for name in FIELDS} | {
            "also": "\n".join(subject.also),
            "revision": subject.revision,
        }
        super().__init__(*args, subject=subject, initial=given, **kwargs)

    def heading(self):
        return f"Change “{self.subject}”"

    def carry_out(self):
        return actions.change_word(
            term=self.subject,
            values=self.values(),
            revision=self.cleaned_data["revision"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        seen = "Readers see it now." if result.published_at else "It is not published yet."
        return f"“{result}” is saved. {seen}"
