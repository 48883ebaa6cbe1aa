"""Words for the pages of groups and conversations."""

import re

from django import template

from civilsociety.documents import markdown_to_text

register = template.Library()
LONGEST = 300


@register.filter
def first_sentence(markdown):
    """The first sentence of Markdown as plain text, for a list."""
    plain = " ".join(markdown_to_text(markdown or "").split())
    return re.split(r"(?<=[.!?]) ", plain, maxsplit=1)[0][:LONGEST]
