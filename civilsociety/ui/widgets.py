"""Controls that plain Django does not have."""

from django import forms


class Radios(forms.RadioSelect):
    """One choice of several. `hints` maps a choice's value to a line below its label."""

    def __init__(self, *args, hints=None, inline=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.inline = inline

    def create_option(self, name, value, label, selected, index, **kwargs):
        option = super().create_option(name, value, label, selected, index, **kwargs)
        return _described(self, option, value)


class Checkboxes(forms.CheckboxSelectMultiple):
    """Several choices. `exclusive` is the value, like “none”, that clears all the others."""

    def __init__(self, *args, hints=None, exclusive="", **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.exclusive = str(exclusive)

    def create_option(self, name, value, label, selected, index, **kwargs):
        option = super().create_option(name, value, label, selected, index, **kwargs)
        if self.exclusive and str(value) == self.exclusive:
            option["attrs"]["data-behaviour"] = "exclusive"
        return _described(self, option, value)


def _described(widget, option, value):
    if widget.hints.get(str(value)) and option["attrs"].get("id"):
        option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}-hint"
    return option


class MoneyInput(forms.TextInput):
    """Pounds, typed as people write them: “5,000”, “£5,000.50”."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class DateInputs(forms.Widget):
    """A date in three boxes; the value is a dictionary of what was typed in each."""

    template_name = "govuk/widgets/date.html"
    parts = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))
    autocompletes = {}
    use_fieldset = True

    def __init__(self, attrs=None, *, birthday=False):
        super().__init__(attrs)
        if birthday:
            self.autocompletes = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}

    def value_from_datadict(self, data, files, name):
        return {part: str(data.get(f"{name}_{part}") or "").strip() for part, *_ in self.parts}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{part}" in data for part, *_ in self.parts)

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed = self.typed(value)
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{context['widget']['attrs'].get('id', name)}_{part}",
                "label": label,
                "value": typed.get(part, ""),
                "width": width,
                "autocomplete": self.autocompletes.get(part, ""),
            }
            for part, label, width in self.parts
        ]
        return context

    def typed(self, value):
        """What stands in the boxes for a date, for what was typed, or for nothing."""
        if isinstance(value, dict):
            return value
        if not value:
            return {}
        return {"day": value.day, "month": value.month, "year": value.year}


class DateTimeInputs(DateInputs):
    """A date in three boxes and a time in a fourth, on the clocks of the United Kingdom."""

    parts = (*DateInputs.parts, ("time", "Time", 5))

    def typed(self, value):
        boxes = super().typed(value)
        if value and not isinstance(value, dict):
            boxes["time"] = f"{value.hour}:{value.minute:02}"
        return boxes
