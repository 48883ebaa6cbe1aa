"""Forms in the dress of govuk-frontend."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Renders every form and field by the templates in templates/govuk/."""
