"""Markdown from people we do not know, as HTML nobody has to fear.

Raw HTML is switched off in the parser and everything that comes out is cleaned once
more; images are left out because nothing outside may be loaded, so their description
stands in their place.
"""

import re
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from .text import printable

# Beyond this many characters a text is shown as plain paragraphs: parsing more could hold
# up a page (a long answer has a word limit, so only an attack or an accident gets here).
LONGEST = 100_000

SCHEMES = {"http", "https", "mailto", "tel"}
CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "blockquote": "govuk-inset-text",
    "a": "govuk-link",
    "hr": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "h1": "govuk-heading-xl",
    "h2": "govuk-heading-l",
    "h3": "govuk-heading-m",
    "h4": "govuk-heading-s",
    "h5": "govuk-heading-s",
    "h6": "govuk-heading-s",
}
ALLOWED_CLASSES = {tag: set(classes.split()) for tag, classes in CLASSES.items()}
TAGS = {*CLASSES, "strong", "em", "s", "code", "pre", "li", "br"}
ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}, "th": {"scope"}}

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(
    ["table", "strikethrough"]
)
_parser.add_render_rule("image", lambda _, tokens, i, *rest: escape(tokens[i].content))


def parse(text: str):
    """The text's block tokens; the one parser that every format reads through."""
    return _parser.parse(printable(text))


def render_markdown(text: str, heading_level: int = 2) -> SafeString:
    """The text as safe HTML, its first heading at `heading_level` and none skipped below it.

    Links outside carry `rel`; scripts, styles, images and unknown schemes never appear.
    """
    if not text or not text.strip():
        return SafeString("")
    if len(text) > LONGEST:
        return _plain_paragraphs(text)
    tokens = parse(text)
    _shift_headings(tokens, heading_level)
    for token in tokens:
        _dress(token)
    return _clean(_parser.renderer.render(tokens, _parser.options, {}))


def markdown_to_text(text: str) -> str:
    """The text without its markup, paragraphs apart by one empty line."""
    if len(text or "") > LONGEST:
        return printable(text).strip()
    blocks = (inline_text(token) for token in parse(text or "") if token.type in INLINE)
    return "\n\n".join(block for block in blocks if block)


INLINE = {"inline", "code_block", "fence"}


def inline_text(token) -> str:
    """What a reader would see of one inline token."""
    if token.children is None:
        return token.content.strip()
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(breaks.get(child.type, child.content) for child in token.children).strip()


def external(address: str) -> bool:
    """Whether the address leaves this site."""
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:
        return True


def _plain_paragraphs(text):
    paragraphs = re.split(r"\n{2,}", printable(text).strip())
    return mark_safe(  # noqa: S308 (escaped here)
        "".join(f'<p class="{CLASSES["p"]}">{escape(each)}</p>' for each in paragraphs)
    )


def _shift_headings(tokens, first):
    """Map the text's own levels onto ours: the first becomes `first`, deeper ones one at a time."""
    stack = []
    for token in tokens:
        if token.type == "heading_open":
            own = int(token.tag[1])
            while stack and stack[-1] >= own:
                stack.pop()
            stack.append(own)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(first + len(stack) - 1, 6)}"


def _dress(token):
    """Give the token our class, its link a `rel`, its table header a scope."""
    if token.nesting >= 0 and token.tag in CLASSES and not token.hidden:
        token.attrSet("class", CLASSES[token.tag])
    if token.type == "th_open":
        token.attrs = {"class": CLASSES["th"], "scope": "col"}
    if token.type == "link_open" and external(str(token.attrs.get("href", ""))):
        token.attrSet("rel", "external nofollow noopener noreferrer")
    for child in token.children or ():
        _dress(child)


def _clean(html):
    return mark_safe(  # noqa: S308 (this is the cleaner)
        nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            allowed_classes=ALLOWED_CLASSES,
            url_schemes=SCHEMES,
            link_rel=None,
            strip_comments=True,
        )
    )
