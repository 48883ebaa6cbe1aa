"""A form's field as a page shows it: which pattern, which ids, which classes."""

from django import forms
from django.utils.functional import cached_property

from civilsociety.ui import widgets

# The first that fits wins: CheckboxSelectMultiple is a subclass of RadioSelect.
KINDS = (
    (widgets.DateTimeInputs, "datetime"),
    (widgets.DateInputs, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (widgets.MoneyInput, "money"),
)
CLASSES = {
    "checkboxes": "govuk-checkboxes__input",
    "checkbox": "govuk-checkboxes__input",
    "radios": "govuk-radios__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
}
GROUPED = {"checkboxes", "radios", "date", "datetime"}
SUMMARY_ENDINGS = {"checkboxes": "_0", "radios": "_0", "date": "_day", "datetime": "_day"}
WITH_ERROR_CLASS = {"text", "money", "select", "textarea", "file", "date", "datetime"}


class GovukBoundField(forms.BoundField):
    """Adds govuk-frontend's classes and ids, and says which template shows the field."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        if isinstance(field, forms.CharField):
            # A length limit in the browser cuts what people paste; we say it instead.
            field.widget.attrs.pop("maxlength", None)
        autocomplete = getattr(form, "autocompletes", {}).get(name)
        if autocomplete:
            field.widget.attrs["autocomplete"] = autocomplete

    @cached_property
    def kind(self):
        """Which pattern shows this field: the name of a template in govuk/fields/."""
        widget = self.field.widget
        return next((kind for cls, kind in KINDS if isinstance(widget, cls)), "text")

    @property
    def template(self):
        """The template that draws this field's controls."""
        return f"govuk/fields/{self.kind}.html"

    @property
    def grouped(self):
        """Whether several controls answer one question, under one legend."""
        return self.kind in GROUPED

    @property
    def use_fieldset(self):
        return self.grouped

    @property
    def anchor(self):
        """The id of the first control: where the error summary's link must land."""
        return self.auto_id + SUMMARY_ENDINGS.get(self.kind, "")

    @property
    def optional(self):
        """Whether “(optional)” stands behind the label."""
        if not getattr(self.form, "says_optional", True):
            return False
        return not self.field.required and self.kind != "checkbox" and not self.field.disabled

    @property
    def limit(self):
        """What a live count counts, and its limit: `("words", 250)`, or nothing."""
        words = getattr(self.field, "max_words", None)
        characters = getattr(self.field, "max_length", None)
        if words:
            return "words", words
        return ("characters", characters) if characters and self.kind == "textarea" else None

    @property
    def options(self):
        """The choices of radios or checkboxes, each with hint, divider and what it reveals."""
        widget = self.field.widget
        hints = getattr(widget, "hints", {})
        exclusive = getattr(widget, "exclusive", "")
        for option in self.subwidgets:
            value = str(option.data["value"])
            reveals = self._revealed_by(value)
            if reveals:
                name = "data-reveals" if self.kind == "radios" else "data-aria-controls"
                option.data["attrs"][name] = f"conditional-{option.id_for_label}"
            yield {
                "tag": option.tag(),
                "id": option.id_for_label,
                "label": option.choice_label,
                "checked": option.data["selected"],
                "hint": hints.get(value, ""),
                "divider": bool(exclusive) and value == exclusive,
                "reveals": reveals,
            }

    def _revealed_by(self, value):
        names = getattr(self.form, "reveals", {}).get(self.name, {}).get(value, ())
        return [self.form[name] for name in ([names] if isinstance(names, str) else names)]

    @property
    def aria_describedby(self):
        ids = super().aria_describedby
        if self.limit and self.auto_id and ids is not None:
            ids = f"{ids} {self.auto_id}-info".strip()
        return ids

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        names = [CLASSES.get(self.kind, "govuk-input"), widget.attrs.get("class", "")]
        if self.errors and self.kind in WITH_ERROR_CLASS:
            names.append(CLASSES.get(self.kind, "govuk-input") + "--error")
        if self.limit:
            names.append("govuk-js-character-count")
        attrs["class"] = " ".join(filter(None, names))
        # Radios, checkboxes and date boxes are described by their fieldset.
        if self.grouped:
            attrs.pop("aria-invalid", None)
        return attrs
