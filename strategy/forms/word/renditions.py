"""The forms of the summary and the easy-read version."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.contents import JPEG, PNG
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.upload_field import UploadField
from strategy.actions.word import Clash, add_picture, publish_rendition, save_rendition
from strategy.formats.word import PictureError, converted
from strategy.rules.word.renditions import LONGEST

NOT_A_PICTURE = "Choose a picture: a JPEG or a PNG."
ONLY_PICTURES = {"not_a_kind": NOT_A_PICTURE}


class RenditionForm(ActForm):
    """`subject` is the version. After a clash `clash` holds what the other person saved."""

    submit_label = "Save"
    refused_at = "body"
    clash = None

    body = LongTextField(
        label="Text",
        max_length=LONGEST,
        rows=24,
        help_text="Markdown: # for a heading, - for a point, ** around bold words.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def done(self):
        """Saved; on a clash the next save is the writer's own decision, with both texts in view."""
        try:
            return super().done()
        except Clash as clash:
            self.clash = clash
            self.data = self.data.copy()
            self.data["revision"] = clash.theirs.revision if clash.theirs else 0
            return False

    def carry_out(self):
        """The text as `save_rendition` keeps it."""
        return save_rendition(
            version=self.subject,
            kind=self.kind,
            body=self.cleaned_data["body"],
            revision=self.cleaned_data["revision"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        """What happened, and what comes next."""
        return "Saved. Nobody outside can read it before you publish it."


class AddPictureForm(ActForm):
    """`subject` is the version."""

    submit_label = "Add the picture"
    refused_at = "alt"
    title = "Add a picture"
    lead = "You choose where it stands: the text names it, and the page of the text says how."

    picture = UploadField(
        label="Picture", help_text="A JPEG or PNG, 10 MB at most.", error_messages=ONLY_PICTURES
    )
    alt = LongTextField(
        label="What does it show?",
        max_length=1000,
        rows=2,
        help_text="Write for somebody who cannot see it.",
    )
    nouns = {"alt": "what the picture shows", "picture": "the picture"}

    def __init__(self, *args, kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_picture(self):
        """The picture freed of what a camera wrote into it."""
        given = self.cleaned_data["picture"]
        if given["content_type"] not in {JPEG, PNG}:
            raise forms.ValidationError(NOT_A_PICTURE)
        try:
            return converted(given["content"])
        except PictureError as error:
            raise forms.ValidationError(f"This picture cannot be used: {error}.") from error

    def carry_out(self):
        given = self.cleaned_data
        return add_picture(
            version=self.subject,
            kind=self.kind,
            picture=given["picture"],
            alt=given["alt"],
            by=self.by,
        )

    def said(self, result):
        return (
            f"The picture is there. Show it in the text with ![{result.alt}](picture:{result.key})"
        )


class PublishRenditionForm(ActForm):
    """`subject` is the rendition."""

    submit_label = "Publish it"

    def heading(self):
        return f"Publish the {self.subject.get_kind_display().lower()}"

    lead = (
        "Anybody can read it from then on, as a page, a PDF and a Word file. It cannot be changed "
        "any more; a new one can follow it."
    )

    def carry_out(self):
        return publish_rendition(rendition=self.subject, by=self.by, now=self.now)

    def said(self, result):
        return f"The {result.get_kind_display().lower()} is published. Anybody can read it now."
