"""What other apps have to say beside a section: the golden thread, filled by registration.

    section_threads.register("consultations", knots_for_sections)

A filler gets the sections of one version and returns pairs of a section's key and a Knot,
in the order of the story: said, did, decision, pounds, measure. It is asked once a page, so
it must answer for all sections in a fixed number of queries.
"""

from collections import defaultdict
from dataclasses import dataclass

from civilsociety.ui.slots import Slot


@dataclass(frozen=True)
class Knot:
    """One link of the thread beside a section."""

    word: str  # “You said”, “We did”, “Decision”
    text: str  # a sentence; the words of the link when there is an address
    url: str = ""
    note: str = ""  # where it comes from, in small
    state: str = ""  # "", "here" or "ahead", as components/thread.html draws it


section_threads = Slot("beside a section of the strategy")


def threads_for(sections):
    """The knots beside each section, by the section's key."""
    threads = defaultdict(list)
    for key, knot in section_threads.fill(sections):
        threads[key].append(knot)
    return dict(threads)
