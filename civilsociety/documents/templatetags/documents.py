"""Markdown in templates."""

from django import template

from civilsociety.documents.markdown import render_markdown

register = template.Library()


@register.filter
def markdown(text, heading_level=2):
    """Markdown as safe HTML, its headings from `heading_level` down."""
    return render_markdown(text or "", heading_level=int(heading_level))
