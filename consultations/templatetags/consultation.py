"""Texts of a consultation in templates: `{% load consultation %}`."""

from django import template

from civilsociety.documents import render_markdown
from consultations.models.consultation import until

register = template.Library()

register.filter("until", until)


@register.filter
def prose(text, heading_level=3):
    """What an officer wrote in Markdown, as safe HTML."""
    return render_markdown(text, heading_level)
