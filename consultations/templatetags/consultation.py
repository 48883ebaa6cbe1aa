"""Texts of a consultation in templates: `{% load consultation %}`."""

from django import template
from django.urls import reverse

from civilsociety.documents import render_markdown
from consultations.models.consultation import until

register = template.Library()

register.filter("until", until)


@register.filter
def prose(text, heading_level=3):
    """What an officer wrote in Markdown, as safe HTML."""
    return render_markdown(text, heading_level)


@register.simple_tag
def place_of(check, consultation):
    """The address where an officer puts right what a check of the list misses."""
    if check.place in {"questionnaire", "papers"}:
        return reverse(f"consultations:prepare_{check.place}", args=[consultation.slug])
    return reverse("consultations:prepare_edit", args=[consultation.slug, check.place])
