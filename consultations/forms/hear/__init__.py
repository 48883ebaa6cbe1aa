"""Forms of officers who hear."""

from django import forms

from civilsociety.ui import widgets
from civilsociety.ui.forms import GovukForm
from consultations.queries.hear.reading import themes_for


class TakeOutForm(GovukForm):
    """Why somebody needs every response."""

    submit_label = "Download every response"
    reason = forms.CharField(
        label="Why do you need every response?",
        help_text="Say what for and who will see it. The reason is kept beside your name.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why you need every response"},
    )


class EraseForm(GovukForm):
    """How we were asked to erase a response, and that it is meant."""

    submit_label = "Erase this response"
    reason = forms.CharField(
        label="How were we asked?",
        help_text="Like “Its sender asked by email on 3 October 2021 and gave the reference”. "
        "This stays in the record, so do not name anybody.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter how we were asked to erase it"},
    )
    sure = forms.BooleanField(
        label="I have made sure that it is their response. Once erased, nobody can bring it back",
        error_messages={"required": "Tick the box to say that you have made sure"},
    )


class CodingForm(GovukForm):
    """Which themes an answer speaks to, and a new one if it is missing."""

    form_tag = False
    submit_label = ""
    themes = forms.ModelMultipleChoiceField(
        queryset=None,
        label="Themes",
        required=False,
        widget=widgets.Checkboxes(),
        error_messages={"invalid_choice": "Select only themes that are shown"},
    )
    new_theme = forms.CharField(
        label="Add a theme",
        required=False,
        max_length=120,
        error_messages={"max_length": "Shorten the theme to 120 characters or fewer"},
    )

    def __init__(self, *args, consultation, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes_for(consultation, question)


class ThemeForm(GovukForm):
    """A theme's name and what belongs to it."""

    submit_label = "Save the theme"
    name = forms.CharField(
        label="Name",
        help_text="So that a reader understands it alone, like “Grants for small groups”.",
        max_length=120,
    )
    description = forms.CharField(
        label="What belongs to it, and what does not",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MergeForm(GovukForm):
    """The theme another one becomes part of."""

    submit_label = "Merge the themes"
    into = forms.ModelChoiceField(
        queryset=None,
        label="Merge it into",
        error_messages={"required": "Select the theme to merge it into"},
    )
    sure = forms.BooleanField(
        label="Its name goes, and its answers are coded to the other theme",
        error_messages={"required": "Tick the box to say that its name may go"},
    )

    def __init__(self, *args, theme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = themes_for(theme.consultation).exclude(pk=theme.pk)
