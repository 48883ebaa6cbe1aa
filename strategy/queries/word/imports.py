"""What the pages about a Word file on its way in ask for."""

from strategy.formats.word import KnownSection
from strategy.models import Picture, Section, Strategy


def known_sections(slug):
    """The sections whose anchors a new text should keep: the newest version's first."""
    held = (
        Section.objects.filter(version__strategy__slug=slug)
        .order_by("-version__number", "position")
        .values_list("key", "title", "level", "body")
    )
    found = {}
    for key, title, level, body in held:
        found.setdefault(key, KnownSection(key, title, level, body))
    return list(found.values())


def known_words(slug, digests):
    """Words for pictures that the strategy showed before, by the picture's fingerprint."""
    held = Picture.objects.filter(version__strategy__slug=slug, sha256__in=digests)
    return dict(held.order_by("version__number").values_list("sha256", "alt"))


def lost_by(word_import):
    """Sections of the last published version whose anchors the file does not have."""
    strategy = Strategy.objects.filter(slug=word_import.slug).first()
    if strategy is None:
        return []
    before = strategy.versions.published().order_by("-number").first()
    if before is None:
        return []
    here = {section[0] for section in word_import.reading.get("sections", ())}
    return [section for section in before.sections.defer("body") if section.key not in here]


def by_place(word_import):
    """What could not be kept, place by place in the order of the file."""
    places = {}
    for each in word_import.left_out:
        places.setdefault(each["place"], []).append(each)
    return list(places.items())
