"""What a member types: a comment at a paragraph, a section or the whole."""

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Radios
from engagement.actions import reviews as acts
from engagement.models import Audience, Standing
from engagement.rules.reviews.commenting import Clash

LONGEST = 5_000  # characters
NOTHING = "Write your comment, or the words you would use instead."


class CommentForm(ActForm):
    """A new comment. Two buttons: send it now, or save it and send it later."""

    title = "Comment"
    submit_label = ""
    says_optional = False
    nouns = {"standing": "what you say of it", "audience": "who may read it"}

    standing = forms.ChoiceField(
        label="What do you say of it?",
        choices=[*Standing.choices, ("", "None of these")],
        required=False,
        widget=Radios,
    )
    text = LongTextField(
        label="Your comment",
        required=False,
        max_length=LONGEST,
        rows=4,
        help_text="“I agree with this” needs no words.",
    )
    suggestion = LongTextField(
        label="Words you would use instead (you can leave this empty)",
        required=False,
        max_length=LONGEST,
        rows=3,
    )
    audience = forms.ChoiceField(
        label="Who may read it?", choices=Audience.choices, initial=Audience.GROUP, widget=Radios
    )

    def __init__(self, *args, spot=None, term=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.spot, self.term = spot, term

    @property
    def sends(self):
        """Whether the member sends it, or saves it for later."""
        return self.data.get("then") != "save"

    def clean(self):
        given = super().clean()
        said = given.get("text") or given.get("suggestion")
        if not said and given.get("standing") != Standing.SUPPORT and "text" not in self.errors:
            self.add_error("text", ValidationError(NOTHING))
        return given

    @property
    def said_in_it(self):
        """What was typed, as the actions take it."""
        names = ("standing", "text", "suggestion", "audience")
        return {name: self.cleaned_data[name] for name in names}

    def carry_out(self):
        return acts.write_comment(
            review=self.subject,
            spot=self.spot,
            said=self.said_in_it,
            send=self.sends,
            term=self.term,
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        if not self.sends:
            return "Saved. Only you see it, until you send it."
        if result.is_private:
            return "Sent. Only the officers read it. They answer it before they report."
        return (
            "Sent. The group and the officers read it. You can change it until somebody agrees "
            "with it or it is answered."
        )


class ChangeCommentForm(CommentForm):
    """An own comment, changed before it is sent or while nobody has answered or agreed."""

    title = "Change your comment"

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)

    def __init__(self, *args, comment, **kwargs):
        self.comment, self.there = comment, None
        names = ("standing", "text", "suggestion", "audience", "revision")
        initial = {name: getattr(comment, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)

    def carry_out(self):
        try:
            return acts.change_comment(
                comment=self.comment,
                said=self.said_in_it,
                send=self.sends,
                revision=self.cleaned_data["revision"],
                term=self.term,
                by=self.by,
                now=self.now,
            )
        except Clash as clash:
            self.there = clash.there
            self.data = self.data.copy()
            self.data[self.add_prefix("revision")] = clash.there.revision
            raise
