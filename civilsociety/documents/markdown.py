"""Markdown from people we do not know, as HTML nobody has to fear.

Raw HTML is switched off in the parser and everything that comes out is cleaned once
more. Nothing outside may be loaded: a picture is shown only when the caller gives it
(`![words](picture:key)`); of any other the description stands in its place.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from .notes import Note, take_notes
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
    "img": "document-picture",
    "sup": "document-mark",
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
NOTES = "document-notes"
ALLOWED_CLASSES = {tag: set(classes.split()) for tag, classes in CLASSES.items()}
ALLOWED_CLASSES["ol"] |= {NOTES}
TAGS = {*CLASSES, "strong", "em", "s", "code", "pre", "li", "br"}
ATTRIBUTES = {
    "a": {"href", "title", "rel", "id", "aria-label"},
    "img": {"src", "alt", "width", "height", "loading"},
    "li": {"id"},
    "ol": {"start"},
    "th": {"scope"},
}
# How a text names a picture: `![words](picture:key)`.
PICTURE = "picture:"

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(
    ["table", "strikethrough"]
)
_parser.use(footnote_plugin, inline=False, move_to_end=False)


class Parsed(NamedTuple):
    """A text as tokens: its flow, and the footnotes taken out of it."""

    body: list
    notes: list[Note]


def parse(text: str) -> Parsed:
    """The text's block tokens and footnotes; the one parser that every format reads through."""
    return Parsed(*take_notes(_parser.parse(printable(text))))


def render_markdown(
    text: str,
    heading_level: int = 2,
    pictures: Mapping | None = None,
    note_prefix: str = "",
) -> SafeString:
    """The text as safe HTML, its first heading at `heading_level` and none skipped below it.

    Links outside carry `rel`; scripts, styles and unknown schemes never appear. `pictures`
    maps a key to an object with `url`, `alt`, `width` and `height`; a picture whose key it
    lacks is its description. Footnotes stand below the text; with a `note_prefix` of its own
    for each text of a page they are links there and back.
    """
    if not text or not text.strip():
        return SafeString("")
    if len(text) > LONGEST:
        return _plain_paragraphs(text)
    body, notes = parse(text)
    _shift_headings(body, heading_level)
    env = {"pictures": pictures or {}, "prefix": note_prefix}
    html = _rendered(body, env)
    if notes:
        items = "".join(_note(note, env) for note in notes)
        html += f'<ol class="{CLASSES["ol"]} {NOTES}">\n{items}</ol>\n'
    return _clean(html, {picture.url for picture in env["pictures"].values()})


def _rendered(tokens, env):
    for token in tokens:
        _dress(token)
    return _parser.renderer.render(tokens, _parser.options, env)


def _note(note, env):
    """One footnote as an item of the list below the text, with the ways back."""
    _shift_headings(note.tokens, 6)
    html = _rendered(note.tokens, env)
    prefix = env["prefix"]
    if not prefix:
        return f"<li>{html}</li>\n"
    backs = "".join(_back(prefix, note.number, nth) for nth in range(1, note.marks + 1))
    at = html.rfind("</p>")
    html = f"{html[:at]}{backs}{html[at:]}" if at >= 0 else html + backs
    return f'<li id="{escape(prefix)}note-{note.number}">{html}</li>\n'


def _back(prefix, number, nth):
    words = f"Back to note {number} in the text" + (f", place {nth}" if nth > 1 else "")
    return (
        f' <a class="govuk-link" href="#{escape(prefix)}mark-{number}-{nth}" '
        f'aria-label="{words}">Back</a>'
    )


def _mark(_, tokens, i, options, env):
    """The number in the text that points at a footnote."""
    number, nth = tokens[i].meta["number"], tokens[i].meta["nth"]
    prefix = escape(env.get("prefix", ""))
    if not prefix:
        return f'<sup class="document-mark">{number}</sup>'
    return (
        f'<sup class="document-mark"><a class="govuk-link" href="#{prefix}note-{number}" '
        f'id="{prefix}mark-{number}-{nth}" aria-label="Note {number}">{number}</a></sup>'
    )


def _picture(_, tokens, i, options, env):
    """A picture the caller gave; of any other its description."""
    words = child_text(tokens[i])
    found = env.get("pictures", {}).get(picture_key(tokens[i]))
    if found is None:
        return escape(words)
    return format_html(
        '<img class="document-picture" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        found.url,
        words.strip() or found.alt,
        found.width,
        found.height,
    )


def picture_key(token) -> str | None:
    """The key of the picture that an image token names, if it names one of ours."""
    address = str(token.attrs.get("src", ""))
    return address.removeprefix(PICTURE) if address.startswith(PICTURE) else None


_parser.add_render_rule("image", _picture)
_parser.add_render_rule("footnote_ref", _mark)


def markdown_to_text(text: str) -> str:
    """The text without its markup, paragraphs apart by one empty line."""
    if len(text or "") > LONGEST:
        return printable(text).strip()
    body, notes = parse(text or "")
    tokens = [*body, *(token for note in notes for token in note.tokens)]
    blocks = (inline_text(token) for token in tokens if token.type in INLINE)
    return "\n\n".join(block for block in blocks if block)


INLINE = {"inline", "code_block", "fence"}


def inline_text(token) -> str:
    """What a reader would see of one inline token."""
    if token.children is None:
        return token.content.strip()
    return "".join(child_text(child) for child in token.children).strip()


def child_text(child) -> str:
    """What a reader would see of one piece of a line: words, a line's end, a note's number."""
    if child.type == "footnote_ref":
        return f"[{child.meta['number']}]"
    if child.type == "image":
        return "".join(child_text(each) for each in child.children or ())
    return {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)


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


def _clean(html, addresses=frozenset()):
    """The cleaned text; a picture may only come from one of these addresses."""

    def judged(tag, name, value):
        if (tag, name) == ("img", "src"):
            return value if value in addresses else None
        if (tag, name) == ("a", "href") and value.lower().startswith(PICTURE):
            return None
        return value

    return mark_safe(  # noqa: S308 (this is the cleaner)
        nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            attribute_filter=judged,
            allowed_classes=ALLOWED_CLASSES,
            url_schemes=SCHEMES | {PICTURE.rstrip(":")},
            link_rel=None,
            strip_comments=True,
        )
    )
