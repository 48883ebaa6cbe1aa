"""What can be searched: each app says what it has, for which reader, and how a hit is shown.

    searchables.register("decisions", "civilsociety.decisions.queries.searching.searched")

A filler of `civilsociety.ui.slots.searchables` is called with the reader and returns Searchables
(rows of a table) and SearchableTexts (what stands in no table of its own). Nothing is copied into
an index of its own, so that what a reader finds is exactly what they may read at this moment.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchVector
from django.db.models import QuerySet

CONFIG = "english"
# Hits of one kind that are put in order; the latest of more than these.
RANKED = 200


def vector(titles, texts):
    """The words of a row, those of its titles first; the same expression makes the index.

    `titles` and `texts` are names of fields (or expressions).
    """
    return SearchVector(*titles, weight="A", config=CONFIG) + SearchVector(
        *texts, weight="B", config=CONFIG
    )


def address_of(row):
    """Where most rows are read."""
    return row.get_absolute_url()


def nothing(row):
    """A hit without a line of its own."""
    return ""


@dataclass(frozen=True)
class Searchable:
    """Rows of one table that a reader may find.

    `rows` gives those this reader may open, and no others. `words` is what is matched and ranked
    (see `vector`), `text` the fields a piece is shown of (Markdown). Rows with the same `unit`
    (a field) are one hit: the points of one conversation. `related` are read with the rows shown.
    `by` names all that decides which rows these are beside the tables themselves: () where
    neither the reader nor the clock has a say. Two of a kind by the same are equal: one statement
    serves both, and keeps what `rows` holds on to. By None, where in doubt, it is written anew.
    """

    kind: str  # as the address says it: “decisions”
    label: str  # “Decisions”
    one: str  # “Decision”
    rows: Callable[[], QuerySet] = field(compare=False)
    words: object = field(compare=False)
    text: tuple[str, ...]
    title: Callable = field(default=str, compare=False)
    address: Callable = field(default=address_of, compare=False)
    note: Callable = field(default=nothing, compare=False)
    unit: str = "pk"
    related: tuple[str, ...] = ()
    ranked: int = RANKED
    by: Hashable = None


@dataclass(frozen=True)
class Text:
    """Something to be found that stands in no table: a help page, a finding of a report."""

    title: str
    text: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class SearchableTexts:
    """Texts of one kind; some hundreds at most, because they travel with each search."""

    kind: str
    label: str
    one: str
    texts: tuple[Text, ...] = field(default=())
