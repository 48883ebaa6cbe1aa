"""Words of the glossary, linked where a text first uses them."""

import re
from html import escape, unescape

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from civilsociety.documents import markdown_to_text
from strategy.queries.glossary.words import published_words

TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")
# Where a link would be wrong: inside another, in a heading, in what stands as it was typed.
CLOSED = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "th", "caption", "figcaption"}
LINK = '<a class="glossary-link" href="{}">{}</a>'


class _Linker:
    """Goes through texts in order; each word is linked once, at its first use."""

    def __init__(self, words):
        self.forms = {}
        for word in words:
            for form in (word.word, *word.also):
                self.forms.setdefault(_plain(form), word)
        self.used = {}
        self.pattern = _pattern(self.forms)

    def text(self, text):
        """A piece of text between two tags, with its first uses linked."""
        return self.pattern.sub(self._link, text) if self.pattern else text

    def _link(self, found):
        # An expression in any case takes letters for the same that are not, like “ı” for “i”.
        word = self.forms.get(_plain(unescape(found[0])))
        if word is None or word.slug in self.used:
            return found[0]
        self.used[word.slug] = word
        return format_html(LINK, word.url, mark_safe(found[0]))  # noqa: S308 (as it stood)


def _plain(form):
    return " ".join(form.replace("’", "'").casefold().split())


def _pattern(forms):
    """One expression for every form, the longest first, as whole words, in any case."""
    if not forms:
        return None
    ordered = sorted(forms, key=len, reverse=True)
    choices = "|".join(_expression(form) for form in ordered if form)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)


def _expression(form):
    words = [re.escape(escape(word, quote=False)) for word in form.split()]
    return r"\s+".join(words).replace("'", "(?:'|’|&#x27;|&#39;)")


def linked(html_sections):
    """The same sections with each published word linked once, at its first use, in one query.

    Whole words in any case; never inside links, headings, code and heads of tables; where one
    word holds another the longer one wins. What is safe HTML stays so.
    """
    linker = _Linker([word for word in published_words() if word.is_linked])
    return [mark_safe(_one(html, linker)) for html in html_sections]  # noqa: S308


def _one(html, linker):
    depth, pieces = 0, []
    for piece in TAG.split(str(html)):
        if piece.startswith("<"):
            depth += _step(piece)
            pieces.append(piece)
        else:
            pieces.append(piece if depth else linker.text(piece))
    return "".join(pieces)


def _step(tag):
    name = NAME.match(tag)
    if not name or name[1].lower() not in CLOSED or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1


def terms_used(version):
    """The published words that a version uses, by the alphabet: for an annex to its document."""
    linker = _Linker(published_words())
    for body in version.sections.values_list("body", flat=True):
        linker.text(escape(markdown_to_text(body), quote=False))
    return sorted(linker.used.values(), key=lambda word: word.word.casefold())
