"""What several forms of measures share: figures as typed, links, sections, two who write."""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField
from strategy.actions.measures.changing import Changed
from strategy.queries.measures.threads import section_titles

MOST = Decimal("999999999999.99")
NO_LINK = "Enter a web address, like https://www.kent.gov.uk/report."
MOST_DIGITS = 30  # as typed: whoever pastes more means something else
# What a strategy may speak of; beyond it the year is mistyped.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


class FigureField(forms.CharField):
    """A figure as people type it (“31%”, “£5,000”, “2 840”) as a Decimal with two places."""

    default_error_messages = {
        "figure": "Enter a number in figures, like 31 or 2,840.50.",
        "negative": "The number must be nought or more.",
        "places": "Enter at most two figures after the point.",
        "large": "The number must be smaller than 1,000,000,000,000.",
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "class": "govuk-input--width-10"}

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            text = f"{value:f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        return value

    def to_python(self, value):
        if isinstance(value, Decimal):
            return value
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        text = "".join(text.split()).strip("£%").replace(",", "")
        return self._number(text)

    def _number(self, text):
        whole, _, part = text.removeprefix("-").partition(".")
        if not (text.isascii() and whole.isdigit() and (not part or part.isdigit())):
            self._refuse("figure")
        if text.startswith("-"):
            self._refuse("negative")
        if len(part.rstrip("0")) > 2:
            self._refuse("places")
        if len(whole.lstrip("0")) > MOST_DIGITS or Decimal(whole) > MOST:
            self._refuse("large")
        return Decimal(f"{whole}.{(part[:2] or '0')}")

    def _refuse(self, code):
        raise ValidationError(self.error_messages[code], code=code)


class LinkField(forms.URLField):
    """A web address that anybody may open."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("error_messages", {"invalid": NO_LINK})
        super().__init__(max_length=500, assume_scheme="https", **kwargs)

    def clean(self, value):
        link = super().clean(value)
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(NO_LINK, code="invalid")
        return link


class WhichDayField(DateField):
    """A day that a strategy may speak of."""

    def __init__(self, **kwargs):
        super().__init__(earliest=FIRST_DAY, latest=LAST_DAY, **kwargs)


class SectionField(forms.ChoiceField):
    """A section of the strategy, by its number and title."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Where the strategy promises it")
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def offer(self, strategy, chosen=""):
        """Offers the sections of the version in force, and one that was chosen before."""
        titles = section_titles(strategy)
        if chosen and chosen not in titles:
            titles[chosen] = f"#{chosen} (no longer in the text)"
        self.choices = [("", "No single section"), *titles.items()]


class RevisedForm(ActForm):
    """Changes a row that others may be changing: who saves second sees both texts.

    `keeps` are the fields it writes. After a clash `theirs` is the row as somebody else left it,
    and sending the form again puts this text in its place, knowingly.
    """

    keeps = ()
    theirs = None

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        row = kwargs.get("subject")
        if row is not None and row.pk:
            mine = {name: getattr(row, name) for name in self.keeps} | {"revision": row.revision}
            kwargs["initial"] = mine | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def written(self):
        """What the form says of each field it keeps."""
        return {name: self.cleaned_data[name] for name in self.keeps}

    def done(self):
        try:
            return super().done()
        finally:
            if self.theirs is not None:
                self.data = self.data.copy()
                self.data["revision"] = str(self.theirs.revision)

    def changed(self, change, **fields):
        """Runs the action; on a clash remembers what the other person wrote."""
        try:
            return change(revision=self.cleaned_data["revision"], by=self.by, **fields)
        except Changed as clash:
            self.theirs = clash.theirs
            raise

    def differences(self):
        """(label, theirs) of each field that the other person’s text has differently."""
        for name in self.keeps:
            theirs, mine = getattr(self.theirs, name), self.cleaned_data.get(name)
            if theirs != mine:
                yield self.fields[name].label, theirs
