"""Two people who wrote the same thing: what the second is told."""

from dataclasses import dataclass

from civilsociety.refusal import Refused


@dataclass(frozen=True)
class Words:
    """The title and the text of a section as somebody has them."""

    title: str
    body: str


class Clash(Refused):
    """Somebody else saved after this person began; nothing of either is lost.

    `mine` and `theirs` are Words (for a version's own words: dictionaries), `base` is what both
    began from where it is known, `revision` the one to save on top of next.
    """

    def __init__(self, sentence, *, mine, theirs, base=None, revision=None):
        super().__init__(sentence)
        self.mine, self.theirs = mine, theirs
        self.base, self.revision = base, revision
