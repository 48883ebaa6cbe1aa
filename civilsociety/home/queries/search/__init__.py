"""Searching everything a reader may read: PostgreSQL's full text over the tables themselves."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from civilsociety.home.queries.search.asked import Asked, read
from civilsociety.home.queries.search.candidates import candidates
from civilsociety.home.queries.search.shown import shown
from civilsociety.home.queries.search.suggesting import has_words, suggestion
from civilsociety.ui.searching import Searchable
from civilsociety.ui.slots import searchables

ON_A_PAGE = 20


@dataclass(frozen=True)
class Kind:
    """One kind of thing, and how many of it were found; `more` when only the latest count."""

    key: str
    label: str
    count: int
    more: bool


@dataclass(frozen=True)
class Found:
    """What a search found for one reader.

    `kind` is the kind it is narrowed to, empty for all. `page` turns the pages, `hits` are those
    of this one. `only_small_words` and `suggestion` are asked when nothing was found.
    """

    asked: Asked
    kind: str = ""
    kinds: tuple[Kind, ...] = ()
    page: Page | None = None
    hits: tuple = ()
    only_small_words: bool = False
    suggestion: str = ""

    @property
    def total(self):
        """How many were found in all kinds."""
        return sum(each.count for each in self.kinds)

    @property
    def more(self):
        """Whether there are more of some kind than are put in order."""
        return any(each.more for each in self.kinds)


def search(user, words, kind="", page=1):
    """What `user` may read that holds these words, the best first, twenty on a page.

    Of one kind at most the latest two hundred are put in order, so that a common word is as quick
    as a rare one. An unknown `kind` is as good as none; a page beyond the last is the last.
    """
    asked = read(words)
    if not asked.words:
        return Found(asked)
    sources = searchables.fill(user)
    found = candidates(sources, asked)
    if not found:
        return _nothing(sources, asked)
    kinds = _kinds(sources, found)
    kind = kind if kind in {each.key for each in kinds} else ""
    chosen = [each for each in found if not kind or sources[each.source].kind == kind]
    turned = Paginator(chosen, ON_A_PAGE).get_page(page)
    hits = tuple(shown(sources, turned, asked))
    return Found(asked, kind, kinds, turned, hits)


def _nothing(sources, asked):
    if not has_words(asked):
        return Found(asked, only_small_words=True)
    other = suggestion(sources, asked)
    finds = other and candidates(sources, read(other))
    return Found(asked, suggestion=other if finds else "")


def _kinds(sources, found):
    """The kinds that have a hit, in the order in which the apps stand."""
    counts, reached = {}, {}
    for each in found:
        source = sources[each.source]
        counts[source.kind] = counts.get(source.kind, 0) + 1
        reached[each.source] = reached.get(each.source, 0) + 1
    full = {
        source.kind
        for number, source in enumerate(sources)
        if isinstance(source, Searchable) and reached.get(number, 0) >= source.ranked
    }
    labels = {source.kind: source.label for source in sources}
    return tuple(
        Kind(key, label, counts[key], key in full) for key, label in labels.items() if key in counts
    )
