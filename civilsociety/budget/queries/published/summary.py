"""What stands above the tables: a sentence, a few large figures, what crossed a year's edge."""

from dataclasses import dataclass

STATS = (
    ("appropriated", "set aside"),
    ("allocated", "allocated to it"),
    ("paid", "paid"),
    ("committed", "committed, not yet paid"),
    ("reserved", "reserved for decisions"),
    ("available", "available in programmes"),
    ("unallocated", "not yet allocated"),
)
# What a programme has is given to it; a framework or a year has money set aside.
NOT_OF_PROGRAMMES = {"appropriated", "unallocated"}
CROSSINGS = (
    ("carried_in", "Carried in from the year before"),
    ("recovered", "Came back after its year had closed"),
    ("carried_out", "Carried into the year after"),
    ("lapsed", "Lapsed: not used, and no longer in the framework"),
)


@dataclass(frozen=True)
class Stat:
    """A figure in words, in pence, and where it opens."""

    words: str
    pence: int
    url: str


def stats(books):
    """The large figures; those that are nothing are left out, but for what came in."""
    head = books.chosen.get("head")
    of_programme = head is not None and not head.is_unallocated
    found = []
    for name, words in STATS:
        fits = name not in NOT_OF_PROGRAMMES if of_programme else name != "allocated"
        pence = getattr(books.total, name)
        if fits and (pence or not found):
            found.append(Stat(words, pence, books.address(name)))
    return found


def crossings(books):
    """What came into a year from outside and what left it, where there is some."""
    return [
        Stat(words, getattr(books.total, name), books.address(name))
        for name, words in CROSSINGS
        if getattr(books.total, name)
    ]


def lead(books):
    """What the first sentence needs: how much a year, how many years, from which sources."""
    ceilings = set(books.ceilings.values())
    return {
        "each_year": ceilings.pop() if len(ceilings) == 1 else None,
        "year_count": len(books.ceilings),
        "years": _in_words(len(books.ceilings)),
        "whole": books.ceiling,
        "shares": _shares(books),
    }


def _in_words(number):
    """Small numbers as words."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else f"{number:,}"


def _shares(books):
    sources = sorted(books.by("source"), key=lambda pair: pair[0].position)
    amounts = {figures.appropriated for _, figures in sources}
    if len(sources) == 2 and len(amounts) == 1:
        first, second = (source.name for source, _ in sources)
        return f"Half is from {_within(first)}, half from {_within(second)}"
    return ""


def _within(name):
    return f"the {name[:1].lower()}{name[1:]}" if name.endswith("budget") else name
