"""Fields that read what people type, and say in a sentence what is wrong with it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from civilsociety.ui import typed, widgets
from civilsociety.ui.words import pounds, uk_date

MOST_PENCE = 2**63 - 1


class LongTextField(forms.CharField):
    """Text over several lines with a live count; `max_words` or `max_length` binds here too."""

    default_error_messages = {
        "max_words": "Shorten it to %(limit)s words or fewer: it has %(count)s.",
        "max_length": "Shorten it to %(limit)s characters or fewer: it has %(count)s.",
    }

    def __init__(self, *, max_words=None, max_length=None, rows=6, **kwargs):
        kwargs.setdefault("widget", forms.Textarea({"rows": rows}))
        super().__init__(**kwargs)
        self.max_words, self.max_length = max_words, max_length

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text

    def validate(self, value):
        super().validate(value)
        self._refuse_more("max_words", self.max_words, typed.count_words(value))
        self._refuse_more("max_length", self.max_length, typed.count_characters(value))

    def _refuse_more(self, code, limit, count):
        if limit and count > limit:
            params = {"limit": f"{limit:,}", "count": f"{count:,}", "limit_value": limit}
            raise ValidationError(self.error_messages[code], code=code, params=params)


class DateField(forms.Field):
    """A date typed in three boxes; “3 Oct 2021” in one box is read too.

    `earliest` and `latest` are inclusive dates.
    """

    widget = widgets.DateInputs
    default_error_messages = {
        "missing": "The date must include a %(missing)s.",
        "invalid": "Enter a real date, like 3 October 2021.",
        "earliest": "The date must be %(limit)s or later.",
        "latest": "The date must be %(limit)s or earlier.",
    }

    def __init__(self, *, earliest=None, latest=None, **kwargs):
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value):
        if not isinstance(value, dict):
            return value or None
        if not any(value.values()):
            return None
        return self._read(typed.read_date, value)

    def _read(self, reader, value):
        try:
            return reader(value)
        except typed.Unreadable as error:
            missing = error.args[0]
            if isinstance(missing, list) and missing:
                params = {"missing": " and ".join(missing)}
                raise ValidationError(
                    self.error_messages["missing"], code="missing", params=params
                ) from error
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def validate(self, value):
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            self._refuse("earliest", self.earliest)
        if value and self.latest and value > self.latest:
            self._refuse("latest", self.latest)

    def _refuse(self, code, limit):
        params = {"limit": uk_date(limit)}
        raise ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (self.to_python(initial) if initial else None)
        except ValidationError:
            return True


class DateTimeField(DateField):
    """A moment typed as a date and a time on the clocks of the United Kingdom.

    A time that the clocks skip or show twice is refused with a sentence that says why.
    """

    widget = widgets.DateTimeInputs
    default_error_messages = {
        "time": "Enter a time, like 9:30am or 5pm.",
        "clocks": "%(time)s %(why)s. Choose another time.",
    }

    def prepare_value(self, value):
        return timezone.localtime(value, typed.LONDON) if _aware(value) else value

    def to_python(self, value):
        day = super().to_python(value)
        if not isinstance(value, dict) or day is None:
            return day
        return self._moment(day, value.get("time", ""))

    def _moment(self, day, text):
        try:
            at = typed.read_time(text)
        except typed.Unreadable as error:
            raise ValidationError(self.error_messages["time"], code="time") from error
        try:
            return typed.london(day, at)
        except typed.Unreadable as error:
            params = {"time": text, "why": error.args[0]}
            raise ValidationError(
                self.error_messages["clocks"], code="clocks", params=params
            ) from error


def _aware(value):
    return hasattr(value, "tzinfo") and timezone.is_aware(value)


class MoneyField(forms.Field):
    """Pounds as typed, integer pence as a value. `least` and `most` are pence, inclusive."""

    widget = widgets.MoneyInput
    default_error_messages = {
        "invalid": "Enter an amount in pounds, like 5,000 or 5,000.50.",
        "least": "The amount must be %(limit)s or more.",
        "most": "The amount must be %(limit)s or less.",
    }

    def __init__(self, *, least=0, most=None, **kwargs):
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def prepare_value(self, value):
        return pounds(value).removeprefix("£") if isinstance(value, int) else value

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        try:
            pence = typed.read_pence(str(value))
        except typed.Unreadable as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return pence

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        most = MOST_PENCE if self.most is None else self.most
        for code, limit, wrong in (
            ("least", self.least, value < self.least),
            ("most", most, value > most),
        ):
            if wrong:
                params = {"limit": pounds(limit)}
                raise ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class PoundsField(MoneyField):
    """An amount to be moved: more than nothing, and each mistake has its own sentence.

    `most` is pence, inclusive; what is above it cannot be meant.
    """

    default_error_messages = {
        "zero": "The amount must be more than nothing.",
        "negative": "The amount must be more than nothing: leave out the minus sign.",
        "fraction": "The amount must be in whole pence, with two figures after the point.",
        "currency": "The amount must be in pounds: other currencies are not kept here.",
        "short": "Write the amount out in figures, like 1,000.",
        "comma": "Put commas between thousands only, like 1,000.00.",
        "words": "Enter an amount in pounds, like 5,000 or 5,000.50.",
    }

    def __init__(self, *, most=100_000_000_000, **kwargs):
        super().__init__(most=most, **kwargs)

    def to_python(self, value):
        if value is None or isinstance(value, int) or not str(value).strip():
            return value if isinstance(value, int) else None
        try:
            return typed.read_amount(str(value))
        except typed.Unreadable as error:
            code = error.args[0]
            if code == "long":
                return MOST_PENCE
            raise ValidationError(self.error_messages[code], code=code) from error

    def validate(self, value):
        if value == 0:
            raise ValidationError(self.error_messages["zero"], code="zero")
        super().validate(value)


class SeveralChoicesField(forms.MultipleChoiceField):
    """Checkboxes; an `exclusive` choice (“none of these”) stands alone, here as in the browser."""

    widget = widgets.Checkboxes
    default_error_messages = {
        "exclusive": "Select “%(none)s” alone, or untick it and keep the others.",
    }

    def __init__(self, *, exclusive="", hints=None, **kwargs):
        kwargs.setdefault("widget", widgets.Checkboxes(exclusive=exclusive, hints=hints))
        super().__init__(**kwargs)
        self.exclusive = str(exclusive)

    def validate(self, value):
        super().validate(value)
        if self.exclusive and self.exclusive in value and len(value) > 1:
            label = dict(self.choices).get(self.exclusive, self.exclusive)
            raise ValidationError(
                self.error_messages["exclusive"], code="exclusive", params={"none": label}
            )
