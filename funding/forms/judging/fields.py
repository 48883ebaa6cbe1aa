"""Fields that several forms of judging share."""

from django import forms

from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Checkboxes
from funding.models import Reason


class PersonField(forms.ModelChoiceField):
    """One of the people who may do it, by name and address."""

    def label_from_instance(self, person):
        return f"{person.name} ({person.email})" if person.name else person.email


class ReasonsField(forms.ModelMultipleChoiceField):
    """Reasons of the given uses, as they are counted; several may be chosen."""

    widget = Checkboxes

    def __init__(self, *uses, **kwargs):
        kwargs.setdefault("label", "Reasons")
        super().__init__(Reason.objects.filter(use__in=uses), **kwargs)


class FeedbackField(LongTextField):
    """What the applicant reads, in full words."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Feedback for the applicant")
        kwargs.setdefault(
            "help_text",
            "They read it as it stands here. Say what was strong, what was missing, and what "
            "would make another bid better.",
        )
        super().__init__(max_length=4000, rows=5, **kwargs)


class WhyField(LongTextField):
    """A reason that is kept."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Why")
        super().__init__(max_length=300, rows=3, **kwargs)
