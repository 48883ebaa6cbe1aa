"""Where a new section stands, and which anchor a section has."""

from django import forms

from civilsociety.ui.acts import ActForm
from strategy.actions import editing
from strategy.formats.headings import LONGEST_ANCHOR, LONGEST_TITLE
from strategy.rules.editing.outline import AFTER, BEFORE, INSIDE, LAST

PLACES = {BEFORE: "Before", AFTER: "After", INSIDE: "Inside, as the last"}


class AddForm(ActForm):
    """A new section of a draft (`subject`)."""

    title, submit_label = "Add a section", "Add the section"
    lead = "It begins empty: you write its text on the next page. The others are numbered anew."
    refused_at = "place"

    name = forms.CharField(
        label="Title of the section",
        max_length=LONGEST_TITLE,
        help_text="Leave the number out: it is counted.",
    )
    place = forms.ChoiceField(label="Where", help_text="Before, after or inside which section.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sections = self.subject.sections.order_by("position")
        self.fields["place"].choices = [
            (f"{LAST}:", "At the end, as a chapter"),
            *(
                (f"{place}:{section.key}", f"{words}: {section}"[:120])
                for section in sections
                for place, words in PLACES.items()
                if not (place == INSIDE and section.level == 4)
            ),
        ]

    def carry_out(self):
        place, _, beside = self.cleaned_data["place"].partition(":")
        return editing.add_section(
            version=self.subject,
            title=self.cleaned_data["name"],
            place=place,
            beside=beside or None,
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return f"{result} is added. Write its text here."


class AnchorForm(ActForm):
    """Another anchor for a section (`subject`)."""

    submit_label = "Change the anchor"
    refused_at = "anchor"
    lead = (
        "The anchor is the section’s name in addresses. It stays when the title changes, so that "
        "links and answers find the section in every version. Change it only while nothing "
        "uses it."
    )

    anchor = forms.CharField(
        label="Anchor",
        max_length=LONGEST_ANCHOR,
        help_text="Small letters, digits and hyphens, like fair-funding.",
    )

    def heading(self):
        return f"Anchor of {self.subject}"

    def carry_out(self):
        return editing.change_anchor(
            section=self.subject, anchor=self.cleaned_data["anchor"], by=self.by, now=self.now
        )

    def said(self, result):
        return f"The anchor of {result} is now “{result.key}”. Its history came along."
