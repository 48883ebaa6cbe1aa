"""What other apps say of a programme: where in the strategy it was promised.

    promised_in.register("strategy", "strategy.queries.sections_of_programme")

A filler is called with the Head and returns Promises.
"""

from dataclasses import dataclass

from civilsociety.ui.slots import Slot


@dataclass(frozen=True)
class Promise:
    """A place where the council promised what a programme does."""

    text: str
    url: str
    note: str = ""


promised_in = Slot("where a programme was promised")
