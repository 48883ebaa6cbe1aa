"""An address for each paragraph of a section, so that a letter can quote one sentence of it."""

import re

from django.utils.html import format_html
from django.utils.safestring import mark_safe

_PARAGRAPH = re.compile(r'<p class="govuk-body">(.*?)</p>', re.DOTALL)
# Notes stand below the text and have addresses of their own.
_NOTES = re.compile(r'(?=<ol class="[^"]*document-notes)')
_LINK = (
    ' <a class="strategy-anchor" href="#{0}"><span aria-hidden="true">¶</span>'
    '<span class="govuk-visually-hidden">Link to paragraph {1} of {2}</span></a>'
)


def anchored(html, key, number):
    """The section's HTML with `id="key--3"` on its third paragraph, and a link to it at its end.

    A section of one paragraph has the link of the section itself.
    """
    text, *notes = _NOTES.split(html, maxsplit=1)
    several = len(_PARAGRAPH.findall(text)) > 1
    counted = iter(range(1, len(text)))

    def with_address(found):
        place = next(counted)
        name = f"{key}--{place}"
        link = format_html(_LINK, name, place, number) if several else ""
        return f'<p class="govuk-body" id="{name}">{found[1]}{link}</p>'

    addressed = _PARAGRAPH.sub(with_address, text) + "".join(notes)
    return mark_safe(addressed)  # noqa: S308 (made of what was safe)
