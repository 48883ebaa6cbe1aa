"""The words of the glossary as readers find them: the council's terms, and the service's own."""

import re
from dataclasses import dataclass

from django.urls import reverse

from civilsociety.documents import markdown_to_text, render_markdown
from strategy.formats.own_words import own_words
from strategy.models import Term


@dataclass(frozen=True)
class Word:
    """One word that is explained."""

    slug: str
    word: str
    also: tuple
    meaning: str
    source: str = ""
    is_linked: bool = True
    is_sample: bool = False

    @property
    def html(self):
        """The meaning as a page shows it."""
        return render_markdown(self.meaning, heading_level=4)

    @property
    def url(self):
        """Where it is explained."""
        return f"{reverse('home:glossary')}#{self.slug}"

    @property
    def letter(self):
        """Under which letter it stands."""
        first = self.word[:1].upper()
        return first if first.isascii() and first.isalpha() else "#"


def published_words():
    """Every published word by the alphabet, in one query. A council's term stands before ours."""
    terms = list(Term.objects.all())
    taken = {name for term in terms for name in (term.slug, term.word.lower())}
    found = [_of_term(term) for term in terms if term.published_at]
    found += [
        Word(own.slug, own.word, tuple(own.also), own.meaning, is_linked=own.linked)
        for own in own_words()
        if not {own.slug, own.word.lower()} & taken
    ]
    return sorted(found, key=lambda each: each.word.casefold())


def _of_term(term):
    return Word(
        term.slug,
        term.word,
        tuple(term.also),
        term.meaning,
        term.source,
        term.is_linked,
        term.is_sample,
    )


def words_with(text, words=None):
    """The published words in which what somebody typed occurs; best fits first."""
    words = published_words() if words is None else words
    wanted = " ".join(text.replace("\0", "").casefold().split())
    if not wanted:
        return words
    named = [each for each in words if any(wanted in f.casefold() for f in (each.word, *each.also))]
    told = [
        each
        for each in words
        if each not in named and wanted in markdown_to_text(each.meaning).casefold()
    ]
    return named + told


def by_letter(words):
    """(letter, words) in the order of the alphabet."""
    found = {}
    for each in words:
        found.setdefault(each.letter, []).append(each)
    return sorted(found.items())


def rows(words):
    """The words as plain data, for CSV and JSON."""
    return [
        {
            "word": each.word,
            "also": list(each.also),
            "meaning": re.sub(r"\s+", " ", markdown_to_text(each.meaning)).strip(),
            "source": each.source,
            "address": each.url,
        }
        for each in words
    ]


def own_words_left():
    """The service's own words that no term of the council has replaced, for officers."""
    taken = set()
    for slug, word in Term.objects.values_list("slug", "word"):
        taken |= {slug, word.lower()}
    return [own for own in own_words() if not {own.slug, own.word.lower()} & taken]
