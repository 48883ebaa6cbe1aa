"""Two versions of a strategy compared: which section became which, and what changed in each."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from civilsociety.ui.words import plural
from strategy.formats.redline import (
    blocks_of,
    changes_in,
    compare,
    longest_rising,
    pieces_of_words,
    without_signs,
)
from strategy.models import Section

# How much two sections have in common (0 to 1) to be one whose anchor changed.
ALIKE = 0.55
# Pairs of sections without a common anchor that are weighed against each other.
MOST_PAIRS = 10_000

KEPT, CHANGED, ADDED, REMOVED = "kept", "changed", "added", "removed"


@dataclass
class ComparedSection:
    """One section over two versions. `old` or `new` is None where it was not, or is no more."""

    old: Section | None
    new: Section | None
    moved: bool = False
    place: str = ""  # where it stood before, where it moved: “in 2 Place”

    @property
    def section(self):
        """The section as it is now, or was last."""
        return self.new or self.old

    @property
    def key(self):
        """The anchor under which it is to be found now, or was last."""
        return self.section.key

    @property
    def keys(self):
        """Every anchor it had: reasons hold on to any of them."""
        return {side.key for side in (self.old, self.new) if side}

    @property
    def fate(self):
        """In one word what became of its words: kept, changed, added or removed."""
        if self.old is None:
            return ADDED
        if self.new is None:
            return REMOVED
        return CHANGED if self.renamed or self.rewritten else KEPT

    @property
    def renamed(self):
        """Whether it has another title."""
        return bool(self.old and self.new) and self.old.title != self.new.title

    @property
    def renumbered(self):
        """Whether it has another number."""
        return bool(self.old and self.new) and self.old.number != self.new.number

    @cached_property
    def rewritten(self):
        """Whether a reader sees other words in it."""
        if not (self.old and self.new) or self.old.body == self.new.body:
            return False
        # Other words are a change for certain; only the same words have to be looked at closely.
        return _plain(self.old.body) != _plain(self.new.body) or changes_in(self.blocks) > 0

    @property
    def asks_why(self):
        """Whether a reader may ask why: moving and renumbering explain themselves."""
        return self.fate != KEPT

    @property
    def is_other(self):
        """Whether anything about it is other than it was, its number left aside."""
        return self.fate != KEPT or self.moved

    @cached_property
    def blocks(self):
        """Its text compared, block by block: see `strategy.formats.redline`."""
        return compare(self.old.body if self.old else "", self.new.body if self.new else "")

    @cached_property
    def title_pieces(self):
        """Its title compared, word by word."""
        titles = [side.title if side else "" for side in (self.old, self.new)]
        return pieces_of_words(*(title.split() for title in titles))

    @property
    def count(self):
        """How many changes a reader would count."""
        if self.fate in (ADDED, REMOVED):
            return 1
        return (changes_in(self.blocks) if self.rewritten else 0) + self.renamed + self.moved

    @property
    def in_short(self):
        """The line of the contents: “3 changes”, “New”, “Taken out”, “Moved”."""
        if self.fate in (ADDED, REMOVED):
            return "New" if self.fate == ADDED else "Taken out"
        if self.moved and self.count == 1:
            return "Moved"
        return plural(self.count, "change") if self.count else ""


@dataclass
class Comparison:
    """All sections of two versions in reading order, those taken out where they were."""

    before: object
    after: object
    sections: list

    @cached_property
    def others(self):
        """The sections that are other than they were."""
        return [section for section in self.sections if section.is_other]

    @property
    def asking(self):
        """The sections of which a reader may ask why."""
        return [section for section in self.sections if section.asks_why]

    @cached_property
    def count(self):
        """How many changes there are in all."""
        return sum(section.count for section in self.sections)

    @cached_property
    def told(self):
        """Pairs of how many and what: “2”, “are new”."""
        tests = (
            ("is changed,are changed", lambda one: one.fate == CHANGED),
            ("is new,are new", lambda one: one.fate == ADDED),
            ("is taken out,are taken out", lambda one: one.fate == REMOVED),
            ("is moved,are moved", lambda one: one.moved),
            ("has another number,have another number", lambda one: one.renumbered),
        )
        counted = [(sum(map(test, self.sections)), words.split(",")) for words, test in tests]
        return [(count, one if count == 1 else many) for count, (one, many) in counted if count]

    @property
    def told_in_words(self):
        """The same as a sentence: “3 sections are changed, 1 is new.”"""
        if not self.told:
            return "Nothing was changed."
        (count, words), *rest = self.told
        lead = f"{plural(count, 'section')} {words}"
        return f"{_listed([lead, *(f'{count} {words}' for count, words in rest)])}."


def _plain(body):
    return [without_signs(block.text).split() for block in blocks_of(body)]


def _listed(parts):
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def compare_versions(before, after):
    """The Comparison of two versions of one strategy, older and newer, in two queries.

    Sections belong together by their anchor; where an anchor went, by their words.
    """
    olds, news = list(before.sections.all()), list(after.sections.all())
    for version, sections in ((before, olds), (after, news)):
        for section in sections:
            section.version = version
    pairs = _paired(olds, news)
    moved = _moved(pairs, olds, news)
    found = []
    for section in news:
        old = pairs.get(section.pk)
        place = _place(old, olds) if section.pk in moved else ""
        found.append(ComparedSection(old, section, section.pk in moved, place))
    return Comparison(before, after, _with_removed(found, olds))


def _paired(olds, news):
    """The old section of each new one, by the new one's primary key."""
    by_key = {section.key: section for section in olds}
    pairs = {section.pk: by_key[section.key] for section in news if section.key in by_key}
    taken = {section.pk for section in pairs.values()}
    gone = [section for section in olds if section.pk not in taken]
    come = [section for section in news if section.pk not in pairs]
    for _, old, new in sorted(_alike(gone, come), key=lambda found: -found[0]):
        if old.pk not in taken and new.pk not in pairs:
            taken.add(old.pk)
            pairs[new.pk] = old
    return pairs


def _alike(gone, come):
    """(likeness, old, new) of sections that may be one whose anchor changed."""
    if len(gone) * len(come) > MOST_PAIRS:
        titles = {section.title.casefold(): section for section in gone}
        come = [section for section in come if section.title.casefold() in titles]
        return [(1, titles[section.title.casefold()], section) for section in come]
    words = {id(section): _words(section) for section in (*gone, *come)}
    return [
        (score, old, new)
        for old in gone
        for new in come
        if (score := _likeness(old, words[id(old)], new, words[id(new)]))
    ]


def _likeness(old, before, new, after):
    """How alike two sections are: their words, or the same title over somewhat alike words."""
    same_title = old.title.casefold() == new.title.casefold()
    least = ALIKE / 2 if same_title else ALIKE
    score = Indel.normalized_similarity(before, after, score_cutoff=least)
    return score + same_title if score else 0


def _words(section):
    return f"{section.title} {section.body}".casefold().split()


def _moved(pairs, olds, news):
    """Primary keys of the sections that stand elsewhere among the others, or in another chapter.

    What moved along with its chapter did not move by itself.
    """
    order = {section.pk: at for at, section in enumerate(olds)}
    stayed = [section for section in news if section.pk in pairs]
    rising = longest_rising([order[pairs[section.pk].pk] for section in stayed])
    in_order = {stayed[at].pk for at in rising}
    moved, along = set(), set()
    for section in stayed:
        was = pairs[section.pk].parent_id
        home = pairs.get(section.parent_id)
        same_home = was == (home.pk if home else None) and bool(home) == bool(section.parent_id)
        if same_home and section.parent_id in moved | along:
            along.add(section.pk)
        elif not same_home or section.pk not in in_order:
            moved.add(section.pk)
    return moved


def _place(old, olds):
    """Where a section stood before, in words."""
    parents = {section.pk: section for section in olds}
    if old.parent_id:
        parent = parents[old.parent_id]
        return f"{old.number}, in {parent.number} {parent.title}"
    return old.number


def _with_removed(found, olds):
    """The sections with those that were taken out, each behind what stood before it."""
    homes = {section.old.pk: section.new.pk for section in found if section.old}
    behind, last = defaultdict(list), None
    for old in olds:
        if old.pk in homes:
            last = homes[old.pk]
        else:
            behind[last].append(ComparedSection(old, None))
    together = behind.pop(None, [])
    for section in found:
        together += [section, *behind[section.new.pk]]
    return together
