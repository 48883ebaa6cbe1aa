"""Places about the strategy that other apps fill by registration, so that nothing is imported up.

    section_threads.register("consultations", "consultations.queries.threads.knots_for_sections")

Fillers are asked once a page, for all sections, and answer in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from civilsociety.ui.slots import Slot


@dataclass(frozen=True)
class Knot:
    """One link of the thread beside a section."""

    word: str  # “You said”, “We did”, “Decision”
    text: str  # a sentence; the words of the link when there is an address
    url: str = ""
    note: str = ""  # where it comes from, in small
    state: str = ""  # "", "here" or "ahead", as components/thread.html draws it
    stage: str = ""  # where in the story, one of STAGES; without one its word says it

    @property
    def in_story(self):
        """Which part of the story it belongs to, one of STAGES."""
        return self.stage or STAGE_OF_WORD.get(self.word, DID)


# The story of a promise, in order: what was said, what changed or was done, what was decided, what
# it costs, what came of it.
SAID, DID, DECIDED, MONEY, MEASURED = STAGES = ("said", "did", "decided", "money", "measured")
STAGE_OF_WORD = {
    **dict.fromkeys(("You said", "Heard", "Comment", "Review"), SAID),
    **dict.fromkeys(("We did", "No change, and why", "Changed"), DID),
    "Decision": DECIDED,
    **dict.fromkeys(("Pounds", "Awards"), MONEY),
    **dict.fromkeys(("Measure", "Evaluated", "Action", "Promised elsewhere"), MEASURED),
}
# The key under which a filler says what belongs to the whole text, such as the decision on it.
WHOLE_TEXT = ""

# Asked with the sections of one version; a filler returns pairs of a section's key and a Knot that
# anybody may see. What stands under WHOLE_TEXT is shown beside every section with a thread.
section_threads = Slot("beside a section of the strategy")

# The same, asked with the sections and the reader: what only some may see.
private_threads = Slot("beside a section, for some readers")


def threads_for(sections, user=None):
    """The knots beside each section, by the section's key; for `user` what is theirs too."""
    threads = defaultdict(list)
    for key, knot in section_threads.fill(sections):
        threads[key].append(knot)
    if user is not None and user.is_authenticated:
        for key, knot in private_threads.fill(sections, user):
            threads[key].append(knot)
    of_all = threads.pop(WHOLE_TEXT, [])
    return {key: in_order([*knots, *of_all]) for key, knots in threads.items()}


def in_order(knots):
    """The knots in the order of the story, each once."""
    return sorted(dict.fromkeys(knots), key=lambda knot: STAGES.index(knot.in_story))


def shortened(knots, most):
    """At most `most` of a section's knots: the first of each part of the story, then the next."""
    if len(knots) <= most:
        return list(knots)
    seen, firsts = set(), []
    for knot in knots:
        if knot.in_story not in seen:
            seen.add(knot.in_story)
            firsts.append(knot)
    chosen = [*firsts, *(knot for knot in knots if knot not in firsts)][:most]
    return [knot for knot in knots if knot in chosen]


@dataclass(frozen=True)
class Origin:
    """Something a change can go back to: a finding, a comment. See `ChangeOrigin`."""

    kind: str  # a value of ChangeOrigin.Kind
    reference: str  # the object in its app's words, like "engagement.comment:7"
    words: str  # what a reader sees
    section_key: str = ""  # the section it speaks of


# What an officer can choose from when saying where a change of a version comes from. Asked with
# the version and the user; a filler returns Origins.
origins = Slot("where a change can come from")

# Where an origin is to be read. Asked with a list of references and the reader; a filler returns
# pairs of a reference and an address, only for what this reader may open.
origin_addresses = Slot("where an origin is to be read")

# What followed from a change: asked with a list of changes and the reader; a filler returns pairs
# of a change's pk and a Knot ("Answered", the comment).
change_followers = Slot("what goes back to a change")

# Told inside the transaction in which a version is published: asked with the version, the state
# it has now, `by` and `now`; a filler returns [] and hands its own work to the worker on commit.
version_published = Slot("who is told that a version is published")

# What waits at a section while it is edited (open comments). Asked with the version and the user;
# a filler returns pairs of a section's key and a Knot.
waiting_at_sections = Slot("what waits at a section that is being edited")


@dataclass(frozen=True)
class FeedReading:
    """What a feed read: `value` None with a sentence when it cannot be told or shown.

    `base` says how many it rests on; suppression of small numbers is the feed's own duty.
    """

    value: Decimal | None
    base: int | None = None
    evidence: str = ""
    commentary: str = ""
    link: str = ""


@dataclass(frozen=True)
class Feed:
    """A source from which a measure reads itself.

    `read(since, until)` counts over days, both inclusive, and returns a FeedReading.
    """

    key: str
    title: str  # what an officer chooses: “Grants to small organisations”
    unit: str  # a value of Measure.Unit
    read: Callable[[date, date], FeedReading]


# Asked with nothing; a filler returns Feeds.
measure_feeds = Slot("sources that measures read themselves from")


def feeds():
    """Every registered feed, by its key."""
    return {feed.key: feed for feed in measure_feeds.fill()}
