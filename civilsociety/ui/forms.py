"""Forms in the dress of govuk-frontend.

Inherit from `GovukForm` or `GovukModelForm`, say `{% crispy form %}` in the template, and
the page has labels, hints, messages and error summary as they should be.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.forms.renderers import TemplatesSetting

from civilsociety.ui import wording
from civilsociety.ui.bound import GovukBoundField


class GovukRenderer(TemplatesSetting):
    """Renders our forms and fields by the templates in templates/govuk/."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"


class GovukDress:
    """What makes a Django form ours; put it first among the bases of any form.

    `submit_label`  what the button says will happen
    `nouns`         {"field": "your email address"}: the field's name inside a sentence
    `autocompletes` {"field": "email"}: what a browser may fill in (HTML's autocomplete tokens)
    `reveals`       {"field": {"other": ["other_name"]}}: fields shown below the choice "other"
    `says_optional` False where a text may wait now but is asked for later: no “(optional)”
    """

    default_renderer = GovukRenderer
    bound_field_class = GovukBoundField
    use_required_attribute = False
    submit_label = "Continue"
    form_tag = True
    method = "post"
    nouns = {}
    autocompletes = {}
    reveals = {}
    says_optional = True

    def full_clean(self):
        # Just before cleaning, so that fields added in a form's own __init__ are reworded too.
        for name, field in self.fields.items():
            label = field.label or name.replace("_", " ").capitalize()
            wording.reword(field, label, self.nouns.get(name, ""))
        super().full_clean()

    @property
    def helper(self):
        """How crispy shows this form: one button, and messages from us, not from the browser."""
        helper = FormHelper(self)
        helper.layout = None
        helper.form_tag = self.form_tag
        helper.form_method = self.method
        helper.attrs = {"novalidate": ""}
        if self.submit_label:
            helper.add_input(Submit("", self.submit_label))
        return helper

    def flow(self):
        """The visible fields in order, without those that a choice reveals."""
        inside = {
            name
            for by_value in self.reveals.values()
            for names in by_value.values()
            for name in ([names] if isinstance(names, str) else names)
        }
        return [field for field in self.visible_fields() if field.name not in inside]


class GovukForm(GovukDress, forms.Form):
    """A form of ours."""


class GovukModelForm(GovukDress, forms.ModelForm):
    """A form of ours for one row of a model."""
