"""The words that a reader had before them when they began to comment."""

from dataclasses import dataclass

from engagement.queries.reviews.pieces import pieces_of
from strategy.models import SectionRevision


@dataclass(frozen=True)
class Spot:
    """What a comment is written at: the fields of a Comment that tie it to the text."""

    section_key: str = ""
    section_title: str = ""
    section_number: str = ""
    block: int | None = None
    anchor_text: str = ""
    text_revision: int = 0

    @property
    def name(self):
        """In words: “2.3 Volunteering”, or the whole draft."""
        return f"{self.section_number} {self.section_title}".strip() or "the whole draft"


WHOLE = Spot()


def spot_of(version, *, key="", block=None, revision=None):
    """The Spot at a section and piece, as the text stood at `revision`; None if it never was.

    Somebody who began to write before an officer changed the text speaks of what they read.
    """
    if not key:
        return WHOLE
    section = version.sections.filter(key=key).first()
    text = section
    if revision and (section is None or section.revision != revision):
        text = _revision(version, key, revision) or section
    text = text or _revision(version, key)
    if text is None:
        return None
    words = {piece.number: piece.words for piece in pieces_of(text.body)}.get(block, "")
    return Spot(key, text.title, text.number, block if words else None, words, text.revision)


def _revision(version, key, number=None):
    kept = SectionRevision.objects.filter(version=version, key=key)
    return (kept.filter(revision=number) if number else kept.order_by("-revision")).first()
